import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertScheduledJob } from '../../testing/job-logs.ts';
import { startTestWorker } from '../../testing/jobs.ts';
import { createReportJob, reportJob } from '../../testing/scheduled-jobs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ jobs: [reportJob] });
  await createWorld(service.database);
});
afterAll(() => service.stop());

const preview = (schedule: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  service.query(
    'superadmin',
    `query ($schedule: ScheduleInput!, $count: Int! = 2, $from: DateTime) {
      previewRuns(schedule: $schedule, count: $count, from: $from) {
        runs { at localTime kind movedFrom } leftOut { localTime reason }
      }
    }`,
    { schedule, ...more },
  );

describe('a preview', () => {
  it('tells what the clock makes of a schedule before it is saved', async () => {
    const berlin = { cronExpression: '30 2 * * *', timezone: 'Europe/Berlin' };
    const moved = await preview(berlin, { from: '2026-03-28T12:00:00+01:00' });
    expect(moved.data.previewRuns).toEqual({
      runs: [
        {
          at: '2026-03-29T01:00:00.000Z',
          localTime: '2026-03-29T03:00:00+02:00',
          kind: 'MOVED',
          movedFrom: '2026-03-29T02:30:00',
        },
        {
          at: '2026-03-30T00:30:00.000Z',
          localTime: '2026-03-30T02:30:00+02:00',
          kind: 'NORMAL',
          movedFrom: null,
        },
      ],
      leftOut: [],
    });
    const left = await preview({ ...berlin, skippedTimes: 'LEAVE_OUT' }, { from: '2026-03-28T12:00:00Z' });
    expect(left.data.previewRuns.leftOut).toEqual([{ localTime: '2026-03-29T02:30:00', reason: 'SKIPPED' }]);
    const both = await preview({ ...berlin, doubledTimes: 'BOTH' }, { from: '2026-10-24T12:00:00Z' });
    expect(both.data.previewRuns.runs.map(({ kind }: { kind: string }) => kind)).toEqual(['FIRST', 'SECOND']);
  });

  it('begins now unless told', async () => {
    const { data } = await preview({ intervalMinutes: 60 }, { count: 1 });
    const wait = Date.parse(data.previewRuns.runs[0].at) - Date.now();
    expect(Math.abs(wait - 3_600_000)).toBeLessThan(60_000);
  });

  it.each([
    [{ cronExpression: '0 0 30 2 *' }, {}, ['schedule', 'cronExpression']],
    [{ cronExpression: '@daily', timezone: 'Mars/Olympus' }, {}, ['schedule', 'timezone']],
    [{ intervalMinutes: 0 }, {}, ['schedule', 'intervalMinutes']],
    [{}, {}, ['schedule', 'cronExpression']],
    [{ cronExpression: '@daily' }, { count: 0 }, ['count']],
    [{ cronExpression: '@daily' }, { count: 101 }, ['count']],
    [{ cronExpression: '@daily' }, { from: '0001-01-01T00:00:00Z' }, ['from']],
    [{ cronExpression: '@daily' }, { from: '9999-12-31T23:59:59Z' }, ['from']],
  ])('of %j with %j is refused and names the argument', async (schedule, more, field) => {
    const { errors } = await preview(schedule, more);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is answered soon, however long a day without times is', async () => {
    const began = performance.now();
    const rare = await preview({ cronExpression: '* * 29 2 +MON', timezone: 'Pacific/Apia' }, { count: 100 });
    expect(rare.data.previewRuns.runs).toHaveLength(100);
    const most = { cronExpression: '* 0-22 * * *', timezone: 'Pacific/Apia', skippedTimes: 'LEAVE_OUT' };
    const gap = await preview(most, { count: 100, from: '2011-12-30T08:30:00Z' });
    expect(gap.data.previewRuns.leftOut).toHaveLength(100);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('is for those who may see jobs', async () => {
    const preview = '{ previewRuns(schedule: { cronExpression: "@daily" }) { runs { at } } }';
    for (const document of [preview, '{ jobClasses { jobClass } }', '{ scheduledJobs { name } }']) {
      const { errors } = await service.query('baku.admin', document);
      expect(errors!.map(({ extensions }) => extensions['code'])).toEqual(['FORBIDDEN']);
    }
  });
});

describe('the classes of jobs', () => {
  it('are published with what they take', async () => {
    const { data } = await service.query(
      'superadmin',
      `{ jobClasses { jobClass title description parametersSchema
        defaultCronExpression defaultIntervalMinutes defaultTimeLimitSeconds } }`,
    );
    expect(data.jobClasses).toEqual([
      {
        jobClass: 'atis:test-report',
        title: 'Report',
        description: 'A job of a test.',
        parametersSchema: expect.objectContaining({
          type: 'object',
          additionalProperties: false,
          properties: expect.objectContaining({ region: { type: 'string', description: 'Of which region' } }),
        }),
        defaultCronExpression: '30 2 * * *',
        defaultIntervalMinutes: null,
        defaultTimeLimitSeconds: 600,
      },
    ]);
  });
});

describe('rows that somebody else wrote', () => {
  const jobs = async () =>
    (
      await service.query(
        'superadmin',
        `{ scheduledJobs { databaseId parameters scheduleProblem isRegistered registeredClass { title }
          nextRuns(count: 3) { at localTime } nextRunAt skippedRuns lastSkipReason version } }`,
      )
    ).data.scheduledJobs as Record<string, unknown>[];
  const jobOf = async (id: string) => (await jobs()).find(({ databaseId }) => databaseId === id)!;

  it('are shown with the reason why they cannot be planned, beside the others', async () => {
    const { owner } = service.database;
    const good = await createReportJob(service, { parameters: { token: 'zqSECRETqz' } });
    const id = await insertScheduledJob(owner, { job_class: reportJob.jobClass, cron_expression: 'nonsense' });
    const zone = await insertScheduledJob(owner, { job_class: reportJob.jobClass, timezone: 'Baku' });
    const negative = await insertScheduledJob(owner, { job_class: reportJob.jobClass, interval_minutes: -5 });
    expect(await jobOf(id)).toMatchObject({ scheduleProblem: expect.stringContaining('cronExpression'), nextRuns: [] });
    expect(await jobOf(zone)).toMatchObject({ scheduleProblem: expect.stringContaining('timezone'), nextRuns: [] });
    expect(await jobOf(negative)).toMatchObject({ scheduleProblem: expect.stringContaining('intervalMinutes') });
    const shown = await jobOf(good);
    expect(shown).toMatchObject({ scheduleProblem: null, parameters: { token: '***' }, isRegistered: true });
    expect(shown['nextRuns']).toHaveLength(3);
    await owner.deleteFrom('scheduled_jobs').execute();
  });

  it('keep the next time that somebody has set, which is told first', async () => {
    const id = await createReportJob(service, { cronExpression: '0 0 1 1 *' });
    await sql`update scheduled_jobs set next_run_at = '2299-06-01 12:34:00' where id = ${id}`.execute(
      service.database.owner,
    );
    expect(await jobOf(id)).toMatchObject({
      nextRuns: [
        { localTime: '2299-06-01T12:34:00+00:00' },
        { localTime: '2300-01-01T00:00:00+00:00' },
        { localTime: '2301-01-01T00:00:00+00:00' },
      ],
    });
  });

  it.each(['infinity', '290000-01-01'])('have no run to come where somebody has put it off until %s', async (next) => {
    const { owner } = service.database;
    const id = await insertScheduledJob(owner, { job_class: reportJob.jobClass, next_run_at: next });
    expect(await jobOf(id)).toMatchObject({ nextRuns: [], scheduleProblem: null });
    await owner.deleteFrom('scheduled_jobs').where('id', '=', id).execute();
  });

  it('keep their version when they are planned for the first time', async () => {
    const { owner } = service.database;
    const id = await insertScheduledJob(owner, { job_class: reportJob.jobClass, next_run_at: null });
    const { version } = await jobOf(id);
    const worker = startTestWorker(service.database, [reportJob]);
    try {
      await expect.poll(async () => (await jobOf(id))['nextRunAt'], { timeout: 10_000 }).not.toBeNull();
    } finally {
      await worker.stop();
    }
    expect(await jobOf(id)).toMatchObject({ version });
  });

  it('of a paused job are planned once somebody makes it active again', async () => {
    const id = await createReportJob(service, { isActive: false });
    expect((await jobOf(id))['nextRuns']).toEqual([]);
    await sql`update scheduled_jobs set is_active = true where id = ${id}`.execute(service.database.owner);
    const worker = startTestWorker(service.database, [reportJob]);
    try {
      await expect.poll(async () => (await jobOf(id))['nextRunAt'], { timeout: 10_000 }).not.toBeNull();
    } finally {
      await worker.stop();
    }
  });

  it('leave a plan that a mutation has made to the planner as it is', async () => {
    const id = await createReportJob(service, { cronExpression: '0 0 1 1 *', timezone: 'Asia/Baku' });
    const { nextRunAt } = await jobOf(id);
    const worker = startTestWorker(service.database, [reportJob]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await worker.stop();
    expect(await jobOf(id)).toMatchObject({ nextRunAt });
  });
});
