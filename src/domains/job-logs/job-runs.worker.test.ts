import type { Client } from 'graphql-ws';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobRun } from '../../jobs/job.ts';
import { changeRun } from '../../testing/job-runs.ts';
import { insertJob, testJob } from '../../testing/jobs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect } from '../../testing/subscriber.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;
let client: Client;

/** Counts, and goes on counting until it is cancelled where its parameters say so. */
async function count({ say, progress, signal }: JobRun, parameters: unknown) {
  for (const number of [1, 2, 3]) {
    say(`counted ${number}`);
    progress(number, 3);
  }
  if ((parameters as { endless?: boolean }).endless === true) {
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  }
  return { counted: 3, api_key: 'zqSECRETqz' };
}

beforeAll(async () => {
  service = await startTestService({ jobs: [testJob('atis:count', count)], environment: { JOBS_RUNNER: 'on' } });
  await createWorld(service.database);
  client = await service.socketFor('superadmin');
});
afterAll(async () => {
  await client.dispose();
  await service.stop();
});

async function start(parameters: object) {
  const scheduledJobId = await insertJob(service.database, 'atis:count', { job: { parameters } });
  const { run, userErrors } = await changeRun(service, 'superadmin', 'runJobNow', { scheduledJobId });
  expect(userErrors).toEqual([]);
  const id = run.databaseId as string;
  const { data } = await service.query(
    'superadmin',
    `{ jobLog(id: "${id}") { lines { nodes { message } feedCursor } } }`,
  );
  const { nodes, feedCursor } = data.jobLog.lines;
  const feed = collect(
    client,
    `subscription ($id: ID!, $after: String) { jobLineFeed(jobLogId: $id, after: $after) { line { message } } }`,
    { id, after: feedCursor },
    'jobLineFeed',
  );
  const said = () =>
    [...nodes, ...feed.items.flatMap(({ line }) => line ?? [])].map(({ message }) => message as string);
  return { id, scheduledJobId, said, stop: () => feed.stop() };
}

const read = async (id: string) => {
  const { data } = await service.query(
    'superadmin',
    `{ jobLog(id: "${id}") { status state worker progress { share } result errorMessage cancelRequest { reason } } }`,
  );
  return data.jobLog;
};

describe('with a worker in the service', () => {
  it('a job that is run now says what it does to those who follow it, and ends', async () => {
    const { id, said, stop } = await start({});
    await expect.poll(said, { timeout: 8_000 }).toEqual(['counted 1', 'counted 2', 'counted 3']);
    await expect.poll(async () => (await read(id)).state).toBe('ENDED');
    expect(await read(id)).toMatchObject({
      status: 'COMPLETED',
      worker: expect.any(String),
      progress: { share: 1 },
      result: { counted: 3, api_key: '***' },
    });
    stop();
  });

  it('a run that is cancelled stops, and is run again when that is asked for', async () => {
    const { id, scheduledJobId, said, stop } = await start({ endless: true });
    await expect.poll(() => said().length, { timeout: 8_000 }).toBe(3);
    const { run } = await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'it takes too long' });
    expect(['CANCELLING', 'ENDED']).toContain(run.state);
    await expect.poll(async () => (await read(id)).status, { timeout: 8_000 }).toBe('CANCELLED');
    expect((await read(id)).cancelRequest).toEqual({ reason: 'it takes too long' });
    await sql`update scheduled_jobs set parameters = '{}' where id = ${scheduledJobId}`.execute(service.database.owner);
    const retried = await changeRun(service, 'superadmin', 'retryJobRun', { id });
    expect(retried.userErrors).toEqual([]);
    await expect.poll(async () => (await read(retried.run.databaseId)).status, { timeout: 8_000 }).toBe('COMPLETED');
    stop();
  });
});
