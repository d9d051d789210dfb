import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeRun, claimRuns, finishRun, idleJob, insertIdleJob, queueRun } from '../../testing/job-runs.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ jobs: [idleJob] });
  await createWorld(service.database);
});
afterAll(() => service.stop());

const owner = () => service.database.owner;
const times = <Value>(count: number, make: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

const attempts = async (job: string) => {
  const { rows } = await sql<{ id: string; status: string; state: string }>`
    select l.id, l.status, r.state from job_logs l join api.job_runs r on r.job_log_id = l.id
    where l.scheduled_job_id = ${job} order by l.id`.execute(owner());
  return rows;
};

describe('at the same moment', () => {
  it('two people who run a job that forbids a second run start one', async () => {
    const scheduledJobId = await insertIdleJob(service.database);
    const answers = await times(6, () => changeRun(service, 'superadmin', 'runJobNow', { scheduledJobId }));
    expect(answers.filter(({ run }) => run !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors).map(({ code }) => code)).toEqual(
      Array(5).fill('INVALID_TRANSITION'),
    );
    expect(await attempts(scheduledJobId)).toHaveLength(1);
  });

  it('repeats of one call start one run and answer the same, whatever the job allows', async () => {
    const scheduledJobId = await insertIdleJob(service.database, {
      policy: { overlap_policy: 'allow', max_concurrent: 9 },
    });
    const input = { scheduledJobId, idempotencyKey: 'pressed twice' };
    const answers = await times(6, () => changeRun(service, 'superadmin', 'runJobNow', input));
    expect(new Set(answers.map(({ run }) => run?.databaseId)).size).toBe(1);
    expect(await attempts(scheduledJobId)).toHaveLength(1);
  });

  it('several who retry a run start one where the job forbids a second', async () => {
    const job = await insertIdleJob(service.database);
    const id = await queueRun(owner(), job);
    await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'x' });
    const answers = await times(5, () => changeRun(service, 'superadmin', 'retryJobRun', { id }));
    expect(answers.filter(({ run }) => run !== null)).toHaveLength(1);
    expect(await attempts(job)).toHaveLength(2);
  });

  it('a run is either cancelled before a worker gets it, or its worker is asked, and nobody waits for each other', async () => {
    const jobs = await times(40, () => insertIdleJob(service.database));
    const ids = await times(40, (index) => queueRun(owner(), jobs[index]!));
    const begun = performance.now();
    const [claims] = await Promise.all([
      times(8, (index) => claimRuns(owner(), `worker-${index}`, 60, 5)),
      times(40, (index) => changeRun(service, 'superadmin', 'cancelJobRun', { id: ids[index]!, reason: 'x' })),
    ]);
    // PostgreSQL looks for deadlocks after a second.
    expect(performance.now() - begun).toBeLessThan(10_000);
    const claimed = new Map(claims.flat().map((run) => [run.id, run]));
    for (const [index, job] of jobs.entries()) {
      const [attempt] = await attempts(job);
      const run = claimed.get(ids[index]!);
      expect(attempt).toMatchObject(
        run ? { status: 'processing', state: 'processing' } : { status: 'cancelled', state: 'ended' },
      );
      if (run) await finishRun(owner(), run, { status: 'cancelled' });
    }
    const { rows } = await sql`select from scheduled_jobs where is_running and id = any(${jobs}::bigint[])`.execute(
      owner(),
    );
    expect(rows).toEqual([]);
  });

  it('a run ends once, by its worker or by whoever cancels it', async () => {
    const jobs = await times(20, () => insertIdleJob(service.database));
    await times(20, (index) => queueRun(owner(), jobs[index]!));
    const claimed = await claimRuns(owner());
    const answers = await Promise.all(
      claimed.flatMap((run) => [
        finishRun(owner(), run, { status: 'completed' }),
        changeRun(service, 'superadmin', 'cancelJobRun', { id: run.id, reason: 'x' }),
      ]),
    );
    for (const answer of answers.filter((one) => one !== undefined)) {
      if (answer.run === null) expect(answer.userErrors).toMatchObject([{ code: 'INVALID_TRANSITION' }]);
      else expect(answer.run.state).toBe('CANCELLING');
    }
    for (const job of jobs) expect(await attempts(job)).toMatchObject([{ status: 'completed', state: 'ended' }]);
  });
});

it('a claim that has the run and waits for its job gets it from whoever cancels, and the worker is asked', async () => {
  const job = await insertIdleJob(service.database);
  const id = await queueRun(owner(), job);
  await withClient(service.database.superuserUrl, async (client) => {
    // As a claim: the run first, then the job.
    await client.query('begin');
    await client.query('select from api.job_runs where job_log_id = $1 for update', [id]);
    const cancelled = changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'x' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const begun = performance.now();
    await client.query('select from scheduled_jobs where id = $1 for no key update', [job]);
    expect(performance.now() - begun).toBeLessThan(900);
    await client.query('commit');
    expect((await cancelled).run).toMatchObject({ status: 'CANCELLED' });
  });
});

it('a worker that is in the middle of a long write does not keep anybody from cancelling its run', async () => {
  const id = await queueRun(owner(), await insertIdleJob(service.database));
  await claimRuns(owner());
  await withClient(service.database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query('select from api.job_runs where job_log_id = $1 for key share', [id]);
    const { run } = await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'x' });
    expect(run).toMatchObject({ state: 'CANCELLING' });
    await client.query('rollback');
  });
});
