import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAudits } from '../../testing/audit-logs.ts';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;
let ids: string[];

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { school1, school3 } = world.institutions;
  const of = (hour: number, institution_id: string, old_values: object, new_values: object) => ({
    auditable_type: 'reports',
    auditable_id: '7',
    created_at: `2026-03-01 0${hour}:00:00`,
    institution_id,
    old_values: old_values as never,
    new_values: new_values as never,
  });
  ids = await insertAudits(service.database.db, [
    of(1, school1, [], { title: 'a', status: 'draft', api_key: 'hunter2', note: 'x' }),
    of(2, school1, { status: 'draft', note: 'x' }, { status: 'sent' }),
    of(3, school1, {}, {}),
    of(4, school3, { title: 'a' }, { title: 'ganja' }),
    of(5, school1, { status: 'sent' }, { status: 'approved' }),
    of(6, school1, { title: 'a', status: 'approved' }, []),
    { ...of(7, school1, { status: 'x' }, { status: 'y' }), auditable_id: '8' },
    { ...of(8, school1, { status: 'x' }, { status: 'y' }), auditable_type: 'users' },
  ]);
});
afterAll(() => service.stop());

const ask = (username: string, args: string, selected = 'nodes { record { databaseId } state isComplete }') =>
  service.query(username, `{ history: entityHistory(entityType: "reports", entityId: "7"${args}) { ${selected} } }`);

describe('the history of an entity', () => {
  it('tells what it looked like after each change, as far as the viewer may see them', async () => {
    const { data, errors } = await ask('baku.admin', ', orderBy: OLDEST_FIRST');
    expect(errors).toBeUndefined();
    const created = { title: 'a', status: 'draft', api_key: '***', note: 'x' };
    const sent = { title: 'a', status: 'sent', api_key: '***' };
    expect(data.history.nodes).toEqual([
      { record: { databaseId: ids[0] }, state: created, isComplete: true },
      { record: { databaseId: ids[1] }, state: sent, isComplete: true },
      { record: { databaseId: ids[2] }, state: sent, isComplete: true },
      { record: { databaseId: ids[4] }, state: { ...sent, status: 'approved' }, isComplete: true },
      { record: { databaseId: ids[5] }, state: null, isComplete: true },
    ]);
    const newest = await ask('baku.admin', '');
    expect(newest.data.history.nodes).toEqual(data.history.nodes.toReversed());
  });

  it('knows only what it has seen where the beginning is not visible', async () => {
    const { data } = await ask('ganja.admin', '');
    expect(data.history.nodes).toEqual([
      { record: { databaseId: ids[3] }, state: { title: 'ganja' }, isComplete: false },
    ]);
  });

  it.each(['NEWEST_FIRST', 'OLDEST_FIRST'])('says the same on every page, in order %s', async (orderBy) => {
    const { data } = await ask('superadmin', `, orderBy: ${orderBy}`);
    const seen = [];
    let after = '';
    for (let more = true; more;) {
      const page = await ask(
        'superadmin',
        `, orderBy: ${orderBy}, first: 2${after}`,
        'nodes { record { databaseId } state isComplete } pageInfo { hasNextPage endCursor } totalCount { value }',
      );
      const { nodes, pageInfo, totalCount } = page.data.history;
      expect(totalCount.value).toBe(6);
      seen.push(...nodes);
      after = `, after: "${pageInfo.endCursor}"`;
      more = pageInfo.hasNextPage;
    }
    expect(seen).toEqual(data.history.nodes);
    expect(seen).toHaveLength(6);
  });

  it('has what this API does itself', async () => {
    const [id] = await insertEvents(service.database.db, [{ institution: world.institutions.school1 }]);
    for (const [name, fields] of [
      ['acknowledge', ''],
      ['escalate', ', reason: "x"'],
    ])
      await service.query(
        'superadmin',
        `mutation { ${name}SecurityEvent(input: { id: "${id}"${fields} }) { userErrors { message } } }`,
      );
    const { data, errors } = await service.query(
      'baku.admin',
      `{ entityHistory(entityType: "security_events", entityId: "${id}") {
        nodes { state record { event changes { path kind } requestId } } } }`,
    );
    expect(errors).toBeUndefined();
    const [last, first] = data.entityHistory.nodes;
    expect(last.record.event).toBe('security_event.escalated');
    expect(last.state).toMatchObject({ resolution: 'escalated', escalation_reason: 'x' });
    expect(last.state.acknowledged_by).toBe(world.users.superadmin);
    expect(first.record.changes).toContainEqual({ path: ['acknowledged_by'], kind: 'CHANGED' });
    expect(first.record.requestId).toMatch(/./);
  });

  it('refuses an id that is none, and is empty for what is not there', async () => {
    const { errors } = await service.query(
      'superadmin',
      '{ entityHistory(entityType: "x", entityId: "a") { nodes { isComplete } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['entityId'] } }]);
    const { data } = await service.query(
      'superadmin',
      '{ entityHistory(entityType: "x", entityId: "1") { nodes { isComplete } } }',
    );
    expect(data.entityHistory.nodes).toEqual([]);
  });
});
