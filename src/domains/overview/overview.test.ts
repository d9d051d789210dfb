import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertJobLogs, insertScheduledJob } from '../../testing/job-logs.ts';
import { insertLicense, insertModule } from '../../testing/licenses.ts';
import { insertNotifications } from '../../testing/notifications.ts';
import { insertSamples } from '../../testing/performance-metrics.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { statementsOf } from '../../testing/statements.ts';
import { insertIntegration } from '../../testing/sync-runs.ts';
import { change, groupsSettled, insertErrors } from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

beforeAll(async () => {
  service = await startTestService();
  const { owner } = service.database;
  world = await createWorld(service.database);
  const { baku, ganja, school1, school3 } = world.institutions;
  const event = (severity: 'info' | 'warning' | 'critical', institution_id: string | null, hoursAgo: number) => ({
    event_type: 'failed_login',
    severity,
    institution_id,
    created_at: sql<string>`(now() at time zone 'utc') - make_interval(hours => ${hoursAgo})`,
  });
  await owner
    .insertInto('security_events')
    .values([
      event('critical', school1, 1),
      event('critical', school3, 2),
      event('warning', school1, 3),
      event('info', null, 4),
      event('critical', school1, 30),
      event('critical', school1, 24 * 10),
    ])
    .execute();
  await insertIntegration(owner, { institution: school1, frequency: 'hourly', synced: '-3 hours' });
  await insertIntegration(owner, { institution: school3, frequency: 'daily', synced: '-9 days' });
  await insertIntegration(owner, { institution: baku, frequency: 'daily', synced: '-1 hour' });
  await insertModule(owner, { code: 'lms' });
  await insertLicense(owner, { institution_id: baku, expires_at: later(5) });
  await insertLicense(owner, { institution_id: ganja, expires_at: later(3) });
  await insertLicense(owner, { institution_id: ganja, expires_at: later(90) });
  await insertErrors(owner, [
    ...Array.from({ length: 3 }, () => ({ type: 'OfBaku', user: world.users['school1.admin'] })),
    { type: 'OfGanja', user: world.users['school3.teacher'] },
    { type: 'OfNobody' },
    { type: 'Done', user: world.users['school1.admin'] },
  ]);
  await groupsSettled(service);
  const { id: done } = await owner
    .selectFrom('api.error_groups')
    .select('id')
    .where('error_type', '=', 'Done')
    .executeTakeFirstOrThrow();
  await change(service, 'superadmin', 'resolveError', { groupId: done });
  const schedule = await insertScheduledJob(owner, { name: 'Nightly' });
  const failed = (job_class: string, error_message: string, hoursAgo: number) => ({
    job_class,
    status: 'failed' as const,
    error_message,
    scheduled_job_id: schedule,
    created_at: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
  });
  await insertJobLogs(owner, [
    failed('Reports', 'the first', 2),
    failed('Reports', 'password=hunter2 of admin@example.az refused', 1),
    failed('Mail', 'too long ago', 48),
    { job_class: 'Mail' },
  ]);
  const sample = (endpoint: string, value: number, institution: string | null) => ({
    endpoint,
    value,
    institution,
    at: new Date(Date.now() - 60_000).toISOString(),
  });
  await insertSamples(service, [
    sample('/slow', 900, ganja),
    sample('/middling', 500, school1),
    sample('/fast', 10, school1),
  ]);
  await insertNotifications(owner, [{ title: 'To all' }, { title: 'To Gəncə', institutions: [Number(ganja)] }]);
});
afterAll(() => service.stop());

const parts = `
  securityEvents { total previousTotal bySeverity { severity count } byHour { hour count } }
  errorGroups { totalCount { value } nodes { errorType count } }
  failingJobs { jobClass failures lastError scheduledJob { name } }
  jobHealth { status lateJobCount liveWorkers }
  slowEndpoints(first: 2) { endpoint figures { p95 } }
  lateSyncs { totalCount { value } nodes { institution { institutionCode } } }
  expiringLicenses { totalCount { value } nodes { institution { institutionCode } } }
  unreadNotifications`;

const overview = async (username: string, args = '', selection = parts) => {
  const { data, errors } = await service.query(username, `{ systemOverview${args} { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.systemOverview;
};

const codes = (connection: { nodes: { institution: { institutionCode: string } }[] }) =>
  connection.nodes.map(({ institution }) => institution.institutionCode);

describe('the overview', () => {
  it('shows a super administrator the whole system', async () => {
    const found = await overview('superadmin');
    expect(found).toMatchObject({
      securityEvents: {
        total: 4,
        previousTotal: 1,
        bySeverity: [
          { severity: 'CRITICAL', count: 2 },
          { severity: 'WARNING', count: 1 },
          { severity: 'INFO', count: 1 },
        ],
      },
      errorGroups: { totalCount: { value: 3 } },
      lateSyncs: { totalCount: { value: 2 } },
      expiringLicenses: { totalCount: { value: 2 } },
      unreadNotifications: 1,
    });
    expect(found.failingJobs).toEqual([
      { jobClass: 'Reports', failures: 2, lastError: expect.any(String), scheduledJob: { name: 'Nightly' } },
    ]);
    expect(found.failingJobs[0].lastError).not.toMatch(/hunter2|admin@example/);
    expect(found.slowEndpoints.map(({ endpoint }: { endpoint: string }) => endpoint)).toEqual(['/slow', '/middling']);
    expect(Math.abs(found.slowEndpoints[0].figures.p95 - 900)).toBeLessThanOrEqual(9);
    expect(codes(found.lateSyncs)).toEqual(['school3', 'school1']);
    expect(codes(found.expiringLicenses)).toEqual(['ganja', 'baku']);
  });

  it('shows a region admin the own region alone, whatever institution is asked for', async () => {
    const baku = await overview('baku.admin');
    expect(baku).toMatchObject({ securityEvents: { total: 2 }, lateSyncs: { totalCount: { value: 1 } } });
    expect(baku.errorGroups.nodes).toEqual([{ errorType: 'OfBaku', count: 3 }]);
    expect([baku.failingJobs, baku.slowEndpoints]).toEqual([null, null]);
    expect([codes(baku.lateSyncs), codes(baku.expiringLicenses)]).toEqual([['school1'], ['baku']]);
    const ganja = await overview(
      'baku.admin',
      `(institutionId: "${world.institutions.ganja}")`,
      `institution { id } ${parts}`,
    );
    expect(ganja).toMatchObject({
      institution: null,
      securityEvents: { total: 0, previousTotal: 0 },
      errorGroups: { totalCount: { value: 0 }, nodes: [] },
      lateSyncs: { totalCount: { value: 0 } },
      expiringLicenses: { totalCount: { value: 0 } },
    });
  });

  it('can be about one institution and what is below it, and about another period', async () => {
    const args = `(period: LAST_7_DAYS, institutionId: "${world.institutions.yasamal}")`;
    const found = await overview('superadmin', args, `from to institution { institutionCode } ${parts}`);
    expect(found).toMatchObject({
      institution: { institutionCode: 'yasamal' },
      securityEvents: { total: 3, previousTotal: 1 },
      errorGroups: { nodes: [{ errorType: 'OfBaku' }] },
      slowEndpoints: [{ endpoint: '/middling' }, { endpoint: '/fast' }],
      expiringLicenses: { totalCount: { value: 0 } },
    });
    expect(codes(found.lateSyncs)).toEqual(['school1']);
    expect(Date.parse(found.to) - Date.parse(found.from)).toBe(7 * 86_400_000);
  });

  it('leaves out what a role may not see, and gives the rest to everybody', async () => {
    expect(await overview('school3.teacher')).toEqual({
      securityEvents: null,
      errorGroups: null,
      failingJobs: null,
      jobHealth: null,
      slowEndpoints: null,
      lateSyncs: null,
      expiringLicenses: null,
      unreadNotifications: 2,
    });
  });

  it('refuses an id that is none of an institution', async () => {
    const { errors } = await service.query('superadmin', '{ systemOverview(institutionId: "x") { from } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['institutionId'] });
  });

  it.each([
    { part: 'expiringLicenses', table: 'licenses' },
    { part: 'jobHealth', table: 'api.job_workers' },
  ])('loses no other part when $part fails', async ({ part, table }) => {
    const { owner } = service.database;
    await sql`revoke select on ${sql.table(table)} from atis_api`.execute(owner);
    try {
      const { data, errors } = await service.query('superadmin', `{ systemOverview { ${parts} } }`);
      expect(errors).toMatchObject([{ path: ['systemOverview', part] }]);
      const { [part]: failed, ...others } = data.systemOverview;
      expect(failed).toBeNull();
      expect(Object.entries(others).filter(([, value]) => value === null)).toEqual([]);
      expect(data.systemOverview).toMatchObject({
        securityEvents: { total: 4 },
        failingJobs: [{ jobClass: 'Reports' }],
        lateSyncs: { totalCount: { value: 2 } },
        unreadNotifications: 1,
      });
    } finally {
      await sql`grant select on ${sql.table(table)} to atis_api`.execute(owner);
    }
  });
});

it('the whole overview takes so many statements, however many rows there are, and each part those of its own alone', async () => {
  await overview('superadmin');
  /** What runs in the background now and then can only add some: the least of several times is the overview's own. */
  const statements = async (selection: string) => {
    const counts: number[] = [];
    for (let times = 0; times < 5; times++) {
      counts.push((await statementsOf(() => overview('superadmin', '', selection))).length);
    }
    return Math.min(...counts);
  };
  expect({
    // Counts of the period, counts of the one before.
    securityEvents: await statements('securityEvents { total previousTotal bySeverity { count } byHour { count } }'),
    // The page, its total.
    errorGroups: await statements('errorGroups { totalCount { value } nodes { errorType status } }'),
    failingJobs: await statements('failingJobs { jobClass scheduledJob { name } }'),
    // What is true of all workers and jobs, what is wrong.
    jobHealth: await statements('jobHealth { status lateJobs { jobClass } }'),
    slowEndpoints: await statements('slowEndpoints { endpoint figures { p95 } }'),
    lateSyncs: await statements('lateSyncs { totalCount { value } nodes { name institution { name } } }'),
    expiringLicenses: await statements('expiringLicenses { totalCount { value } nodes { databaseId expiresAt } }'),
    unreadNotifications: await statements('unreadNotifications'),
    all: await statements(parts),
  }).toEqual({
    securityEvents: 2,
    errorGroups: 2,
    failingJobs: 2,
    jobHealth: 2,
    slowEndpoints: 1,
    lateSyncs: 2,
    expiringLicenses: 2,
    unreadNotifications: 1,
    all: 14,
  });
});
