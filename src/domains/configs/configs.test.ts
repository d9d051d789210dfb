import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, insertConfigs } from '../../testing/configs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const run = (username: string, name: string, input: Record<string, unknown>) => change(service, username, name, input);
const audits = async (id: string) =>
  service.database.owner
    .selectFrom('audit_logs')
    .selectAll()
    .where('auditable_type', '=', 'system_configs')
    .where('auditable_id', '=', id)
    .orderBy('id')
    .execute();

describe('setting', () => {
  it('creates, changes, and does nothing for the same value; each change leaves one audit record', async () => {
    const input = { key: 'session.timeout', value: 30, dataType: 'INTEGER' };
    const created = await run('superadmin', 'setConfig', input);
    expect(created.config).toMatchObject({ key: 'session.timeout', scope: 'GLOBAL', value: 30, dataType: 'INTEGER' });
    const same = await run('superadmin', 'setConfig', { ...input, dataType: null });
    expect(same.config.version).toBe(created.config.version);
    const changed = await run('superadmin', 'setConfig', { ...input, value: 45 });
    expect(changed.config).toMatchObject({ databaseId: created.config.databaseId, value: 45 });
    const records = await audits(created.config.databaseId);
    expect(records.map(({ event }) => event)).toEqual(['config.created', 'config.updated']);
    expect(records[1]).toMatchObject({ old_values: { config_value: 30 }, new_values: { config_value: 45 } });
  });

  it.each([
    ['STRING', 5, 'a text'],
    ['INTEGER', 1.5, 'whole number'],
    ['INTEGER', 9007199254740992, 'whole number'],
    ['INTEGER', '5', 'whole number'],
    ['BOOLEAN', 'true', 'true or false'],
    ['ARRAY', { a: 1 }, 'array'],
    ['STRING', 'x'.repeat(70_000), '64 KB'],
  ])('refuses for %s the value %j', async (dataType, value, message) => {
    const { userErrors } = await run('superadmin', 'setConfig', { key: 'typed', value, dataType });
    expect(userErrors).toEqual([{ code: 'INVALID', field: ['value'], message: expect.stringContaining(message) }]);
  });

  it.each([
    [{ key: 'Bad Key' }, 'INVALID', ['key']],
    [{ key: 'x'.repeat(101) }, 'INVALID', ['key']],
    [{ scopeId: '1' }, 'INVALID', ['scopeId']],
    [{ scope: 'INSTITUTION' }, 'REQUIRED', ['scopeId']],
    [{ scope: 'INSTITUTION', scopeId: '999999' }, 'NOT_FOUND', ['scopeId']],
    [{ scope: 'MODULE', scopeId: '999999' }, 'NOT_FOUND', ['scopeId']],
    [{ scope: 'USER', scopeId: 'nonsense' }, 'INVALID', ['scopeId']],
    [{ scope: 'OTHER' }, 'INVALID', ['scope']],
    [{ dataType: 'OTHER' }, 'INVALID', ['dataType']],
    [{ dataType: undefined }, 'REQUIRED', ['dataType']],
    [{ expectedVersion: '1' }, 'VERSION_CONFLICT', ['expectedVersion']],
  ])('refuses %j', async (part, code, field) => {
    const { userErrors } = await run('superadmin', 'setConfig', {
      key: 'new.key',
      value: 1,
      dataType: 'INTEGER',
      ...part,
    });
    expect(userErrors).toMatchObject([{ code, field }]);
  });

  it('gives a key one data type at all scopes', async () => {
    await run('superadmin', 'setConfig', { key: 'one.type', value: 1, dataType: 'INTEGER' });
    const there = { key: 'one.type', scope: 'INSTITUTION', scopeId: world.institutions.baku };
    const other = await run('superadmin', 'setConfig', { ...there, value: 'x', dataType: 'STRING' });
    expect(other.userErrors).toMatchObject([{ code: 'INVALID', field: ['dataType'] }]);
    expect((await run('baku.admin', 'setConfig', { ...there, value: 2 })).config).toMatchObject({
      dataType: 'INTEGER',
    });
  });

  it('of many is all or nothing, and errors name the item', async () => {
    const items = [
      { key: 'many.a', value: 1, dataType: 'INTEGER' },
      { key: 'many.b', value: 'x', dataType: 'INTEGER' },
    ];
    const refused = await run('superadmin', 'setConfigs', { items });
    expect(refused).toMatchObject({ configs: [], userErrors: [{ code: 'INVALID', field: ['items', '1', 'value'] }] });
    const twice = await run('superadmin', 'setConfigs', { items: [items[0], items[0]] });
    expect(twice.userErrors).toMatchObject([{ code: 'INVALID', field: ['items', '1', 'key'] }]);
    const { data } = await service.query('superadmin', '{ configs(filter: { keyPrefix: "many." }) { nodes { key } } }');
    expect(data.configs.nodes).toEqual([]);
    const done = await run('superadmin', 'setConfigs', { items: [items[0], { ...items[1], value: 2 }] });
    expect(done.configs).toMatchObject([{ key: 'many.a' }, { key: 'many.b' }]);
  });

  it('what is read-only can be neither set, unset nor rolled back until that is lifted', async () => {
    const { config } = await run('superadmin', 'setConfig', { key: 'fixed', value: 1, dataType: 'INTEGER' });
    const { databaseId: id } = config;
    await run('superadmin', 'updateConfigFlags', { id, isReadonly: true });
    const { data } = await service.query('superadmin', `{ config(id: "${id}") { history { nodes { id } } } }`);
    const refused = [
      await run('superadmin', 'setConfig', { key: 'fixed', value: 2 }),
      await run('superadmin', 'unsetConfig', { id }),
      await run('superadmin', 'rollbackConfig', { revisionId: data.config.history.nodes[1].id }),
    ];
    for (const { userErrors } of refused) expect(userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    await run('superadmin', 'updateConfigFlags', { id, isReadonly: false });
    expect((await run('superadmin', 'setConfig', { key: 'fixed', value: 2 })).config.value).toBe(2);
  });

  it('two with the same expectedVersion: one wins; two who create at once make one row', async () => {
    const key = 'raced';
    const both = await Promise.all(
      [1, 2].map((value) => run('superadmin', 'setConfig', { key, value, dataType: 'INTEGER' })),
    );
    expect(both.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(new Set(both.map(({ config }) => config.databaseId)).size).toBe(1);
    const { data } = await service.query(
      'superadmin',
      `{ configs(filter: { keys: ["raced"] }) { nodes { version } } }`,
    );
    const [{ version: expectedVersion }] = data.configs.nodes;
    const again = await Promise.all(
      [3, 4].map((value) => run('superadmin', 'setConfig', { key, value, expectedVersion })),
    );
    expect(again.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  });
});

describe('what other applications wrote', () => {
  it('is shown as it is and never breaks a page; without a scope it is global', async () => {
    await insertConfigs(service.database.owner, [
      { key: 'odd.empty', value: {}, type: 'integer' },
      { key: 'odd.scope', scope: null, value: 7 },
      { key: 'odd.place', scope: 'institution', scopeId: null },
      { key: 'odd.php', value: [], type: 'json' },
    ]);
    const { data, errors } = await service.query(
      'superadmin',
      `{ configs(filter: { keyPrefix: "odd." }) { totalCount { value } nodes { key scope scopeRaw isValid value } }
         effectiveConfig(keys: ["odd.scope", "odd.none"]) { key isSet value decidedBy { scope scopeId config { key } } overridden { scope } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.configs.nodes).toMatchObject([
      { key: 'odd.empty', isValid: false, value: {} },
      { key: 'odd.php', isValid: true, value: [] },
      { key: 'odd.place', isValid: false },
      { key: 'odd.scope', isValid: true, scope: 'GLOBAL', scopeRaw: null },
    ]);
    expect(data.effectiveConfig).toMatchObject([
      { key: 'odd.scope', isSet: true, value: 7, decidedBy: { scope: 'GLOBAL', scopeId: null } },
      { key: 'odd.none', isSet: false, value: null, decidedBy: null, overridden: [] },
    ]);
    const set = await run('superadmin', 'setConfig', { key: 'odd.scope', value: 8 });
    expect(set.config).toMatchObject({ scope: 'GLOBAL', value: 8 });
    const rows = await service.database.owner
      .selectFrom('system_configs')
      .select('id')
      .where('config_key', '=', 'odd.scope')
      .execute();
    expect(rows).toHaveLength(1);
  });
});

describe('the effective value', () => {
  it('is that of the nearest level, and tells what it overrides', async () => {
    const set = (scope: string, scopeId: string | null, value: number) =>
      run('superadmin', 'setConfig', { key: 'quota', value, dataType: 'INTEGER', scope, scopeId });
    await set('GLOBAL', null, 1);
    await set('INSTITUTION', world.institutions.baku, 2);
    await set('INSTITUTION', world.institutions.school1, 3);
    await set('INSTITUTION', world.institutions.ganja, 9);
    const ask = async (username: string, args: string) =>
      service.query(
        username,
        `{ effectiveConfig(keys: ["quota"], ${args}) { value decidedBy { scope scopeId } overridden { scope scopeId } } }`,
      );
    const { data } = await ask('baku.admin', `userId: "${world.users['school1.teacher']}"`);
    expect(data.effectiveConfig).toEqual([
      {
        value: 3,
        decidedBy: { scope: 'INSTITUTION', scopeId: world.institutions.school1 },
        overridden: [
          { scope: 'INSTITUTION', scopeId: world.institutions.baku },
          { scope: 'GLOBAL', scopeId: null },
        ],
      },
    ]);
    for (const args of [
      `institutionId: "${world.institutions.ganja}"`,
      'institutionId: "999999"',
      `userId: "${world.users['school3.teacher']}"`,
      'userId: "999999"',
      'moduleCode: "none"',
    ]) {
      const { errors } = await ask('baku.admin', args);
      expect(errors?.[0]?.extensions['code'], args).toBe('BAD_USER_INPUT');
    }
  });
});
