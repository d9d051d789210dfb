import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;
let ids: string[];

const hour = (n: number) => `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  ids = await insertEvents(service.database.db, [
    {
      at: hour(1),
      institution: i.school1,
      user: u['school1.teacher'],
      severity: 'info',
      ip: '10.1.2.3',
      description: 'first 100% sure',
    },
    { at: hour(2), institution: i.school2, severity: 'critical', ip: '10.9.0.1', description: 'second' },
    { at: hour(3), institution: i.school3, user: u['school3.teacher'], severity: 'critical', ip: '2001:db8::1' },
    { at: hour(4), institution: null, user: u['school1.teacher'], severity: 'warning', ip: 'unknown' },
    { at: hour(5), institution: null, severity: 'warning', type: 'permission_change' },
    { at: null, institution: i.baku, target: u['baku.admin'], severity: 'info', type: 'password_reset' },
    {
      at: hour(6),
      institution: i.school1,
      user: u['school3.teacher'],
      target: u['school1.teacher'],
      severity: 'warning',
    },
  ]);
});
afterAll(() => service.stop());

/** Which of the inserted events (counted from 1) a viewer's list has, in the list's order. */
async function list(username: string, args = '') {
  const { data, errors } = await service.query(
    username,
    `{ securityEvents${args} { nodes { databaseId } totalCount { value isExact } } }`,
  );
  expect(errors).toBeUndefined();
  const found = data.securityEvents.nodes.map((node: { databaseId: string }) => ids.indexOf(node.databaseId) + 1);
  expect(data.securityEvents.totalCount).toEqual({ value: found.length, isExact: true });
  return found;
}

describe('who sees which security events', () => {
  it('a superadmin sees all, the newest first, one without a time last', async () => {
    expect(await list('superadmin')).toEqual([7, 5, 4, 3, 2, 1, 6]);
  });

  it('a region admin sees the region and all below it, and events of no institution that concern its users', async () => {
    expect(await list('baku.admin')).toEqual([7, 4, 2, 1, 6]);
    expect(await list('ganja.admin')).toEqual([3]);
  });

  it('a region admin cannot look up an event of another region, by either id', async () => {
    const foreign = ids[2]!;
    const { data } = await service.query(
      'baku.admin',
      `query ($id: ID!, $global: ID!) { securityEvent(id: $id) { id } node(id: $global) { id } nodes(ids: [$global]) { id } }`,
      { id: foreign, global: Buffer.from(`SecurityEvent:${foreign}`).toString('base64url') },
    );
    expect(data).toEqual({ securityEvent: null, node: null, nodes: [null] });
  });

  it('a filter by a foreign institution gives nothing rather than its events', async () => {
    expect(await list('baku.admin', `(filter: { institutionId: "${world.institutions.ganja}" })`)).toEqual([]);
    expect(await list('baku.admin', `(filter: { institutionId: "${world.institutions.ministry}" })`)).toEqual([
      7, 2, 1, 6,
    ]);
  });

  it('a nested user of another region is hidden, its number is not', async () => {
    const { data } = await service.query(
      'baku.admin',
      `{ securityEvent(id: "${ids[6]!}") { user { username } userId targetUser { username institution { name parent { name parent { name parent { name } } } } } } }`,
    );
    expect(data.securityEvent).toEqual({
      user: null,
      userId: world.users['school3.teacher'],
      targetUser: {
        username: 'school1.teacher',
        institution: {
          name: 'Institution school1',
          parent: { name: 'Institution yasamal', parent: { name: 'Institution baku', parent: null } },
        },
      },
    });
  });

  it('statistics count what the list shows', async () => {
    const stats = `{ securityEventStats(filter: { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" }) {
      total unresolved bySeverity { severity count } byInstitution { institution { institutionCode } count } topAddresses { ipAddress count } } }`;
    const { data } = await service.query('ganja.admin', stats);
    expect(data.securityEventStats).toEqual({
      total: 1,
      unresolved: 1,
      bySeverity: [
        { severity: 'CRITICAL', count: 1 },
        { severity: 'WARNING', count: 0 },
        { severity: 'INFO', count: 0 },
      ],
      byInstitution: [{ institution: { institutionCode: 'school3' }, count: 1 }],
      topAddresses: [{ ipAddress: '2001:db8::1', count: 1 }],
    });
    const all = await service.query('superadmin', stats);
    expect(all.data.securityEventStats.total).toBe(6);
  });
});

describe('filters', () => {
  it.each([
    ['severities: [CRITICAL]', [3, 2]],
    ['eventTypes: ["permission_change", "password_reset"]', [5, 6]],
    ['eventTypes: []', []],
    ['ipAddress: "10.1.2.3"', [1]],
    ['ipAddress: "10.0.0.0/8"', [2, 1]],
    ['ipAddress: "2001:db8::/32"', [3]],
    ['search: "FIRST"', [1]],
    ['search: "100%"', [1]],
    ['search: "%"', [1]],
    ['search: "_irst"', []],
    [`from: "${hour(2)}", to: "${hour(4)}"`, [3, 2]],
    ['from: "2026-03-01T05:00:00+04:00", to: "2026-03-01T06:00:00+04:00"', [1]],
    ['states: [OPEN]', [7, 5, 4, 3, 2, 1, 6]],
    ['states: [RESOLVED]', []],
    ['resolutions: [ESCALATED]', []],
  ])('%s', async (filter, expected) => {
    expect(await list('superadmin', `(filter: { ${filter} })`)).toEqual(expected);
  });

  it('by user, target and assignee', async () => {
    const { users } = world;
    expect(await list('superadmin', `(filter: { userId: "${users['school3.teacher']}" })`)).toEqual([7, 3]);
    expect(await list('superadmin', `(filter: { targetUserId: "${users['school1.teacher']}" })`)).toEqual([7]);
    expect(await list('superadmin', `(filter: { assignedToId: "${users.superadmin}" })`)).toEqual([]);
  });

  it('orders by severity, within a severity the newest first', async () => {
    expect(await list('superadmin', '(orderBy: MOST_SEVERE_FIRST)')).toEqual([3, 2, 7, 5, 4, 1, 6]);
    expect(await list('superadmin', '(orderBy: OLDEST_FIRST)')).toEqual([6, 1, 2, 3, 4, 5, 7]);
  });
});

describe('pages', () => {
  it.each(['NEWEST_FIRST', 'OLDEST_FIRST', 'MOST_SEVERE_FIRST'])(
    'walking forwards and backwards in order %s meets every event once',
    async (orderBy) => {
      const all = await list('superadmin', `(orderBy: ${orderBy})`);
      const walk = async (size: 'first' | 'last', from: 'after' | 'before', edge: 'endCursor' | 'startCursor') => {
        const seen: number[][] = [];
        let cursor: string | null = null;
        for (let more = true; more;) {
          const { data }: Answer = await service.query(
            'superadmin',
            `query ($c: String) { securityEvents(orderBy: ${orderBy}, ${size}: 2, ${from}: $c) { nodes { databaseId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
            { c: cursor },
          );
          const page = data.securityEvents;
          seen.push(page.nodes.map((node: { databaseId: string }) => ids.indexOf(node.databaseId) + 1));
          cursor = page.pageInfo[edge];
          more = size === 'first' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
        }
        return seen;
      };
      expect((await walk('first', 'after', 'endCursor')).flat()).toEqual(all);
      expect((await walk('last', 'before', 'startCursor')).toReversed().flat()).toEqual(all);
    },
  );

  it('events of the same microsecond are neither repeated nor skipped', async () => {
    const same = await insertEvents(
      service.database.db,
      Array.from({ length: 5 }, () => ({ type: 'same_time', at: '2026-04-01 00:00:00.123456' })),
    );
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 5; page++) {
      const { data }: Answer = await service.query(
        'superadmin',
        `query ($after: String) { securityEvents(filter: { eventTypes: ["same_time"] }, first: 1, after: $after) { nodes { databaseId createdAt } pageInfo { endCursor } } }`,
        { after },
      );
      seen.push(data.securityEvents.nodes[0].databaseId);
      expect(data.securityEvents.nodes[0].createdAt).toBe('2026-04-01T00:00:00.123456Z');
      after = data.securityEvents.pageInfo.endCursor;
    }
    expect(seen).toEqual(same.toReversed());
  });

  it('one odd row of Laravel does not spoil a page', async () => {
    await service.database.owner
      .insertInto('security_events')
      .values({
        event_type: 'odd',
        severity: 'info',
        resolution: 'auto_closed',
        created_at: 'infinity',
        ip_address: 'not an address',
      })
      .execute();
    const { data, errors } = await service.query(
      'superadmin',
      `{ securityEvents(filter: { eventTypes: ["odd"] }) { nodes { createdAt state resolution resolutionRaw severity ipAddress } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.securityEvents.nodes).toEqual([
      {
        createdAt: '9999-12-31T23:59:59.999999Z',
        state: 'RESOLVED',
        resolution: 'OTHER',
        resolutionRaw: 'auto_closed',
        severity: 'INFO',
        ipAddress: 'not an address',
      },
    ]);
  });
});

describe('bad input of queries', () => {
  it.each([
    ['securityEvents(first: 0)', ['first'], /between 1 and 100/],
    ['securityEvents(first: 101)', ['first'], /between 1 and 100/],
    ['securityEvents(last: -1)', ['last'], /between 1 and 100/],
    ['securityEvents(first: 1, last: 1)', ['last'], /combined/],
    ['securityEvents(after: "nonsense!")', ['after'], /cursor/],
    ['securityEvents(after: "WyJvbGRlc3QiLCIyMDI2LTAxLTAxIDAwOjAwOjAwIiwiMSJd")', ['after'], /another list or order/],
    ['securityEvents(before: "WyJuZXdlc3QiLCJkcm9wIHRhYmxlIiwiMSJd")', ['before'], /another list or order/],
    ['securityEvents(filter: { severities: [OTHER] })', ['filter', 'severities'], /OTHER/],
    ['securityEvents(filter: { ipAddress: "10.0.0.0/33" })', ['filter', 'ipAddress'], /network/],
    ['securityEvents(filter: { ipAddress: "fe80::1%eth0" })', ['filter', 'ipAddress'], /network/],
    ['securityEvents(filter: { ipAddress: "localhost" })', ['filter', 'ipAddress'], /network/],
    ['securityEvents(filter: { userId: "abc" })', ['filter', 'userId'], /id of a User/],
    [
      'securityEvents(filter: { institutionId: "9223372036854775808" })',
      ['filter', 'institutionId'],
      /id of an? Institution/,
    ],
    [`securityEvents(filter: { from: "${hour(3)}", to: "${hour(2)}" })`, ['filter', 'to'], /after filter.from/],
    ['securityEvents(filter: { search: "a\\u0000b" })', ['filter', 'search'], /NUL/],
  ])('%s names the argument and what is right', async (field, path, message) => {
    const { errors } = await service.query('superadmin', `{ ${field} { nodes { id } } }`);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message).toMatch(message);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: path });
  });

  it('a list of more than 100 values is refused', async () => {
    const { errors } = await service.query(
      'superadmin',
      `query ($types: [String!]) { securityEvents(filter: { eventTypes: $types }) { nodes { id } } }`,
      { types: Array.from({ length: 101 }, (_, index) => `type${index}`) },
    );
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['filter', 'eventTypes'] });
  });

  it.each([
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-01-01',
    '0000-01-01T00:00:00Z',
    'yesterday',
    '2026-01-01T00:00:00',
  ])('a date like %s is refused', async (from) => {
    const { errors } = await service.query(
      'superadmin',
      `query ($f: DateTime) { securityEvents(filter: { from: $f }) { nodes { id } } }`,
      { f: from },
    );
    expect(errors![0]!.message).toMatch(/DateTime must be an instant with offset/);
    expect(errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('statistics refuse periods that are too long', async () => {
    const { errors } = await service.query(
      'superadmin',
      `{ securityEventStats(filter: { from: "2020-01-01T00:00:00Z" }) { total } }`,
    );
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['filter', 'from'] });
    const hourly = await service.query(
      'superadmin',
      `{ securityEventStats(filter: { from: "2026-01-01T00:00:00Z", to: "2026-03-01T00:00:00Z" }) { byHour { count } } }`,
    );
    expect(hourly.errors![0]!.message).toMatch(/31 days/);
  });
});
