import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { attemptsOf, enqueueRun, insertJob, startTestWorker, testJob } from '../testing/jobs.ts';
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

const query = (text: string, values?: unknown[]) =>
  withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows);
const enqueueTimes = (id: string, times: number) =>
  Promise.all(Array.from({ length: times }, () => enqueueRun(database, id)));
const completed = async (id: string) =>
  (await attemptsOf(database, id)).filter(({ status }) => status === 'completed').length;

/** A job that notes how many of it run at once, in all workers of this process. */
function countingJob(milliseconds = 50) {
  const seen = { now: 0, most: 0 };
  const job = testJob('test:counting', async () => {
    seen.now += 1;
    seen.most = Math.max(seen.most, seen.now);
    await sleep(milliseconds);
    seen.now -= 1;
    return {};
  });
  return { job, seen };
}

describe('while a run of the job is open', () => {
  it('FORBID lets the next time pass, and says so', async () => {
    const id = await insertJob(database, 'test:counting', { policy: { overlap_policy: 'forbid' } });
    const asked = await enqueueTimes(id, 10);
    expect(asked.filter((run) => run !== null)).toHaveLength(1);
    expect(await query('select skipped_runs, last_skip_reason from api.job_schedules')).toEqual([
      { skipped_runs: 9, last_skip_reason: 'a run was open' },
    ]);
    const { job, seen } = countingJob();
    workers.push(startTestWorker(database, [job]));
    await expect.poll(() => completed(id), { timeout: 5_000 }).toBe(1);
    expect(seen.most).toBe(1);
    expect(await enqueueRun(database, id)).not.toBeNull();
  });

  it('QUEUE_ONE keeps one waiting, which begins when the other has ended', async () => {
    const id = await insertJob(database, 'test:counting', { policy: { overlap_policy: 'queue_one' } });
    const asked = await enqueueTimes(id, 10);
    expect(asked.filter((run) => run !== null)).toHaveLength(2);
    expect(await query('select state from api.job_runs order by job_log_id')).toEqual([
      { state: 'ready' },
      { state: 'waiting' },
    ]);
    const { job, seen } = countingJob();
    for (let i = 0; i < 3; i += 1) workers.push(startTestWorker(database, [job]));
    await expect.poll(() => completed(id), { timeout: 5_000 }).toBe(2);
    expect(seen.most).toBe(1);
  });

  it('ALLOW runs as many at once as the job says, in all workers together', async () => {
    const id = await insertJob(database, 'test:counting', { policy: { overlap_policy: 'allow', max_concurrent: 3 } });
    await enqueueTimes(id, 40);
    const { job, seen } = countingJob();
    for (let i = 0; i < 3; i += 1) {
      workers.push(startTestWorker(database, [job], { environment: { JOBS_CONCURRENCY: '10' } }));
    }
    await expect.poll(() => completed(id), { timeout: 20_000 }).toBe(40);
    expect(seen.most).toBe(3);
    expect(await query(`select from api.job_runs where state <> 'ended'`)).toEqual([]);
  });

  it('a run that waits for its next attempt counts as open', async () => {
    const id = await insertJob(database, 'test:counting', { job: { max_attempts: 2, retry_delay_minutes: 5 } });
    await enqueueRun(database, id);
    const failing = testJob('test:counting', () => Promise.reject(new Error('not yet')));
    workers.push(startTestWorker(database, [failing]));
    await expect.poll(async () => (await attemptsOf(database, id)).length, { timeout: 5_000 }).toBe(2);
    expect(await enqueueRun(database, id)).toBeNull();
    expect(await attemptsOf(database, id)).toMatchObject([{ status: 'failed' }, { status: 'queued' }]);
  });
});

it('a worker runs no more at a time than it may', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => insertJob(database, 'test:counting')));
  await Promise.all(ids.map((id) => enqueueRun(database, id)));
  const { job, seen } = countingJob();
  workers.push(startTestWorker(database, [job], { environment: { JOBS_CONCURRENCY: '4' } }));
  for (const id of ids) await expect.poll(() => completed(id), { timeout: 10_000 }).toBe(1);
  expect(seen.most).toBe(4);
});

it('the pause before an attempt doubles, with jitter, and is a day at most', async () => {
  const delays = async (id: string, attempt: number) =>
    (
      await query(
        `select min(seconds)::float8 as least, max(seconds)::float8 as most from (
           select extract(epoch from api.job_retry_delay($1, $2)) as seconds from generate_series(1, 500)) d`,
        [id, attempt],
      )
    )[0] as { least: number; most: number };
  const doubling = await insertJob(database, 'test:a', {
    job: { retry_delay_minutes: 4 },
    policy: { retry_jitter_percent: 50 },
  });
  const third = await delays(doubling, 3);
  expect(third.least).toBeGreaterThanOrEqual(4 * 4 * 60 * 0.5);
  expect(third.most).toBeLessThanOrEqual(4 * 4 * 60 * 1.5);
  expect(third.most - third.least).toBeGreaterThan(4 * 4 * 60 * 0.5);
  expect((await delays(doubling, 20)).most).toBe(86_400);
  const fixed = await insertJob(database, 'test:b', {
    job: { retry_delay_minutes: 4 },
    policy: { retry_backoff: 'fixed', retry_jitter_percent: 0 },
  });
  expect(await delays(fixed, 7)).toEqual({ least: 240, most: 240 });
});
