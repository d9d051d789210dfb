import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import * as runs from '../jobs/runs.repository.ts';
import type { TestDatabase } from './database.ts';
import { insertJob, testJob, type TestSchedule } from './jobs.ts';
import { mutate } from './notifications.ts';
import type { TestService } from './service.ts';

/** A program that the service of a test knows and that does nothing: the test is its worker itself. */
export const idleJob = testJob('atis:idle', () => Promise.resolve({}));

/** Sets up a job of that program, and gives its id. */
export const insertIdleJob = (database: TestDatabase, schedule: TestSchedule = {}): Promise<string> =>
  insertJob(database, idleJob.jobClass, schedule);

/** Queues a run of a job as the planner does, and gives the id of its first attempt. */
export async function queueRun(owner: Db, job: string, planned = '2026-01-01 00:00:00'): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select api.enqueue_job_run(${job}, 'schedule', ${planned}::timestamp, null) as id`.execute(owner);
  return rows[0]!.id;
}

/** What a worker got. */
export interface Claimed {
  readonly id: string;
  readonly token: string;
  readonly worker: string;
}

/** Takes ready runs as a worker of this name does. */
export async function claimRuns(owner: Db, name = 'worker-1', leaseSeconds = 60, maximum = 100): Promise<Claimed[]> {
  const worker = randomUUID();
  await sql`insert into api.job_workers (id, name, concurrency, lease_seconds) values (${worker}, ${name}, 4, 60)`.execute(
    owner,
  );
  const claimed = await runs.claimRuns(owner, { id: worker, leaseSeconds }, [idleJob.jobClass], maximum);
  const ids = claimed.map(({ job_log_id }) => job_log_id);
  await inTransaction(owner, (tx) => runs.noteRuns(tx, ids));
  return claimed.map((run) => ({ id: run.job_log_id, token: run.fencing_token, worker }));
}

/** Ends a run as its worker does. */
export async function finishRun(
  owner: Db,
  { id, token }: Claimed,
  outcome: { readonly status: 'completed' | 'failed' | 'cancelled' } & Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql`select api.finish_job_runs(${JSON.stringify([{ id, token, ...outcome }])}::jsonb)`.execute(owner);
}

/** Lets a run say something. */
export async function say(owner: Db, id: string, ...messages: readonly string[]): Promise<void> {
  await sql`insert into api.job_run_lines (job_log_id, message)
    select ${id}, message from unnest(${messages}::text[]) with ordinality as said(message, place) order by place`.execute(
    owner,
  );
}

/** Tells how far a run is. */
export async function progress(owner: Db, id: string, done: number, total: number, message = ''): Promise<void> {
  await sql`update api.job_runs set progress_done = ${done}, progress_total = ${total}, progress_message = ${message}
    where job_log_id = ${id}`.execute(owner);
}

/** Runs one of the mutations of runs as a user and gives its payload. */
export const changeRun = (service: TestService, username: string, name: string, input: Record<string, unknown>) =>
  mutate(service, username, name, input, 'run { databaseId runId status state trigger version }');
