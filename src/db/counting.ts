import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';

/** How many rows have a value. */
export interface Counted<Value> {
  readonly value: Value;
  readonly count: number;
}

/** A count of one of the values of a dimension; `mask` says of which. */
export interface CountRow extends Counted<string | null> {
  readonly mask: number;
}

/** What rows can be counted by; none of the expressions may have parameters, which PostgreSQL takes for different. */
export type Dimensions = Readonly<Record<string, RawBuilder<unknown>>>;

/** How many of the most frequent values are given, besides those without a value. */
export const maxValues = 50;

export const countAll = sql<number>`count(*)::integer`;

/** What is grouped by among what is wanted. */
const groupedOf = (wanted: readonly string[]): string[] => wanted.filter((counting) => counting !== 'total');

/** Bit by bit, which of the dimensions are not grouped by in a row: all of them in the total's. */
export function maskOf(wanted: readonly string[], counting: string): number {
  const grouped = groupedOf(wanted);
  const everyBit = 2 ** grouped.length - 1;
  return counting === 'total' ? everyBit : everyBit - 2 ** (grouped.length - 1 - grouped.indexOf(counting));
}

/**
 * One statement that counts the rows of a query in every wanted way: `total`, or by a dimension. Of each the most
 * frequent values come first, `maxValues` of them and those without one; of `uncapped` all do.
 */
export function countingStatement<DB, TB extends keyof DB>(
  rows: SelectQueryBuilder<DB, TB, object>,
  dimensions: Dimensions,
  wanted: readonly string[],
  uncapped: string,
): RawBuilder<CountRow> {
  const grouped = groupedOf(wanted);
  const dimension = (name: string) => dimensions[name] ?? sql`null`;
  const values = grouped.map(dimension);
  const mask = values.length > 0 ? sql<number>`grouping(${sql.join(values)})` : sql<number>`0`;
  const value =
    values.length > 0 ? sql`coalesce(${sql.join(values.map((one) => sql`(${one})::text`))})` : sql`null::text`;
  const sets = wanted.map((counting) => (counting === 'total' ? sql`()` : sql`(${dimension(counting)})`));
  const order = sql.join([sql`count(*) desc`, ...values]);
  const counted = rows
    .select([
      mask.as('mask'),
      sql<string | null>`${value}`.as('value'),
      countAll.as('count'),
      sql<number>`row_number() over (partition by ${mask} order by ${order})`.as('rank'),
    ])
    .groupBy(sql`grouping sets (${sql.join(sets)})`);
  return sql<CountRow>`
    select mask, value, count from (${counted}) as counted
    where rank <= ${sql.lit(maxValues + 1)} or mask = ${sql.lit(grouped.includes(uncapped) ? maskOf(wanted, uncapped) : -1)}
    order by mask, rank`;
}

/** What such a statement found, by what was counted. */
export function countsBy<Counting extends string>(rows: readonly CountRow[], wanted: readonly Counting[]) {
  const byMask = Map.groupBy(rows, (row) => row.mask);
  return new Map<Counting, Counted<string | null>[]>(
    wanted.map((counting) => [counting, byMask.get(maskOf(wanted, counting)) ?? []]),
  );
}
