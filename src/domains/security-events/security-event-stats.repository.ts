import { sql } from 'kysely';
import { placed, scopeIds } from '../../auth/scope.repository.ts';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { countAll, countingStatement, countsBy, type Counted, type Dimensions } from '../../db/counting.ts';
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
} as const satisfies Dimensions;

/** What can be counted: all events, or the events of each value of a dimension. */
export type Counting = 'total' | keyof typeof dimensions;

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
    countingStatement(matchingEvents(db, visible, chosen), dimensions, wanted, 'hour');
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
  return countsBy(rows, wanted);
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
