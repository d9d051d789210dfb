import { sql, type RawBuilder } from 'kysely';
import { placed, scopeIds } from '../../auth/scope.repository.ts';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { StatementCache } from '../../db/statement-cache.ts';
import {
  criteriaValues,
  givenCriteria,
  matchingEvents,
  type SecurityEventCriteria,
} from './security-events.repository.ts';

/** What a statistics object asks about: visible events that match, within a period whose ends are set. */
export interface StatsQuery {
  readonly scope: Scope;
  readonly criteria: SecurityEventCriteria & { readonly from: string; readonly to: string };
}

/** How many rows have a value. */
export interface Counted<Value> {
  readonly value: Value;
  readonly count: number;
}

const countAll = sql<number>`count(*)::integer`;

const matching = (db: Db, { scope, criteria }: StatsQuery) => matchingEvents(db, scope, criteria);

/** By what events can be counted. */
const dimensions = {
  severity: sql`e.severity`,
  type: sql`e.event_type`,
  institution: sql`e.institution_id`,
  address: sql`e.ip_address`,
  user: sql`e.user_id`,
  hour: sql`date_trunc('hour', e.created_at)`,
  unresolved: sql`(e.resolution is null or e.resolution = 'escalated')`,
} as const satisfies Record<string, RawBuilder<unknown>>;

/** What can be counted: all events, or the events of each value of a dimension. */
export type Counting = 'total' | keyof typeof dimensions;

/** How many of the most frequent values are given, besides those without a value; of hours all are. */
export const maxValues = 50;

interface CountRow extends Counted<string | null> {
  readonly mask: number;
}

/** Bit by bit, which of the dimensions are not grouped by in a row: all of them in the total's. */
function maskOf(grouped: readonly Counting[], counting: Counting): number {
  const everyBit = 2 ** grouped.length - 1;
  return counting === 'total' ? everyBit : everyBit - 2 ** (grouped.length - 1 - grouped.indexOf(counting));
}

function countingStatement(events: ReturnType<typeof matchingEvents>, wanted: readonly Counting[]) {
  const grouped = wanted.filter((counting) => counting !== 'total');
  const values = grouped.map((dimension) => dimensions[dimension]);
  const mask = values.length > 0 ? sql<number>`grouping(${sql.join(values)})` : sql<number>`0`;
  const value =
    values.length > 0 ? sql`coalesce(${sql.join(values.map((one) => sql`(${one})::text`))})` : sql`null::text`;
  const sets = wanted.map((counting) => (counting === 'total' ? sql`()` : sql`(${dimensions[counting]})`));
  const order = sql.join([sql`count(*) desc`, ...values]);
  const counted = events
    .select([
      mask.as('mask'),
      sql<string | null>`${value}`.as('value'),
      countAll.as('count'),
      sql<number>`row_number() over (partition by ${mask} order by ${order})`.as('rank'),
    ])
    .groupBy(sql`grouping sets (${sql.join(sets)})`);
  return sql<CountRow>`
    select mask, value, count from (${counted}) as counted
    where rank <= ${sql.lit(maxValues + 1)} or mask = ${sql.lit(grouped.includes('hour') ? maskOf(grouped, 'hour') : -1)}
    order by mask, rank`;
}

const countings = new StatementCache();

/**
 * Counts in one statement and one snapshot, however many countings are wanted. Of each the most frequent values come
 * first; no value is an event of none.
 */
export async function countEvents(
  db: Db,
  { scope, criteria }: StatsQuery,
  wanted: readonly Counting[],
): Promise<Map<Counting, Counted<string | null>[]>> {
  const values = criteriaValues(criteria);
  const statement = (visible: Scope, chosen: SecurityEventCriteria) =>
    countingStatement(matchingEvents(db, visible, chosen), wanted);
  const rows =
    values === null
      ? (await statement(scope, criteria).execute(db)).rows
      : await countings.run(
          db,
          `${scope.kind} ${wanted.join()}`,
          { ...values, scopeIds: scopeIds(scope) },
          ({ scopeIds: ids, ...given }) => ({
            compile: () => statement(placed(scope, ids), givenCriteria(given)).compile(db),
          }),
        );
  const byMask = Map.groupBy(rows, (row) => row.mask);
  const grouped = wanted.filter((counting) => counting !== 'total');
  return new Map(wanted.map((counting) => [counting, byMask.get(maskOf(grouped, counting)) ?? []]));
}

export interface Percentiles {
  readonly count: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
}

/** Seconds from an event to its acknowledgement or resolution; clocks that ran backwards count as zero. */
export async function waitingTimes(
  db: Db,
  query: StatsQuery,
  until: 'acknowledged' | 'resolved',
): Promise<Percentiles> {
  const end = sql.ref(until === 'acknowledged' ? 'triage.acknowledged_at' : 'e.resolved_at');
  const seconds = sql<number>`greatest(extract(epoch from ${end} - e.created_at), 0)::float8`;
  const at = (fraction: number) =>
    sql<number | null>`percentile_cont(${sql.lit(fraction)}) within group (order by ${seconds})`;
  return matching(db, query)
    .where(sql<boolean>`isfinite(${end}) and isfinite(e.created_at)`)
    .where(until === 'resolved' ? sql<boolean>`e.resolution <> 'escalated'` : sql<boolean>`true`)
    .select([countAll.as('count'), at(0.5).as('p50'), at(0.9).as('p90'), at(0.99).as('p99')])
    .executeTakeFirstOrThrow();
}
