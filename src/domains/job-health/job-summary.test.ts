import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkerProcess } from '../../testing/job-worker-process.ts';
import { addJobWorker, insertJob, startTestWorker, testJob } from '../../testing/jobs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;
let others: TestService[] = [];
const job = testJob('test:nothing', () => Promise.resolve({}));
const prometheusToken = 'a-token-of-prometheus-for-tests';

beforeEach(async () => {
  service = await startTestService({ jobs: [job] });
  await createWorld(service.database);
});
afterEach(async () => {
  await Promise.all(others.map((other) => other.stop()));
  others = [];
  await service.stop();
});

/** Another instance, which looks at once instead of in half a minute. */
async function instance(environment: Record<string, string> = {}): Promise<TestService> {
  const other = await startTestService({
    database: service.database,
    jobs: [job],
    environment: { PROMETHEUS_TOKEN: prometheusToken, ...environment },
  });
  others.push(other);
  return other;
}

const readiness = async ({ url }: TestService) => {
  const response = await fetch(`${url}/readyz`);
  const { ready, jobs } = (await response.json()) as { ready: boolean; jobs?: Record<string, unknown> };
  return { status: response.status, ready, jobs };
};

const gauges = async ({ url }: TestService) => {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${prometheusToken}` } });
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith('atis_job_'));
  return Object.fromEntries(lines.map((line) => line.split(' ') as [string, string]));
};

const due = (ago: string) =>
  sql`update scheduled_jobs set next_run_at = api.job_now() - ${ago}::interval`.execute(service.database.owner);

describe('/readyz and /metrics', () => {
  it.each([
    {
      name: 'nobody ever ran jobs here',
      prepare: () => Promise.resolve(),
      jobs: { state: 'off', workers: 0, late: 0, dead: 0, stuck: 0 },
    },
    {
      name: 'a worker is alive and nothing is due',
      prepare: () => addJobWorker(service.database),
      jobs: { state: 'ok', workers: 1, late: 0, dead: 0, stuck: 0 },
    },
    {
      name: 'a job is late',
      prepare: async () => {
        await addJobWorker(service.database);
        await due('10 minutes');
      },
      jobs: { state: 'late', workers: 1, late: 1, dead: 0, stuck: 0 },
    },
    {
      name: 'one of two workers is dead',
      prepare: async () => {
        await addJobWorker(service.database, '5 minutes', 'host:1');
        await addJobWorker(service.database, '0 seconds', 'host:2');
      },
      jobs: { state: 'failing', workers: 1, late: 0, dead: 1, stuck: 0 },
    },
    {
      name: 'the only worker is dead',
      prepare: () => addJobWorker(service.database, '5 minutes'),
      jobs: { state: 'failing', workers: 0, late: 0, dead: 1, stuck: 0 },
    },
    {
      name: 'the only worker has stopped in good order',
      prepare: async () => {
        const id = await addJobWorker(service.database);
        await sql`update api.job_workers set stopped_at = api.job_now() where id = ${id}`.execute(
          service.database.owner,
        );
      },
      jobs: { state: 'failing', workers: 0, late: 0, dead: 0, stuck: 0 },
    },
  ])('tell with JOBS_RUNNER=off, and stay ready, that $name', async ({ prepare, jobs }) => {
    await insertJob(service.database, 'test:nothing');
    await prepare();
    const other = await instance();
    await expect.poll(() => readiness(other)).toEqual({ status: 200, ready: true, jobs });
    const { workers, ...problems } = jobs;
    expect(await gauges(other)).toEqual({
      atis_job_workers: String(workers),
      ...Object.fromEntries(
        (['late', 'dead', 'stuck'] as const).map((kind) => [
          `atis_job_problems{kind="${kind}"}`,
          String(problems[kind]),
        ]),
      ),
    });
  });

  it('count the worker of the service itself from its first look on', async () => {
    await insertJob(service.database, 'test:nothing');
    const other = await instance({ JOBS_RUNNER: 'on' });
    await expect.poll(async () => (await readiness(other)).jobs).toMatchObject({ state: 'ok', workers: 1 });
  });

  it('are not kept waiting by a look that cannot come to an end', async () => {
    await insertJob(service.database, 'test:nothing');
    await service.database.owner.transaction().execute(async (tx) => {
      await sql`lock table api.job_workers in access exclusive mode`.execute(tx);
      const other = await instance();
      expect(await readiness(other)).toEqual({ status: 200, ready: true, jobs: undefined });
      expect(await gauges(other)).toMatchObject({ atis_job_workers: 'Nan' });
    });
  });
});

it(
  'a worker whose process was killed is DEAD, until one is started on its host again',
  { timeout: 60_000 },
  async () => {
    const look = async () => {
      const { data, errors } = await service.query(
        'superadmin',
        '{ jobHealth { status liveWorkers deadWorkers isWithoutWorker } jobWorkers { name state } }',
      );
      expect(errors).toBeUndefined();
      return data;
    };
    await insertJob(service.database, 'test:nothing');
    const killed = await startWorkerProcess(service.database);
    await expect.poll(look).toMatchObject({ jobHealth: { status: 'OK' }, jobWorkers: [{ state: 'ALIVE' }] });
    const { name } = (await look()).jobWorkers[0] as { name: string };
    expect(name).toMatch(new RegExp(`:${killed.process.pid}$`));
    killed.kill('SIGKILL');
    await killed.exited;
    await expect.poll(look, { timeout: 10_000 }).toEqual({
      jobHealth: { status: 'FAILING', liveWorkers: 0, deadWorkers: [name], isWithoutWorker: true },
      jobWorkers: [{ name, state: 'DEAD' }],
    });
    const worker = startTestWorker(service.database, [job]);
    try {
      await expect.poll(look).toMatchObject({
        jobHealth: { status: 'OK', liveWorkers: 1, deadWorkers: [] },
        jobWorkers: [{ state: 'ALIVE' }, { name, state: 'DEAD' }],
      });
    } finally {
      await worker.stop();
    }
  },
);
