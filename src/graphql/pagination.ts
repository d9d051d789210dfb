import { isDatabaseId } from '../db/database-id.ts';
import type { KeysetKey, KeysetOrder, Page, PageRequest } from '../db/keyset.ts';
import { badInput } from '../errors.ts';

/** The paging arguments of every connection. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** How many items a page has; a list may set a `max` of its own, which its schema then tells. */
export const pageLimits = { default: 25, max: 100 } as const;

/** A page in the shape of the schema's connection types; the total is counted only when it is selected. */
export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<{ value: number; isExact: boolean }>;
}

/** A page of a list that has a live feed. */
export interface FeedConnection<Row> extends Connection<Row> {
  readonly feedCursor: string;
}

/** Checks paging arguments; `max` is the list's page limit. Throws BAD_USER_INPUT that names the argument. */
export function pageRequest(order: KeysetOrder, args: PageArguments, max: number = pageLimits.max): PageRequest {
  if (args.first != null && args.last != null) throw badInput(['last'], 'cannot be combined with first.');
  const backward = args.last != null;
  return {
    order,
    backward,
    limit: pageSize(backward ? 'last' : 'first', args.last ?? args.first ?? pageLimits.default, max),
    after: args.after == null ? null : decodeCursor(order, args.after, 'after'),
    before: args.before == null ? null : decodeCursor(order, args.before, 'before'),
  };
}

function pageSize(name: string, size: number, max: number): number {
  if (size < 1 || size > max) throw badInput([name], `must be between 1 and ${max}.`);
  return size;
}

/** Shapes a page for the schema. */
export function toConnection<Row>(
  request: PageRequest,
  page: Page<Row>,
  totalCount: Connection<Row>['totalCount'],
): Connection<Row> {
  const { rows, hasNextPage, hasPreviousPage } = page;
  const cursorOf = (row: Row): string => encodeCursor(request.order, page.keysOf(row));
  const cursorAt = (index: number): string | null => {
    const row = rows.at(index);
    return row === undefined ? null : cursorOf(row);
  };
  // Cursors cost more than rows: those that are not selected are not made.
  return {
    get edges() {
      return rows.map((node) => ({ cursor: cursorOf(node), node }));
    },
    nodes: rows,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    },
    totalCount,
  };
}

/** The same for a list that has a live feed, with the feed's position as of before the page was read. */
export const toFeedConnection = <Row>(
  request: PageRequest,
  page: Page<Row>,
  totalCount: Connection<Row>['totalCount'],
  feedCursor: string,
): FeedConnection<Row> => Object.assign(toConnection(request, page, totalCount), { feedCursor });

const encodeCursor = (order: KeysetOrder, keys: readonly string[]): string =>
  Buffer.from(JSON.stringify([order.name, ...keys])).toString('base64url');

const validKey: Record<KeysetKey['type'], (text: string) => boolean> = {
  bigint: isDatabaseId,
  integer: (text) => /^-?\d{1,9}$/.test(text),
  text: (text) => text.length <= 500 && !text.includes('\u0000'),
  timestamp: (text) => /^-?infinity$/.test(text) || isCalendarTime(text),
};

const databaseTime = /^(\d{4,6})(-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?( BC)?$/;

/** Where the calendar of PostgreSQL begins; it ends after that of JavaScript. */
const earliestTime = Date.UTC(-4713, 10, 24);

/** Whether a text as PostgreSQL writes times is one that exists, also after the year 9999 or before the year 1. */
function isCalendarTime(text: string): boolean {
  const [, year, day, time, era] = databaseTime.exec(text) ?? [];
  if (year === undefined || day === undefined || time === undefined || Number(year) === 0) return false;
  const astronomical = era === undefined ? Number(year) : 1 - Number(year);
  const sign = astronomical < 0 ? '-' : '+';
  // JavaScript refuses or shifts days that do not exist, so that only those that do survive the round trip.
  const iso = `${astronomical === 0 ? '+' : sign}${String(Math.abs(astronomical)).padStart(6, '0')}${day}T${time}`;
  const instant = Date.parse(`${iso}Z`);
  return instant >= earliestTime && new Date(instant).toISOString().includes(`${day}T${time}`);
}

function decodeCursor(order: KeysetOrder, cursor: string, argument: string): string[] {
  const parts = cursorParts(cursor);
  if (parts === null) throw badInput([argument], 'must be a cursor that a page of this list gave.');
  const [name, ...keys] = parts;
  const fits = keys.length === order.keys.length && order.keys.every((key, i) => validKey[key.type](keys[i] ?? ''));
  if (name !== order.name || !fits) throw badInput([argument], 'is a cursor of another list or order.');
  return keys;
}

function cursorParts(cursor: string): string[] | null {
  if (cursor.length > 2_000 || !/^[\w-]+$/.test(cursor)) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}
