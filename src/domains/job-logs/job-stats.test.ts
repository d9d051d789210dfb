import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertJobLogs } from '../../testing/job-logs.ts';
import { idleJob, insertIdleJob, queueRun } from '../../testing/job-runs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;
let nightly: string;

const figures = `total successRate meanWaitSeconds byStatus { status count } durations { count p50 p90 p99 max }`;
const day = 'from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z"';

/** A run of this service for a planned time, which it waited for so long. */
async function ownRun(
  planned: string,
  waited: string,
  status: string,
  seconds: number,
  attempt = 1,
  trigger = 'schedule',
) {
  const { owner } = service.database;
  await sql`
    with log as (
      insert into job_logs (job_class, status, created_at, scheduled_job_id, start_time, end_time)
      values (${idleJob.jobClass}, ${status}, ${planned}::timestamp, ${nightly},
        ${planned}::timestamp + ${waited}::interval,
        ${planned}::timestamp + ${waited}::interval + make_interval(secs => ${seconds}))
      returning id
    )
    insert into api.job_runs (job_log_id, scheduled_job_id, run_id, attempt, job_class, trigger, scheduled_for, state, available_at)
    select id, ${nightly}, gen_random_uuid(), ${attempt}, ${idleJob.jobClass}, ${trigger}, ${planned}::timestamp, 'ended',
      ${planned}::timestamp from log`.execute(owner);
}

beforeAll(async () => {
  service = await startTestService({ jobs: [idleJob] });
  await createWorld(service.database);
  nightly = await insertIdleJob(service.database, { job: { name: 'Gecə işi' } });
  for (let seconds = 1; seconds <= 100; seconds += 1)
    await ownRun('2026-03-01 03:00:00.000001', '2 seconds', 'completed', seconds, 1, 'manual');
  await ownRun('2026-03-01 04:00:00', '10 minutes', 'failed', 7, 2);
  await ownRun('2026-03-01 04:00:00', '3 days', 'completed', 1, 1, 'retry');
  const at = '2026-03-01T05:00:00Z';
  await insertJobLogs(service.database.owner, [
    { created_at: at, status: 'completed', duration: 1_000, job_class: 'App\\Jobs\\Slow' },
    { created_at: at, status: 'completed', duration: -5, job_class: 'App\\Jobs\\Odd' },
    { created_at: at, status: 'completed', start_time: at, end_time: 'infinity', job_class: 'App\\Jobs\\Odd' },
    {
      created_at: at,
      status: 'completed',
      start_time: at,
      end_time: '2026-03-01T04:59:00Z',
      job_class: 'App\\Jobs\\Odd',
    },
    { created_at: at, status: 'cancelled', job_class: 'App\\Jobs\\Odd' },
    { created_at: '2026-03-02T00:00:00Z', status: 'failed', job_class: 'App\\Jobs\\Odd' },
    { created_at: null, status: 'failed', job_class: 'App\\Jobs\\Odd' },
  ]);
});
afterAll(() => service.stop());

async function ask(args: string, selection: string) {
  const { data, errors } = await service.query('superadmin', `{ jobStats${args} { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.jobStats;
}

describe('figures over runs of jobs', () => {
  it('are exact, and count what is odd without spoiling the rest', async () => {
    const { overall, from, to } = await ask(`(filter: { ${day} })`, `from to overall { ${figures} }`);
    expect([from, to]).toEqual(['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z']);
    expect(overall).toMatchObject({
      total: 107,
      byStatus: [
        { status: 'COMPLETED', count: 105 },
        { status: 'FAILED', count: 1 },
        { status: 'CANCELLED', count: 1 },
      ],
      // Of those that were neither tried again nor asked for again: all waited for 2 seconds.
      meanWaitSeconds: 2,
      // 1 to 100 seconds, 1 of the retry, 1,000 of Laravel's own count, 0 where the clock ran backwards.
      durations: { count: 103, max: 1_000 },
    });
    expect(overall.successRate).toBeCloseTo(105 / 106, 10);
    expect(overall.durations.p50).toBe(50);
  });

  it('have the percentiles that interpolate between measured durations', async () => {
    const { overall } = await ask(`(filter: { ${day}, triggers: [MANUAL] })`, `overall { ${figures} }`);
    expect(overall.durations).toEqual({
      count: 100,
      p50: 50.5,
      p90: expect.closeTo(90.1),
      p99: expect.closeTo(99.01),
      max: 100,
    });
  });

  it('are told apart by program, schedule, hour and day', async () => {
    const stats = await ask(
      `(filter: { ${day} })`,
      `byClass: groups(by: JOB_CLASS) { jobClass start scheduledJob { name } figures { total } }
       top: groups(by: JOB_CLASS, limit: 1) { jobClass }
       byJob: groups(by: SCHEDULED_JOB) { scheduledJob { name } jobClass figures { total successRate } }
       byHour: groups(by: HOUR) { start figures { total } }
       byDay: groups(by: DAY) { start figures { total } }`,
    );
    expect(stats.byClass).toEqual([
      { jobClass: 'atis:idle', start: null, scheduledJob: null, figures: { total: 102 } },
      { jobClass: 'App\\Jobs\\Odd', start: null, scheduledJob: null, figures: { total: 4 } },
      { jobClass: 'App\\Jobs\\Slow', start: null, scheduledJob: null, figures: { total: 1 } },
    ]);
    expect(stats.top).toEqual([{ jobClass: 'atis:idle' }]);
    expect(stats.byJob).toMatchObject([
      { scheduledJob: { name: 'Gecə işi' }, jobClass: null, figures: { total: 102 } },
      { scheduledJob: null, jobClass: null, figures: { total: 5, successRate: 1 } },
    ]);
    expect(stats.byHour).toEqual([
      { start: '2026-03-01T03:00:00Z', figures: { total: 100 } },
      { start: '2026-03-01T04:00:00Z', figures: { total: 2 } },
      { start: '2026-03-01T05:00:00Z', figures: { total: 5 } },
    ]);
    expect(stats.byDay).toEqual([{ start: '2026-03-01T00:00:00Z', figures: { total: 107 } }]);
  });

  it('are those of the runs that match', async () => {
    const total = async (filter: string) =>
      (await ask(`(filter: { ${day}, ${filter} })`, 'overall { total }')).overall.total;
    expect(await total('isManaged: false')).toBe(5);
    expect(await total('jobClasses: ["App\\\\Jobs\\\\Slow", "nothing"]')).toBe(1);
    expect(await total(`scheduledJobId: "${nightly}"`)).toBe(102);
    expect(await total('triggers: [RETRY]')).toBe(1);
  });

  it('are of the last day unless told, and nothing where there is nothing', async () => {
    await queueRun(service.database.owner, nightly);
    expect((await ask('', 'overall { total byStatus { status } }')).overall).toEqual({
      total: 1,
      byStatus: [{ status: 'QUEUED' }],
    });
    const nothing = '(filter: { jobClasses: [] })';
    const { overall, groups } = await ask(nothing, `overall { ${figures} } groups(by: DAY) { start }`);
    const durations = { count: 0, p50: null, p90: null, p99: null, max: null };
    expect(overall).toEqual({ total: 0, successRate: null, meanWaitSeconds: null, byStatus: [], durations });
    expect(groups).toEqual([]);
  });

  it('count a status that this API does not know as other', async () => {
    const { owner } = service.database;
    await sql`alter table job_logs drop constraint job_logs_status_check`.execute(owner);
    await insertJobLogs(owner, [
      { created_at: '2026-04-01T00:00:00Z', status: 'paused' as 'queued' },
      { created_at: '2026-04-01T00:00:00Z' },
    ]);
    const april = '(filter: { from: "2026-04-01T00:00:00Z", to: "2026-04-02T00:00:00Z" })';
    const { overall } = await ask(april, 'overall { byStatus { status count } }');
    expect(overall.byStatus).toEqual([
      { status: 'COMPLETED', count: 1 },
      { status: 'OTHER', count: 1 },
    ]);
  });

  it.each([
    ['(filter: { from: "2020-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z" })', 'overall { total }', ['filter', 'from']],
    ['(filter: { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" })', 'overall { total }', ['filter', 'from']],
    ['(filter: { scheduledJobId: "x" })', 'overall { total }', ['filter', 'scheduledJobId']],
    ['', 'groups(by: JOB_CLASS, limit: 51) { jobClass }', ['limit']],
    [
      '(filter: { from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z" })',
      'groups(by: HOUR) { start }',
      ['filter', 'from'],
    ],
  ])('%s { %s } is refused with what is to blame', async (args, selection, field) => {
    const { errors } = await service.query('superadmin', `{ jobStats${args} { ${selection} } }`);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
  });
});
