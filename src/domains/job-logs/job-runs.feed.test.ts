import type { Client } from 'graphql-ws';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { insertJobLogs } from '../../testing/job-logs.ts';
import {
  changeRun,
  claimRuns,
  finishRun,
  idleJob,
  insertIdleJob,
  progress,
  queueRun,
  say,
} from '../../testing/job-runs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect, type Collected } from '../../testing/subscriber.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;
const open: { client: Client; subscriber: Collected }[] = [];

beforeAll(async () => {
  service = await startTestService({ jobs: [idleJob] });
  await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  for (const { client, subscriber } of open.splice(0)) {
    subscriber.stop();
    await client.dispose();
  }
});

const owner = () => service.database.owner;

async function subscribe(document: string, variables: Record<string, unknown>, field: string, username = 'superadmin') {
  const client = await service.socketFor(username);
  const subscriber = collect(client, document, variables, field);
  open.push({ client, subscriber });
  return subscriber;
}

/** What is told of runs, from the moment when this is fulfilled. */
async function followRuns(variables: Record<string, unknown> = {}) {
  const subscriber = await subscribe(
    `subscription ($jobLogId: ID, $runId: String, $filter: JobLogFeedFilter, $after: String) {
      jobLogFeed(jobLogId: $jobLogId, runId: $runId, filter: $filter, after: $after) { cursor kind jobLogId
        run { databaseId attempt status state progress { done message } cancelRequest { reason } result } } }`,
    variables,
    'jobLogFeed',
  );
  await subscriber.received(1);
  return subscriber;
}

async function followLines(jobLogId: string, after: string | null = null) {
  const subscriber = await subscribe(
    `subscription ($jobLogId: ID!, $after: String) {
      jobLineFeed(jobLogId: $jobLogId, after: $after) { cursor kind line { message } } }`,
    { jobLogId, after },
    'jobLineFeed',
  );
  await subscriber.received(1);
  return subscriber;
}

const told = ({ items }: Collected) =>
  items
    .filter(({ kind }) => kind !== 'PROGRESS')
    .map(({ kind, run }) => (run === null ? kind : `${kind} ${run.attempt} ${run.state ?? run.status}`));

const said = ({ items }: Collected) => items.flatMap(({ line }) => (line === null ? [] : [line.message]));

const feedCursor = async () => {
  const { data } = await service.query('superadmin', '{ jobLogs(first: 1) { feedCursor } }');
  return data.jobLogs.feedCursor as string;
};

/** Everything that was committed so far has been numbered. */
const sequenced = () =>
  expect.poll(async () => (await sql`select from api.feed_outbox limit 1`.execute(owner())).rows.length).toBe(0);

describe('the feed of runs', () => {
  it('tells of a run from the queue to its end in order, each change once', async () => {
    const job = await insertIdleJob(service.database);
    const feed = await followRuns({ filter: { scheduledJobId: job } });
    const id = await queueRun(owner(), job);
    await expect.poll(() => told(feed)).toEqual(['CREATED 1 READY']);
    const [claimed] = await claimRuns(owner());
    await expect.poll(() => told(feed).at(-1)).toBe('UPDATED 1 PROCESSING');
    await progress(owner(), id, 1, 2, 'half');
    await expect.poll(() => feed.items.at(-1).run?.progress).toEqual({ done: 1, message: 'half' });
    await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'enough' });
    await expect.poll(() => feed.items.at(-1).run?.cancelRequest).toEqual({ reason: 'enough' });
    await finishRun(owner(), claimed!, { status: 'completed', result: { sent: 2, password: 'zqSECRETqz' } });
    await expect.poll(() => told(feed).at(-1)).toBe('UPDATED 1 ENDED');
    expect(feed.items.at(-1).run).toMatchObject({ status: 'COMPLETED', result: { sent: 2, password: '***' } });
    expect(told(feed)).toEqual([
      'CREATED 1 READY',
      'UPDATED 1 PROCESSING',
      'UPDATED 1 PROCESSING',
      'UPDATED 1 CANCELLING',
      'UPDATED 1 ENDED',
    ]);
  });

  it('is silent about signs of life, and about what retention deletes', async () => {
    const job = await insertIdleJob(service.database);
    const id = await queueRun(owner(), job);
    const [claimed] = await claimRuns(owner());
    await sequenced();
    const feed = await followRuns();
    await sql`update api.job_runs set heartbeat_at = api.job_now(), lease_expires_at = lease_expires_at + interval '1 minute'
      where job_log_id = ${id}`.execute(owner());
    await finishRun(owner(), claimed!, { status: 'completed' });
    await expect.poll(() => told(feed)).toEqual(['UPDATED 1 ENDED']);

    await sql`update job_logs set created_at = '2020-01-01' where id = ${id}`.execute(owner());
    await expect.poll(() => told(feed).length).toBe(2);
    await sql`update api.retention_policies set enabled = true where source = 'job_logs'`.execute(owner());
    await sql`select api.delete_expired('job_logs', null, null, 100)`.execute(owner());
    const { rows } = await sql`select from api.job_runs where job_log_id = ${id}`.execute(owner());
    expect(rows).toEqual([]);
    const [last] = await insertJobLogs(owner(), [{ status: 'queued' }]);
    await sql`delete from job_logs where id = ${last}`.execute(owner());
    await expect.poll(() => told(feed).at(-1)).toBe('DELETED');
    expect(told(feed).filter((item) => item === 'DELETED')).toHaveLength(1);
  });

  it('follows all attempts at one run, and the next run that becomes ready', async () => {
    const job = await insertIdleJob(service.database, {
      job: { max_attempts: 2 },
      policy: { overlap_policy: 'queue_one' },
    });
    const id = await queueRun(owner(), job);
    const next = await queueRun(owner(), job, '2026-01-02 00:00:00');
    const { data } = await service.query('superadmin', `{ jobLog(id: "${id}") { id runId } }`);
    await sequenced();
    const [run, waiting] = [await followRuns({ runId: data.jobLog.runId }), await followRuns({ jobLogId: next })];
    const [first] = await claimRuns(owner());
    await finishRun(owner(), first!, { status: 'failed' });
    await expect.poll(() => told(run).toSorted()).toContain('CREATED 2 READY');
    const [second] = await claimRuns(owner());
    await finishRun(owner(), second!, { status: 'completed' });
    await expect.poll(() => told(run).at(-1)).toBe('UPDATED 2 ENDED');
    await expect.poll(() => told(waiting)).toEqual(['UPDATED 1 READY']);
    expect(run.items.every((item) => item.run === null || item.run.databaseId !== next)).toBe(true);
  });

  it('tells of the runs of other applications too, and is filtered', async () => {
    const after = await feedCursor();
    const [id] = await insertJobLogs(owner(), [{ status: 'processing', job_class: 'App\\Jobs\\Feed' }]);
    await queueRun(owner(), await insertIdleJob(service.database));
    await sequenced();
    const classes = await followRuns({ filter: { jobClasses: ['App\\Jobs\\Feed'], statuses: ['PROCESSING'] }, after });
    await expect.poll(() => told(classes)).toEqual(['CREATED 1 PROCESSING']);
    const foreign = await followRuns({ filter: { isManaged: false }, after });
    await expect.poll(() => foreign.items.at(-1).run?.databaseId).toBe(id);
    const own = await followRuns({ filter: { isManaged: true }, after });
    await expect.poll(() => told(own)).toEqual(['CREATED 1 READY']);
  });

  it('of 1,000 claimed runs is one item each', async () => {
    const job = await insertIdleJob(service.database, { policy: { overlap_policy: 'allow', max_concurrent: 100 } });
    await sql`select api.insert_job_attempt(${job}, gen_random_uuid(), 1, 'manual', api.job_now(), 'ready', api.job_now(), null)
      from generate_series(1, 1000)`.execute(owner());
    await sequenced();
    const feed = await followRuns({ filter: { scheduledJobId: job } });
    while ((await claimRuns(owner())).length > 0);
    await expect.poll(() => told(feed).length).toBe(1_000);
    await sequenced();
    expect(new Set(feed.items.slice(1).map(({ jobLogId }) => jobLogId)).size).toBe(1_000);
  });
});

describe('the feed of what a run says', () => {
  it('tells every line once and in order, goes on where a client left, and tells no secret', async () => {
    const id = await queueRun(owner(), await insertIdleJob(service.database));
    const other = await queueRun(owner(), await insertIdleJob(service.database));
    const first = await followLines(id);
    await say(owner(), id, 'one', 'two');
    await say(owner(), other, 'of another');
    await expect.poll(() => said(first)).toEqual(['one', 'two']);
    first.stop();
    const { cursor } = first.items.find(({ line }) => line?.message === 'one');
    await say(owner(), id, 'three password=zqSECRETqz');
    const second = await followLines(id, cursor);
    await say(owner(), id, 'four');
    await expect.poll(() => said(second)).toEqual(['two', 'three password=***', 'four']);
  });

  it('goes on after the cursor of the list of lines', async () => {
    const id = await queueRun(owner(), await insertIdleJob(service.database));
    await say(owner(), id, 'before');
    await sequenced();
    const { data } = await service.query(
      'superadmin',
      `{ jobLog(id: "${id}") { lines { nodes { message } feedCursor } } }`,
    );
    await say(owner(), id, 'between');
    const feed = await followLines(id, data.jobLog.lines.feedCursor);
    await say(owner(), id, 'after');
    await expect.poll(() => said(feed)).toEqual(['between', 'after']);
    expect(data.jobLog.lines.nodes).toEqual([{ message: 'before' }]);
  });
});

it.each([
  ['subscription { jobLogFeed(jobLogId: "x") { cursor } }', 'jobLogFeed', ['jobLogId']],
  ['subscription { jobLogFeed(runId: "x") { cursor } }', 'jobLogFeed', ['runId']],
  ['subscription { jobLogFeed(filter: { statuses: [OTHER] }) { cursor } }', 'jobLogFeed', ['filter', 'statuses']],
  [
    'subscription { jobLogFeed(filter: { scheduledJobId: "x" }) { cursor } }',
    'jobLogFeed',
    ['filter', 'scheduledJobId'],
  ],
  ['subscription { jobLineFeed(jobLogId: "0x1") { cursor } }', 'jobLineFeed', ['jobLogId']],
])('%s is refused with the argument that is to blame', async (document, name, field) => {
  const feed = await subscribe(document, {}, name);
  await expect.poll(() => feed.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
});

it('nobody but super administrators follows runs or what they say', async () => {
  for (const username of ['baku.admin', 'ganja.admin', 'school1.teacher']) {
    const runs = await subscribe('subscription { jobLogFeed { cursor } }', {}, 'jobLogFeed', username);
    const lines = await subscribe(
      'subscription { jobLineFeed(jobLogId: "1") { cursor } }',
      {},
      'jobLineFeed',
      username,
    );
    for (const feed of [runs, lines])
      await expect.poll(() => feed.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  }
});
