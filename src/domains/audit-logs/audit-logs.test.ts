import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertActivities } from '../../testing/activity-logs.ts';
import { deleteFromLog } from '../../testing/append-only.ts';
import { insertAudits } from '../../testing/audit-logs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;
let ids: string[];

const hour = (n: number) => `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  ids = await insertAudits(service.database.db, [
    {
      created_at: hour(1),
      institution_id: i.school1,
      user_id: u['school1.admin'],
      event: 'security_event.resolved',
      auditable_type: 'security_events',
      auditable_id: '7',
      ip_address: '10.1.2.3',
      url: 'https://atis.example/Secret-Place?token=open-sesame',
      tags: ['graphql', 'request:one'],
      old_values: { resolution: null, nested: { level: 1, list: [1, 2] } },
      new_values: { resolution: 'resolved', password: 'hunter2' },
    },
    {
      created_at: hour(2),
      institution_id: i.school2,
      user_id: '999999',
      event: 'security_event',
      ip_address: '10.9.0.1',
      auditable_id: '7',
      tags: ['graphql', 'request:two'],
    },
    {
      created_at: hour(3),
      institution_id: i.school3,
      user_id: u['ganja.admin'],
      ip_address: '2001:db8::1',
      tags: ['request:one'],
    },
    { created_at: hour(4), institution_id: null, user_id: u['school1.teacher'], ip_address: 'unknown', tags: null },
    { created_at: hour(5), institution_id: null, user_id: null, event: 'security_events.pruned', tags: ['system'] },
    { created_at: null, institution_id: i.baku, user_id: u['baku.admin'], tags: { 0: 'php', 2: 7, 3: { a: 1 } } },
    { created_at: hour(7), institution_id: i.ganja, user_id: u['baku.admin'], event: 'security_event.opened' },
  ]);
});
afterAll(() => service.stop());

/** Which of the inserted records (counted from 1) a viewer's list has, in the list's order. */
async function list(username: string, args = '') {
  const { data, errors } = await service.query(
    username,
    `{ auditLogs${args} { nodes { databaseId } totalCount { value isExact } } }`,
  );
  expect(errors).toBeUndefined();
  const found = data.auditLogs.nodes.map((node: { databaseId: string }) => ids.indexOf(node.databaseId) + 1);
  expect(data.auditLogs.totalCount).toEqual({ value: found.length, isExact: true });
  return found;
}

describe('who sees which audit records', () => {
  it.each([
    ['superadmin', [7, 5, 4, 3, 2, 1, 6]],
    ['baku.admin', [7, 4, 2, 1, 6]],
    ['ganja.admin', [7, 3]],
    ['yasamal.admin', [4, 2, 1]],
    ['school1.admin', [4, 1]],
  ])('%s sees the own institution and below it, what its users did at none, and the own deeds', async (name, seen) => {
    expect(await list(name)).toEqual(seen);
    expect(await list(name, '(orderBy: OLDEST_FIRST)')).toEqual(seen.toReversed());
  });

  it.each(['baku.operator', 'school1.teacher', 'school1.deputy'])(
    '%s is refused, whatever the own deeds',
    async (name) => {
      const id = Buffer.from(`AuditLog:${ids[3]!}`).toString('base64url');
      const { data, errors } = await service.query(name, `{ node(id: "${id}") { id } }`);
      expect([data, errors]).toEqual([{ node: null }, undefined]);
      for (const query of ['{ auditLogs { nodes { id } } }', `query { auditLog(id: "${id}") { id } }`])
        expect((await service.query(name, query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    },
  );

  it.each([
    ['baku.admin', 2],
    ['ganja.admin', 0],
    ['school1.admin', 1],
  ])('%s cannot look up what is not in the list, by either id', async (username, index) => {
    const { data } = await service.query(
      username,
      `query ($id: ID!, $global: ID!) {
        auditLog(id: $id) { id } other: auditLog(id: $global) { id } node(id: $global) { id } }`,
      { id: ids[index]!, global: Buffer.from(`AuditLog:${ids[index]!}`).toString('base64url') },
    );
    expect(data).toEqual({ auditLog: null, other: null, node: null });
  });

  it.each([
    ['(filter: { requestId: "one" })', [1]],
    ['(filter: { userId: "999999" })', [2]],
    ['(filter: { entityId: "7" })', [2, 1]],
    ['(filter: { tagsAny: ["request:one", "system"] })', [1]],
    ['(filter: { search: "security_event" })', [7, 2, 1]],
  ])('a region admin meets nothing of another region by %s', async (args, seen) => {
    expect(await list('baku.admin', args)).toEqual(seen);
  });
});

describe('filters of audit records', () => {
  it.each([
    ['events: ["data_access"]', [4, 3, 6]],
    ['events: ["security_event.*"]', [7, 1]],
    ['events: ["security_event.*", "security_event"]', [7, 2, 1]],
    ['events: ["s%.*", "_ecurity_event.*"]', []],
    ['events: []', []],
    ['entityType: "security_events"', [1]],
    ['entityId: "7"', [2, 1]],
    ['ipAddress: "10.0.0.0/8"', [2, 1]],
    ['ipAddress: "2001:db8::/32"', [3]],
    [`from: "${hour(2)}", to: "${hour(4)}"`, [3, 2]],
    ['tagsAll: ["graphql", "request:one"]', [1]],
    ['tagsAny: ["request:one", "system"]', [5, 3, 1]],
    ['tagsAny: []', []],
    ['requestId: "one"', [3, 1]],
    ['requestId: "\\"]"', []],
    ['search: "SECRET-PLACE"', [1]],
    ['search: "open-sesame"', []],
    ['search: "hunter2"', []],
    ['oldValuesContain: { nested: { list: [2] } }', [1]],
    ['oldValuesContain: { resolution: null }', [1]],
    ['newValuesContain: { resolution: "resolved" }', [1]],
    ['newValuesContain: { resolution: "res" }', []],
  ])('%s', async (filter, expected) => {
    expect(await list('superadmin', `(filter: { ${filter} })`)).toEqual(expected);
  });

  it.each([
    ['newValuesContain: { password: "hunter2" }', 'filter.newValuesContain.password', 'suggests a secret'],
    ['oldValuesContain: { a: [{ apiKey: 1 }] }', 'filter.oldValuesContain.a.0.apiKey', 'suggests a secret'],
    ['oldValuesContain: {}', 'filter.oldValuesContain', 'must name a value'],
    [`oldValuesContain: { a: "${'x'.repeat(4_096)}" }`, 'filter.oldValuesContain', 'must have at most 4096'],
    ['tagsAll: []', 'filter.tagsAll', 'must have at least one tag'],
    ['events: ["a*"]', 'filter.events.0', 'may have one "*" only'],
    ['events: ["x", ".*"]', 'filter.events.1', 'may have one "*" only'],
    ['entityId: "abc"', 'filter.entityId', 'must be a database id'],
    ['ipAddress: "unknown"', 'filter.ipAddress', 'must be an address'],
    [`from: "${hour(4)}", to: "${hour(4)}"`, 'filter.to', 'must be after'],
  ])('%s is refused with the field that is to blame', async (filter, field, problem) => {
    const { errors } = await service.query('superadmin', `{ auditLogs(filter: { ${filter} }) { nodes { id } } }`);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: field.split('.') });
    expect(errors![0]!.message).toContain(`${field} ${problem}`);
  });
});

describe('an audit record', () => {
  it('tells who did what to what, from where and by which request, without its secrets', async () => {
    const { data, errors } = await service.query(
      'school1.admin',
      `{ auditLog(id: "${ids[0]!}") { databaseId event user { username } userId institution { institutionCode }
        entityType entityId oldValues newValues url ipAddress userAgent tags requestId createdAt } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.auditLog).toEqual({
      databaseId: ids[0],
      event: 'security_event.resolved',
      user: { username: 'school1.admin' },
      userId: world.users['school1.admin'],
      institution: { institutionCode: 'school1' },
      entityType: 'security_events',
      entityId: '7',
      oldValues: { resolution: null, nested: { level: 1, list: [1, 2] } },
      newValues: { resolution: 'resolved', password: '***' },
      url: 'https://atis.example/Secret-Place?token=***',
      ipAddress: '10.1.2.3',
      userAgent: null,
      tags: ['graphql', 'request:one'],
      requestId: 'one',
      createdAt: '2026-03-01T01:00:00Z',
    });
  });

  it('neither shows nor finds a secret anywhere in its URL', async () => {
    const secrets = ['Hunter', 'Tw@lve', 'Apri1', 'Se5ame', 'L3aked'];
    const made = await insertAudits(service.database.db, [
      { url: 'ftp://admin:Hunter@files.example/plain-place' },
      { url: 'https://admin:Hunter@Tw@lve@files.example/plain-place' },
      { url: 'https://files.example/plain-place;token=Apri1?password_confirmation=Se5ame#access_token=L3aked' },
    ]);
    const { data } = await service.query(
      'superadmin',
      '{ auditLogs(filter: { search: "PLAIN-place" }) { nodes { url } } }',
    );
    const urls = data.auditLogs.nodes.map(({ url }: { url: string }) => url);
    expect(urls).toHaveLength(3);
    for (const secret of secrets) {
      expect(urls.join(' ')).not.toContain(secret);
      expect(await list('superadmin', `(filter: { search: "${secret}" })`)).toEqual([]);
    }
    expect(await list('superadmin', '(filter: { search: "files.example" })')).toHaveLength(3);
    for (const id of made) await deleteFromLog(service.database, 'audit_logs', id);
  });

  it('tells what changed, field by field, and of secrets only that they did', async () => {
    const ask = (args: string) =>
      service.query('superadmin', `{ auditLog(id: "${ids[0]!}") { changes${args} { path kind from to } } }`);
    const { data } = await ask('');
    expect(data.auditLog.changes).toEqual([
      { path: ['nested'], kind: 'REMOVED', from: { level: 1, list: [1, 2] }, to: null },
      { path: ['resolution'], kind: 'CHANGED', from: null, to: 'resolved' },
      { path: ['password'], kind: 'ADDED', from: null, to: '***' },
    ]);
    expect((await ask('(max: 1)')).data.auditLog.changes).toHaveLength(1);
    for (const max of [0, 201])
      expect((await ask(`(max: ${max})`)).errors).toMatchObject([{ extensions: { field: ['max'] } }]);
  });

  it('tells what else its user did that hour, as far as the viewer sees that', async () => {
    const { institutions: i, users: u } = world;
    const [before, other, after] = await insertActivities(service.database.db, [
      { created_at: '2026-03-01T00:30:00Z', user_id: u['school1.admin'], institution_id: i.school1 },
      { created_at: '2026-03-01T01:10:00Z', user_id: u['school1.admin'], institution_id: i.school3 },
      { created_at: '2026-03-01T02:00:00Z', user_id: u['school1.admin'], institution_id: i.school1 },
      { created_at: '2026-03-01T02:00:01Z', user_id: u['school1.admin'], institution_id: i.school1 },
      { created_at: '2026-03-01T01:00:00Z', user_id: u['school1.deputy'], institution_id: i.school1 },
    ]);
    const [near] = await insertAudits(service.database.db, [
      { created_at: '2026-03-01T01:59:00Z', user_id: u['school1.admin'], institution_id: i.school1 },
    ]);
    const ask = async (username: string, id: string, args = '') => {
      const { data, errors } = await service.query(
        username,
        `{ auditLog(id: "${id}") { activitiesAround${args} { databaseId } recordsAround${args} { databaseId } } }`,
      );
      expect(errors).toBeUndefined();
      const of = (rows: { databaseId: string }[]) => rows.map(({ databaseId }) => databaseId);
      return [of(data.auditLog.activitiesAround), of(data.auditLog.recordsAround)];
    };
    expect(await ask('superadmin', ids[0]!)).toEqual([[after, other, before], [near]]);
    expect(await ask('baku.admin', ids[0]!)).toEqual([[after, before], [near]]);
    expect(await ask('baku.admin', ids[0]!, '(minutes: 30)')).toEqual([[before], []]);
    expect(await ask('superadmin', ids[0]!, '(limit: 1)')).toEqual([[after], [near]]);
    // Of nobody, and of no time, nothing is known.
    expect(await ask('superadmin', ids[4]!)).toEqual([[], []]);
    expect(await ask('superadmin', ids[5]!)).toEqual([[], []]);
    for (const args of ['(minutes: 0)', '(minutes: 1441)', '(limit: 0)', '(limit: 51)']) {
      const { errors } = await service.query(
        'superadmin',
        `{ auditLog(id: "${ids[0]!}") { recordsAround${args} { id } } }`,
      );
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    await deleteFromLog(service.database, 'audit_logs', near);
  });

  it('with values nested however deep spoils no page', async () => {
    const deep = (value: number) =>
      JSON.parse(`{"a":${'['.repeat(3_000)}{"b":${value}}${']'.repeat(3_000)}}`) as Record<string, never>;
    const [id] = await insertAudits(service.database.db, [{ old_values: deep(1), new_values: deep(2) }]);
    const { data, errors } = await service.query(
      'superadmin',
      '{ auditLogs(first: 1) { nodes { databaseId oldValues newValues changes { kind } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.auditLogs.nodes).toMatchObject([{ databaseId: id, changes: [{ kind: 'CHANGED' }] }]);
    await deleteFromLog(service.database, 'audit_logs', id);
  });

  it('with odd tags or none spoils no page', async () => {
    const { data, errors } = await service.query('superadmin', '{ auditLogs { nodes { databaseId tags requestId } } }');
    expect(errors).toBeUndefined();
    const of = (index: number) =>
      data.auditLogs.nodes.find((node: { databaseId: string }) => node.databaseId === ids[index]);
    expect(of(3)).toMatchObject({ tags: [], requestId: null });
    expect(of(5)).toMatchObject({ tags: ['php', '7'], requestId: null });
  });
});
