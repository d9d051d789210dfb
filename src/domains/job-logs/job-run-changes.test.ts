import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertScheduledJob } from '../../testing/job-logs.ts';
import { changeRun, claimRuns, finishRun, idleJob, insertIdleJob, progress, queueRun } from '../../testing/job-runs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService({ jobs: [idleJob] });
  world = await createWorld(service.database);
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

describe('running a job now', () => {
  it('queues a run of the viewer, once for an idempotency key, also of a paused job', async () => {
    const scheduledJobId = await insertIdleJob(service.database, {
      job: { is_active: false, parameters: { month: 3 } },
    });
    const input = { scheduledJobId, idempotencyKey: `key-${scheduledJobId}` };
    const first = await changeRun(service, 'superadmin', 'runJobNow', input);
    expect(first).toMatchObject({ run: { status: 'QUEUED', state: 'READY', trigger: 'MANUAL' }, userErrors: [] });
    expect(await read(first.run.databaseId, 'payload executedBy { username } attempt')).toEqual({
      payload: { month: 3 },
      executedBy: { username: 'superadmin' },
      attempt: 1,
    });
    const again = await changeRun(service, 'superadmin', 'runJobNow', input);
    expect(again).toEqual(first);
    const other = await changeRun(service, 'superadmin', 'runJobNow', {
      ...input,
      scheduledJobId: await insertIdleJob(service.database),
    });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('is refused while a run is open, which is named, and does not count as let pass', async () => {
    const scheduledJobId = await insertIdleJob(service.database);
    const { id } = await runningRun(scheduledJobId);
    const refused = await changeRun(service, 'superadmin', 'runJobNow', { scheduledJobId, idempotencyKey: `k${id}` });
    expect(refused.run).toBeNull();
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['scheduledJobId'] }]);
    expect(refused.userErrors[0].message).toContain(`(databaseId ${id}), which is PROCESSING`);
    const { rows } = await sql`select skipped_runs from api.job_schedules
      where scheduled_job_id = ${scheduledJobId}`.execute(owner());
    expect(rows).toEqual([{ skipped_runs: 0 }]);
  });

  it('queues one more where one may wait, and no third', async () => {
    const scheduledJobId = await insertIdleJob(service.database, { policy: { overlap_policy: 'queue_one' } });
    await runningRun(scheduledJobId);
    const second = await changeRun(service, 'superadmin', 'runJobNow', { scheduledJobId });
    expect(second.run).toMatchObject({ state: 'WAITING' });
    const third = await changeRun(service, 'superadmin', 'runJobNow', { scheduledJobId });
    expect(third.userErrors).toMatchObject([{ code: 'INVALID_TRANSITION' }]);
  });

  it('is refused for the programs of other applications, and for jobs that are none', async () => {
    const scheduledJobId = await insertScheduledJob(owner(), { job_class: 'App\\Jobs\\SendReports' });
    const refused = await changeRun(service, 'superadmin', 'runJobNow', { scheduledJobId });
    expect(refused.userErrors).toEqual([
      {
        code: 'NOT_ALLOWED',
        field: ['scheduledJobId'],
        message: 'This service has no program App\\Jobs\\SendReports: another application has to run it.',
      },
    ]);
    for (const [id, code] of [
      ['999999999', 'NOT_FOUND'],
      ['x', 'INVALID'],
      ['9223372036854775808', 'INVALID'],
    ]) {
      const { userErrors } = await changeRun(service, 'superadmin', 'runJobNow', { scheduledJobId: id });
      expect(userErrors).toMatchObject([{ code, field: ['scheduledJobId'] }]);
    }
  });
});

describe('cancelling a run', () => {
  it('ends what no worker has at once, and lets the next begin', async () => {
    const job = await insertIdleJob(service.database, { policy: { overlap_policy: 'queue_one' } });
    const first = await queueRun(owner(), job);
    const next = await queueRun(owner(), job, '2026-01-02 00:00:00');
    const { run } = await changeRun(service, 'superadmin', 'cancelJobRun', { id: first, reason: 'not tonight' });
    expect(run).toMatchObject({ status: 'CANCELLED', state: 'ENDED' });
    expect(await read(first, 'cancelRequest { requestedBy { username } reason } errorMessage')).toEqual({
      cancelRequest: { requestedBy: { username: 'superadmin' }, reason: 'not tonight' },
      errorMessage: 'not tonight',
    });
    expect(await read(next, 'state')).toEqual({ state: 'READY' });
    const waiting = await queueRun(owner(), job, '2026-01-03 00:00:00');
    await changeRun(service, 'superadmin', 'cancelJobRun', { id: waiting, reason: 'x' });
    expect(await read(waiting, 'status')).toEqual({ status: 'CANCELLED' });
    expect(await read(next, 'state')).toEqual({ state: 'READY' });
  });

  it('asks the worker of a running one, once', async () => {
    const { id, claimed } = await runningRun();
    const first = await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'first' });
    expect(first.run).toMatchObject({ status: 'PROCESSING', state: 'CANCELLING' });
    const second = await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'second' });
    expect(second).toEqual(first);
    expect(await read(id, 'cancelRequest { reason }')).toEqual({ cancelRequest: { reason: 'first' } });
    const records = await owner()
      .selectFrom('audit_logs')
      .select('event')
      .where('auditable_type', '=', 'job_logs')
      .where('auditable_id', '=', id)
      .execute();
    expect(records).toEqual([{ event: 'job_run.cancel_requested' }]);
    await finishRun(owner(), claimed, { status: 'cancelled' });
    const late = await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'late' });
    expect(late.userErrors).toEqual([
      { code: 'INVALID_TRANSITION', field: ['id'], message: 'The run has ended already: it is cancelled.' },
    ]);
  });

  it('leaves what the job tells of its runs as it is where the run never began', async () => {
    const job = await insertIdleJob(service.database);
    const begun = await runningRun(job);
    await finishRun(owner(), begun.claimed, { status: 'completed' });
    const id = await queueRun(owner(), job, '2026-01-02 00:00:00');
    await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'not tonight' });
    const { data } = await service.query(
      'superadmin',
      `{ scheduledJob(id: "${job}") { runCount failureCount lastRunStatus lastRunMessage lastRunDuration isRunning } }`,
    );
    expect(data.scheduledJob).toEqual({
      runCount: 1,
      failureCount: 0,
      lastRunStatus: 'SUCCESS',
      lastRunMessage: null,
      lastRunDuration: 0,
      isRunning: false,
    });
  });

  it('that fails before its worker learns of it leaves no other attempt', async () => {
    const job = await insertIdleJob(service.database, { job: { max_attempts: 3 } });
    const { id, claimed } = await runningRun(job);
    await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'enough' });
    await finishRun(owner(), claimed, { status: 'failed', error: 'broken' });
    expect(await read(id, 'status errorMessage attempts { attempt }')).toEqual({
      status: 'FAILED',
      errorMessage: 'broken',
      attempts: [{ attempt: 1 }],
    });
  });

  it('is refused when the run has begun since it was read, not when its worker gave a sign of life', async () => {
    const id = await queueRun(owner(), await insertIdleJob(service.database));
    const { version: queued } = await read(id, 'version');
    await claimRuns(owner());
    const stale = { id, reason: 'x', expectedVersion: queued };
    expect((await changeRun(service, 'superadmin', 'cancelJobRun', stale)).userErrors).toMatchObject([
      { code: 'VERSION_CONFLICT', field: ['expectedVersion'] },
    ]);
    const { version } = await read(id, 'version');
    await progress(owner(), id, 1, 2);
    const input = { id, reason: 'x', expectedVersion: version };
    expect((await changeRun(service, 'superadmin', 'cancelJobRun', input)).userErrors).toEqual([]);
  });

  it.each([
    ['', 'INVALID'],
    ['   ', 'INVALID'],
    ['x'.repeat(2_001), 'INVALID'],
  ])('needs a reason', async (reason, code) => {
    const id = await queueRun(owner(), await insertIdleJob(service.database));
    const { userErrors } = await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason });
    expect(userErrors).toMatchObject([{ code, field: ['reason'] }]);
  });
});

it('a repeat after a failure is given what its run was given, whatever the job has by then', async () => {
  const job = await insertIdleJob(service.database, { job: { max_attempts: 2, parameters: { month: 3 } } });
  const { id, claimed } = await runningRun(job);
  await sql`update scheduled_jobs set parameters = '{"month": 4}' where id = ${job}`.execute(owner());
  await finishRun(owner(), claimed, { status: 'failed', error: 'broken' });
  expect(await read(id, 'attempts { attempt payload }')).toEqual({
    attempts: [
      { attempt: 1, payload: { month: 3 } },
      { attempt: 2, payload: { month: 3 } },
    ],
  });
});

describe('retrying a run', () => {
  it('is refused while it is being retried, also where runs of the job may overlap', async () => {
    const job = await insertIdleJob(service.database, { policy: { overlap_policy: 'allow', max_concurrent: 5 } });
    const { id, claimed } = await runningRun(job);
    await finishRun(owner(), claimed, { status: 'failed' });
    const asked = await Promise.all([1, 2, 3].map(() => changeRun(service, 'superadmin', 'retryJobRun', { id })));
    const [first, ...others] = asked.toSorted((one) => (one.run === null ? 1 : -1));
    expect(others.map(({ run }) => run as unknown)).toEqual([null, null]);
    expect(others[0].userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['id'] }]);
    expect(others[0].userErrors[0].message).toContain(`(databaseId ${first.run.databaseId})`);
    await changeRun(service, 'superadmin', 'cancelJobRun', { id: first.run.databaseId, reason: 'x' });
    expect((await changeRun(service, 'superadmin', 'retryJobRun', { id })).userErrors).toEqual([]);
  });

  it('queues another for the same time with the parameters of today, once for an idempotency key', async () => {
    const job = await insertIdleJob(service.database, { job: { parameters: { month: 1 } } });
    const { id, claimed } = await runningRun(job);
    await finishRun(owner(), claimed, { status: 'failed', error: 'x' });
    await sql`update scheduled_jobs set parameters = '{"month": 2}' where id = ${job}`.execute(owner());
    const input = { id, idempotencyKey: `retry-${id}` };
    const { run, userErrors } = await changeRun(service, 'superadmin', 'retryJobRun', input);
    expect(userErrors).toEqual([]);
    expect(run).toMatchObject({ trigger: 'RETRY', state: 'READY' });
    expect(await read(run.databaseId, 'payload scheduledFor attempt attempts { attempt }')).toEqual({
      payload: { month: 2 },
      scheduledFor: '2026-01-01T00:00:00Z',
      attempt: 1,
      attempts: [{ attempt: 1 }],
    });
    expect((await changeRun(service, 'superadmin', 'retryJobRun', input)).run).toEqual(run);
    const second = await changeRun(service, 'superadmin', 'retryJobRun', { id });
    expect(second.userErrors[0].message).toContain(`(databaseId ${run.databaseId}), which is READY`);
  });

  it('is for what failed or was cancelled at its last attempt', async () => {
    const { id, claimed } = await runningRun();
    const refusal = async (of: string) =>
      (await changeRun(service, 'superadmin', 'retryJobRun', { id: of })).userErrors.map(
        ({ message }: { message: string }) => message,
      );
    expect(await refusal(id)).toEqual(['The run has not ended: it is PROCESSING.']);
    await finishRun(owner(), claimed, { status: 'completed' });
    expect(await refusal(id)).toEqual(['The run is completed: only what failed or was cancelled is retried.']);
    const failing = await runningRun(await insertIdleJob(service.database, { job: { max_attempts: 2 } }));
    await finishRun(owner(), failing.claimed, { status: 'failed' });
    expect(await refusal(failing.id)).toEqual(['There is a later attempt at the run: its `attempts` tell which.']);
    expect(await refusal('999999999')).toEqual(['There is no such run of a job.']);
  });

  it('is refused where the job is gone', async () => {
    const job = await insertIdleJob(service.database);
    const id = await queueRun(owner(), job);
    await changeRun(service, 'superadmin', 'cancelJobRun', { id, reason: 'x' });
    await sql`update job_logs set scheduled_job_id = null where scheduled_job_id = ${job}`.execute(owner());
    await sql`delete from scheduled_jobs where id = ${job}`.execute(owner());
    const { userErrors } = await changeRun(service, 'superadmin', 'retryJobRun', { id });
    expect(userErrors).toMatchObject([
      { code: 'INVALID_TRANSITION', message: 'The scheduled job of the run is gone.' },
    ]);
  });
});

it('nobody but super administrators learns of runs or changes them', async () => {
  const scheduledJobId = await insertIdleJob(service.database);
  const id = await queueRun(owner(), scheduledJobId);
  for (const username of Object.keys(world.users).filter((name) => name !== 'superadmin')) {
    for (const operation of [
      `{ jobLog(id: "${id}") { lines { nodes { message } } } }`,
      '{ jobStats { overall { total } } }',
      `mutation { runJobNow(input: { scheduledJobId: "${scheduledJobId}" }) { run { id } } }`,
      `mutation { cancelJobRun(input: { id: "${id}", reason: "x" }) { run { id } } }`,
      `mutation { retryJobRun(input: { id: "${id}" }) { run { id } } }`,
    ]) {
      const { errors } = await service.query(username, operation);
      expect(errors, `${username} ${operation}`).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  }
  expect(await read(id, 'status')).toEqual({ status: 'QUEUED' });
});
