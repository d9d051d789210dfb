import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Db } from './client.ts';
import type { Columns } from './columns.ts';

/** A column or expression that an order is made of, and how its text is cast back. */
export interface KeysetKey {
  readonly expression: RawBuilder<unknown>;
  readonly type: 'bigint' | 'integer' | 'text' | 'timestamp';
  /** The column that holds the key, and the key where it is null; absent where the key is computed. */
  readonly column?: { readonly name: string; readonly ifNull?: string };
}

/** An order that has an index of the same keys; the last key is unique. All keys run in one direction. */
export interface KeysetOrder {
  readonly name: string;
  readonly direction: 'asc' | 'desc';
  readonly keys: readonly KeysetKey[];
}

/** Which page: `limit` items after and before the given key texts; from the end of the list when `backward`. */
export interface PageRequest {
  readonly order: KeysetOrder;
  readonly limit: number;
  readonly backward: boolean;
  readonly after: readonly string[] | null;
  readonly before: readonly string[] | null;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The texts of the keys of one of the rows, in the order's sequence. */
  readonly keysOf: (row: Row) => string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const keyTuple = (order: KeysetOrder): RawBuilder<unknown> =>
  sql`(${sql.join(order.keys.map((key) => key.expression))})`;

const valueTuple = (order: KeysetOrder, values: readonly string[]): RawBuilder<unknown> =>
  sql`(${sql.join(order.keys.map((key, index) => sql`${values[index]}::${sql.raw(key.type)}`))})`;

/** In which direction a page is read: from its nearer end on, so that a limit cuts off the farther one. */
export const readDirection = ({ order, backward }: PageRequest): 'asc' | 'desc' =>
  (order.direction === 'desc') === backward ? 'asc' : 'desc';

/** The rows of a page and one more, which tells whether the list goes on, in the direction of reading. */
export function withinPage<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  request: PageRequest,
): SelectQueryBuilder<DB, TB, Row> {
  const { order, limit, after, before } = request;
  const beyond = sql.raw(order.direction === 'desc' ? '<' : '>');
  const within = sql.raw(order.direction === 'desc' ? '>' : '<');
  let page = query;
  if (after) page = page.where(sql<boolean>`${keyTuple(order)} ${beyond} ${valueTuple(order, after)}`);
  if (before) page = page.where(sql<boolean>`${keyTuple(order)} ${within} ${valueTuple(order, before)}`);
  for (const key of order.keys) page = page.orderBy(key.expression, readDirection(request));
  // A literal limit: a parameter would make PostgreSQL plan a named statement anew for every execution.
  return page.limit(sql.lit(limit + 1));
}

/**
 * Reads one page by keys instead of an offset: its cost does not grow with depth. Keys travel as text,
 * so that microseconds survive.
 */
export async function readPage<DB, TB extends keyof DB, Row extends object>(
  query: SelectQueryBuilder<DB, TB, Row>,
  request: PageRequest,
): Promise<Page<Row>> {
  return toPage((await pageStatement(query, request).execute()) as Row[], request);
}

/** The statement of a page, whose rows are for `toPage`. */
export const pageStatement = <DB, TB extends keyof DB, Row extends object>(
  query: SelectQueryBuilder<DB, TB, Row>,
  request: PageRequest,
): SelectQueryBuilder<DB, TB, Row> => withinPage(query.select(keyTexts(request.order)), request);

const keyName = (index: number) => `keyset_${index}`;

/** The keys that the row does not have as columns anyway. */
const keyTexts = ({ keys }: KeysetOrder) =>
  keys.flatMap(({ column, expression }, index) =>
    column ? [] : [sql<string>`${expression}::text`.as(keyName(index))],
  );

/** The columns that a page's rows must have for their keys, whatever else is wanted of them. */
const keyColumns = ({ keys }: KeysetOrder): string[] => keys.flatMap(({ column }) => (column ? [column.name] : []));

/** The wanted columns and those of the keys. */
export const withKeyColumns = (columns: Columns, order: KeysetOrder): Columns =>
  columns === 'all' ? columns : columns.union(new Set(keyColumns(order)));

function keysOf(order: KeysetOrder, row: object): string[] {
  const values = row as Readonly<Record<string, unknown>>;
  return order.keys.map(({ column }, index) =>
    String(column ? (values[column.name] ?? column.ifNull) : values[keyName(index)]),
  );
}

/** Shapes what a page's statement found, which has one row more than the page where the list goes on. */
export function toPage<Row extends object>(
  found: readonly Row[],
  { order, limit, backward, after, before }: PageRequest,
): Page<Row> {
  const hasMore = found.length > limit;
  const rows = found.slice(0, limit);
  if (backward) rows.reverse();
  return {
    rows,
    keysOf: (row) => keysOf(order, row),
    hasNextPage: backward ? before !== null : hasMore,
    hasPreviousPage: backward ? hasMore : after !== null,
  };
}

/**
 * The page of rows that are wider than the index of their order: first finds it in the index alone, then looks up
 * `view` for what lies on it. Both name the row's key `id`. Its rows are for `toPage`.
 */
export function pageByIndex<DB, TB extends keyof DB, Row extends object>(
  matching: SelectQueryBuilder<DB, TB, object>,
  view: SelectQueryBuilder<DB, TB, Row>,
  id: string,
  request: PageRequest,
): SelectQueryBuilder<DB, TB, Row> {
  const ids = withinPage(matching.select(sql<string>`${sql.ref(id)}`.as('id')), request);
  let query = view.select(keyTexts(request.order)).where(sql<boolean>`${sql.ref(id)} = any(array(${ids}))`);
  for (const key of request.order.keys) query = query.orderBy(key.expression, readDirection(request));
  return query;
}

/** How far lists are counted. */
export const countLimit = 10_000;

/** Counts at most `countLimit` rows of a query. */
export async function countUpTo<DB, TB extends keyof DB, Row>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, Row>,
): Promise<{ value: number; isExact: boolean }> {
  const limited = query
    .clearSelect()
    .select(sql.lit(1).as('one'))
    .limit(sql.lit(countLimit + 1));
  const { rows } = await sql<{ count: string }>`select count(*) from (${limited}) as counted`.execute(db);
  const value = Number(rows[0]?.count ?? 0);
  return { value: Math.min(value, countLimit), isExact: value <= countLimit };
}
