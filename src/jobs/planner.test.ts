import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { attemptsOf, insertJob, jobRow, startTestWorker, testJob } from '../testing/jobs.ts';
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

const jobs = [testJob('test:planned', () => Promise.resolve({}))];
const start = () => workers.push(startTestWorker(database, jobs));
const insert = (job: Record<string, unknown>) => insertJob(database, 'test:planned', { job });
const statuses = async (id: string) => (await attemptsOf(database, id)).map(({ status }) => status);
const setNext = (id: string, next: string | null) =>
  withClient(database.superuserUrl, (client) =>
    client.query('update scheduled_jobs set next_run_at = $2 where id = $1', [id, next]),
  );

it('times that no calendar of JavaScript has keep no other job from being planned', { timeout: 30_000 }, async () => {
  const cron = { interval_minutes: null, cron_expression: '0 3 * * *', timezone: 'Europe/Berlin' };
  const long = ['-infinity', '4713-01-01 BC', '0001-01-01'];
  const past = await Promise.all(
    long.flatMap((next_run_at) => [{ next_run_at }, { ...cron, next_run_at }].map(insert)),
  );
  const never = await Promise.all(['infinity', '290000-01-01'].map((next_run_at) => insert({ ...cron, next_run_at })));
  const good = await insert({ next_run_at: '2020-01-01' });
  start();
  await expect.poll(() => statuses(good), { timeout: 5_000 }).toEqual(['completed']);
  for (const id of past) await expect.poll(() => statuses(id), { timeout: 5_000 }).toEqual(['completed']);
  for (const id of never) expect(await statuses(id)).toEqual([]);
  expect(await jobRow(database, never[1]!)).toMatchObject({ next_run_at: '290000-01-01 00:00:00' });
});

it('a next time that somebody takes away is planned anew', { timeout: 30_000 }, async () => {
  const own = await insert({});
  const foreign = await insert({ next_run_at: '2299-01-01' });
  start();
  const next = async (id: string) => (await jobRow(database, id))['next_run_at'];
  await expect.poll(() => next(own), { timeout: 5_000 }).not.toBeNull();
  for (const id of [own, foreign]) {
    await setNext(id, null);
    await expect.poll(() => next(id), { timeout: 5_000 }).not.toBeNull();
  }
  expect(await next(foreign)).not.toMatch(/^2299/);
});
