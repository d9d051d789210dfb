import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { insertActivities } from '../../testing/activity-logs.ts';
import { insertAudits } from '../../testing/audit-logs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  const rows = [
    // 03:59:59 in Bakı, a day later by its clock than by UTC's.
    { created_at: '2026-03-01 23:59:59.999999', institution_id: i.school1, user_id: u['school1.admin'], type: 'login' },
    { created_at: '2026-03-01 19:59:59', institution_id: i.school1, user_id: u['school1.admin'], type: 'view' },
    { created_at: '2026-03-01 20:00:00', institution_id: null, user_id: u['school1.teacher'], type: 'view' },
    { created_at: '2026-03-03 01:00:00', institution_id: i.school3, user_id: u['ganja.admin'], type: 'ganja' },
    { created_at: '2026-03-03 01:30:00', institution_id: null, user_id: null, type: 'system' },
    { created_at: null, institution_id: i.school1, user_id: u['school1.admin'], type: 'undated' },
  ];
  await insertActivities(
    service.database.db,
    rows.map(({ type, ...row }) => ({ ...row, activity_type: type })),
  );
  await insertAudits(
    service.database.db,
    rows.map(({ type, ...row }) => ({ ...row, event: type })),
  );
});
afterAll(() => service.stop());

const period = 'from: "2026-03-01T00:00:00Z", to: "2026-03-03T20:00:00Z"';
const fields = `from to total series { start count } byType { type count } byUser { user { username } userId count }
  byInstitution { institution { institutionCode } count }`;

describe.each(['activityLogStats', 'auditLogStats'])('%s', (field) => {
  const ask = (username: string, args: string, selected = fields) =>
    service.query(username, `{ stats: ${field}${args} { ${selected} } }`);

  it('count by day of the time zone, by type, user and institution', async () => {
    const { data, errors } = await ask('superadmin', `(filter: { ${period} }, bucket: DAY)`);
    expect(errors).toBeUndefined();
    expect(data.stats).toMatchObject({
      total: 5,
      series: [
        { start: '2026-02-28T20:00:00Z', count: 1 },
        { start: '2026-03-01T20:00:00Z', count: 2 },
        { start: '2026-03-02T20:00:00Z', count: 2 },
      ],
      byType: [
        { type: 'view', count: 2 },
        { type: 'ganja', count: 1 },
        { type: 'login', count: 1 },
        { type: 'system', count: 1 },
      ],
    });
    expect(data.stats.byUser[0]).toEqual({
      user: { username: 'school1.admin' },
      userId: world.users['school1.admin'],
      count: 2,
    });
    expect(data.stats.byInstitution).toHaveLength(3);
    const utc = await ask('superadmin', `(filter: { ${period} }, bucket: DAY, timeZone: "UTC")`, 'series { count }');
    expect(utc.data.stats.series).toEqual([{ count: 3 }, { count: 0 }, { count: 2 }]);
  });

  it('count only what the viewer sees', async () => {
    const { data } = await ask('baku.admin', `(filter: { ${period} }, bucket: DAY)`);
    expect(data.stats.total).toBe(3);
    expect(data.stats.series.map(({ count }: { count: number }) => count)).toEqual([1, 2, 0]);
    expect(JSON.stringify(data)).not.toMatch(/ganja|system/);
    expect((await ask('ganja.admin', `(filter: { ${period} })`, 'total')).data.stats.total).toBe(1);
  });

  it('have every hour, from the first to the last', async () => {
    const { data } = await ask(
      'superadmin',
      `(filter: { ${period} }, timeZone: "Asia/Kolkata")`,
      'series { start count }',
    );
    const { series } = data.stats;
    // 68 hours, the first of which began half an hour before.
    expect(series).toHaveLength(69);
    expect(series[0]).toEqual({ start: '2026-02-28T23:30:00Z', count: 0 });
    expect(series.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(5);
  });

  it.each(['America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'Asia/Beirut'])(
    'lose no step where clocks change in %s',
    async (zone) => {
      const year = 'from: "2017-09-01T00:00:00Z", to: "2018-05-01T00:00:00Z"';
      const { data } = await ask(
        'superadmin',
        `(filter: { ${year} }, bucket: DAY, timeZone: "${zone}")`,
        'series { start }',
      );
      const starts = data.stats.series.map(({ start }: { start: string }) => Date.parse(start));
      expect(starts.length).toBeGreaterThanOrEqual(242);
      for (const [index, start] of starts.entries())
        if (index > 0) expect(Math.abs(start - starts[index - 1] - 86_400_000)).toBeLessThanOrEqual(3_600_000);
    },
  );

  it.each([
    ['(timeZone: "+04:00")', 'timeZone'],
    ['(timeZone: "Mars/Olympus")', 'timeZone'],
    [`(timeZone: "x' or '1")`, 'timeZone'],
    ['(filter: { from: "2020-01-01T00:00:00Z" })', 'filter.from'],
    ['(filter: { from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z" })', 'filter.from'],
    ['(filter: { from: "2999-01-01T00:00:00Z" })', 'filter.from'],
    ['(filter: { entityId: "x" })', 'filter.entityId'],
  ])('refuse %s with the field that is to blame', async (args, path) => {
    const { errors } = await ask('superadmin', args, 'series { count }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: path.split('.') } }]);
  });

  it('take one statement, whatever is asked for', async () => {
    const query = `(filter: { ${period} }, bucket: DAY)`;
    await ask('superadmin', query);
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    try {
      await ask('superadmin', query);
      const texts = spy.mock.calls.map(([sent]) =>
        typeof sent === 'string' ? sent : (sent as { text?: string }).text,
      );
      expect(texts.filter((text) => text?.includes('_logs" as "a"'))).toHaveLength(1);
    } finally {
      spy.mockRestore();
    }
  });
});
