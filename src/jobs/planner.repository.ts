import { sql } from 'kysely';
import type { Transaction } from '../db/client.ts';
import type {
  JobScheduleDoubledTimes,
  JobScheduleMisfirePolicy,
  JobScheduleSkippedTimes,
} from '../db/generated/enums.ts';
import type { PlannedRun } from './plan.ts';

/**
 * What a plan is made from, as `planned_from` keeps it. The query names `scheduled_jobs` `s`, and `api.job_schedules`, of
 * which there may be no row, `p`.
 */
export const planSource = sql<string>`concat(s.cron_expression, '|', s.interval_minutes, '|', s.timezone, '|',
  coalesce(p.skipped_times, 'run_after'), '|', coalesce(p.doubled_times, 'first'))`;

/** A job to be planned. Times are milliseconds since 1970. */
export interface PlannableJob {
  readonly id: string;
  readonly cron_expression: string | null;
  readonly interval_minutes: number | null;
  readonly timezone: string | null;
  readonly skipped_times: JobScheduleSkippedTimes;
  readonly doubled_times: JobScheduleDoubledTimes;
  readonly misfire_policy: JobScheduleMisfirePolicy;
  readonly misfire_limit: number;
  readonly misfire_grace_seconds: number;
  readonly next_run_at: number | null;
  /** Whether the plan was made from the schedule that the job has now. */
  readonly is_planned: boolean;
  /** Whether somebody else set the next time. */
  readonly is_foreign: boolean;
  readonly source: string;
  readonly now: number;
}

/**
 * Locks jobs of these classes whose time has come, whose schedule was changed, whose next time was taken away, or is too
 * far away for their interval. What another worker is planning is passed over. Times before 1970, which other writers
 * may leave there, are as due as that.
 */
export async function lockPlannable(
  tx: Transaction,
  classes: readonly string[],
  limit: number,
): Promise<PlannableJob[]> {
  const { rows } = await sql<PlannableJob>`
    select s.id, s.cron_expression, s.interval_minutes, s.timezone,
      coalesce(p.skipped_times, 'run_after') as skipped_times, coalesce(p.doubled_times, 'first') as doubled_times,
      coalesce(p.misfire_policy, 'run_once') as misfire_policy, coalesce(p.misfire_limit, 1) as misfire_limit,
      coalesce(p.misfire_grace_seconds, 60) as misfire_grace_seconds,
      floor(extract(epoch from nullif(greatest(s.next_run_at, 'epoch'), 'infinity')) * 1000)::float8 as next_run_at,
      coalesce(p.planned_from = ${planSource}, false) as is_planned,
      s.next_run_at is not null and s.next_run_at is distinct from p.planned_run_at as is_foreign,
      ${planSource} as source,
      (extract(epoch from api.job_now()) * 1000)::float8 as now
    from scheduled_jobs s left join api.job_schedules p on p.scheduled_job_id = s.id
    where s.is_active is not false and s.job_class = any(${classes}::text[])
      and (s.next_run_at <= api.job_now() or p.planned_from is distinct from ${planSource}
        or (s.next_run_at is null and p.planned_run_at is not null)
        or (s.cron_expression is null and s.next_run_at = p.planned_run_at
          and s.next_run_at > api.job_now() + make_interval(mins => s.interval_minutes, secs => 1)))
    order by s.next_run_at nulls first, s.id
    limit ${sql.lit(limit)}
    for no key update of s skip locked`.execute(tx);
  return rows;
}

/** A plan to be kept. */
export interface JobPlan {
  readonly id: string;
  readonly source: string;
  readonly runs: readonly PlannedRun[];
  /** Milliseconds since 1970; null: none. */
  readonly next: number | null;
  /** Whether `next` is the scheduler's own, not what somebody else set. */
  readonly isOwn: boolean;
}

const toText = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

/** Puts the runs of locked jobs into the queue, and sets when they are due next. Gives how many runs. */
export async function keepPlans(tx: Transaction, plans: readonly JobPlan[]): Promise<number> {
  const runs = plans.flatMap(({ id, runs }) => runs.map(({ origin, at }) => ({ id, origin, at: toText(at) })));
  const { rows } = await sql<{ queued: boolean }>`
    select api.enqueue_job_run(r.id, r.origin, r.at, null) is not null as queued
    from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as r(id bigint, origin text, at timestamp)`.execute(tx);
  const kept = JSON.stringify(
    // A time that somebody else set is not written, and may be one that JavaScript does not know.
    plans.map(({ id, source, next, isOwn }) => ({ id, source, next: isOwn ? toText(next) : null, own: isOwn })),
  );
  const given = sql`jsonb_to_recordset(${kept}::jsonb) as k(id bigint, source text, next timestamp, own boolean)`;
  await sql`update scheduled_jobs s set next_run_at = k.next from ${given} where s.id = k.id and k.own`.execute(tx);
  await sql`
    insert into api.job_schedules as p (scheduled_job_id, planned_from, planned_run_at)
    select k.id, k.source, case when k.own then k.next else '-infinity' end from ${given}
    on conflict (scheduled_job_id) do update set planned_from = excluded.planned_from,
      planned_run_at = excluded.planned_run_at`.execute(tx);
  return rows.filter(({ queued }) => queued).length;
}
