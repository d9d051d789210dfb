import type pg from 'pg';
import { day, hour, minute, toTimestamp } from './clock.ts';
import { insertRows, reserveIds, type Row } from './insert.ts';
import { attemptsOf, ownJobs, type OwnAttempt, type OwnJob } from './own-jobs.ts';
import { createRandom, type Random } from './random.ts';

const logDays = 3;

interface Job {
  readonly name: string;
  readonly jobClass: string;
  /** Between two runs, in milliseconds, and how long one takes, in seconds. */
  readonly every: number;
  readonly seconds: number;
  /** Out of how many runs one fails, and why. */
  readonly failsOnceIn: number;
  readonly error: string;
}

type Run = OwnAttempt['log'];

/** What Laravel runs by the clock. */
const jobs: readonly Job[] = [
  {
    name: 'Gündəlik hesabatlar',
    jobClass: 'App\\Jobs\\BuildDailyReports',
    every: day,
    seconds: 540,
    failsOnceIn: 30,
    error: 'Allowed memory size of 536870912 bytes exhausted',
  },
  {
    name: 'E-poçt növbəsi',
    jobClass: 'App\\Jobs\\SendQueuedMail',
    every: 15 * minute,
    seconds: 6,
    failsOnceIn: 24,
    error: 'Connection could not be established with host "smtp.atis.example:587"',
  },
  {
    name: 'Davamiyyət hesablanması',
    jobClass: 'App\\Jobs\\AggregateAttendance',
    every: hour,
    seconds: 48,
    failsOnceIn: 40,
    error: 'SQLSTATE[40P01]: Deadlock detected',
  },
];

/** Laravel's jobs under these ids, and their runs of the last days. */
function foreignJobs(random: Random, now: number, ids: readonly number[]): { schedules: Row[]; runs: Run[] } {
  const runs: Run[] = [];
  const schedules: Row[] = [];
  for (const [index, { name, jobClass, every, seconds, failsOnceIn, error }] of jobs.entries()) {
    let failures = 0;
    let count = 0;
    let last: Run | undefined;
    for (let start = now - logDays * day + index * minute; start < now - hour / 2; start += every) {
      const failed = random.chance(1 / failsOnceIn);
      const duration = random.integer(Math.ceil(seconds / 2), seconds * 2);
      count += 1;
      failures += failed ? 1 : 0;
      last = {
        job_id: `demo-${index}-${count}`,
        job_class: jobClass,
        queue: 'default',
        attempt: 1,
        status: failed ? 'failed' : 'completed',
        payload: { scheduled: true },
        result: failed ? {} : { processed: random.integer(20, 900) },
        error_message: failed ? error : null,
        start_time: toTimestamp(start),
        end_time: toTimestamp(start + duration * 1_000),
        duration,
        scheduled_job_id: ids[index],
        executed_by: null,
        created_at: toTimestamp(start),
      };
      runs.push(last);
    }
    schedules.push({
      id: ids[index],
      name,
      job_class: jobClass,
      parameters: {},
      cron_expression: null,
      interval_minutes: every / minute,
      next_run_at: toTimestamp(now + every),
      timezone: 'Asia/Baku',
      is_active: true,
      is_running: false,
      last_run_at: last?.start_time ?? null,
      last_run_status: last?.status === 'failed' ? 'failed' : 'success',
      last_run_duration: last?.duration ?? null,
      run_count: count,
      failure_count: failures,
      max_attempts: 1,
      retry_delay_minutes: 5,
      created_at: toTimestamp(now - 30 * day),
      updated_at: toTimestamp(now - hour),
    });
  }
  return { schedules, runs };
}

/** The row of a job of this service, with what its runs have left in it. */
function ownRow({ job, runs }: OwnJob, id: number, attempts: readonly OwnAttempt[], now: number): Row {
  const last = attempts.at(-1)?.log;
  return {
    ...job,
    id,
    next_run_at: null,
    timezone: 'Asia/Baku',
    is_running: false,
    last_run_at: last?.start_time ?? null,
    last_run_status: last === undefined ? null : last.status === 'completed' ? 'success' : last.status,
    last_run_duration: last?.duration ?? null,
    run_count: runs.length,
    failure_count: runs.filter((run) => run.attempts.at(-1)?.status === 'failed').length,
    created_at: toTimestamp(now - 30 * day),
    updated_at: last?.end_time ?? toTimestamp(now - 30 * day),
  };
}

export interface JobsPlan {
  readonly seed: number;
  readonly now: number;
  /** Who has started and cancelled runs by hand. */
  readonly administrator: number;
}

/** Writes jobs of this service and of Laravel with their runs of the last days, and gives how many attempts. */
export async function writeJobs(client: pg.Client, { seed, now, administrator }: JobsPlan): Promise<number> {
  const own = ownJobs(now);
  // Those of this service come first: the playground runs the first of all jobs.
  const ids = await reserveIds(client, 'scheduled_jobs', own.length + jobs.length);
  const foreign = foreignJobs(createRandom(seed, 'job_logs'), now, ids.slice(own.length));
  const ours = own.map((job, index) => {
    const id = ids[index] ?? 0;
    const attempts = attemptsOf(job, id, { seed, administrator });
    return { row: ownRow(job, id, attempts, now), policy: { scheduled_job_id: id, ...job.policy }, attempts };
  });
  await insertRows(client, 'scheduled_jobs', [...ours.map(({ row }) => row), ...foreign.schedules]);
  await insertRows(
    client,
    'api.job_schedules',
    ours.map((job) => job.policy),
  );

  const all: { log: Run; own?: OwnAttempt }[] = [
    ...foreign.runs.map((log) => ({ log })),
    ...ours.flatMap(({ attempts }) => attempts.map((attempt) => ({ log: attempt.log, own: attempt }))),
  ].toSorted((one, other) => (one.log.created_at < other.log.created_at ? -1 : 1));
  const logIds = await reserveIds(client, 'job_logs', all.length);
  const numbered = all.map((attempt, index) => ({ ...attempt, id: logIds[index] ?? 0 }));
  await insertRows(
    client,
    'job_logs',
    numbered.map(({ log, id }) => ({ id, ...log })),
  );
  const managed = numbered.flatMap(({ own: attempt, id }) => (attempt === undefined ? [] : [{ ...attempt, id }]));
  await insertRows(
    client,
    'api.job_runs',
    managed.map(({ run, id }) => ({ job_log_id: id, ...run })),
  );
  const lines = managed.flatMap(({ lines: said, id }) => said.map((line) => ({ job_log_id: id, ...line })));
  await insertRows(client, 'api.job_run_lines', lines);
  // Whoever deletes one of them is not offered it again.
  await client.query('insert into api.offered_jobs (job_class) select distinct unnest($1::text[])', [
    own.map(({ job }) => job['job_class']),
  ]);
  return all.length;
}
