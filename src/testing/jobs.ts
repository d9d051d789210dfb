import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { z } from 'zod';
import { loadConfig } from '../config.ts';
import { createDatabase } from '../db/client.ts';
import { createKeyring } from '../encryption/keyring.ts';
import { defineJob, type Job } from '../jobs/job.ts';
import { claimRuns } from '../jobs/runs.repository.ts';
import { startJobWorker, type JobWorker } from '../jobs/worker.ts';
import type { TestDatabase } from './database.ts';
import { withClient } from './server.ts';

/** A job for tests; an hourly one unless told. */
export const testJob = (jobClass: string, run: Job['run'], rest: Partial<Job> = {}): Job =>
  defineJob({
    jobClass,
    title: jobClass,
    description: 'A job of a test.',
    parameters: z.record(z.string(), z.unknown()),
    schedule: { cron: '0 * * * *' },
    timeLimitSeconds: 600,
    run,
    ...rest,
  });

export interface TestWorkerOptions {
  readonly environment?: Record<string, string>;
  readonly log?: { write(line: string): void };
}

/** A worker in this process, with a pool of its own; stops with `stop`. */
export function startTestWorker(
  database: TestDatabase,
  jobs: readonly Job[],
  { environment = {}, log }: TestWorkerOptions = {},
): JobWorker {
  const settings = loadConfig({ DATABASE_URL: database.url, JOBS_GRACE_SECONDS: '1', ...environment });
  const { db, close } = createDatabase({ url: database.url });
  const worker = startJobWorker({
    db,
    log: log ? pino({ level: 'debug' }, log) : pino({ level: 'silent' }),
    after: Promise.resolve(undefined),
    settings,
    keyring: createKeyring(settings.encryptionKeys),
    now: Date.now,
    jobs,
  });
  return {
    poke: () => worker.poke(),
    async stop() {
      await worker.stop();
      await close();
    },
  };
}

/** Columns of `scheduled_jobs` and of `api.job_schedules`. */
export interface TestSchedule {
  readonly job?: Record<string, unknown>;
  readonly policy?: Record<string, unknown>;
}

/** Sets up a job as another application would, and gives its id. It is not due unless told. */
export const insertJob = (database: TestDatabase, jobClass: string, { job = {}, policy = {} }: TestSchedule = {}) =>
  withClient(database.superuserUrl, async (client) => {
    const insert = async (table: string, values: Record<string, unknown>, returning: string) => {
      const names = Object.keys(values);
      const { rows } = await client.query<Record<string, string>>(
        `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})
         returning ${returning}::text as id`,
        Object.values(values),
      );
      return rows[0]!['id']!;
    };
    const defaults = { name: jobClass, job_class: jobClass, interval_minutes: 60, retry_delay_minutes: 0 };
    const id = await insert('scheduled_jobs', { ...defaults, ...job }, 'id');
    await insert('api.job_schedules', { scheduled_job_id: id, ...policy }, 'scheduled_job_id');
    return id;
  });

/** Registers a worker that has said nothing for so long, as PostgreSQL's interval says, and gives its id. */
export const addJobWorker = (database: TestDatabase, silentFor = '0 seconds', name = 'host:1') =>
  withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into api.job_workers (id, name, concurrency, lease_seconds, started_at, heartbeat_at)
       values (gen_random_uuid(), $1, 5, 30, api.job_now() - $2::interval - interval '1 hour',
         api.job_now() - $2::interval) returning id`,
      [name, silentFor],
    );
    return rows[0]!.id;
  });

/** Asks for a run as `runJobNow` does; gives the id of its first attempt, or null where it was let pass. */
export const enqueueRun = (database: TestDatabase, jobId: string, origin = 'manual') =>
  withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ id: string | null }>(
      'select api.enqueue_job_run($1, $2, api.job_now(), null)::text as id',
      [jobId, origin],
    );
    return rows[0]!.id;
  });

/** Takes a ready run of this class as a worker does, for so many seconds. Throws where there is none. */
export async function claimRun(
  { db }: Pick<TestDatabase, 'db'>,
  jobClass: string,
  leaseSeconds = 30,
  workerId: string = randomUUID(),
): Promise<{ readonly id: string; readonly token: string }> {
  const [run] = await claimRuns(db, { id: workerId, leaseSeconds }, [jobClass], 1);
  if (run === undefined) throw new Error(`no run of ${jobClass} is ready`);
  return { id: run.job_log_id, token: run.fencing_token };
}

/** An attempt as job_logs has it. */
export interface Attempt {
  readonly id: string;
  readonly job_id: string;
  readonly attempt: number;
  readonly status: string;
  readonly result: unknown;
  readonly error_message: string | null;
}

/** All attempts at runs of a job, in order. */
export const attemptsOf = (database: TestDatabase, jobId: string) =>
  withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<Attempt>(
      `select id::text, job_id, attempt, status, result, error_message from job_logs where scheduled_job_id = $1
       order by id`,
      [jobId],
    );
    return rows;
  });

/** The row of a job, with its next time as text. */
export const jobRow = (database: TestDatabase, jobId: string) =>
  withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<Record<string, unknown>>(
      'select *, next_run_at::text from scheduled_jobs where id = $1',
      [jobId],
    );
    return rows[0]!;
  });

/** Moves the scheduler's clock of this database, by as much as PostgreSQL's interval says. */
export const moveClock = (database: TestDatabase, by: string) =>
  withClient(database.superuserUrl, (client) =>
    client.query(`create or replace function api.job_now() returns timestamp language sql stable
      return statement_timestamp() at time zone 'utc' + interval '${by}'`),
  );
