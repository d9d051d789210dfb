import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../auth/secrets.ts';
import { deleteFromLog } from '../../testing/append-only.ts';
import { insertActivities } from '../../testing/activity-logs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;
let ids: string[];

const hour = (n: number) => `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  ids = await insertActivities(service.database.db, [
    {
      created_at: hour(1),
      institution_id: i.school1,
      user_id: u['school1.teacher'],
      activity_type: 'login',
      ip_address: '10.1.2.3',
      description: 'first 100% sure',
      properties: { device: { os: 'linux', version: 7 }, token: 'hunter2' },
      before_state: { status: 'draft', list: [1, 2] },
      after_state: { status: 'sent', list: [1] },
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
    expect(await ask(`{ node(id: "${id}") { id } }`)).toMatchObject({ data: { node: null } });
  });
});

describe('an entry', () => {
  it('tells who did what to what, where, and what changed', async () => {
    const { institutions: i, users: u } = world;
    const [id] = await insertActivities(service.database.db, [
      {
        activity_type: 'update',
        user_id: u['school1.teacher'],
        institution_id: i.school1,
        ip_address: '10.0.0.1',
        user_agent: 'Firefox',
        entity_type: 'users',
        entity_id: '9223372036854775807',
        description: 'Parol dəyişdirildi',
        properties: [],
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
    await deleteFromLog(service.database, 'activity_logs', id);
  });

  it('tells what changed, field by field', async () => {
    const { data } = await service.query(
      'school1.teacher',
      `{ activityLog(id: "${ids[0]!}") { changes { path kind from to } } }`,
    );
    expect(data.activityLog.changes).toEqual([
      { path: ['list', '1'], kind: 'REMOVED', from: 2, to: null },
      { path: ['status'], kind: 'CHANGED', from: 'draft', to: 'sent' },
    ]);
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
    ['activityTypes: ["lo.*", "ex.*"]', []],
    ['propertiesContain: { device: { os: "linux" } }', [1]],
    ['propertiesContain: { device: { os: "mac" } }', []],
    ['beforeStateContains: { list: [2] }', [1]],
    ['afterStateContains: { status: "sent" }', [1]],
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

  it.each(['propertiesContain: { token: "hunter2" }', 'beforeStateContains: { a: [{ remember_token: "x" }] }'])(
    'by %s is refused: it would tell a secret',
    async (filter) => {
      const { errors } = await service.query('superadmin', `{ activityLogs(filter: { ${filter} }) { nodes { id } } }`);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(errors![0]!.message).toMatch(/token suggests a secret/);
    },
  );

  it('combined, all of them must match, in a subtree too', async () => {
    expect(await list('baku.admin', '(filter: { ipAddress: "10.0.0.0/8", search: "sure" })')).toEqual([1]);
    expect(await list('baku.admin', `(filter: { from: "${hour(2)}", activityTypes: ["view"] })`)).toEqual([8, 4, 2]);
  });
});
