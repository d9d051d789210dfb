import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertJobLogs, insertScheduledJob } from '../../testing/job-logs.ts';
import { enqueueRun, moveClock } from '../../testing/jobs.ts';
import { createReportJob, reportJob } from '../../testing/scheduled-jobs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ jobs: [reportJob] });
  await createWorld(service.database);
});
afterAll(() => service.stop());
beforeEach(() => sql`truncate scheduled_jobs, job_logs restart identity cascade`.execute(service.database.owner));

const fields = `databaseId name parameters cronExpression intervalMinutes timezone isActive nextRunAt version
  maxAttempts skippedTimes doubledTimes misfirePolicy overlapPolicy timeLimitSeconds isRegistered scheduleProblem`;

/** Calls a mutation as the super administrator; gives its payload. */
async function mutate(name: string, input: Record<string, unknown>, user = 'superadmin') {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  const result = name.startsWith('delete') ? 'deletedId' : `scheduledJob { ${fields} }`;
  const answer = await service.query(
    user,
    `mutation ($input: ${type}) { ${name}(input: $input) { ${result} userErrors { code field message } } }`,
    { input },
  );
  if (answer.errors) return { errors: answer.errors };
  return answer.data[name];
}

const create = (input: Record<string, unknown> = {}) =>
  mutate('createScheduledJob', { name: 'Report', jobClass: reportJob.jobClass, ...input });

async function read(id: string) {
  const { data } = await service.query('superadmin', `query ($id: ID!) { scheduledJob(id: $id) { ${fields} } }`, {
    id,
  });
  return data.scheduledJob;
}

const plans = async (id: string) => {
  const { rows } = await sql<Record<string, string | null>>`
    select s.next_run_at::text as next, p.planned_run_at::text as planned, p.planned_from as source
    from scheduled_jobs s join api.job_schedules p on p.scheduled_job_id = s.id where s.id = ${id}`.execute(
    service.database.owner,
  );
  return rows[0]!;
};

describe('setting up a job', () => {
  it('plans it from what was given, and as its class says where nothing was', async () => {
    const usual = await create();
    expect(usual.userErrors).toEqual([]);
    expect(usual.scheduledJob).toMatchObject({
      cronExpression: '30 2 * * *',
      timezone: 'UTC',
      isActive: true,
      maxAttempts: 1,
      skippedTimes: 'RUN_AFTER',
      doubledTimes: 'FIRST',
      misfirePolicy: 'RUN_ONCE',
      overlapPolicy: 'FORBID',
      timeLimitSeconds: null,
      isRegistered: true,
      scheduleProblem: null,
    });
    expect(usual.scheduledJob.nextRunAt).toMatch(/T02:30:00Z$/);

    const baku = await create({ cronExpression: '0 9 * * *', timezone: 'Asia/Baku', doubledTimes: 'BOTH' });
    expect(baku.scheduledJob.nextRunAt).toMatch(/T05:00:00Z$/);
    const kept = await plans(baku.scheduledJob.databaseId);
    expect(kept).toEqual({
      next: kept['planned'],
      planned: kept['next'],
      source: '0 9 * * *||Asia/Baku|run_after|both',
    });
  });

  it('goes by the clock of the scheduler', async () => {
    await moveClock(service.database, '10 years');
    try {
      const { scheduledJob } = await create({ cronExpression: null, intervalMinutes: 60 });
      const inTenYears = Date.now() + 10 * 365.25 * 86_400_000;
      expect(Math.abs(Date.parse(scheduledJob.nextRunAt) - inTenYears)).toBeLessThan(4 * 86_400_000);
    } finally {
      await moveClock(service.database, '0');
    }
  });

  it('answers a repeat with the same job', async () => {
    const first = await create({ idempotencyKey: 'k' });
    const again = await create({ idempotencyKey: 'k' });
    expect(again.scheduledJob.databaseId).toBe(first.scheduledJob.databaseId);
    const other = await create({ idempotencyKey: 'k', name: 'Other' });
    expect(other.userErrors[0]).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it.each([
    [{ cronExpression: '0 0 30 2 *' }, 'cronExpression', 'names no time that ever comes'],
    [{ cronExpression: '61 * * * *' }, 'cronExpression', 'Invalid value for minute: 61'],
    [{ cronExpression: '* * * * * *' }, 'cronExpression', 'leave the seconds out'],
    [{ cronExpression: '' }, 'cronExpression', 'must not be empty'],
    [{ cronExpression: '*'.repeat(101) }, 'cronExpression', 'at most 100 characters'],
    [{ cronExpression: '0 0 * * *', timezone: 'Asia/Bakı' }, 'timezone', 'IANA'],
    [{ timezone: '+04:00' }, 'timezone', 'IANA'],
    [{ timezone: "Europe/Berlin'; drop table users; --" }, 'timezone', 'IANA'],
    [{ intervalMinutes: 0 }, 'intervalMinutes', '1 to 525,600'],
    [{ intervalMinutes: 525_601 }, 'intervalMinutes', '1 to 525,600'],
    [{ cronExpression: '@daily', intervalMinutes: -5 }, 'intervalMinutes', '1 to 525,600'],
    [{ maxAttempts: 21 }, 'maxAttempts', '1 to 20'],
    [{ retryDelayMinutes: -1 }, 'retryDelayMinutes', '0 to 1,440'],
    [{ misfireLimit: 1_001 }, 'misfireLimit', '1 to 1,000'],
    [{ misfireGraceSeconds: 0 }, 'misfireGraceSeconds', '1 to 86,400'],
    [{ maxConcurrent: 101 }, 'maxConcurrent', '1 to 100'],
    [{ retryJitterPercent: 101 }, 'retryJitterPercent', '0 to 100'],
    [{ timeLimitSeconds: 604_801 }, 'timeLimitSeconds', '1 to 604,800'],
    [{ name: ' ' }, 'name', 'must not be empty'],
    [{ name: 'x'.repeat(101) }, 'name', 'at most 100'],
    [{ jobClass: 'App\\Jobs\\SendReports' }, 'jobClass', 'atis:test-report'],
    [{ parameters: { days: 0 } }, 'parameters.days', 'must be 1 or more'],
    [{ parameters: { daze: 1 } }, 'parameters', 'daze'],
    [{ parameters: { region: 'x'.repeat(66_000) } }, 'parameters', '64 KB'],
  ])('refuses %j and names the field', async (input, field, message) => {
    const { scheduledJob, userErrors } = await create(input);
    expect(scheduledJob).toBeNull();
    expect(userErrors[0].field.join('.')).toBe(field);
    expect(userErrors[0].message).toContain(message);
    const { rows } = await sql`select from scheduled_jobs`.execute(service.database.owner);
    expect(rows).toHaveLength(0);
  });

  it('is for super administrators alone', async () => {
    for (const user of ['baku.admin', 'school1.teacher']) {
      const { errors } = await mutate('createScheduledJob', { name: 'x', jobClass: reportJob.jobClass }, user);
      expect(errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('changing a job', () => {
  it('keeps what is absent, clears what is null, and plans anew only where the schedule is another', async () => {
    const id = await createReportJob(service, { intervalMinutes: 60, maxAttempts: 3, timeLimitSeconds: 60 });
    const before = await read(id);
    const renamed = await mutate('updateScheduledJob', { id, name: 'Other', expectedVersion: before.version });
    expect(renamed.scheduledJob).toMatchObject({ name: 'Other', nextRunAt: before.nextRunAt, maxAttempts: 3 });
    expect(renamed.scheduledJob.version).not.toBe(before.version);
    const cleared = await mutate('updateScheduledJob', {
      id,
      maxAttempts: null,
      timeLimitSeconds: null,
      cronExpression: '0 * * * *',
      intervalMinutes: null,
    });
    expect(cleared.scheduledJob).toMatchObject({ maxAttempts: 1, timeLimitSeconds: null, intervalMinutes: null });
    expect(cleared.scheduledJob.nextRunAt).toMatch(/:00:00Z$/);
  });

  it('refuses a version that is old, and one that only runs have passed is not', async () => {
    const id = await createReportJob(service);
    const { version } = await read(id);
    await sql`update scheduled_jobs set run_count = 7, last_run_at = now() where id = ${id}`.execute(
      service.database.owner,
    );
    const changed = await mutate('updateScheduledJob', { id, misfirePolicy: 'SKIP', expectedVersion: version });
    expect(changed.userErrors).toEqual([]);
    for (const name of ['updateScheduledJob', 'pauseScheduledJob', 'deleteScheduledJob']) {
      const refused = await mutate(name, { id, expectedVersion: version });
      expect(refused.userErrors[0]).toMatchObject({ code: 'VERSION_CONFLICT', field: ['expectedVersion'] });
    }
  });

  it('leaves everything as it was where the new schedule cannot be', async () => {
    const id = await createReportJob(service);
    const before = await read(id);
    const refused = await mutate('updateScheduledJob', { id, name: 'New', cronExpression: '0 0 31 2 *' });
    expect(refused.userErrors[0].field).toEqual(['cronExpression']);
    const neither = await mutate('updateScheduledJob', { id, cronExpression: null });
    expect(neither.userErrors[0].message).toContain('or intervalMinutes');
    expect(await read(id)).toEqual(before);
  });

  it('leaves jobs of other applications alone and says why', async () => {
    const id = await insertScheduledJob(service.database.owner);
    for (const name of ['updateScheduledJob', 'pauseScheduledJob', 'resumeScheduledJob', 'deleteScheduledJob']) {
      const { userErrors } = await mutate(name, { id });
      expect(userErrors[0]).toMatchObject({ code: 'INVALID_TRANSITION', field: ['id'] });
      expect(userErrors[0].message).toContain('App\\Jobs\\SendReports');
    }
    expect(await read(id)).toMatchObject({ isRegistered: false, scheduleProblem: null });
  });
});

describe('pausing and resuming', () => {
  it('plans from now when it goes on, and does not make up for the pause', async () => {
    const id = await createReportJob(service, { intervalMinutes: 60 });
    const paused = await mutate('pauseScheduledJob', { id });
    expect(paused.scheduledJob).toMatchObject({ isActive: false, nextRunAt: null });
    expect(await plans(id)).toEqual({ next: null, planned: null, source: null });
    const again = await mutate('pauseScheduledJob', { id });
    expect(again.userErrors).toEqual([]);
    const resumed = await mutate('resumeScheduledJob', { id });
    const wait = Date.parse(resumed.scheduledJob.nextRunAt) - Date.now();
    expect(wait).toBeGreaterThan(3_500_000);
    expect(wait).toBeLessThan(3_700_000);
  });

  it('refuses to resume what somebody broke meanwhile, and lets it be mended while it is paused', async () => {
    const id = await createReportJob(service, { isActive: false });
    await sql`update scheduled_jobs set cron_expression = 'nonsense' where id = ${id}`.execute(service.database.owner);
    const refused = await mutate('resumeScheduledJob', { id });
    expect(refused.userErrors[0].field).toEqual(['cronExpression']);
    await mutate('updateScheduledJob', { id, cronExpression: '@hourly' });
    const resumed = await mutate('resumeScheduledJob', { id });
    expect(resumed.scheduledJob).toMatchObject({ isActive: true, cronExpression: '@hourly' });
  });
});

describe('deleting a job', () => {
  it('is refused while a run is open, and while the log has runs of it, with their number', async () => {
    const { owner } = service.database;
    const id = await createReportJob(service);
    await enqueueRun(service.database, id);
    const open = await mutate('deleteScheduledJob', { id, detachRuns: true });
    expect(open.userErrors[0].message).toContain('1 open run');
    await sql`update api.job_runs set state = 'ended'`.execute(owner);
    await insertJobLogs(owner, [{ scheduled_job_id: id }]);
    const logged = await mutate('deleteScheduledJob', { id });
    expect(logged.userErrors[0]).toMatchObject({ field: ['detachRuns'] });
    expect(logged.userErrors[0].message).toContain('2 attempts');
    const deleted = await mutate('deleteScheduledJob', { id, detachRuns: true });
    expect(deleted.userErrors).toEqual([]);
    expect(await read(id)).toBeNull();
    const { rows } = await sql`select scheduled_job_id from job_logs`.execute(owner);
    expect(rows).toEqual([{ scheduled_job_id: null }, { scheduled_job_id: null }]);
  });
});
