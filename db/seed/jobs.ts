import type pg from 'pg';
import { day, hour, minute, toTimestamp } from './clock.ts';
import { insertRows, reserveIds, type Row } from './insert.ts';
import { createRandom } from './random.ts';

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

type Run = Row & { readonly status: string; readonly duration: number; readonly start_time: string };

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

/** Writes jobs and their runs of the last days, and gives how many runs. */
export async function writeJobs(client: pg.Client, seed: number, now: number): Promise<number> {
  const random = createRandom(seed, 'job_logs');
  const ids = await reserveIds(client, 'scheduled_jobs', jobs.length);
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
        created_at: toTimestamp(start),
      };
      runs.push(last);
    }
    schedules.push({
      id: ids[index],
      name,
      job_class: jobClass,
      parameters: {},
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
      created_at: toTimestamp(now - 30 * day),
      updated_at: toTimestamp(now - hour),
    });
  }
  await insertRows(client, 'scheduled_jobs', schedules);
  const inOrder = runs.toSorted((one, other) => (one.start_time < other.start_time ? -1 : 1));
  await insertRows(client, 'job_logs', inOrder);
  return runs.length;
}
