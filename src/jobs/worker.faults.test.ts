import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attemptsOf, claimRun, enqueueRun, insertJob, jobRow, startTestWorker, testJob } from '../testing/jobs.ts';
import { startOwnServer, type OwnServer } from '../testing/own-server.ts';
import { withClient } from '../testing/server.ts';
import { createDatabase } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import { claimRuns, finishRuns, holdRun, reapRuns } from './runs.repository.ts';
import type { JobWorker } from './worker.ts';

let server: OwnServer;
const workers: JobWorker[] = [];

beforeEach(async () => {
  server = await startOwnServer();
  await query('create table notes (name text); grant insert on notes to atis_api');
}, 60_000);
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await server.remove();
}, 60_000);

const query = (text: string, values?: unknown[]) =>
  withClient(
    server.database.superuserUrl,
    async (client) => (await client.query<Record<string, unknown>>(text, values)).rows,
  );
const note = (name: string) => sql`insert into notes (name) values (${name})`;
const environment = { JOBS_LEASE_SECONDS: '3' };
const claim = (seconds: number) => claimRun(server.database, 'test:job', seconds);

it('a run whose connections are cut off ends once, with its effect once', { timeout: 60_000 }, async () => {
  const id = await insertJob(server.database, 'test:job', { job: { max_attempts: 5 } });
  await enqueueRun(server.database, id);
  const job = testJob('test:job', async ({ transaction, attempt }) => {
    await transaction(async (tx) => {
      await note('effect').execute(tx);
      // Only the first attempt is disturbed: in the middle of its transaction.
      if (attempt === 1) await sql`select pg_sleep(1.5)`.execute(tx);
    });
    return {};
  });
  workers.push(startTestWorker(server.database, [job], { environment }));
  await expect
    .poll(() => attemptsOf(server.database, id), { timeout: 5_000 })
    .toMatchObject([{ status: 'processing' }]);
  await query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'atis_service'`);
  await expect
    .poll(() => attemptsOf(server.database, id), { timeout: 20_000 })
    .toMatchObject([{ status: 'failed' }, { status: 'completed' }]);
  expect(await query('select name from notes')).toEqual([{ name: 'effect' }]);
  expect(await jobRow(server.database, id)).toMatchObject({ run_count: 1, failure_count: 0, is_running: false });
});

it(
  'a run that ends while the database is down is written once it is back, or tried again',
  { timeout: 90_000 },
  async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => insertJob(server.database, 'test:job', { job: { max_attempts: 5 } })),
    );
    await Promise.all(ids.map((id) => enqueueRun(server.database, id)));
    workers.push(startTestWorker(server.database, [testJob('test:job', () => sleep(400, {}))], { environment }));
    await expect.poll(() => attemptsOf(server.database, ids[0]!), { timeout: 5_000 }).toHaveLength(1);
    await server.kill();
    await server.start();
    for (const id of ids) {
      await expect
        .poll(
          async () => (await attemptsOf(server.database, id)).filter(({ status }) => status === 'completed').length,
          {
            timeout: 30_000,
          },
        )
        .toBe(1);
    }
    expect(await query(`select from api.job_runs where state <> 'ended'`)).toEqual([]);
  },
);

it('nobody takes over a run in whose transaction its worker is, though its lease has ended', async () => {
  const { db } = server.database;
  const id = await insertJob(server.database, 'test:job');
  await enqueueRun(server.database, id);
  const run = await claim(1);
  await inTransaction(db, async (tx) => {
    expect(await holdRun(tx, run.id, run.token)).toBe(true);
    await sleep(1_200);
    expect(await inTransaction(db, (other) => reapRuns(other, 10))).toBe(0);
    await note('in time').execute(tx);
  });
  expect(await inTransaction(db, (tx) => reapRuns(tx, 10))).toBe(1);
  expect(await query('select name from notes')).toEqual([{ name: 'in time' }]);
});

it('what a worker says after its lease, or with the token of another, is refused', async () => {
  const { db } = server.database;
  const id = await insertJob(server.database, 'test:job', { job: { max_attempts: 2 } });
  await enqueueRun(server.database, id);
  const first = await claim(1);
  const finish = async (run: { id: string; token: string }) =>
    (await inTransaction(db, (tx) => finishRuns(tx, [{ ...run, status: 'completed' }]))).get(run.id);
  expect(await finish({ ...first, token: String(Number(first.token) + 1) })).toBe('refused');
  await sleep(1_100);
  expect(await finish(first)).toBe('refused');
  await inTransaction(db, (tx) => reapRuns(tx, 10));
  const second = await claim(30);
  expect(Number(second.token)).toBeGreaterThan(Number(first.token));
  expect(await finish(first)).toBe('refused');
  expect(await inTransaction(db, (tx) => holdRun(tx, first.id, first.token))).toBe(false);
  expect(await finish(second)).toBe('accepted');
  expect(await finish(second)).toBe('refused');
  expect(await attemptsOf(server.database, id)).toMatchObject([{ status: 'failed' }, { status: 'completed' }]);
});

it('a crowd of workers claims each run once', async () => {
  const ids = await query(
    `insert into scheduled_jobs (name, job_class, interval_minutes)
     select 'job', 'test:job', 60 from generate_series(1, 200) returning id`,
  );
  await query(`select api.enqueue_job_run(id, 'manual', api.job_now(), null) from scheduled_jobs`);
  const claimed = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const { db, close } = createDatabase({ url: server.database.url, poolSize: 1 });
      const mine: string[] = [];
      for (let got = 1; got > 0;) {
        const taken = await claimRuns(db, { id: randomUUID(), leaseSeconds: 60 }, ['test:job'], 3);
        mine.push(...taken.map(({ job_log_id }) => job_log_id));
        got = taken.length;
      }
      await close();
      return mine;
    }),
  );
  expect(claimed.flat()).toHaveLength(ids.length);
  expect(new Set(claimed.flat()).size).toBe(ids.length);
});

it('a run that is given up inside a transaction of its own holds up no other', { timeout: 30_000 }, async () => {
  const stuck = await insertJob(server.database, 'test:stuck', { policy: { time_limit_seconds: 1 } });
  const quick = await insertJob(server.database, 'test:quick');
  await enqueueRun(server.database, stuck);
  const jobs = [
    testJob('test:stuck', async ({ transaction }) => {
      await transaction((tx) => sql`select pg_sleep(8)`.execute(tx));
      return {};
    }),
    testJob('test:quick', () => Promise.resolve({})),
  ];
  workers.push(startTestWorker(server.database, jobs));
  await expect
    .poll(() => attemptsOf(server.database, stuck), { timeout: 5_000 })
    .toMatchObject([{ status: 'processing' }]);
  // By now it has been told to end, and its time to do so is over.
  await sleep(2_500);
  await enqueueRun(server.database, quick);
  await expect
    .poll(() => attemptsOf(server.database, quick), { timeout: 3_000 })
    .toMatchObject([{ status: 'completed' }]);
  expect(await attemptsOf(server.database, stuck)).toMatchObject([{ status: 'processing' }]);
  await expect
    .poll(() => attemptsOf(server.database, stuck), { timeout: 10_000 })
    .toMatchObject([{ status: 'failed' }]);
});
