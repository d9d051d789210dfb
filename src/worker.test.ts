import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { startTestService } from './testing/service.ts';
import { attemptsOf, enqueueRun, insertJob, testJob } from './testing/jobs.ts';
import { withClient } from './testing/server.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const startWorker = (environment: Record<string, string>) => {
  const child = spawn(process.execPath, ['--import', './src/preload.js', 'src/worker.ts'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output, exited: once(child, 'exit') as Promise<[number | null]> };
};
const workers = () =>
  withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query(
      'select concurrency, stopped_at is not null as stopped from api.job_workers order by started_at',
    );
    return rows as unknown[];
  });

it('a worker of its own says what it needs', async () => {
  const { output, exited } = startWorker({});
  expect((await exited)[0]).toBe(1);
  expect(output()).toContain('Set DATABASE_URL');
});

it('a worker of its own signs on, and signs off when it is stopped', async () => {
  const { child, output, exited } = startWorker({ DATABASE_URL: database.url, JOBS_CONCURRENCY: '7' });
  await expect.poll(output, { timeout: 10_000 }).toContain('runs jobs');
  await expect.poll(workers, { timeout: 5_000 }).toEqual([{ concurrency: 7, stopped: false }]);
  child.kill('SIGTERM');
  expect((await exited)[0]).toBe(0);
  expect(await workers()).toEqual([{ concurrency: 7, stopped: true }]);
});

it('the service runs jobs itself unless it is told not to', async () => {
  const id = await insertJob(database, 'test:within');
  await enqueueRun(database, id);
  const jobs = [testJob('test:within', () => Promise.resolve({}))];
  const idle = await startTestService({ database, jobs });
  const service = await startTestService({ database, jobs, environment: { JOBS_RUNNER: 'on' } });
  await expect.poll(() => attemptsOf(database, id), { timeout: 5_000 }).toMatchObject([{ status: 'completed' }]);
  await service.stop();
  await idle.stop();
  expect(await workers()).toEqual([
    { concurrency: 7, stopped: true },
    { concurrency: 5, stopped: true },
  ]);
});
