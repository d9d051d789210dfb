import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change, insertConfigs } from '../../testing/configs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { encodeGlobalId } from '../../graphql/global-id.ts';

let service: TestService;
let world: World;
const ids: Record<string, string> = {};

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: at, users } = world;
  const { id: module } = await service.database.owner
    .insertInto('system_modules')
    .values({ name: 'Jurnal', code: 'journal' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const fixtures = [
    { key: 'see.global' },
    { key: 'see.module', scope: 'module', scopeId: module },
    { key: 'see.ministry', scope: 'institution', scopeId: at.ministry },
    { key: 'see.school', scope: 'institution', scopeId: at.school1 },
    { key: 'see.teacher', scope: 'user', scopeId: users['school1.teacher'] },
    { key: 'no.hidden', hidden: true },
    { key: 'no.hidden_school', hidden: true, scope: 'institution', scopeId: at.school1 },
    { key: 'no.ganja', scope: 'institution', scopeId: at.school3, value: 'zqGANqz', type: 'string' },
    { key: 'no.ganja_teacher', scope: 'user', scopeId: users['school3.teacher'] },
    { key: 'no.superadmin', scope: 'user', scopeId: users.superadmin },
  ] as const;
  const inserted = await insertConfigs(service.database.owner, fixtures);
  for (const [index, { key }] of fixtures.entries()) ids[key] = inserted[index]!;
});
afterAll(() => service.stop());

const visible = ['see.global', 'see.ministry', 'see.module', 'see.school', 'see.teacher'];
const run = (username: string, name: string, input: Record<string, unknown>) => change(service, username, name, input);

describe('an administrator of a region', () => {
  it('lists, counts and finds what applies in the region, and nothing else by any path', async () => {
    const { data, errors } = await service.query(
      'baku.admin',
      `{ configs(filter: { includeHidden: true }) { totalCount { value } nodes { key moduleCode moduleName user { username } institution { institutionCode } } }
         configStats { total keys hidden byScope { scope count } mostSet { key count } }
         configHistory { totalCount { value } nodes { key changes { field to } } }
         nodes(ids: ${JSON.stringify(Object.values(ids).map((id) => encodeGlobalId('Config', id)))}) { ... on Config { key } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.configs.nodes.map(({ key }: { key: string }) => key)).toEqual(visible);
    expect(data.configs.nodes[2]).toMatchObject({ moduleCode: 'journal', moduleName: 'Jurnal' });
    expect(data.configs.nodes[4]).toMatchObject({ user: { username: 'school1.teacher' } });
    expect(data.configStats).toMatchObject({ total: 5, keys: 5, hidden: 0 });
    const history = data.configHistory.nodes.map(({ key }: { key: string }) => key);
    expect(history.toSorted()).toEqual(visible);
    expect(data.configHistory.totalCount.value).toBe(5);
    const nodes = data.nodes.filter((node: unknown) => node !== null).map(({ key }: { key: string }) => key);
    expect(nodes.toSorted()).toEqual(visible);
    expect(JSON.stringify(data)).not.toMatch(/no\.|zqGANqz/);
    const all = await service.query('superadmin', '{ configs { totalCount { value } } configStats { total hidden } }');
    expect(all.data).toEqual({ configs: { totalCount: { value: 8 } }, configStats: { total: 10, hidden: 2 } });
  });

  it('learns of no past value and of no revision of what is invisible', async () => {
    const at = new Date(Date.now() + 60_000).toISOString();
    const { data } = await service.query(
      'baku.admin',
      `{ hidden: configValueAt(key: "no.hidden", scope: GLOBAL, at: "${at}") { value }
         ganja: configValueAt(key: "no.ganja", scope: INSTITUTION, scopeId: "${world.institutions.school3}", at: "${at}") { value }
         seen: configValueAt(key: "see.school", scope: INSTITUTION, scopeId: "${world.institutions.school1}", at: "${at}") { value isSet }
         before: configValueAt(key: "see.global", scope: GLOBAL, at: "2001-01-01T00:00:00Z") { value } }`,
    );
    expect(data).toEqual({ hidden: null, ganja: null, seen: { value: 30, isSet: true }, before: null });
    const revisions = await service.database.owner
      .selectFrom('api.config_revisions')
      .selectAll()
      .where('config_key', 'like', 'no.%')
      .execute();
    for (const { id } of revisions) {
      const { userErrors } = await run('baku.admin', 'rollbackConfig', { revisionId: id });
      expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['revisionId'] }]);
    }
  });

  it('does not see the history of what was moved here from another region, or is hidden by now', async () => {
    const { owner } = service.database;
    const [moved, hid] = await insertConfigs(owner, [
      { key: 'moved', scope: 'institution', scopeId: world.institutions.school3, value: 'zqGANqz', type: 'string' },
      { key: 'hid', value: 1 },
    ]);
    await owner
      .updateTable('system_configs')
      .set({ scope_id: world.institutions.school1, config_value: '"here"' as never })
      .where('id', '=', moved!)
      .execute();
    await owner.updateTable('system_configs').set({ is_hidden: true }).where('id', '=', hid!).execute();
    const { data } = await service.query(
      'baku.admin',
      `{ config(id: "${moved}") { value history { nodes { key } } }
         configHistory(filter: { key: "hid" }) { nodes { key } } }`,
    );
    expect(data).toEqual({ config: { value: 'here', history: { nodes: [] } }, configHistory: { nodes: [] } });
    await owner.deleteFrom('system_configs').where('id', 'in', [moved!, hid!]).execute();
    const unset = await service.query(
      'baku.admin',
      `{ configHistory(filter: { key: "hid" }) { nodes { key } }
         configValueAt(key: "hid", scope: GLOBAL, at: "2100-01-01T00:00:00Z") { isSet } }`,
    );
    expect(unset.data).toEqual({ configHistory: { nodes: [] }, configValueAt: null });
  });

  it('changes what applies within the region only', async () => {
    const value = { value: 5, dataType: 'INTEGER' };
    const { institutions: at, users } = world;
    for (const [where, code, field] of [
      [{ scope: 'GLOBAL' }, 'NOT_ALLOWED', 'scope'],
      [{ scope: 'MODULE', scopeId: '1' }, 'NOT_ALLOWED', 'scope'],
      [{ scope: 'INSTITUTION', scopeId: at.ministry }, 'NOT_FOUND', 'scopeId'],
      [{ scope: 'INSTITUTION', scopeId: at.school3 }, 'NOT_FOUND', 'scopeId'],
      [{ scope: 'USER', scopeId: users['school3.teacher'] }, 'NOT_FOUND', 'scopeId'],
      [{ scope: 'USER', scopeId: users.superadmin }, 'NOT_FOUND', 'scopeId'],
    ] as const) {
      const { userErrors } = await run('baku.admin', 'setConfig', { key: 'mine', ...value, ...where });
      expect(userErrors).toMatchObject([{ code, field: [field] }]);
    }
    const hidden = { scope: 'INSTITUTION', scopeId: at.school1, ...value };
    for (const key of ['no.hidden', 'no.hidden_school']) {
      const { userErrors } = await run('baku.admin', 'setConfig', { key, ...hidden });
      expect(userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['key'] }]);
    }
    // An error about the data type would tell what another region has set.
    expect((await run('baku.admin', 'setConfig', { key: 'no.ganja', ...hidden })).userErrors).toEqual([]);
    const user = { scope: 'USER', scopeId: users['school1.teacher'] };
    expect((await run('baku.admin', 'setConfig', { key: 'mine', ...value, ...user })).config).toMatchObject(user);
    for (const [key, code] of [
      ['see.global', 'NOT_ALLOWED'],
      ['see.module', 'NOT_ALLOWED'],
      ['see.ministry', 'NOT_ALLOWED'],
      ['no.hidden_school', 'NOT_FOUND'],
      ['no.ganja', 'NOT_FOUND'],
      ['no.ganja_teacher', 'NOT_FOUND'],
    ] as const) {
      const { userErrors } = await run('baku.admin', 'unsetConfig', { id: ids[key] });
      expect(userErrors, key).toMatchObject([{ code, field: ['id'] }]);
    }
    const flags = await run('baku.admin', 'updateConfigFlags', { id: ids['see.school'], isHidden: true });
    expect(flags.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['id'] }]);
    const gone = await run('baku.admin', 'unsetConfig', { id: ids['see.school'] });
    expect(gone).toEqual({ unsetId: encodeGlobalId('Config', ids['see.school']!), userErrors: [] });
  });

  it('does not meet a hidden setting in audit records, nor by asking them', async () => {
    const key = 'audited.hidden';
    const place = { key, scope: 'INSTITUTION', scopeId: world.institutions.school1, dataType: 'STRING' };
    const { config } = await run('superadmin', 'setConfig', { ...place, value: 'zqShownzq' });
    await run('superadmin', 'updateConfigFlags', { id: config.id, isHidden: true });
    await run('superadmin', 'setConfig', { ...place, value: 'zqHiddenzq' });
    await run('superadmin', 'unsetConfig', { id: config.id });
    const ask = async (username: string, filter = '') => {
      const { data, errors } = await service.query(
        username,
        `{ auditLogs(filter: { entityType: "system_configs" ${filter} }) { nodes { event oldValues newValues changes { to } } }
           entityHistory(entityType: "system_configs", entityId: "${config.databaseId}") { nodes { state record { event } } } }`,
      );
      expect(errors).toBeUndefined();
      return data;
    };
    for (const username of ['baku.admin', 'school1.admin']) {
      const seen = await ask(username);
      expect(seen.entityHistory.nodes.map((node: { record: { event: string } }) => node.record.event)).toEqual([
        'config.created',
      ]);
      expect(JSON.stringify(seen)).not.toContain('zqHiddenzq');
      const guessed = await ask(username, ', newValuesContain: { config_value: "zqHiddenzq" }');
      expect(guessed.auditLogs.nodes).toEqual([]);
    }
    expect((await ask('superadmin')).entityHistory.nodes).toHaveLength(4);
  });
});
