import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { idArray } from '../../db/id-list.ts';
import { matchingRuns, nowUtc, state, type SyncRunCriteria, type SyncRunState } from './sync-runs.repository.ts';

/** Seconds of work of a run that has both ends; clocks that ran backwards count as zero. */
const seconds = sql<number>`greatest(extract(epoch from r.end_time - coalesce(l.claimed_at, r.start_time)), 0)::float8`;
const isMeasured = sql<boolean>`(r.status = 'completed' and isfinite(r.end_time) and isfinite(r.start_time))`;
const sumOf = (column: 'processed' | 'created' | 'updated' | 'failed') =>
  sql<number>`coalesce(sum(${sql.ref(`r.records_${column}`)}), 0)::float8`;
const countOf = (status: 'completed' | 'failed') =>
  sql<number>`(count(*) filter (where r.status = ${sql.lit(status)}))::integer`;
const rate = sql<number | null>`${countOf('completed')}::float8
  / nullif(${countOf('completed')} + ${countOf('failed')}, 0)`;

/** Totals over the visible runs that match. */
export const totals = (db: Db, scope: Scope, criteria: SyncRunCriteria) =>
  matchingRuns(db, scope, criteria)
    .select([
      sql<number>`count(*)::integer`.as('total'),
      rate.as('successRate'),
      sumOf('processed').as('recordsProcessed'),
      sumOf('created').as('recordsCreated'),
      sumOf('updated').as('recordsUpdated'),
      sumOf('failed').as('recordsFailed'),
      sql<number>`(count(*) filter (where ${isMeasured}))::integer`.as('measured'),
      sql<number | null>`percentile_cont(0.5) within group (order by ${seconds}) filter (where ${isMeasured})`.as(
        'p50',
      ),
      sql<number | null>`percentile_cont(0.95) within group (order by ${seconds}) filter (where ${isMeasured})`.as(
        'p95',
      ),
    ])
    .executeTakeFirstOrThrow();

/** How many of them are in each state. */
export const countByState = (db: Db, scope: Scope, criteria: SyncRunCriteria) =>
  matchingRuns(db, scope, criteria)
    .select([sql<SyncRunState>`${state}`.as('state'), sql<number>`count(*)::integer`.as('count')])
    .groupBy(sql`1`)
    .execute();

/** Figures for each day on which one of them started. */
export const countByDay = (db: Db, scope: Scope, criteria: SyncRunCriteria) =>
  matchingRuns(db, scope, criteria)
    .select([
      sql<string>`date_trunc('day', r.start_time)`.as('day'),
      sql<number>`count(*)::integer`.as('total'),
      countOf('completed').as('completed'),
      countOf('failed').as('failed'),
      sumOf('processed').as('recordsProcessed'),
    ])
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();

/** Completed runs as a share of those that completed or failed, by integration, over so many days until now. */
export async function successRates(
  db: Db,
  scope: Scope,
  integrationIds: readonly string[],
  days: number,
): Promise<Map<string, number | null>> {
  const rows = await matchingRuns(db, scope)
    .where(sql<boolean>`r.integration_id = any(${idArray(integrationIds)})`)
    .where(sql<boolean>`r.start_time >= ${nowUtc} - make_interval(days => ${days})`)
    .select(['r.integration_id', rate.as('rate')])
    .groupBy('r.integration_id')
    .execute();
  return new Map(rows.map((row) => [row.integration_id, row.rate]));
}

/** How many completed runs tell how long the next takes. */
const sampled = 10;

/** The median duration in seconds of the last completed runs of the same integration and type, by run. */
export async function usualDurations(db: Db, scope: Scope, runIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await matchingRuns(db, scope)
    .where(sql<boolean>`r.id = any(${idArray(runIds)})`)
    .select([
      'r.id',
      sql<number | null>`(select percentile_cont(0.5) within group (order by last.seconds) from (
        select greatest(extract(epoch from done.end_time - coalesce(lease.claimed_at, done.start_time)), 0)::float8
            as seconds
          from integration_sync_logs done left join api.sync_run_leases lease on lease.sync_run_id = done.id
          where done.integration_id = r.integration_id and done.sync_type = r.sync_type and done.status = 'completed'
            and isfinite(done.end_time) and isfinite(done.start_time)
          order by done.start_time desc, done.id desc limit ${sql.lit(sampled)}) as last)`.as('usual'),
    ])
    .execute();
  return new Map(rows.flatMap(({ id, usual }) => (usual === null ? [] : [[id, usual] as const])));
}
