import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { attemptsOf, claimRun, insertJob, jobRow, moveClock, startTestWorker, testJob } from '../testing/jobs.ts';
import { withClient } from '../testing/server.ts';
import type { JobWorker } from './worker.ts';

let database: TestDatabase;
let worker: JobWorker | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await worker?.stop();
  await database.drop();
});

const query = (text: string, values?: unknown[]) =>
  withClient(database.superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows);
const runsOf = (id: string) =>
  query(
    `select trigger, count(*)::integer as runs, count(distinct scheduled_for)::integer as times
     from api.job_runs where scheduled_job_id = $1 group by trigger order by trigger`,
    [id],
  );
const allEnded = async () => (await query(`select from api.job_runs where state <> 'ended'`)).length === 0;

const jobs = [testJob('test:clock', () => Promise.resolve({}))];
/** One minute between two runs, so that six hours miss 360 of them. */
const minutely = (policy: Record<string, unknown>) =>
  insertJob(database, 'test:clock', { job: { interval_minutes: 1 }, policy });

it('when the clock jumps forward six hours, each job makes up what its policy says', { timeout: 60_000 }, async () => {
  const skip = await minutely({ misfire_policy: 'skip' });
  const once = await minutely({ misfire_policy: 'run_once' });
  const all = await minutely({ misfire_policy: 'run_all', misfire_limit: 25 });
  worker = startTestWorker(database, jobs);
  await expect.poll(async () => (await jobRow(database, all))['next_run_at']).not.toBeNull();

  await moveClock(database, '6 hours 30 seconds');
  await expect.poll(async () => (await runsOf(all)).length, { timeout: 10_000 }).toBeGreaterThan(0);
  await expect.poll(allEnded, { timeout: 20_000 }).toBe(true);

  const made = async (id: string, trigger: string) =>
    (await runsOf(id)).find((row) => row['trigger'] === trigger)?.['runs'] ?? 0;
  expect(await made(skip, 'missed')).toBe(0);
  expect(await made(all, 'missed')).toBe(25);
  // One that is on time stands for all that were missed.
  expect((await made(once, 'missed')) === 0).toBe(Number(await made(once, 'schedule')) > 0);
  for (const id of [skip, once, all]) {
    expect((await attemptsOf(database, id)).every(({ status }) => status === 'completed')).toBe(true);
    const [{ ahead } = {}] = await query(
      `select next_run_at > api.job_now() - interval '2 seconds' and next_run_at < api.job_now() + interval '61 seconds' as ahead
       from scheduled_jobs where id = $1`,
      [id],
    );
    expect(ahead).toBe(true);
  }
});

it(
  'when the clock jumps back one hour, no planned time is run twice and intervals go on',
  { timeout: 60_000 },
  async () => {
    const interval = await minutely({});
    const cron = await insertJob(database, 'test:clock', {
      job: { interval_minutes: null, cron_expression: '* * * * *', next_run_at: new Date(Date.now() - 1_000) },
    });
    worker = startTestWorker(database, jobs);
    await expect.poll(() => attemptsOf(database, cron), { timeout: 5_000 }).toMatchObject([{ status: 'completed' }]);
    const [{ planned } = {}] = await query(
      `select scheduled_for::text as planned from api.job_runs where scheduled_job_id = $1`,
      [cron],
    );

    await moveClock(database, '-1 hour');
    // Somebody restores the row as it was before: what was run stays run.
    await query(`update scheduled_jobs set next_run_at = $2 where id = $1`, [cron, planned]);
    await moveClock(database, '1 second');
    await expect.poll(async () => (await jobRow(database, cron))['next_run_at'], { timeout: 5_000 }).not.toBe(planned);
    await sleep(2_500);
    const [{ times, runs } = {}] = await runsOf(cron);
    expect(runs).toBe(times);

    await moveClock(database, '-1 hour');
    const nearNow = async () =>
      (
        await query(
          `select next_run_at <= api.job_now() + interval '61 seconds' as near from scheduled_jobs where id = $1`,
          [interval],
        )
      )[0]?.['near'];
    await expect.poll(nearNow, { timeout: 5_000 }).toBe(true);
  },
);

it('when the clock jumps back, a dead worker’s run is not held for an hour', { timeout: 30_000 }, async () => {
  const id = await insertJob(database, 'test:clock', { job: { max_attempts: 2 } });
  await query(`select api.enqueue_job_run($1, 'manual', api.job_now(), null)`, [id]);
  await claimRun(database, 'test:clock', 3);
  await moveClock(database, '-1 hour');
  worker = startTestWorker(database, jobs);
  await expect
    .poll(() => attemptsOf(database, id), { timeout: 10_000 })
    .toMatchObject([{ status: 'failed' }, { status: 'completed', attempt: 2 }]);
});

it(
  'when the clock jumps back, what was ready is run at once, and a repeat after its own pause',
  { timeout: 30_000 },
  async () => {
    const id = await insertJob(database, 'test:clock');
    const repeated = await insertJob(database, 'test:clock', {
      job: { max_attempts: 2, retry_delay_minutes: 10 },
      policy: { retry_jitter_percent: 0 },
    });
    for (const job of [id, repeated])
      await query(`select api.enqueue_job_run($1, 'manual', api.job_now(), null)`, [job]);
    const [held] = await query(
      `update api.job_runs set available_at = available_at - interval '1 day' where scheduled_job_id = $1
       returning job_log_id`,
      [repeated],
    );
    await claimRun(database, 'test:clock', 3);
    await query(
      `select api.finish_job_runs(jsonb_build_array(jsonb_build_object(
         'id', job_log_id, 'token', fencing_token, 'status', 'failed', 'error', 'not yet')))
       from api.job_runs where job_log_id = $1`,
      [held!['job_log_id']],
    );
    await moveClock(database, '-1 hour');
    worker = startTestWorker(database, jobs);
    await expect.poll(() => attemptsOf(database, id), { timeout: 5_000 }).toMatchObject([{ status: 'completed' }]);
    // Looked at again and again, it stays what it is.
    await sleep(2_500);
    const [{ pause } = {}] = await query(
      `select extract(epoch from available_at - api.job_now())::float8 as pause from api.job_runs
       where scheduled_job_id = $1 and state = 'ready'`,
      [repeated],
    );
    expect(pause).toBeLessThan(600);
    expect(pause).toBeGreaterThan(560);
    expect(await attemptsOf(database, repeated)).toMatchObject([{ status: 'failed' }, { status: 'queued' }]);
  },
);
