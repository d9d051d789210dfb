import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attemptsOf, enqueueRun, insertJob, jobRow, startTestWorker, testJob } from '../testing/jobs.ts';
import { startOwnServer, type OwnServer } from '../testing/own-server.ts';
import { withClient } from '../testing/server.ts';
import { inTransaction } from '../db/transaction.ts';
import { finishRuns, holdRun, reapRuns } from './runs.repository.ts';
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
const claim = async (lease: string) =>
  (
    await query(
      `select job_log_id::text as id, fencing_token::text as token from api.claim_job_runs(
       '11111111-1111-4111-8111-111111111111', '{test:job}', 1, $1::interval)`,
      [lease],
    )
  )[0] as { id: string; token: string };

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
  const run = await claim('1 second');
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
  const first = await claim('1 second');
  const finish = (run: { id: string; token: string }) =>
    inTransaction(db, (tx) => finishRuns(tx, [{ ...run, status: 'completed' }]));
  expect(await finish({ ...first, token: String(Number(first.token) + 1) })).toEqual(new Set());
  await sleep(1_100);
  expect(await finish(first)).toEqual(new Set());
  await inTransaction(db, (tx) => reapRuns(tx, 10));
  const second = await claim('30 seconds');
  expect(Number(second.token)).toBeGreaterThan(Number(first.token));
  expect(await finish(first)).toEqual(new Set());
  expect(await inTransaction(db, (tx) => holdRun(tx, first.id, first.token))).toBe(false);
  expect(await finish(second)).toEqual(new Set([second.id]));
  expect(await finish(second)).toEqual(new Set());
  expect(await attemptsOf(server.database, id)).toMatchObject([{ status: 'failed' }, { status: 'completed' }]);
});

it('a crowd of workers claims each run once', async () => {
  const ids = await query(
    `insert into scheduled_jobs (name, job_class, interval_minutes)
     select 'job', 'test:job', 60 from generate_series(1, 200) returning id`,
  );
  await query(`select api.enqueue_job_run(id, 'manual', api.job_now(), null) from scheduled_jobs`);
  const claimed = await Promise.all(
    Array.from({ length: 20 }, async (_, n) =>
      withClient(server.database.superuserUrl, async (client) => {
        const mine: string[] = [];
        for (;;) {
          const { rows } = await client.query<{ job_log_id: string }>(
            `select job_log_id::text from api.claim_job_runs(
             ('11111111-1111-4111-8111-1111111111' || lpad($1::text, 2, '0'))::uuid, '{test:job}', 3, interval '1 minute')`,
            [String(n)],
          );
          if (rows.length === 0) return mine;
          mine.push(...rows.map(({ job_log_id }) => job_log_id));
        }
      }),
    ),
  );
  expect(claimed.flat()).toHaveLength(ids.length);
  expect(new Set(claimed.flat()).size).toBe(ids.length);
});
