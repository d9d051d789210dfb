import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JsonValue } from '../../db/column-types.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { signInsOf, success } from '../../testing/sign-ins.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
const { attempt, attempts, reports, detect, forget } = signInsOf(() => service);

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
beforeEach(forget);
afterAll(() => service.stop());

describe('attempts count', () => {
  test('of one account, whether it is the user, the target or only named', async () => {
    const user = world.users['school3.teacher'];
    await attempt(65, { user });
    await attempt(64, { target: user, ip: 'unknown' });
    await attempt(63, { data: { username: 'school3.teacher' }, ip: '203.0.113.6' });
    await attempt(62, { data: { email: 'school3.teacher@example.az' } });
    await attempt(61, { target: user, user: world.users.superadmin });
    await attempt(30, { ...success, user, ip: '::ffff:198.51.100.7' });
    await detect();
    const [report] = await reports('ganja.admin');
    expect(report).toMatchObject({
      ipAddress: '198.51.100.7',
      user: { username: 'school3.teacher' },
      institution: { institutionCode: 'school3' },
      eventData: { user: { failures: 5 } },
    });
    expect(report.eventData.address).toBeUndefined();
  });

  test('of one address, also written as IPv6, or of one network of IPv6', async () => {
    await attempts(3, 60, { ip: '203.0.113.5' });
    await attempts(2, 55, { ip: '::ffff:203.0.113.5' });
    await attempt(30, { ...success, ip: '::FFFF:203.0.113.5' });
    for (const n of [1, 2, 3, 4, 5]) await attempt(60 - n, { ip: `2001:db8::${n}` });
    await attempt(29, { ...success, ip: '2001:db8::99' });
    await detect();
    expect((await reports()).map(({ eventData }: { eventData: { address: unknown } }) => eventData.address)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ address: '203.0.113.5', failures: 5 }),
        expect.objectContaining({ address: '2001:db8:0:0::/64', failures: 5 }),
      ]),
    );
  });

  test('of one address, also where a proxy wrote its port with it', async () => {
    for (const port of [1, 2, 3, 4]) await attempt(60 - port, { ip: `203.0.113.5:${port}` });
    await attempt(50, { ip: '203.0.113.5' });
    await attempt(30, { ...success, ip: '203.0.113.5:443' });
    for (const port of [1, 2, 3, 4, 5]) await attempt(60 - port, { ip: `[2001:db8::${port}]:${port}` });
    await attempt(29, { ...success, ip: '[2001:db8::9]:443' });
    for (const n of [1, 2, 3, 4, 5]) await attempt(60 - n, { ip: '203.0.113.6:unknown' });
    await attempt(28, { ...success, ip: '203.0.113.6:unknown' });
    await detect();
    expect(await reports()).toHaveLength(2);
    expect(await reports()).toMatchObject([
      { ipAddress: null, eventData: { address: { address: '2001:db8:0:0::/64', failures: 5 } } },
      { ipAddress: '203.0.113.5', eventData: { address: { address: '203.0.113.5', failures: 5 } } },
    ]);
  });

  test('that this service has counted itself as many as it counted', async () => {
    await attempt(60, { ip: '203.0.113.5', data: { source: 'api', failures: 20, minutes: 10 } });
    await attempt(30, { ...success, ip: '203.0.113.5' });
    await detect();
    expect(await reports()).toMatchObject([{ eventData: { address: { failures: 20 } } }]);
  });

  test('with whatever else stands in the row', async () => {
    const odd: JsonValue[] = [[], 'text', 7, null, { username: { a: 1 } }, { source: 'api', failures: 'NaN' }];
    for (const [index, data] of odd.entries()) await attempt(60 - index, { ip: '203.0.113.5', data });
    await sql`insert into security_events(event_type, severity, ip_address, created_at)
      values ('failed_login', 'info', '203.0.113.5', 'infinity'), ('failed_login', 'info', '203.0.113.5', '-infinity')`.execute(
      service.database.owner,
    );
    await attempt(30, { ...success, ip: '203.0.113.5', institution: world.institutions.school2 });
    await detect();
    expect(await reports('baku.admin')).toMatchObject([
      { user: null, institution: { institutionCode: 'school2' }, eventData: { address: { failures: 6 } } },
    ]);
  });
});

test('of very many failures the event names a hundred events and counts all', async () => {
  const ids = await attempts(130, 60, { ip: '203.0.113.5' });
  await attempt(30, { ...success, ip: '203.0.113.5' });
  await detect();
  const [{ eventData }] = await reports();
  expect(eventData.address.failures).toBe(130);
  expect(eventData.address.failure_event_ids).toEqual(ids.slice(-100));
});

test('parameters decide what a failure is, how many are many and how long is looked back', async () => {
  await attempts(3, 60, { type: 'denied', ip: '203.0.113.5' });
  await attempt(30, { type: 'let_in', ip: '203.0.113.5' });
  await detect();
  expect(await reports()).toEqual([]);
  await detect({ failureTypes: ['denied'], successTypes: ['let_in'], failures: 3 });
  expect(await reports()).toHaveLength(1);
  await expect(detect({ failureTypes: ['x'], successTypes: ['x'] })).rejects.toThrow('must have none of failureTypes');
});

test('what one job has looked at does not count as seen by another with other parameters', async () => {
  await attempts(5, 3 * 3_600, { type: 'denied', ip: '203.0.113.5' });
  await attempt(3 * 3_600 - 5, { type: 'let_in', ip: '203.0.113.5' });
  await detect();
  const other = { failureTypes: ['denied'], successTypes: ['let_in'] };
  expect((await detect(other)).result).toMatchObject({ reported: 1 });
  expect((await detect(other)).result).toMatchObject({ events: 0 });
  // The first goes on from where it was.
  await attempts(5, 3 * 3_600, { ip: '203.0.113.6' });
  expect((await detect()).result).toMatchObject({ events: 0 });
});
