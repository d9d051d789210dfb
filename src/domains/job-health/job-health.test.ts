import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addJobWorker,
  claimRun,
  enqueueRun,
  insertJob,
  moveClock,
  startTestWorker,
  testJob,
} from '../../testing/jobs.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';
import { createJobWatchdog } from './job-watchdog.ts';

let service: TestService;
const job = testJob('test:nothing', () => Promise.resolve({}));

beforeEach(async () => {
  service = await startTestService({ jobs: [job] });
  await createWorld(service.database);
});
afterEach(() => service.stop());

const run = (text: string, values?: unknown[]) =>
  withClient(
    service.database.superuserUrl,
    async (client) => (await client.query<Record<string, string | null>>(text, values)).rows,
  );
const addWorker = (silentFor?: string, name?: string) => addJobWorker(service.database, silentFor, name);
const claim = async (worker: string) => (await claimRun(service.database, 'test:nothing', 30, worker)).id;

const fields = `status liveWorkers isWithoutWorker oldestLatenessSeconds
  lateJobCount lateJobs { jobClass scheduledJob { name } latenessSeconds }
  lateRunCount lateRuns { jobLogId reason } deadWorkerCount deadWorkers stuckRunCount stuckRuns { jobLogId reason }`;
const health = async () => {
  const { data, errors } = await service.query('superadmin', `{ jobHealth { ${fields} } }`);
  expect(errors).toBeUndefined();
  return data.jobHealth;
};

describe('the health of jobs', () => {
  it('is OFF where nobody has ever run jobs, and OK once a worker is alive', async () => {
    await insertJob(service.database, 'test:nothing');
    expect(await health()).toMatchObject({ status: 'OFF', isWithoutWorker: false });
    await addWorker();
    expect(await health()).toMatchObject({
      ...{ status: 'OK', liveWorkers: 1, lateJobCount: 0, lateRunCount: 0, deadWorkerCount: 0, stuckRunCount: 0 },
      oldestLatenessSeconds: null,
    });
  });

  it('is LATE when a job is past its time by more than its grace, and only then', async () => {
    await addWorker();
    const due = (ago: string) => run(`update scheduled_jobs set next_run_at = api.job_now() - $1::interval`, [ago]);
    await insertJob(service.database, 'test:nothing', { policy: { misfire_grace_seconds: 300 } });
    await insertJob(service.database, 'App\\Jobs\\Foreign');
    await due('4 minutes');
    expect(await health()).toMatchObject({ status: 'OK' });
    await due('6 minutes');
    const found = await health();
    expect(found).toMatchObject({
      ...{ status: 'LATE', lateJobCount: 1 },
      lateJobs: [{ jobClass: 'test:nothing', scheduledJob: { name: 'test:nothing' } }],
    });
    expect(found.oldestLatenessSeconds).toBeCloseTo(360, -1);
    await run('update scheduled_jobs set is_active = false');
    expect(await health()).toMatchObject({ status: 'OK' });
  });

  it('is LATE when another application wrote a schedule that cannot be read, and says which and why', async () => {
    const id = await insertJob(service.database, 'test:nothing', { job: { cron_expression: 'every tuesday' } });
    await insertJob(service.database, 'App\\Jobs\\Foreign', { job: { cron_expression: 'every tuesday' } });
    await insertJob(service.database, 'test:nothing');
    const worker = startTestWorker(service.database, [job]);
    try {
      const unplanned = `status unplannedJobCount unplannedJobs { databaseId scheduleProblem } oldestLatenessSeconds`;
      const look = async () => (await service.query('superadmin', `{ jobHealth { ${unplanned} } }`)).data.jobHealth;
      await expect.poll(look).toEqual({
        ...{ status: 'LATE', unplannedJobCount: 1, oldestLatenessSeconds: null },
        unplannedJobs: [{ databaseId: id, scheduleProblem: expect.stringContaining('no cron expression') }],
      });
      const dog = createJobWatchdog({ db: service.database.db, jobs: [job], graceSeconds: 10 });
      await dog.look();
      expect(await dog.look()).toBe(1);
      expect(await run('select title from system_notifications')).toEqual([
        { title: 'Scheduled job is never due: test:nothing' },
      ]);
      await run(`update scheduled_jobs set cron_expression = '0 * * * *' where id = $1`, [id]);
      await expect.poll(look).toMatchObject({ status: 'OK', unplannedJobCount: 0 });
    } finally {
      await worker.stop();
    }
  });

  it('is LATE when a run waits for a worker for more than a minute', async () => {
    const id = await enqueueRun(service.database, await insertJob(service.database, 'test:nothing'));
    await addWorker();
    expect(await health()).toMatchObject({ status: 'OK' });
    await run(`update api.job_runs set available_at = api.job_now() - interval '61 seconds'`);
    expect(await health()).toMatchObject({ status: 'LATE', lateRuns: [{ jobLogId: id, reason: 'NOT_CLAIMED' }] });
  });

  it('is FAILING when a worker has died, until its runs are over and an hour has passed', async () => {
    await addWorker('29 seconds');
    expect(await health()).toMatchObject({ status: 'OK' });
    await addWorker('31 seconds', 'host:2');
    expect(await health()).toMatchObject({ status: 'FAILING', deadWorkers: ['host:2'], liveWorkers: 1 });
    await run(`update api.job_workers set heartbeat_at = heartbeat_at - interval '1 hour' where name = 'host:2'`);
    expect(await health()).toMatchObject({ status: 'OK' });
  });

  it('forgets a worker that died once it was started again on its host, unless it still holds runs', async () => {
    await enqueueRun(service.database, await insertJob(service.database, 'test:nothing'));
    await addWorker('31 seconds', 'host:5');
    const dead = await addWorker('31 seconds', 'host:7');
    await claim(dead);
    await addWorker('0 seconds', 'host2:1');
    const restart = (worker: string) =>
      run('update api.job_workers set started_at = api.job_now() where id = $1', [worker]);
    expect(await health()).toMatchObject({ status: 'FAILING', deadWorkerCount: 2 });
    const successor = await addWorker('0 seconds', 'host:9');
    expect(await health()).toMatchObject({ status: 'FAILING', deadWorkerCount: 2 });
    await restart(successor);
    expect(await health()).toMatchObject({ status: 'FAILING', deadWorkers: ['host:7'], liveWorkers: 2 });
    await run(`update api.job_runs set state = 'ended'`);
    expect(await health()).toMatchObject({ status: 'OK', deadWorkers: [] });
  });

  it('is FAILING when the lease of a run has ended and nobody has taken it over', async () => {
    await enqueueRun(service.database, await insertJob(service.database, 'test:nothing'));
    const id = await claim(await addWorker());
    expect(await health()).toMatchObject({ status: 'OK' });
    await moveClock(service.database, '1 minute');
    expect(await health()).toMatchObject({
      ...{ status: 'FAILING', isWithoutWorker: true, deadWorkerCount: 1 },
      stuckRuns: [{ jobLogId: id, reason: 'LEASE_ENDED' }],
    });
  });

  it('is FAILING when a run takes longer than its limit, or waits for one that is not there', async () => {
    const policy = { time_limit_seconds: 60, overlap_policy: 'queue_one' };
    const jobId = await insertJob(service.database, 'test:nothing', { policy });
    await enqueueRun(service.database, jobId);
    const waiting = await enqueueRun(service.database, jobId);
    const id = await claim(await addWorker());
    await run(`update api.job_runs set claimed_at = claimed_at - interval '59 seconds'`);
    await run(`update api.job_runs set available_at = available_at - interval '10 minutes'`);
    expect(await health()).toMatchObject({ status: 'OK' });
    await run(`update api.job_runs set claimed_at = claimed_at - interval '10 minutes'`);
    expect(await health()).toMatchObject({ status: 'FAILING', stuckRuns: [{ jobLogId: id, reason: 'OVER_TIME' }] });
    await run(`update api.job_runs set state = 'ended' where job_log_id = $1`, [id]);
    expect(await health()).toMatchObject({ stuckRuns: [{ jobLogId: waiting, reason: 'NEVER_READY' }] });
  });

  it('lists twenty of a kind and counts all of them', async () => {
    await addWorker();
    for (let index = 0; index < 22; index++) await insertJob(service.database, 'test:nothing');
    await run(`update scheduled_jobs set next_run_at = api.job_now() - interval '1 day'`);
    const { lateJobs, lateJobCount } = await health();
    expect(lateJobCount).toBe(22);
    expect(lateJobs).toHaveLength(20);
  });
});

it('tells how each worker stands, real ones included', async () => {
  const worker = startTestWorker(service.database, [job]);
  const workers = async () =>
    (await service.query('superadmin', '{ jobWorkers { name concurrency runningRuns state stoppedAt } }')).data
      .jobWorkers;
  await expect.poll(workers).toMatchObject([{ state: 'ALIVE', runningRuns: 0, stoppedAt: null }]);
  await addWorker('2 minutes', 'host:2');
  await addWorker('2 days', 'forgotten');
  await worker.stop();
  expect(await workers()).toMatchObject([
    { state: 'STOPPED', stoppedAt: expect.any(String) },
    { name: 'host:2', state: 'DEAD' },
  ]);
});

it('is refused to a region admin', async () => {
  for (const field of ['jobHealth { status }', 'jobWorkers { name }']) {
    const { errors } = await service.query('baku.admin', `{ ${field} }`);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  }
});
