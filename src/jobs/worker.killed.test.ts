import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { startWorkerProcess, type WorkerProcess } from '../testing/job-worker-process.ts';
import { attemptsOf, enqueueRun, insertJob, jobRow } from '../testing/jobs.ts';
import { withClient } from '../testing/server.ts';

const runs = 10_000;

let database: TestDatabase;
let workers: WorkerProcess[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  await query('create table notes (name text, attempt integer); grant insert on notes to atis_api');
});
afterEach(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await Promise.all(workers.map(({ exited }) => exited));
  workers = [];
  await database.drop();
});

const query = (text: string, values?: unknown[]) =>
  withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows);
const count = async (from: string) => Number((await query(`select count(*) from ${from}`))[0]?.['count']);

async function start(environment?: Record<string, string>): Promise<WorkerProcess> {
  const worker = await startWorkerProcess(database, environment);
  workers.push(worker);
  return worker;
}

it(
  `of ${runs} due runs none is lost and none completed twice, whatever workers are killed`,
  { timeout: 300_000 },
  async () => {
    await query(
      `with made as (
       insert into scheduled_jobs (name, job_class, parameters, interval_minutes, next_run_at, max_attempts, retry_delay_minutes)
       select n::text, 'test:noting', jsonb_build_object('name', n::text, 'pause', n % 20), 525600, now() - interval '5 seconds', 20, 0
       from generate_series(1, $1::integer) n returning id)
     insert into api.job_schedules (scheduled_job_id, misfire_grace_seconds) select id, 86400 from made`,
      [runs],
    );
    const environment = { JOBS_CONCURRENCY: '20' };
    await Promise.all(Array.from({ length: 5 }, () => start(environment)));
    let killed = 0;
    for (let done = 0; done < runs; done = await count(`job_logs where status = 'completed'`)) {
      await sleep(500 + Math.random() * 1_000);
      if (killed >= 15) continue;
      const victim = workers[Math.floor(Math.random() * workers.length)]!;
      victim.kill('SIGKILL');
      await victim.exited;
      workers = workers.filter((worker) => worker !== victim);
      killed += 1;
      await start(environment);
    }
    expect(killed).toBeGreaterThanOrEqual(3);
    const perJob = `select scheduled_job_id, count(*) filter (where status = 'completed') as completed,
    count(*) filter (where status in ('queued', 'processing')) as open, count(distinct job_id) as runs
    from job_logs group by scheduled_job_id`;
    expect(await count(`(${perJob}) j`)).toBe(runs);
    expect(await query(`select * from (${perJob}) j where completed <> 1 or open > 0 or runs <> 1`)).toEqual([]);
    // What a killed worker began was failed and tried again, not forgotten; and the work of each run was done.
    expect(
      await count(`job_logs where status = 'failed' and error_message not like 'The worker did not report%'`),
    ).toBe(0);
    expect(await count(`job_logs where status = 'failed'`)).toBeGreaterThan(0);
    expect(await count(`(select distinct name from notes) n`)).toBe(runs);
    expect(await count(`api.job_runs where state <> 'ended'`)).toBe(0);
    expect(await count(`scheduled_jobs where is_running or run_count <> 1 or failure_count <> 0`)).toBe(0);
  },
);

it('a worker that was paused beyond its lease writes no result and has no effect', { timeout: 60_000 }, async () => {
  const id = await insertJob(database, 'test:noting', {
    job: { parameters: { name: 'paused', pause: 2_000 }, max_attempts: 2 },
  });
  await enqueueRun(database, id);
  const paused = await start();
  await expect.poll(() => attemptsOf(database, id), { timeout: 10_000 }).toMatchObject([{ status: 'processing' }]);
  paused.kill('SIGSTOP');
  await sleep(4_000);
  // Its lease has ended, though nobody has noticed yet: that alone must make it powerless.
  expect(await attemptsOf(database, id)).toMatchObject([{ status: 'processing' }]);
  paused.kill('SIGCONT');
  await expect
    .poll(() => attemptsOf(database, id), { timeout: 15_000 })
    .toMatchObject([{ status: 'failed' }, { status: 'completed', attempt: 2 }]);
  expect(await query('select attempt from notes')).toEqual([{ attempt: 2 }]);
  expect(await jobRow(database, id)).toMatchObject({ is_running: false, run_count: 1, failure_count: 0 });
});

it('a run that another worker took over meanwhile is that worker’s alone', { timeout: 60_000 }, async () => {
  const id = await insertJob(database, 'test:noting', {
    job: { parameters: { name: 'taken', pause: 1_500 }, max_attempts: 2 },
  });
  await enqueueRun(database, id);
  const paused = await start();
  await expect.poll(() => attemptsOf(database, id), { timeout: 10_000 }).toMatchObject([{ status: 'processing' }]);
  paused.kill('SIGSTOP');
  await start();
  await expect
    .poll(() => attemptsOf(database, id), { timeout: 15_000 })
    .toMatchObject([{ status: 'failed' }, { status: 'completed', attempt: 2 }]);
  paused.kill('SIGCONT');
  await sleep(3_000);
  expect(await attemptsOf(database, id)).toMatchObject([{ status: 'failed' }, { status: 'completed', attempt: 2 }]);
  expect(await query('select attempt from notes')).toEqual([{ attempt: 2 }]);
});
