import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { json } from '../../db/column-types.ts';
import { deleteFromLog } from '../../testing/append-only.ts';
import { insertModules } from '../../testing/modules.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;
const log: string[] = [];

beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => log.push(line) } });
  await createWorld(service.database);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.database.owner.deleteFrom('system_modules').execute();
  await deleteFromLog(service.database, 'audit_logs');
});

const insert = (...modules: Parameters<typeof insertModules>[1]) => insertModules(service.database.owner, modules);

async function mutate(name: 'updateModule' | 'updateModuleSettings', input: Record<string, unknown>) {
  const { data, errors } = await service.query(
    'superadmin',
    `mutation ($input: ${name === 'updateModule' ? 'UpdateModule' : 'UpdateModuleSettings'}Input!) {
      ${name}(input: $input) {
        module { name description version requiresLicense settings rowVersion dependencies { code versionRange } }
        userErrors { code field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}

const rowOf = (code: string) =>
  service.database.owner.selectFrom('system_modules').selectAll().where('code', '=', code).executeTakeFirstOrThrow();

const audits = () =>
  service.database.owner.selectFrom('audit_logs').select(['event', 'old_values', 'new_values']).orderBy('id').execute();

describe('updating a module', () => {
  it('changes what is given and records just that, its version too', async () => {
    await insert({ code: 'a', version: '1.0.0', description: 'Old' }, { code: 'b', version: '2.0.0' });
    const { module, userErrors } = await mutate('updateModule', {
      code: 'a',
      version: '1.1.0',
      description: null,
      dependencies: [{ code: 'b', versionRange: '>=2 <3' }],
    });
    expect(userErrors).toEqual([]);
    expect(module).toMatchObject({
      name: 'Module a',
      description: null,
      version: '1.1.0',
      dependencies: [{ code: 'b', versionRange: '>=2 <3' }],
    });
    const [record, ...others] = await audits();
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      event: 'module.updated',
      old_values: { version: '1.0.0', description: 'Old', dependencies: [] },
      new_values: { version: '1.1.0', description: null, dependencies: [{ code: 'b', version: '>=2 <3' }] },
    });
    expect(Object.keys(record!.new_values as object).sort()).toEqual([
      'dependencies',
      'description',
      'updated_at',
      'version',
    ]);
  });

  it('to what it is already changes nothing, however another application wrote it', async () => {
    await insert({ code: 'a', dependencies: { 0: 'b' } }, { code: 'b' });
    const before = await rowOf('a');
    const { userErrors } = await mutate('updateModule', { code: 'a', name: 'Module a', dependencies: [{ code: 'b' }] });
    expect(userErrors).toEqual([]);
    expect(await rowOf('a')).toEqual(before);
    expect(await audits()).toEqual([]);
  });

  it.each([
    ['to need itself', { dependencies: [{ code: 'a' }] }, 'INVALID', ['dependencies', '0', 'code']],
    ['to need what does not exist', { dependencies: [{ code: 'gone' }] }, 'NOT_FOUND', ['dependencies', '0', 'code']],
    ['to close a cycle', { dependencies: [{ code: 'top' }] }, 'INVALID', ['dependencies']],
    ['to need what is off while it is on', { dependencies: [{ code: 'off' }] }, 'INVALID_TRANSITION', ['dependencies']],
    [
      'to need a version that is not there while it is on',
      { dependencies: [{ code: 'other', versionRange: '^9' }] },
      'INVALID_TRANSITION',
      ['dependencies'],
    ],
    ['to a version that an enabled module does not accept', { version: '2.0.0' }, 'INVALID_TRANSITION', ['version']],
    ['to no version while an enabled module asks for one', { version: null }, 'INVALID_TRANSITION', ['version']],
    ['to what is no version', { version: 'latest' }, 'INVALID', ['version']],
    ['to no name', { name: null }, 'INVALID', ['name']],
    ['when it is not there', { code: 'gone', name: 'x' }, 'NOT_FOUND', ['code']],
    ['when it has changed', { expectedVersion: '1', name: 'x' }, 'VERSION_CONFLICT', ['expectedVersion']],
  ])('is refused %s', async (_, values, code, field) => {
    await insert(
      { code: 'a', version: '1.0.0' },
      { code: 'top', dependencies: ['a@^1'] },
      { code: 'off', isEnabled: false },
      { code: 'other', version: '1.0.0' },
    );
    const before = await rowOf('a');
    const { module, userErrors } = await mutate('updateModule', { code: 'a', ...values });
    expect(module).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(await rowOf('a')).toEqual(before);
    expect(await audits()).toEqual([]);
  });

  it('is not held up by what was broken before', async () => {
    await insert({ code: 'a', version: 'summer' }, { code: 'top', dependencies: ['a@^3', 'gone'] });
    expect((await mutate('updateModule', { code: 'a', version: '1.0.0' })).userErrors).toEqual([]);
    expect((await mutate('updateModule', { code: 'top', name: 'New' })).userErrors).toEqual([]);
  });

  it('opens a cycle that another application made', async () => {
    await insert({ code: 'a', dependencies: ['b'] }, { code: 'b', dependencies: ['a'] });
    expect((await mutate('updateModule', { code: 'a', dependencies: null })).userErrors).toEqual([]);
  });
});

describe('settings', () => {
  const settings = { host: 'h', smtp: { password: 'canary-old', port: 25 }, list: [{ token: 'canary-list' }] };

  it('are merged as RFC 7386 says', async () => {
    await insert({ code: 'a', settings });
    const patch = { host: null, smtp: { port: 587 }, added: { deep: [1, null] } };
    const { module } = await mutate('updateModuleSettings', { code: 'a', settings: patch });
    expect(module.settings).toEqual({
      smtp: { password: '***', port: 587 },
      list: [{ token: '***' }],
      added: { deep: [1, null] },
    });
    expect((await rowOf('a')).settings).toMatchObject({ smtp: { password: 'canary-old', port: 587 } });
  });

  it('are replaced where that is wanted, and a secret that comes back masked stays', async () => {
    await insert({ code: 'a', settings });
    await mutate('updateModuleSettings', {
      code: 'a',
      mode: 'REPLACE',
      settings: { smtp: { password: '***' }, list: [{ token: '***' }], note: '***' },
    });
    expect((await rowOf('a')).settings).toEqual({
      smtp: { password: 'canary-old' },
      list: [{ token: 'canary-list' }],
      note: '***',
    });
  });

  it('refuse a masked secret that was not there', async () => {
    await insert({ code: 'a', settings });
    const { userErrors } = await mutate('updateModuleSettings', { code: 'a', settings: { imap: { password: '***' } } });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['settings', 'imap', 'password'] }]);
  });

  it('refuse to grow beyond 64 KB by merging, and to be more than that at once', async () => {
    await insert({ code: 'a', settings: { old: 'x'.repeat(40_000) } });
    const half = { new: 'x'.repeat(40_000) };
    expect((await mutate('updateModuleSettings', { code: 'a', settings: half })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['settings'] },
    ]);
    expect((await mutate('updateModuleSettings', { code: 'a', settings: half, mode: 'REPLACE' })).userErrors).toEqual(
      [],
    );
    const whole = { new: 'ə'.repeat(40_000) };
    expect((await mutate('updateModuleSettings', { code: 'a', settings: whole })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['settings'] },
    ]);
  });

  it('changed to what they are already change nothing', async () => {
    await insert({ code: 'a', settings });
    await mutate('updateModuleSettings', { code: 'a', settings: { host: 'h', smtp: {} } });
    const { list, smtp, host } = settings;
    await mutate('updateModuleSettings', { code: 'a', settings: { list, smtp, host }, mode: 'REPLACE' });
    await insert({ code: 'php', settings: [] });
    await mutate('updateModuleSettings', { code: 'php', settings: {} });
    expect((await rowOf('php')).settings).toEqual([]);
    expect(await audits()).toEqual([]);
  });

  it('are an object whatever PHP wrote, also with names that mean something to JavaScript', async () => {
    await insert({ code: 'a', settings: [] });
    const odd = { constructor: { prototyped: 1 }, toString: 't', hasOwnProperty: { valueOf: [] } };
    const { module, userErrors } = await mutate('updateModuleSettings', { code: 'a', settings: odd });
    expect(userErrors).toEqual([]);
    expect(module.settings).toEqual(odd);
    const { errors } = await service.query(
      'superadmin',
      `mutation { updateModuleSettings(input: { code: "a", settings: { __proto__: { polluted: 1 } } }) {
        module { settings } userErrors { code } } }`,
    );
    expect(errors).toBeUndefined();
    expect({}).not.toHaveProperty('polluted');
  });

  it('never give a secret away: not in answers, records or the log', async () => {
    await insert({ code: 'a', settings });
    await mutate('updateModuleSettings', { code: 'a', settings: { smtp: { password: 'canary-new' } } });
    await mutate('updateModuleSettings', {
      code: 'a',
      settings: { api_key: 'canary-key', x: { y: 'x'.repeat(70_000) } },
    });
    const { data } = await service.query('baku.admin', '{ modules { settings } moduleGraph { order { settings } } }');
    const told = JSON.stringify([data, await audits(), log]);
    expect(told).toContain('settings_updated');
    expect(told).not.toContain('canary');
    expect((await rowOf('a')).settings).toMatchObject({ smtp: { password: 'canary-new' } });
  });
});

describe('who may', () => {
  it('not read modules, gets none by any path', async () => {
    await insert({ code: 'a' });
    const { data } = await service.query('superadmin', '{ module(code: "a") { id } }');
    const { id } = data.module;
    for (const viewer of ['yasamal.admin', 'school1.admin', 'baku.operator']) {
      expect((await service.query(viewer, `{ node(id: "${id}") { id } }`)).data).toEqual({ node: null });
    }
    expect((await service.query('ganja.admin', `{ node(id: "${id}") { id } }`)).data).toEqual({ node: { id } });
  });

  it('read only, cannot make a dry run either', async () => {
    await insert({ code: 'a', isEnabled: false });
    const { errors } = await service.query(
      'baku.admin',
      'mutation { enableModule(input: { code: "a", dryRun: true }) { plan { steps } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('manage with a token that cannot read, is answered with the module and what it needs', async () => {
    await insert({ code: 'a', isEnabled: false, dependencies: ['b'] }, { code: 'b' });
    const { data } = await service.query(
      'superadmin',
      'mutation { createApiToken(input: { name: "manages" }) { secret } }',
    );
    await service.database.owner
      .updateTable('api_tokens')
      .set({ abilities: json(['MODULES_MANAGE']) })
      .where('name', '=', 'manages')
      .execute();
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${data.createApiToken.secret}` },
      body: JSON.stringify({
        query: 'mutation { enableModule(input: { code: "a" }) { module { dependencies { isSatisfied } } } }',
      }),
    });
    expect(await response.json()).toMatchObject({
      data: { enableModule: { module: { dependencies: [{ isSatisfied: true }] } } },
    });
  });
});
