import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { jobSchedulesRepository, scheduledJobsRepository } from '../../db/generated/repositories.ts';
import type { JobScheduleRow, ScheduledJobRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import type { RowPatch } from '../../db/repository.ts';
import { keepPlans, planSource } from '../../jobs/planner.repository.ts';

/** How a job is run, with the defaults where nobody has said. */
export type JobPolicies = Omit<JobScheduleRow, 'scheduled_job_id' | 'planned_from' | 'planned_run_at'>;

/** A job with its policies; `version` changes with its settings, and not with its runs. */
export interface ScheduledJobView extends ScheduledJobRow, JobPolicies {
  readonly version: string;
}

const unlessSaid = <Name extends keyof JobPolicies>(name: Name, otherwise: NonNullable<JobPolicies[Name]>) =>
  sql<NonNullable<JobPolicies[Name]>>`coalesce(${sql.ref(`p.${name}`)}, ${sql.lit(otherwise)})`;

const policies = {
  skipped_times: unlessSaid('skipped_times', 'run_after'),
  doubled_times: unlessSaid('doubled_times', 'first'),
  misfire_policy: unlessSaid('misfire_policy', 'run_once'),
  misfire_limit: unlessSaid('misfire_limit', 1),
  misfire_grace_seconds: unlessSaid('misfire_grace_seconds', 60),
  overlap_policy: unlessSaid('overlap_policy', 'forbid'),
  max_concurrent: unlessSaid('max_concurrent', 1),
  retry_backoff: unlessSaid('retry_backoff', 'exponential'),
  retry_jitter_percent: unlessSaid('retry_jitter_percent', 20),
};

/** A job that has no row of policies is the same as one whose row says what holds unless told. */
const settings = sql`jsonb_build_array(s.name, s.job_class, s.parameters, s.cron_expression, s.interval_minutes,
  s.timezone, s.is_active, s.max_attempts, s.retry_delay_minutes, ${sql.join(Object.values(policies))},
  p.time_limit_seconds)`;

/** Jobs belong to the whole system. The query names `scheduled_jobs` `s`, and `api.job_schedules` `p`. */
const visibleJobs = (db: Db, scope: Scope) =>
  db
    .selectFrom('scheduled_jobs as s')
    .leftJoin('api.job_schedules as p', 'p.scheduled_job_id', 's.id')
    .select(scheduledJobsRepository.table.selectable.map((name) => `s.${name}` as const))
    .select([
      policies.skipped_times.as('skipped_times'),
      policies.doubled_times.as('doubled_times'),
      policies.misfire_policy.as('misfire_policy'),
      policies.misfire_limit.as('misfire_limit'),
      policies.misfire_grace_seconds.as('misfire_grace_seconds'),
      policies.overlap_policy.as('overlap_policy'),
      policies.max_concurrent.as('max_concurrent'),
      policies.retry_backoff.as('retry_backoff'),
      policies.retry_jitter_percent.as('retry_jitter_percent'),
      'p.time_limit_seconds',
      unlessSaid('skipped_runs', 0).as('skipped_runs'),
      'p.last_skipped_at',
      'p.last_skip_reason',
      sql<string>`md5(${settings}::text)`.as('version'),
    ])
    .where(sql<boolean>`${sql.lit(scope.kind === 'all')}`);

/** The visible ones of these jobs, by id. */
export async function findScheduledJobs(
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, ScheduledJobView>> {
  const rows = await visibleJobs(db, scope)
    .where(sql<boolean>`s.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export const findScheduledJob = (db: Db, scope: Scope, id: string): Promise<ScheduledJobView | undefined> =>
  visibleJobs(db, scope).where('s.id', '=', id).executeTakeFirst();

/** A visible job, locked: runs of it are neither begun nor ended meanwhile. */
export async function lockScheduledJob(
  tx: Transaction,
  scope: Scope,
  id: string,
): Promise<ScheduledJobView | undefined> {
  await tx.selectFrom('scheduled_jobs').select('id').where('id', '=', id).forUpdate().execute();
  // Read after the lock is had: what was read before may be old.
  return findScheduledJob(tx, scope, id);
}

/** All of them, by name: as many as somebody has set up. */
export const listScheduledJobs = (db: Db, scope: Scope): Promise<ScheduledJobView[]> =>
  visibleJobs(db, scope).orderBy('s.name').orderBy('s.id').execute();

/** Active jobs that should have begun `graceMinutes` ago and have not, those that are late the longest first. */
export const lateJobs = (db: Db, scope: Scope, graceMinutes: number): Promise<ScheduledJobView[]> =>
  visibleJobs(db, scope)
    .where(sql<boolean>`s.is_active is not false and s.is_running is not true`)
    .where(sql<boolean>`s.next_run_at < (now() at time zone 'utc') - make_interval(mins => ${sql.lit(graceMinutes)})`)
    .orderBy('s.next_run_at')
    .orderBy('s.id')
    .execute();

/** Changes of a job's own row. */
export type JobPatch = RowPatch<'scheduled_jobs'>;
/** Changes of its policies. */
export type PolicyPatch = Omit<RowPatch<'api.job_schedules'>, 'scheduled_job_id'>;

/** Sets up a job; where it is planned is left to `planFrom`. */
export async function insertScheduledJob(
  tx: Transaction,
  job: Parameters<typeof scheduledJobsRepository.insert>[1],
  policies: PolicyPatch,
): Promise<ScheduledJobRow> {
  const row = await scheduledJobsRepository.insert(tx, job);
  await jobSchedulesRepository.append(tx, { ...policies, scheduled_job_id: row.id });
  return row;
}

/** Changes a job; absent keeps. */
export async function updateScheduledJob(
  tx: Transaction,
  id: string,
  job: JobPatch,
  policies: PolicyPatch,
): Promise<void> {
  await scheduledJobsRepository.update(tx, id, job);
  await tx
    .insertInto('api.job_schedules')
    .values({ scheduled_job_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await jobSchedulesRepository.update(tx, id, policies);
}

/** The scheduler's time, in milliseconds since 1970. */
export async function schedulerTime(db: Db): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from api.job_now()) * 1000)::float8 as now`.execute(db);
  return Number(rows[0]?.now);
}

/** Sets when a job runs next, in milliseconds since 1970, as planned from the schedule that it has now. */
export async function planAt(tx: Transaction, id: string, next: number | null): Promise<void> {
  const { rows } = await sql<{ source: string }>`
    select ${planSource} as source from scheduled_jobs s
    left join api.job_schedules p on p.scheduled_job_id = s.id where s.id = ${id}`.execute(tx);
  await keepPlans(
    tx,
    rows.map(({ source }) => ({ id, source, runs: [], next, isOwn: true })),
  );
}

/** Takes a job's next time away; whoever makes it active again has it planned anew. */
export async function unplan(tx: Transaction, id: string): Promise<void> {
  await tx.updateTable('scheduled_jobs').set({ next_run_at: null }).where('id', '=', id).execute();
  await tx
    .updateTable('api.job_schedules')
    .set({ planned_from: null, planned_run_at: null })
    .where('scheduled_job_id', '=', id)
    .execute();
}

/** How many runs of a job are not over, and how many attempts the log has. */
export async function countRuns(tx: Transaction, id: string): Promise<{ open: number; logged: number }> {
  const { rows } = await sql<{ open: string; logged: string }>`
    select (select count(*) from api.job_runs where scheduled_job_id = ${id} and state <> 'ended') as open,
      (select count(*) from job_logs where scheduled_job_id = ${id}) as logged`.execute(tx);
  return { open: Number(rows[0]?.open), logged: Number(rows[0]?.logged) };
}

/** Deletes a job; what the log has of it stays without it. */
export async function deleteScheduledJob(tx: Transaction, id: string): Promise<void> {
  await tx.updateTable('job_logs').set({ scheduled_job_id: null }).where('scheduled_job_id', '=', id).execute();
  await scheduledJobsRepository.remove(tx, id);
}
