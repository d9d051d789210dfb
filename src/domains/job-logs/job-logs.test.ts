import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, type Scope } from '../../auth/scope.ts';
import { insertJobLogs, insertScheduledJob } from '../../testing/job-logs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { failingJobs } from './job-logs.repository.ts';
import { lateJobs } from '../scheduled-jobs/scheduled-jobs.repository.ts';

let service: TestService;
let world: World;
let ids: string[];
let schedule: string;

const hour = (n: number) => `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { owner } = service.database;
  schedule = await insertScheduledJob(owner, {
    name: 'Aylıq hesabat',
    parameters: { token: 'zqSECRETqz', month: 3 },
    last_run_message: 'get https://a:zqSECRETqz@host/x',
    timezone: null,
    is_active: null,
    run_count: null,
  });
  ids = await insertJobLogs(owner, [
    { created_at: hour(1), queue: 'mail', job_id: 'a', executed_by: world.users['baku.admin'] },
    {
      created_at: hour(2),
      status: 'failed',
      job_id: 'a',
      attempt: 2,
      scheduled_job_id: schedule,
      payload: { user: 'x', password: 'zqSECRETqz', deep: [{ api_key: 'zqSECRETqz' }] },
      result: [],
      error_message: 'cannot reach https://u:zqSECRETqz@host/?token=zqSECRETqz&n=1',
      error_trace: '#0 https://u:zqSECRETqz@host',
    },
    { created_at: hour(2), status: 'failed', job_class: 'App\\Jobs\\Clean', error_message: 'first' },
    { created_at: hour(3), status: 'failed', job_class: 'App\\Jobs\\Clean', error_message: 'second' },
    { created_at: null, status: 'queued', payload: null },
  ]);
});
afterAll(() => service.stop());

/** Which of the inserted runs (counted from 1) the list has. */
async function list(args = '') {
  const { data, errors } = await service.query(
    'superadmin',
    `{ jobLogs${args} { nodes { databaseId } totalCount { value } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.jobLogs.totalCount.value).toBe(data.jobLogs.nodes.length);
  return data.jobLogs.nodes.map((node: { databaseId: string }) => ids.indexOf(node.databaseId) + 1);
}

describe('runs of jobs', () => {
  it('are listed by time, one without a time as the oldest', async () => {
    expect(await list()).toEqual([4, 3, 2, 1, 5]);
    expect(await list('(orderBy: OLDEST_FIRST)')).toEqual([5, 1, 2, 3, 4]);
  });

  it.each([
    ['statuses: [FAILED]', [4, 3, 2]],
    ['statuses: [QUEUED, COMPLETED]', [1, 5]],
    ['statuses: []', []],
    ['jobClasses: ["App\\\\Jobs\\\\Clean"]', [4, 3]],
    ['queue: "mail"', [1]],
    ['jobId: "a"', [2, 1]],
    [`from: "${hour(2)}", to: "${hour(3)}"`, [3, 2]],
  ])('are found by { %s }', async (filter, expected) => {
    expect(await list(`(filter: { ${filter} })`)).toEqual(expected);
  });

  it('are found by their schedule and by who started them', async () => {
    expect(await list(`(filter: { scheduledJobId: "${schedule}" })`)).toEqual([2]);
    expect(await list(`(filter: { executedById: "${world.users['baku.admin']}" })`)).toEqual([1]);
  });

  it.each([
    ['statuses: [OTHER]', 'filter.statuses cannot contain OTHER: filter by the known values.'],
    ['scheduledJobId: "x"', 'filter.scheduledJobId must be the id of a ScheduledJob: its `id` or its `databaseId`.'],
    [`from: "${hour(2)}", to: "${hour(2)}"`, 'filter.to must be after filter.from.'],
  ])('are not looked for by { %s }', async (filter, message) => {
    const { errors } = await service.query('superadmin', `{ jobLogs(filter: { ${filter} }) { nodes { id } } }`);
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('walked page by page in both directions are met once each', async () => {
    const page = async (args: string) => {
      const { data } = await service.query(
        'superadmin',
        `{ jobLogs(${args}) { nodes { databaseId } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
      );
      return data.jobLogs as { nodes: { databaseId: string }[]; pageInfo: Record<string, string | boolean> };
    };
    const forwards = await page('first: 2');
    const next = await page(`first: 2, after: "${String(forwards.pageInfo['endCursor'])}"`);
    const last = await page(`first: 2, after: "${String(next.pageInfo['endCursor'])}"`);
    const numbers = [forwards, next, last].flatMap(({ nodes }) =>
      nodes.map((node) => ids.indexOf(node.databaseId) + 1),
    );
    expect(numbers).toEqual([4, 3, 2, 1, 5]);
    const back = await page(`last: 2, before: "${String(last.pageInfo['startCursor'])}"`);
    expect(back.nodes).toEqual(next.nodes);
  });

  it('tell everything that the table has, but no secret', async () => {
    const { data, errors } = await service.query(
      'superadmin',
      `{ jobLog(id: "${ids[1]!}") {
        databaseId jobId jobClass queue attempt status statusRaw payload result errorMessage errorTrace startTime endTime
        duration createdAt executedBy { id }
        scheduledJob { databaseId name parameters timezone isActive isRunning intervalMinutes lastRunStatus lastRunStatusRaw
          lastRunMessage runCount failureCount maxAttempts retryDelayMinutes createdBy { id } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).not.toContain('zqSECRETqz');
    expect(data.jobLog).toMatchObject({
      databaseId: ids[1],
      attempt: 2,
      status: 'FAILED',
      statusRaw: 'failed',
      payload: { user: 'x', password: '***', deep: [{ api_key: '***' }] },
      result: [],
      errorMessage: 'cannot reach https://u:***@host/?token=***&n=1',
      scheduledJob: {
        databaseId: schedule,
        name: 'Aylıq hesabat',
        parameters: { token: '***', month: 3 },
        timezone: 'UTC',
        isActive: true,
        runCount: 0,
        lastRunStatus: null,
      },
    });
  });

  it('are nodes, for those who may read jobs alone', async () => {
    const id = Buffer.from(`JobLog:${ids[0]!}`).toString('base64url');
    const job = Buffer.from(`ScheduledJob:${schedule}`).toString('base64url');
    const look = `{ a: node(id: "${id}") { ... on JobLog { databaseId } } b: node(id: "${job}") { ... on ScheduledJob { name } } }`;
    expect((await service.query('superadmin', look)).data).toEqual({
      a: { databaseId: ids[0] },
      b: { name: 'Aylıq hesabat' },
    });
    expect((await service.query('baku.admin', look)).data).toEqual({ a: null, b: null });
  });

  it('with a status that this API does not know spoil no page', async () => {
    await sql`alter table job_logs drop constraint job_logs_status_check`.execute(service.database.owner);
    const [odd] = await insertJobLogs(service.database.owner, [{ created_at: hour(9), status: 'paused' as 'queued' }]);
    const { data, errors } = await service.query('superadmin', '{ jobLogs(first: 1) { nodes { status statusRaw } } }');
    await service.database.owner.deleteFrom('job_logs').where('id', '=', odd!).execute();
    expect(errors).toBeUndefined();
    expect(data.jobLogs.nodes).toEqual([{ status: 'OTHER', statusRaw: 'paused' }]);
  });
});

describe('for an overview', () => {
  const region: Scope = { kind: 'subtree', userId: '0', institutionIds: new Set(['1']) };

  it('programs that fail are counted, with their last error, within a period', async () => {
    const { db } = service.database;
    const found = await failingJobs(db, everything, { from: hour(2), to: hour(4) }, 5);
    expect(found).toMatchObject([
      { job_class: 'App\\Jobs\\Clean', failures: 2, last_error: 'second', scheduled_job_id: null },
      { job_class: 'App\\Jobs\\SendReports', failures: 1, scheduled_job_id: schedule },
    ]);
    expect(await failingJobs(db, everything, { from: hour(4), to: hour(5) }, 5)).toEqual([]);
    expect(await failingJobs(db, region, { from: hour(2), to: hour(4) }, 5)).toEqual([]);
  });

  it('jobs are late that are active, should have begun and do not run', async () => {
    const { db, owner } = service.database;
    const past = new Date(Date.now() - 3_600_000).toISOString();
    const late = await insertScheduledJob(owner, { name: 'late', next_run_at: past });
    await insertScheduledJob(owner, { name: 'off', next_run_at: past, is_active: false });
    await insertScheduledJob(owner, { name: 'running', next_run_at: past, is_running: true });
    await insertScheduledJob(owner, { name: 'soon', next_run_at: new Date(Date.now() + 60_000).toISOString() });
    expect((await lateJobs(db, everything, 10)).map(({ id }) => id)).toEqual([late]);
    expect(await lateJobs(db, everything, 120)).toEqual([]);
    expect(await lateJobs(db, region, 10)).toEqual([]);
    const { data } = await service.query('superadmin', '{ scheduledJobs { name } }');
    expect(data.scheduledJobs.map(({ name }: { name: string }) => name)).toEqual([
      'Aylıq hesabat',
      'late',
      'off',
      'running',
      'soon',
    ]);
  });
});
