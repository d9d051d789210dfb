import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { matchingJobs, type JobLogCriteria } from './job-logs.repository.ts';

/** Figures over attempts; durations and waiting in seconds, null where nothing was measured. */
export interface JobFigures {
  readonly total: number;
  readonly queued: number;
  readonly processing: number;
  readonly completed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly measured: number;
  readonly percentiles: readonly [p50: number, p90: number, p99: number] | null;
  readonly longest: number | null;
  readonly mean_wait: number | null;
}

/** By what attempts are told apart, and the values that they have in common. */
export type JobFiguresGroup = JobFigures & { readonly by: JobGrouping; readonly key: string | null };
export type JobGrouping = 'job_class' | 'scheduled_job' | 'hour' | 'day';

/** Clocks that ran backwards count as zero. Other applications may tell the seconds alone. */
const seconds = sql<number>`case
  when isfinite(j.start_time) and isfinite(j.end_time)
    then greatest(extract(epoch from j.end_time - j.start_time), 0)::float8
  when j.duration >= 0 then j.duration::float8 end`;
const isMeasured = sql<boolean>`(j.status = 'completed' and ${seconds} is not null)`;
const waited = sql<number>`greatest(extract(epoch from j.start_time - r.scheduled_for), 0)::float8`;
const hasWaited = sql<boolean>`(r.attempt = 1 and r.trigger <> 'retry'
  and isfinite(j.start_time) and isfinite(r.scheduled_for))`;

const count = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`(count(*) filter (where ${condition}))::integer`;
const countOf = (status: string) => count(sql<boolean>`j.status = ${sql.lit(status)}`);

const selectFigures = (db: Db, scope: Scope, criteria: JobLogCriteria) =>
  matchingJobs(db, scope, criteria)
    .leftJoin('api.job_runs as r', 'r.job_log_id', 'j.id')
    .select([
      sql<number>`count(*)::integer`.as('total'),
      countOf('queued').as('queued'),
      countOf('processing').as('processing'),
      countOf('completed').as('completed'),
      countOf('failed').as('failed'),
      countOf('cancelled').as('cancelled'),
      count(isMeasured).as('measured'),
      sql<JobFigures['percentiles']>`percentile_cont(array[0.5, 0.9, 0.99]) within group (order by ${seconds})
        filter (where ${isMeasured})`.as('percentiles'),
      sql<number | null>`max(${seconds}) filter (where ${isMeasured})`.as('longest'),
      sql<number | null>`avg(${waited}) filter (where ${hasWaited})`.as('mean_wait'),
    ]);

/** Figures over all visible attempts that match. */
export const overallFigures = (db: Db, scope: Scope, criteria: JobLogCriteria): Promise<JobFigures> =>
  selectFigures(db, scope, criteria).executeTakeFirstOrThrow();

const keys = {
  job_class: sql<string | null>`j.job_class::text`,
  scheduled_job: sql<string | null>`j.scheduled_job_id::text`,
  hour: sql<string | null>`date_trunc('hour', j.created_at)`,
  day: sql<string | null>`date_trunc('day', j.created_at)`,
};

/** Figures told apart: hours and days in their order, others by how many attempts they have, at most `limit` of them. */
export async function groupedFigures(
  db: Db,
  scope: Scope,
  criteria: JobLogCriteria,
  by: JobGrouping,
  limit: number,
): Promise<JobFiguresGroup[]> {
  const grouped = selectFigures(db, scope, criteria).select(keys[by].as('key')).groupBy('key');
  const isTime = by === 'hour' || by === 'day';
  const ordered = isTime
    ? grouped.orderBy('key')
    : grouped.orderBy('total', 'desc').orderBy('key').limit(sql.lit(limit));
  return (await ordered.execute()).map((row) => ({ ...row, by }));
}
