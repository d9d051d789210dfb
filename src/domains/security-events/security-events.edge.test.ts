import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

async function run(username: string, name: string, input: Record<string, unknown>) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const object = 'securityEvent { id assignedTo { username } } userErrors { code field message }';
  const { data, errors } = await service.query(
    username,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${object} } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}

describe('under load and in odd places', () => {
  it('many at once with checks of their own do not starve each other of connections', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        run('baku.admin', 'recordSecurityEvent', {
          eventType: 'burst',
          severity: 'INFO',
          institutionId: world.institutions.school1,
          userId: world.users['school1.teacher'],
        }),
      ),
    );
    expect(answers.filter(({ securityEvent }) => securityEvent === null)).toEqual([]);
  });

  it('an event of no institution can be assigned to who sees it through its user', async () => {
    const [id] = await insertEvents(service.database.db, [{ user: world.users['school1.teacher'] }]);
    const assigned = await run('baku.admin', 'assignSecurityEvent', { id, assigneeId: world.users['baku.admin'] });
    expect(assigned.securityEvent.assignedTo.username).toBe('baku.admin');
    const refused = await run('superadmin', 'assignSecurityEvent', { id, assigneeId: world.users['ganja.admin'] });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['assigneeId'] }]);
  });

  it('a row whose times never end spoils neither statistics nor pages', async () => {
    const { owner } = service.database;
    await owner
      .insertInto('security_events')
      .values([
        { event_type: 'timeless', severity: 'info', resolution: 'resolved', resolved_at: 'infinity' },
        { event_type: 'timeless', severity: 'info', created_at: '12026-01-01' },
        { event_type: 'timeless', severity: 'info', created_at: '0044-03-15 BC' },
      ])
      .execute();
    const stats = await service.query(
      'superadmin',
      '{ securityEventStats(filter: { eventTypes: ["timeless"] }) { timeToResolve { count p50 } } }',
    );
    expect(stats.data.securityEventStats.timeToResolve).toEqual({ count: 0, p50: null });
    let after: string | null = null;
    const seen: number[] = [];
    for (let page = 0; page < 3; page++) {
      const { data, errors }: Answer = await service.query(
        'superadmin',
        `query ($after: String) { securityEvents(filter: { eventTypes: ["timeless"] }, first: 1, after: $after) {
          nodes { databaseId } pageInfo { endCursor } } }`,
        { after },
      );
      expect(errors).toBeUndefined();
      seen.push(data.securityEvents.nodes.length);
      after = data.securityEvents.pageInfo.endCursor;
    }
    expect(seen).toEqual([1, 1, 1]);
  });

  it.each([
    ['{ securityEventStats(filter: { to: "0001-01-01T00:00:00Z" }) { total previousTotal } }', ['filter', 'from']],
    ['{ securityEvents(filter: { ipAddress: "2001:db8::/032" }) { nodes { id } } }', ['filter', 'ipAddress']],
    [
      '{ securityEvents(filter: { from: "2026-01-01T00:00:30.5Z", to: "2026-01-01T00:00:30Z" }) { nodes { id } } }',
      ['filter', 'to'],
    ],
  ])('%s is refused by name', async (query, field) => {
    const { errors } = await service.query('superadmin', query);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('an address with a zone is refused: no network would ever match it', async () => {
    const { userErrors } = await run('superadmin', 'recordSecurityEvent', {
      eventType: 'zone',
      severity: 'INFO',
      ipAddress: 'fe80::1%eth0',
    });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['ipAddress'] }]);
  });

  it('half a second more is later, and no offset is larger than 15 hours', async () => {
    const ask = (from: string, to: string) =>
      service.query('superadmin', `{ securityEvents(filter: { from: "${from}", to: "${to}" }) { nodes { id } } }`);
    expect((await ask('2026-01-01T00:00:30Z', '2026-01-01T00:00:30.5Z')).errors).toBeUndefined();
    const { errors } = await ask('2026-01-01T00:00:00+99:00', '2027-01-01T00:00:00Z');
    expect(errors![0]!.message).toMatch(/DateTime must be an instant/);
  });
});
