import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { judge, type Finding, type HealthFacts, type JobHealth } from '../../jobs/health.ts';
import type { Scope } from '../../auth/scope.ts';

/** How many of a kind are given; the longest first. */
const maxFindings = 20;
/** After how many seconds a run that nobody takes is late. */
const lateAfter = 60;
/** How long reaping may take after a lease has ended, in seconds; workers look every second. */
const reapGrace = 15;
/**
 * A silent worker is history once its runs are with others, and either a worker has been started on its host since – its
 * own successor after a crash – or it has not reported for so many hours.
 */
const deadHours = 1;

/** What counts as late and stuck. */
export interface HealthRules {
  /** What this service can run, and after how many seconds it gives it up where its schedule does not say. */
  readonly classes: readonly string[];
  readonly seconds: readonly number[];
  /** How long a run that is to end may take to do so. */
  readonly graceSeconds: number;
}

/** Jobs belong to the whole system. */
const isVisible = (scope: Scope) => sql<boolean>`${sql.lit(scope.kind === 'all')}`;

const silent = sql<boolean>`w.stopped_at is null and w.heartbeat_at < clock.now - make_interval(secs => w.lease_seconds)`;

/** Of a worker, whose name ends with its process. */
const hostOf = (table: string) => sql`regexp_replace(${sql.ref(`${table}.name`)}, ':[0-9]+$', '')`;

async function readFacts(db: Db, scope: Scope, { classes }: HealthRules): Promise<HealthFacts> {
  const { rows } = await sql<HealthFacts>`
    with clock as materialized (select api.job_now() as now)
    select now::text as checked_at,
      (select count(*)::integer from api.job_workers w where w.stopped_at is null and not (${silent})) as live_workers,
      exists (select from api.job_workers) as had_workers,
      exists (select from scheduled_jobs j where j.is_active is not false and j.job_class = any(${classes}::text[]))
        as has_active_jobs
    from clock where ${isVisible(scope)}`.execute(db);
  return rows[0] ?? { checked_at: '', live_workers: 0, had_workers: false, has_active_jobs: false };
}

async function readFindings(db: Db, scope: Scope, rules: HealthRules): Promise<Finding[]> {
  const { rows } = await sql<Finding>`
    with clock as materialized (select api.job_now() as now),
    known as materialized (
      select * from unnest(${rules.classes}::text[], ${rules.seconds}::integer[]) as k(job_class, time_limit)
    ), runs as materialized (
      -- What has ended grows without end, and is neither late nor stuck.
      select r.*, coalesce(j.name, r.job_class) as title,
        coalesce(s.time_limit_seconds, k.time_limit) as time_limit
      from api.job_runs r left join scheduled_jobs j on j.id = r.scheduled_job_id
      left join api.job_schedules s on s.scheduled_job_id = r.scheduled_job_id
      left join known k on k.job_class = r.job_class
      where r.state <> 'ended'
    ), found as (
      select 'late_job' as kind, j.id::text as subject, j.id as scheduled_job_id, j.job_class, j.name as title,
        j.next_run_at as since
      from clock, scheduled_jobs j join known k on k.job_class = j.job_class
      left join api.job_schedules s on s.scheduled_job_id = j.id
      where j.is_active is not false
        and j.next_run_at < clock.now - make_interval(secs => greatest(coalesce(s.misfire_grace_seconds, 60), 60))
      union all
      -- Planned, and with no time to run at: its schedule cannot be read, or names none.
      select 'unplanned_job', j.id::text, j.id, j.job_class, j.name, clock.now
      from clock, scheduled_jobs j join known k on k.job_class = j.job_class
      join api.job_schedules s on s.scheduled_job_id = j.id
      where j.is_active is not false and j.next_run_at is null and s.planned_from is not null
      union all
      select 'late_run', r.job_log_id::text, r.scheduled_job_id, r.job_class, r.title, r.available_at
      from clock, runs r
      where r.state = 'ready' and r.available_at < clock.now - make_interval(secs => ${sql.lit(lateAfter)})
      union all
      select 'lease_ended', r.job_log_id::text, r.scheduled_job_id, r.job_class, r.title, r.lease_expires_at
      from clock, runs r
      where r.state = 'processing' and r.lease_expires_at < clock.now - make_interval(secs => ${sql.lit(reapGrace)})
      union all
      select 'over_time', r.job_log_id::text, r.scheduled_job_id, r.job_class, r.title, r.claimed_at
      from clock, runs r
      where r.state = 'processing' and r.lease_expires_at >= clock.now - make_interval(secs => ${sql.lit(reapGrace)})
        and r.claimed_at < clock.now
          - make_interval(secs => r.time_limit + ${rules.graceSeconds}::integer + ${sql.lit(reapGrace)})
      union all
      select 'never_ready', r.job_log_id::text, r.scheduled_job_id, r.job_class, r.title, r.available_at
      from clock, runs r
      where r.state = 'waiting' and r.available_at < clock.now - make_interval(secs => ${sql.lit(lateAfter)})
        and not exists (select from api.job_runs other where other.scheduled_job_id = r.scheduled_job_id
          and other.state in ('ready', 'processing'))
      union all
      select 'dead_worker', w.id::text, null, null, w.name, w.heartbeat_at
      from clock, api.job_workers w
      where ${silent} and (w.heartbeat_at > clock.now - make_interval(hours => ${sql.lit(deadHours)})
          and not exists (select from api.job_workers other
            where ${hostOf('other')} = ${hostOf('w')} and other.started_at > w.heartbeat_at)
        or exists (select from api.job_runs r where r.worker_id = w.id and r.state = 'processing'))
    ), ranked as (
      select found.*, extract(epoch from clock.now - since)::float8 as seconds,
        (count(*) over (partition by kind))::integer as total,
        row_number() over (partition by kind order by since, subject) as place
      from found, clock
    )
    select kind, subject, scheduled_job_id, job_class, title, since::text as since, seconds, total from ranked
    where place <= ${sql.lit(maxFindings)} and ${isVisible(scope)} order by since, subject`.execute(db);
  return rows;
}

/** How scheduled jobs are doing, by the clock of the database: two statements. */
export async function readJobHealth(db: Db, scope: Scope, rules: HealthRules): Promise<JobHealth> {
  const [facts, findings] = await Promise.all([readFacts(db, scope, rules), readFindings(db, scope, rules)]);
  return judge(facts, findings);
}

/** A worker, with how it stands. Times are UTC texts. */
export interface WorkerView {
  readonly id: string;
  readonly name: string;
  readonly concurrency: number;
  readonly started_at: string;
  readonly heartbeat_at: string;
  readonly stopped_at: string | null;
  readonly running_runs: number;
  readonly state: 'ALIVE' | 'STOPPING' | 'STOPPED' | 'DEAD';
}

/** How many workers are given. */
const maxWorkers = 100;

/** Workers that run, and those that have reported within a day; the one that reported last first. */
export async function listWorkers(db: Db, scope: Scope): Promise<WorkerView[]> {
  const { rows } = await sql<WorkerView>`
    with clock as materialized (select api.job_now() as now)
    select w.id, w.name, w.concurrency, w.started_at, w.heartbeat_at, w.stopped_at,
      (select count(*)::integer from api.job_runs r where r.worker_id = w.id and r.state = 'processing') as running_runs,
      case when w.stopped_at is not null then 'STOPPED' when ${silent} then 'DEAD'
        when w.stopping_at is not null then 'STOPPING' else 'ALIVE' end as state
    from clock, api.job_workers w
    where ${isVisible(scope)} and w.heartbeat_at > clock.now - interval '1 day'
    order by w.heartbeat_at desc, w.id limit ${sql.lit(maxWorkers)}`.execute(db);
  return rows;
}
