import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertActivities } from '../../testing/activity-logs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

const hour = (n: number) => `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  const teacher = u['school1.teacher'];
  await insertActivities(service.database.db, [
    { created_at: hour(1), institution_id: i.school1, user_id: teacher },
    { created_at: hour(2), institution_id: i.school2, user_id: '999999' },
    { created_at: hour(2), institution_id: null, user_id: teacher },
    { created_at: hour(3), institution_id: i.school3, user_id: teacher },
    { created_at: null, institution_id: i.school1, user_id: teacher },
    { created_at: hour(4), institution_id: i.ganja, user_id: u['baku.admin'] },
    { created_at: null, institution_id: null, user_id: null },
  ]);
});
afterAll(() => service.stop());

/** Ids of everything that a viewer's list has, in the list's order. */
async function list(username: string, args: string): Promise<string[]> {
  const { data } = await service.query(username, `{ activityLogs${args} { nodes { databaseId } } }`);
  return data.activityLogs.nodes.map((node: { databaseId: string }) => node.databaseId);
}

describe('pages', () => {
  it.each([
    ['superadmin', 'NEWEST_FIRST'],
    ['superadmin', 'OLDEST_FIRST'],
    ['baku.admin', 'NEWEST_FIRST'],
    ['baku.admin', 'OLDEST_FIRST'],
    ['school1.teacher', 'NEWEST_FIRST'],
  ])('%s, walking forwards and backwards in order %s, meets every entry once', async (username, orderBy) => {
    const all = await list(username, `(orderBy: ${orderBy})`);
    expect(all.length).toBeGreaterThan(3);
    const walk = async (size: 'first' | 'last', from: 'after' | 'before', edge: 'endCursor' | 'startCursor') => {
      const seen: string[][] = [];
      let cursor: string | null = null;
      for (let more = true; more;) {
        const { data }: Answer = await service.query(
          username,
          `query ($c: String) { activityLogs(orderBy: ${orderBy}, ${size}: 2, ${from}: $c) {
            nodes { databaseId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
          { c: cursor },
        );
        const page = data.activityLogs;
        seen.push(page.nodes.map((node: { databaseId: string }) => node.databaseId));
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
      const made = await insertActivities(
        service.database.db,
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
    await insertActivities(
      service.database.db,
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
    [`activityLogs(after: "${cursor('activity_newest', '4714-01-01 00:00:00 BC', '1')}")`, ['after'], /another list/],
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
