import { isDeepStrictEqual } from 'node:util';
import type { OperationName } from './operations.ts';

/** Any JSON, as a server sent it. */
type Json = any; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A server answers otherwise than the first one. */
export class AnswersDiffer extends Error {
  override name = 'AnswersDiffer';
}

/** An answer without what servers may do in their own way: opaque ids, cursors, the case of enums. */
export function normalise(operation: OperationName, body: Json): Json {
  if (body.errors !== undefined) throw new AnswersDiffer(`errors: ${JSON.stringify(body.errors).slice(0, 2_000)}`);
  if (operation === 'dashboard') return walk(dashboard(body.data), false);
  // PostGraphile has no userErrors: it would answer with errors.
  if (operation === 'record') body.data.recordSecurityEvent.userErrors ??= [];
  return walk(body.data, operation === 'record');
}

/** PostGraphile's root has no field that groups the three lists. */
function dashboard(data: Json): Json {
  if (data.securityEventStats !== undefined) return data;
  const lists = Object.entries(data as Record<string, Json>).map(([name, list]) => [name, list.nodes] as const);
  return { securityEventStats: Object.fromEntries(lists) };
}

function walk(value: Json, isNew: boolean): Json {
  if (Array.isArray(value)) return value.map((item) => walk(item, isNew));
  if (typeof value !== 'object' || value === null) return value;
  const object = withState(value);
  const isNewEvent = isNew && 'state' in object;
  return Object.fromEntries(
    Object.keys(object).map((key) => {
      if (isNewEvent && newValues.includes(key)) return [key, typeof object[key]];
      return [key, scalar(key, object[key]) ?? walk(object[key], isNew)];
    }),
  );
}

/** What nobody can know before an event is recorded. */
const newValues = ['id', 'databaseId', 'createdAt'];

function scalar(key: string, value: Json): string | null {
  if (key === 'id') return databaseId(String(value));
  if (key === 'endCursor') return typeof value;
  return key === 'severity' || key === 'type' ? String(value).toUpperCase() : null;
}

/** PostGraphile gives what the state follows from. */
function withState(object: Json): Json {
  if (!('triage' in object)) return object;
  const { triage, resolution, ...rest } = object;
  const open = triage?.acknowledgedAt == null ? 'OPEN' : 'ACKNOWLEDGED';
  return { ...rest, state: resolution === null ? open : resolution === 'escalated' ? 'ESCALATED' : 'RESOLVED' };
}

/** The number in `123`, in base64 of `Type:123`, or in base64 of `["Type","123"]`. */
function databaseId(id: string): string {
  if (/^\d+$/.test(id)) return id;
  return /(\d+)"?\]?$/.exec(Buffer.from(id, 'base64').toString())?.[1] ?? id;
}

const isTime = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
/** Servers that make a Date of a time cut it to milliseconds, give or take one. */
const sameTime = (one: string, other: string): boolean => Math.abs(utc(one) - utc(other)) <= 1;
const utc = (time: string): number => Date.parse(/Z|[+-]\d\d:\d\d$/.test(time) ? time : `${time}Z`);

/** Where two normalised answers differ first, in words; null when they are the same. */
export function difference(expected: Json, actual: Json, path = 'data'): string | null {
  if (isTime(expected) && isTime(actual) && sameTime(expected, actual)) return null;
  if (typeof expected !== 'object' || typeof actual !== 'object' || expected === null || actual === null) {
    if (isDeepStrictEqual(expected, actual)) return null;
    return `${path} is ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
  }
  for (const key of new Set([...Object.keys(expected as object), ...Object.keys(actual as object)])) {
    const found = difference(expected[key], actual[key], `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
