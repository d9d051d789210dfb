import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { attemptsOf, enqueueRun, insertJob, jobRow, startTestWorker, testJob } from '../testing/jobs.ts';
import { withClient } from '../testing/server.ts';
import type { JobWorker } from './worker.ts';

let database: TestDatabase;
const workers: JobWorker[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await database.drop();
});

const start = (...parameters: Parameters<typeof startTestWorker> extends [unknown, ...infer Rest] ? Rest : never) => {
  const worker = startTestWorker(database, ...parameters);
  workers.push(worker);
  return worker;
};
const statuses = async (id: string) => (await attemptsOf(database, id)).map(({ status }) => status);
const query = (text: string, values: unknown[] = []) =>
  withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows);
/** Until the run's signal says so, and then for a while longer. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

describe('a worker', () => {
  it('runs what is due, and keeps the job’s counters and next time true', async () => {
    const id = await insertJob(database, 'test:due', { job: { next_run_at: '2020-01-01', interval_minutes: 60 } });
    start([
      testJob('test:due', async ({ say, progress }) => {
        say('hello');
        progress(3, 3);
        return Promise.resolve({ done: 3 });
      }),
    ]);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['completed']);
    const [attempt] = await attemptsOf(database, id);
    expect(attempt).toMatchObject({ attempt: 1, result: { done: 3 }, error_message: null });
    const row = await jobRow(database, id);
    expect(row).toMatchObject({ is_running: false, run_count: 1, failure_count: 0, last_run_status: 'success' });
    const [{ soon } = {}] = await query(
      `select next_run_at > api.job_now() and next_run_at <= api.job_now() + interval '1 hour' as soon
       from scheduled_jobs where id = $1`,
      [id],
    );
    expect(soon).toBe(true);
    expect(await query('select message from api.job_run_lines')).toEqual([{ message: 'hello' }]);
  });

  it('leaves jobs of other applications and paused ones alone', async () => {
    const due = { next_run_at: '2020-01-01' };
    const foreign = await insertJob(database, 'App\\Jobs\\Report', { job: due });
    const paused = await insertJob(database, 'test:paused', { job: { ...due, is_active: false } });
    const other = await insertJob(database, 'test:due', { job: due });
    start([testJob('test:due', () => Promise.resolve({})), testJob('test:paused', () => Promise.resolve({}))]);
    await expect.poll(() => statuses(other), { timeout: 5_000 }).toEqual(['completed']);
    expect(await attemptsOf(database, foreign)).toEqual([]);
    expect(await attemptsOf(database, paused)).toEqual([]);
    expect(await jobRow(database, foreign)).toMatchObject({ next_run_at: '2020-01-01 00:00:00' });
  });

  it('attempts a failed run again, as often as the job says, and counts one failure', async () => {
    const id = await insertJob(database, 'test:fails', { job: { max_attempts: 3 } });
    await enqueueRun(database, id);
    start([testJob('test:fails', () => Promise.reject(new Error('password=hunter2 was refused')))]);
    await expect.poll(() => statuses(id), { timeout: 8_000 }).toEqual(['failed', 'failed', 'failed']);
    const attempts = await attemptsOf(database, id);
    expect(new Set(attempts.map(({ job_id }) => job_id)).size).toBe(1);
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(attempts[0]!.error_message).toBe('password=*** was refused');
    expect(await jobRow(database, id)).toMatchObject({ run_count: 1, failure_count: 1, last_run_status: 'failed' });
  });

  it('does not try parameters again that do not fit', async () => {
    const id = await insertJob(database, 'test:strict', { job: { max_attempts: 3, parameters: '{"days": "x"}' } });
    await enqueueRun(database, id);
    const parameters = z.strictObject({ days: z.number() }) as never;
    start([testJob('test:strict', () => Promise.resolve({}), { parameters })]);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['failed']);
    expect((await attemptsOf(database, id))[0]!.error_message).toMatch(/parameters do not fit.*days/s);
  });

  it('signals a run that is to be cancelled', async () => {
    const id = await insertJob(database, 'test:long');
    await enqueueRun(database, id);
    start([testJob('test:long', ({ signal }) => untilAborted(signal))]);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['processing']);
    expect(await jobRow(database, id)).toMatchObject({ is_running: true });
    await query(`update api.job_runs set cancel_requested_at = api.job_now()`);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['cancelled']);
    expect(await jobRow(database, id)).toMatchObject({ is_running: false, last_run_status: 'cancelled' });
  });

  it('shows a run as being worked on once the database lets it, also where it did not at first', async () => {
    const id = await insertJob(database, 'test:long');
    await enqueueRun(database, id);
    const right = 'execute on function api.note_job_runs(bigint[])';
    await query(`revoke ${right} from atis_api`);
    start([testJob('test:long', ({ signal }) => untilAborted(signal))], { environment: { JOBS_DRAIN_SECONDS: '0' } });
    await expect
      .poll(() => query(`select state from api.job_runs`), { timeout: 5_000 })
      .toEqual([{ state: 'processing' }]);
    await sleep(500);
    expect(await statuses(id)).toEqual(['queued']);
    await query(`grant ${right} to atis_api`);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['processing']);
  });

  it('gives up a run that ignores the signal, and lets it write nothing afterwards', async () => {
    const id = await insertJob(database, 'test:deaf');
    await enqueueRun(database, id);
    const refusals: unknown[] = [];
    const deaf = testJob('test:deaf', async ({ transaction }) => {
      await sleep(4_000);
      await transaction(() => Promise.resolve()).catch((error: unknown) => refusals.push(error));
      return {};
    });
    start([deaf]);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['processing']);
    await query(`update api.job_runs set cancel_requested_at = api.job_now()`);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['cancelled']);
    await expect.poll(() => refusals, { timeout: 5_000 }).toHaveLength(1);
    expect(await statuses(id)).toEqual(['cancelled']);
  });

  it('ends a run that takes longer than its time limit', async () => {
    const id = await insertJob(database, 'test:slow', { policy: { time_limit_seconds: 1 } });
    await enqueueRun(database, id);
    start([testJob('test:slow', ({ signal }) => untilAborted(signal))]);
    await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['failed']);
    expect((await attemptsOf(database, id))[0]!.error_message).toBe('The run exceeded its time limit of 1 s.');
  });

  it('finishes what it can when it stops, and hands the rest back as if it had never begun', async () => {
    const quick = await insertJob(database, 'test:quick');
    const long = await insertJob(database, 'test:long');
    for (const id of [quick, long]) await enqueueRun(database, id);
    const worker = start(
      [testJob('test:quick', () => sleep(1_000, {})), testJob('test:long', ({ signal }) => untilAborted(signal))],
      { environment: { JOBS_DRAIN_SECONDS: '2' } },
    );
    await expect.poll(() => statuses(long), { timeout: 5_000 }).toEqual(['processing']);
    await worker.stop();
    expect(await statuses(quick)).toEqual(['completed']);
    expect(await statuses(long)).toEqual(['queued']);
    expect(await jobRow(database, long)).toMatchObject({ is_running: false, run_count: 0 });
    start([testJob('test:long', () => Promise.resolve({}))]);
    await expect
      .poll(() => attemptsOf(database, long), { timeout: 5_000 })
      .toMatchObject([{ status: 'completed', attempt: 1 }]);
    expect(await query('select stopped_at is not null as stopped from api.job_workers order by started_at')).toEqual([
      { stopped: true },
      { stopped: false },
    ]);
  });

  it('offers a job once: one that was deleted stays away', async () => {
    const jobs = [testJob('test:offered', () => Promise.resolve({}))];
    await start(jobs).stop();
    const offered = await query(`select name, cron_expression, timezone from scheduled_jobs`);
    expect(offered).toEqual([{ name: 'test:offered', cron_expression: '0 * * * *', timezone: 'Asia/Baku' }]);
    expect(await query(`select event from audit_logs`)).toEqual([{ event: 'scheduled_job.created' }]);
    await query('delete from scheduled_jobs');
    await start(jobs).stop();
    expect(await query(`select from scheduled_jobs`)).toEqual([]);
  });

  it('does not offer a job that somebody had set up, not even after it was deleted', async () => {
    const jobs = [testJob('test:offered', () => Promise.resolve({}))];
    const id = await insertJob(database, 'test:offered');
    await start(jobs).stop();
    await query('delete from scheduled_jobs where id = $1', [id]);
    await start(jobs).stop();
    expect(await query(`select from scheduled_jobs`)).toEqual([]);
  });
});
