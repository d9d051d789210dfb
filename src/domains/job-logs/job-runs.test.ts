import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { createWorld } from '../../testing/world.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ jobs: [idleJob] });
  await createWorld(service.database);
});
afterAll(() => service.stop());

const owner = () => service.database.owner;

async function read(id: string, selection: string) {
  const { data, errors } = await service.query('superadmin', `{ jobLog(id: "${id}") { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.jobLog;
}

/** A run that a worker has. */
async function runningRun(job?: string, leaseSeconds?: number) {
  const id = await queueRun(owner(), job ?? (await insertIdleJob(service.database)));
  const claimed = (await claimRuns(owner(), 'worker-7', leaseSeconds)).find((run) => run.id === id)!;
  return { id, claimed };
}

const facts = `status state trigger scheduledFor availableAt worker leaseExpiresAt isStale durationMs
  progress { done total share message } cancelRequest { requestedAt requestedBy { username } reason }`;

describe('a run of this service', () => {
  it('tells how it came about, where it stands and how far it is', async () => {
    const job = await insertIdleJob(service.database);
    const id = await queueRun(owner(), job, '2026-02-01 03:00:00');
    expect(await read(id, facts)).toMatchObject({
      status: 'QUEUED',
      state: 'READY',
      trigger: 'SCHEDULE',
      scheduledFor: '2026-02-01T03:00:00Z',
      worker: null,
      leaseExpiresAt: null,
      isStale: false,
      progress: null,
      cancelRequest: null,
    });
    const [claimed] = await claimRuns(owner(), 'worker-7');
    await progress(owner(), id, 3, 12, 'mail to aysel@example.az');
    expect(await read(id, facts)).toMatchObject({
      status: 'PROCESSING',
      state: 'PROCESSING',
      worker: 'worker-7',
      leaseExpiresAt: expect.stringMatching(/Z$/),
      progress: { done: 3, total: 12, share: 0.25, message: 'mail to [email]' },
    });
    await finishRun(owner(), claimed!, { status: 'completed', result: { sent: 12 } });
    expect(await read(id, `${facts} result`)).toMatchObject({
      status: 'COMPLETED',
      state: 'ENDED',
      worker: 'worker-7',
      leaseExpiresAt: null,
      durationMs: expect.any(Number),
      result: { sent: 12 },
    });
  });

  it('is stale once its worker has not reported in time', async () => {
    const { id } = await runningRun(undefined, 0);
    expect(await read(id, 'state isStale')).toEqual({ state: 'STALE', isStale: true });
  });

  it('waits for the run before it, where the job has one wait', async () => {
    const job = await insertIdleJob(service.database, { policy: { overlap_policy: 'queue_one' } });
    const { claimed } = await runningRun(job);
    const next = await queueRun(owner(), job, '2026-01-02 00:00:00');
    expect(await read(next, 'status state')).toEqual({ status: 'QUEUED', state: 'WAITING' });
    await finishRun(owner(), claimed, { status: 'completed' });
    expect(await read(next, 'state')).toEqual({ state: 'READY' });
  });

  it('has its attempts, of which the next waits for its time', async () => {
    const job = await insertIdleJob(service.database, { job: { max_attempts: 3, retry_delay_minutes: 5 } });
    const { id, claimed } = await runningRun(job);
    await finishRun(owner(), claimed, { status: 'failed', error: 'no line to https://u:zqSECRETqz@host' });
    const { attempts, runId } = await read(id, 'runId attempts { attempt status state errorMessage runId }');
    expect(attempts).toEqual([
      { attempt: 1, status: 'FAILED', state: 'ENDED', errorMessage: 'no line to https://u:***@host', runId },
      { attempt: 2, status: 'QUEUED', state: 'DELAYED', errorMessage: null, runId },
    ]);
    const { data } = await service.query(
      'superadmin',
      `{ jobLogs(filter: { runId: "${runId.toUpperCase()}" }, orderBy: OLDEST_FIRST) { nodes { attempt } } }`,
    );
    expect(data.jobLogs.nodes).toEqual([{ attempt: 1 }, { attempt: 2 }]);
  });

  it('tells its lines page by page, without secrets', async () => {
    const { id } = await runningRun();
    const { id: other } = await runningRun();
    await say(owner(), id, 'one', 'two token=zqSECRETqz');
    await say(owner(), other, 'of another');
    await say(owner(), id, 'three');
    const page = (args: string) =>
      read(
        id,
        `lines(${args}) { nodes { message } totalCount { value } pageInfo { endCursor hasNextPage } feedCursor }`,
      );
    const { lines } = await page('first: 2');
    expect(lines).toMatchObject({
      nodes: [{ message: 'one' }, { message: 'two token=***' }],
      totalCount: { value: 3 },
      pageInfo: { hasNextPage: true },
      feedCursor: expect.any(String),
    });
    const rest = await page(`after: "${lines.pageInfo.endCursor}"`);
    expect(rest.lines.nodes).toEqual([{ message: 'three' }]);
    expect((await page('last: 1')).lines.nodes).toEqual([{ message: 'three' }]);
    const { errors } = await service.query(
      'superadmin',
      `{ jobLog(id: "${id}") { lines(first: 101) { nodes { message } } } }`,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['first'] } }]);
  });

  it('whose progress is no number spoils no page', async () => {
    const { id } = await runningRun();
    await sql`update api.job_runs set progress_done = 'NaN', progress_total = 'infinity' where job_log_id = ${id}`.execute(
      owner(),
    );
    expect(await read(id, 'progress { done }')).toEqual({ progress: null });
    await progress(owner(), id, 5, 0);
    expect(await read(id, 'progress { done total share }')).toEqual({ progress: { done: 5, total: 0, share: null } });
  });
});

describe('a run of another application', () => {
  it('has nothing of this, and is neither cancelled nor retried', async () => {
    const [id] = await insertJobLogs(owner(), [
      { status: 'failed', start_time: '2026-03-01T00:00:00Z', end_time: '2026-03-01T00:00:01.25Z', job_id: 'laravel' },
    ]);
    expect(await read(id!, `${facts} runId attempts { attempt } lines { nodes { message } } version`)).toEqual({
      status: 'FAILED',
      state: null,
      trigger: null,
      scheduledFor: null,
      availableAt: null,
      worker: null,
      leaseExpiresAt: null,
      isStale: null,
      durationMs: 1250,
      progress: null,
      cancelRequest: null,
      runId: null,
      attempts: null,
      lines: null,
      version: null,
    });
    for (const [name, input] of [
      ['cancelJobRun', { id, reason: 'x' }],
      ['retryJobRun', { id }],
    ] as const) {
      expect(await changeRun(service, 'superadmin', name, input)).toEqual({
        run: null,
        userErrors: [
          {
            code: 'NOT_ALLOWED',
            field: ['id'],
            message: 'The run is of another application: it has to be dealt with there.',
          },
        ],
      });
    }
  });

  it('is told apart in the list', async () => {
    const job = await insertIdleJob(service.database);
    const own = await queueRun(owner(), job);
    const [foreign, over] = await insertJobLogs(owner(), [
      { scheduled_job_id: job, status: 'processing' },
      { scheduled_job_id: job, status: 'completed' },
    ]);
    const list = async (filter: string) => {
      const { data, errors } = await service.query(
        'superadmin',
        `{ jobLogs(filter: { scheduledJobId: "${job}", ${filter} }) { nodes { databaseId } totalCount { value } } }`,
      );
      expect(errors).toBeUndefined();
      expect(data.jobLogs.totalCount.value).toBe(data.jobLogs.nodes.length);
      return data.jobLogs.nodes.map((node: { databaseId: string }) => node.databaseId).toSorted();
    };
    expect(await list('isManaged: true')).toEqual([own]);
    expect(await list('isManaged: false')).toEqual([foreign, over].toSorted());
    expect(await list('isOpen: true')).toEqual([own, foreign].toSorted());
    expect(await list('isOpen: false')).toEqual([over]);
    expect(await list('triggers: [SCHEDULE, MANUAL]')).toEqual([own]);
    expect(await list('triggers: [RETRY]')).toEqual([]);
    expect(await list('triggers: []')).toEqual([]);
  });

  it.each(['x', '00000000-0000-0000-0000-00000000000', "'; drop table job_logs"])(
    'is not looked for by a run id that is none: %s',
    async (runId) => {
      const { errors } = await service.query(
        'superadmin',
        `{ jobLogs(filter: { runId: "${runId}" }) { nodes { id } } }`,
      );
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['filter', 'runId'] } }]);
    },
  );
});

it('tells no secret, wherever a run has one', async () => {
  const secret = 'zqSECRETqz';
  const text = `https://u:${secret}@host/ password=${secret} Authorization: Bearer ${secret}${secret}`;
  const hidden = { password: secret, deep: [{ api_key: secret }] };
  const job = await insertIdleJob(service.database, { job: { parameters: hidden, max_attempts: 1 } });
  const { id, claimed } = await runningRun(job);
  await say(owner(), id, text);
  await progress(owner(), id, 1, 2, text);
  const { run, userErrors } = await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: text });
  expect([run.state, userErrors]).toEqual(['CANCELLING', []]);
  await finishRun(owner(), claimed, { status: 'failed', result: hidden, error: text, trace: text });
  const told = await read(
    id,
    `${facts} payload result errorMessage errorTrace lines { nodes { message } } attempts { errorMessage payload }
     scheduledJob { parameters lastRunMessage }`,
  );
  expect(JSON.stringify(told)).not.toContain(secret);
  const audits = await owner().selectFrom('audit_logs').selectAll().where('auditable_id', '=', id).execute();
  expect(audits).toHaveLength(1);
  expect(JSON.stringify(audits)).not.toContain(secret);
  expect(told.lines.nodes[0].message).toContain('https://u:***@host/');
});
