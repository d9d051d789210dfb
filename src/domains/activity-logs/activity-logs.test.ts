import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../auth/secrets.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;
let ids: string[];

const hour = (n: number) => `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`;

/** Inserts activities as another application would, and gives their ids in order. */
async function insert(rows: readonly { activity_type?: string; [column: string]: unknown }[]): Promise<string[]> {
  const inserted = await service.database.db
    .insertInto('activity_logs')
    .values(rows.map((row) => ({ activity_type: 'view', ...row })))
    .returning('id')
    .execute();
  return inserted.map(({ id }) => id);
}

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  ids = await insert([
    {
      created_at: hour(1),
      institution_id: i.school1,
      user_id: u['school1.teacher'],
      activity_type: 'login',
      ip_address: '10.1.2.3',
      description: 'first 100% sure',
    },
    { created_at: hour(2), institution_id: i.school2, user_id: '999999', ip_address: '10.9.0.1', entity_id: '7' },
    {
      created_at: hour(3),
      institution_id: i.school3,
      user_id: u['school3.teacher'],
      ip_address: '2001:db8::1',
      entity_type: 'reports',
      entity_id: '7',
    },
    { created_at: hour(4), institution_id: null, user_id: u['school1.teacher'], ip_address: 'unknown' },
    { created_at: hour(5), institution_id: null, user_id: null, activity_type: 'import' },
    { created_at: null, institution_id: i.baku, user_id: u['baku.admin'], activity_type: 'export' },
    { created_at: hour(6), institution_id: i.school3, user_id: u['school1.teacher'] },
    { created_at: hour(7), institution_id: i.ganja, user_id: u['baku.admin'], entity_type: 'reports', entity_id: '8' },
    { created_at: hour(8), institution_id: null, user_id: '999999' },
  ]);
});
afterAll(() => service.stop());

/** Which of the inserted activities (counted from 1) a viewer's list has, in the list's order. */
async function list(username: string, args = '') {
  const { data, errors } = await service.query(
    username,
    `{ activityLogs${args} { nodes { databaseId } totalCount { value isExact } } }`,
  );
  expect(errors).toBeUndefined();
  const found = data.activityLogs.nodes.map((node: { databaseId: string }) => ids.indexOf(node.databaseId) + 1);
  expect(data.activityLogs.totalCount).toEqual({ value: found.length, isExact: true });
  return found;
}

describe('who sees which activity logs', () => {
  it('a superadmin sees all, the newest first, one without a time last', async () => {
    expect(await list('superadmin')).toEqual([9, 8, 7, 5, 4, 3, 2, 1, 6]);
  });

  it('a region admin sees the region and all below it, what its users did at no institution, and the own acts anywhere', async () => {
    expect(await list('baku.admin')).toEqual([8, 4, 2, 1, 6]);
    expect(await list('ganja.admin')).toEqual([8, 7, 3]);
  });

  it.each([
    ['baku.operator', [4, 2, 1, 6]],
    ['yasamal.admin', [4, 2, 1]],
    ['school1.admin', [4, 1]],
  ])('%s sees what lies below the own institution', async (username, expected) => {
    expect(await list(username)).toEqual(expected);
  });

  it('a teacher sees only the own acts, at whatever institution', async () => {
    expect(await list('school1.teacher')).toEqual([7, 4, 1]);
    expect(await list('school3.teacher')).toEqual([3]);
    expect(await list('school1.deputy')).toEqual([]);
  });

  it.each([
    ['baku.admin', 2],
    ['school1.teacher', 1],
    ['school3.teacher', 6],
  ])('%s cannot look up what is not in the list, by either id', async (username, index) => {
    const look = (id: string) =>
      service.query(
        username,
        `query ($id: ID!, $global: ID!) {
          plain: activityLog(id: $id) { id } activityLog(id: $global) { id } node(id: $global) { id } nodes(ids: [$global]) { id } }`,
        { id, global: Buffer.from(`ActivityLog:${id}`).toString('base64url') },
      );
    expect((await look(ids[index]!)).data).toEqual({ plain: null, activityLog: null, node: null, nodes: [null] });
    const seen = (await list(username))[0]!;
    const { data } = await look(ids[seen - 1]!);
    expect(data.plain.id).toBe(data.node.id);
    expect(data.activityLog).toEqual(data.plain);
  });

  it('a filter by a foreign institution or user gives only what is visible anyway', async () => {
    const { institutions: i, users: u } = world;
    expect(await list('baku.admin', `(filter: { institutionId: "${i.ganja}" })`)).toEqual([8]);
    expect(await list('baku.admin', `(filter: { institutionId: "${i.ministry}" })`)).toEqual([8, 2, 1, 6]);
    expect(await list('baku.admin', `(filter: { userId: "${u['school3.teacher']}" })`)).toEqual([]);
    expect(await list('school1.teacher', `(filter: { userId: "${u['baku.admin']}" })`)).toEqual([]);
    expect(await list('school1.teacher', `(filter: { institutionId: "${i.school1}" })`)).toEqual([1]);
    expect(await list('baku.admin', '(filter: { entityType: "reports" })')).toEqual([8]);
    expect(await list('baku.admin', '(filter: { entityType: "reports", entityId: "7" })')).toEqual([]);
  });

  it('a token that was not given the permission is refused', async () => {
    const secret = 'atis_narrow-token-of-a-superadmin';
    await service.database.owner
      .insertInto('api_tokens')
      .values({
        user_id: world.users.superadmin,
        name: 'narrow',
        token: hashSecret(secret),
        abilities: '["DIRECTORY_READ"]' as never,
      })
      .execute();
    const ask = async (query: string) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as Answer;
    };
    for (const query of ['{ activityLogs { nodes { id } } }', `{ activityLog(id: "${ids[0]!}") { id } }`]) {
      const { data, errors } = await ask(query);
      expect(errors).toHaveLength(1);
      expect(errors![0]!.message).toBe('The token in use does not have the permission ACTIVITY_LOGS_READ.');
      expect(errors![0]!.extensions['code']).toBe('FORBIDDEN');
      expect(data?.activityLog ?? null).toBeNull();
    }
    const id = Buffer.from(`ActivityLog:${ids[0]!}`).toString('base64url');
    expect(await ask(`{ node(id: "${id}") { id } }`)).toEqual({ data: { node: null } });
  });
});

describe('an entry', () => {
  it('tells who did what to what, where, and what changed', async () => {
    const { institutions: i, users: u } = world;
    const [id] = await insert([
      {
        activity_type: 'update',
        user_id: u['school1.teacher'],
        institution_id: i.school1,
        ip_address: '10.0.0.1',
        user_agent: 'Firefox',
        entity_type: 'users',
        entity_id: '9223372036854775807',
        description: 'Parol dəyişdirildi',
        properties: '[]',
        before_state: { password: '$2y$10$hash', name: 'a', list: [{ remember_token: 'x' }] },
        after_state: null,
        created_at: '2020-01-01 00:00:00.123456',
      },
    ]);
    const { data, errors } = await service.query(
      'school1.admin',
      `query ($id: ID!) { activityLog(id: $id) {
        databaseId activityType user { username } userId institution { institutionCode } ipAddress userAgent entityType
        entityId description properties beforeState afterState createdAt } }`,
      { id },
    );
    expect(errors).toBeUndefined();
    expect(data.activityLog).toEqual({
      databaseId: id,
      activityType: 'update',
      user: { username: 'school1.teacher' },
      userId: u['school1.teacher'],
      institution: { institutionCode: 'school1' },
      ipAddress: '10.0.0.1',
      userAgent: 'Firefox',
      entityType: 'users',
      entityId: '9223372036854775807',
      description: 'Parol dəyişdirildi',
      properties: [],
      beforeState: { password: '***', name: 'a', list: [{ remember_token: '***' }] },
      afterState: null,
      createdAt: '2020-01-01T00:00:00.123456Z',
    });
    await service.database.owner.deleteFrom('activity_logs').where('id', '=', id!).execute();
  });

  it('of nobody, of a deleted user and without a time spoils no page', async () => {
    const { data, errors } = await service.query(
      'superadmin',
      '{ activityLogs { nodes { databaseId user { username } userId institution { name } createdAt } } }',
    );
    expect(errors).toBeUndefined();
    const byNumber = new Map<number, unknown>(
      data.activityLogs.nodes.map((node: { databaseId: string }) => [ids.indexOf(node.databaseId) + 1, node]),
    );
    expect(byNumber.get(5)).toMatchObject({ user: null, userId: null, institution: null });
    expect(byNumber.get(9)).toMatchObject({ user: null, userId: '999999' });
    expect(byNumber.get(6)).toMatchObject({ user: { username: 'baku.admin' }, createdAt: null });
  });

  it('hides a user and an institution that the viewer may not see, not the number of the user', async () => {
    const { data } = await service.query(
      'ganja.admin',
      `{ activityLog(id: "${ids[6]!}") { user { username } userId institution { institutionCode } } }`,
    );
    expect(data.activityLog).toEqual({
      user: null,
      userId: world.users['school1.teacher'],
      institution: { institutionCode: 'school3' },
    });
    const own = await service.query(
      'baku.admin',
      `{ activityLog(id: "${ids[7]!}") { user { username } institution { institutionCode } } }`,
    );
    expect(own.data.activityLog).toEqual({ user: { username: 'baku.admin' }, institution: null });
  });
});

describe('filters', () => {
  it.each([
    ['activityTypes: ["login", "export"]', [1, 6]],
    ['activityTypes: []', []],
    ['entityType: "reports"', [8, 3]],
    ['entityId: "7"', [3, 2]],
    ['entityType: "reports", entityId: "7"', [3]],
    ['userId: "999999"', [9, 2]],
    ['ipAddress: "10.1.2.3"', [1]],
    ['ipAddress: "10.0.0.0/8"', [2, 1]],
    ['ipAddress: "2001:db8::/32"', [3]],
    ['search: "FIRST"', [1]],
    ['search: "100%"', [1]],
    ['search: "%"', [1]],
    ['search: "_irst"', []],
    [`from: "${hour(2)}", to: "${hour(4)}"`, [3, 2]],
    [`to: "${hour(2)}"`, [1, 6]],
    ['institutionId: "999999"', []],
  ])('%s', async (filter, expected) => {
    expect(await list('superadmin', `(filter: { ${filter} })`)).toEqual(expected);
  });

  it('by institution means everything below it, by user either id', async () => {
    const { institutions: i, users: u } = world;
    expect(await list('superadmin', `(filter: { institutionId: "${i.baku}" })`)).toEqual([2, 1, 6]);
    expect(await list('superadmin', `(filter: { institutionId: "${i.ganja}" }, orderBy: OLDEST_FIRST)`)).toEqual([
      3, 7, 8,
    ]);
    const global = Buffer.from(`User:${u['school1.teacher']}`).toString('base64url');
    expect(await list('superadmin', `(filter: { userId: "${global}" })`)).toEqual([7, 4, 1]);
    expect(await list('baku.admin', `(filter: { userId: "${global}" })`)).toEqual([4, 1]);
  });

  it('combined, all of them must match, in a subtree too', async () => {
    expect(await list('baku.admin', '(filter: { ipAddress: "10.0.0.0/8", search: "sure" })')).toEqual([1]);
    expect(await list('baku.admin', `(filter: { from: "${hour(2)}", activityTypes: ["view"] })`)).toEqual([8, 4, 2]);
  });
});

describe('pages', () => {
  it.each([
    ['superadmin', 'NEWEST_FIRST'],
    ['superadmin', 'OLDEST_FIRST'],
    ['baku.admin', 'NEWEST_FIRST'],
    ['baku.admin', 'OLDEST_FIRST'],
    ['school1.teacher', 'NEWEST_FIRST'],
  ])('%s, walking forwards and backwards in order %s, meets every entry once', async (username, orderBy) => {
    const all = await list(username, `(orderBy: ${orderBy})`);
    const walk = async (size: 'first' | 'last', from: 'after' | 'before', edge: 'endCursor' | 'startCursor') => {
      const seen: number[][] = [];
      let cursor: string | null = null;
      for (let more = true; more;) {
        const { data }: Answer = await service.query(
          username,
          `query ($c: String) { activityLogs(orderBy: ${orderBy}, ${size}: 2, ${from}: $c) {
            nodes { databaseId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
          { c: cursor },
        );
        const page = data.activityLogs;
        seen.push(page.nodes.map((node: { databaseId: string }) => ids.indexOf(node.databaseId) + 1));
        cursor = page.pageInfo[edge];
        more = size === 'first' ? page.pageInfo.hasNextPage : page.pageInfo.hasPreviousPage;
      }
      return seen;
    };
    expect((await walk('first', 'after', 'endCursor')).flat()).toEqual(all);
    expect((await walk('last', 'before', 'startCursor')).toReversed().flat()).toEqual(all);
  });

  it.each([
    ['superadmin', 'after', 'first', 'endCursor'],
    ['baku.admin', 'after', 'first', 'endCursor'],
    ['baku.admin', 'before', 'last', 'startCursor'],
    ['school1.teacher', 'before', 'last', 'startCursor'],
  ])(
    'for %s, entries of the same microsecond or of none are neither repeated nor skipped (%s)',
    async (username, from, size, edge) => {
      const type = `tie_${username}_${from}`;
      const place = { institution_id: world.institutions.school1, user_id: world.users['school1.teacher'] };
      const made = await insert(
        ['2026-04-01 00:00:00.123456', '2026-04-01 00:00:00.123456', '2026-04-01 00:00:00.123456', null, null].map(
          (created_at) => ({ ...place, activity_type: type, created_at }),
        ),
      );
      const newestFirst = [made[2], made[1], made[0], made[4], made[3]];
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 5; page++) {
        const { data }: Answer = await service.query(
          username,
          `query ($c: String) { activityLogs(filter: { activityTypes: ["${type}"] }, ${size}: 1, ${from}: $c) {
            nodes { databaseId } pageInfo { startCursor endCursor } } }`,
          { c: cursor },
        );
        seen.push(data.activityLogs.nodes[0].databaseId);
        cursor = data.activityLogs.pageInfo[edge];
      }
      expect(seen).toEqual(size === 'first' ? newestFirst : newestFirst.toReversed());
    },
  );

  it('of 200 are given where other lists end at 100', async () => {
    await insert(
      Array.from({ length: 205 }, () => ({ activity_type: 'many', institution_id: world.institutions.school2 })),
    );
    for (const username of ['superadmin', 'baku.admin']) {
      for (const size of ['first', 'last']) {
        const { data, errors } = await service.query(
          username,
          `{ activityLogs(filter: { activityTypes: ["many"] }, ${size}: 200) {
            edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage } totalCount { value } } }`,
        );
        expect(errors).toBeUndefined();
        const { nodes, edges, pageInfo, totalCount } = data.activityLogs;
        expect(nodes).toHaveLength(200);
        expect(edges.map((edge: { node: unknown }) => edge.node)).toEqual(nodes);
        expect(pageInfo).toEqual({ hasNextPage: size === 'first', hasPreviousPage: size === 'last' });
        expect(totalCount.value).toBe(205);
      }
    }
    const { data } = await service.query('superadmin', '{ activityLogs { nodes { id } } }');
    expect(data.activityLogs.nodes).toHaveLength(25);
    const { errors } = await service.query('superadmin', '{ securityEvents(first: 101) { nodes { id } } }');
    expect(errors?.[0]?.message).toBe('first must be between 1 and 100.');
  });
});

describe('bad input', () => {
  const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  it.each([
    ['activityLogs(first: 0)', ['first'], /between 1 and 200/],
    ['activityLogs(first: 201)', ['first'], /between 1 and 200/],
    ['activityLogs(last: 201)', ['last'], /between 1 and 200/],
    ['activityLogs(last: -1)', ['last'], /between 1 and 200/],
    ['activityLogs(first: 1, last: 1)', ['last'], /combined/],
    ['activityLogs(after: "nonsense!")', ['after'], /cursor/],
    ['activityLogs(after: "a\\u0000b")', ['after'], /NUL/],
    [`activityLogs(after: "${cursor('newest', '2026-01-01 00:00:00', '1')}")`, ['after'], /another list or order/],
    [`activityLogs(after: "${cursor('activity_oldest', '2026-01-01 00:00:00', '1')}")`, ['after'], /another list/],
    [`activityLogs(before: "${cursor('activity_newest', 'drop table', '1')}")`, ['before'], /another list/],
    [`activityLogs(before: "${cursor('activity_newest', '2026-02-30 00:00:00', '1')}")`, ['before'], /another list/],
    [`activityLogs(before: "${cursor('activity_newest', 'infinity', '0')}")`, ['before'], /another list/],
    ['activityLogs(filter: { ipAddress: "10.0.0.0/33" })', ['filter', 'ipAddress'], /network/],
    ['activityLogs(filter: { ipAddress: "fe80::1%eth0" })', ['filter', 'ipAddress'], /network/],
    ['activityLogs(filter: { userId: "abc" })', ['filter', 'userId'], /id of a User/],
    ['activityLogs(filter: { entityId: "1 or 1=1" })', ['filter', 'entityId'], /database id/],
    ['activityLogs(filter: { entityId: "9223372036854775808" })', ['filter', 'entityId'], /database id/],
    ['activityLogs(filter: { institutionId: "-1" })', ['filter', 'institutionId'], /Institution/],
    [`activityLogs(filter: { from: "${hour(3)}", to: "${hour(2)}" })`, ['filter', 'to'], /after filter.from/],
    ['activityLogs(filter: { search: "a\\u0000b" })', ['filter', 'search'], /NUL/],
    ['activityLogs(filter: { entityType: "a\\u0000b" })', ['filter', 'entityType'], /NUL/],
    ['activityLogs(filter: { activityTypes: ["a\\u0000b"] })', ['filter', 'activityTypes', '0'], /NUL/],
  ])('%s names the argument and what is right', async (field, path, message) => {
    for (const username of ['superadmin', 'baku.admin', 'school1.teacher']) {
      const { errors } = await service.query(username, `{ ${field} { nodes { id } } }`);
      expect(errors).toHaveLength(1);
      expect(errors![0]!.message).toMatch(message);
      expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: path });
    }
  });

  it.each(['abc', '0', '-1', '9223372036854775808', Buffer.from('User:1').toString('base64url'), ''])(
    'the id "%s" is refused by name',
    async (id) => {
      const { errors } = await service.query('superadmin', 'query ($id: ID!) { activityLog(id: $id) { id } }', { id });
      expect(errors).toHaveLength(1);
      expect(errors![0]!.message).toMatch(/id of an? ActivityLog/);
      expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['id'] });
    },
  );

  it('a real cursor of another list is refused, also one of security events', async () => {
    await service.database.db
      .insertInto('security_events')
      .values({ event_type: 'failed_login', severity: 'info' })
      .execute();
    const { data } = await service.query('superadmin', '{ securityEvents(first: 1) { pageInfo { endCursor } } }');
    const { errors } = await service.query(
      'superadmin',
      'query ($after: String) { activityLogs(after: $after) { nodes { id } } }',
      { after: data.securityEvents.pageInfo.endCursor },
    );
    expect(errors![0]!.message).toBe('after is a cursor of another list or order.');
  });

  it('the end of time and a year before the first are cursors like others', async () => {
    for (const at of ['infinity', '-infinity', '0044-03-15 00:00:00 BC']) {
      for (const username of ['superadmin', 'baku.admin', 'school1.teacher']) {
        const { errors } = await service.query(
          username,
          `{ activityLogs(after: "${cursor('activity_newest', at, '5')}") { nodes { id createdAt } } }`,
        );
        expect(errors).toBeUndefined();
      }
    }
  });
});
