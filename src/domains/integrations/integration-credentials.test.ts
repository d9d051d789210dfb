import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatKey } from '../../encryption/key-format.ts';
import { createKeyring } from '../../encryption/keyring.ts';
import { insertIntegration } from '../../testing/integrations.ts';
import { mutate } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type Username } from '../../testing/world.ts';

const key = randomBytes(32);
const keyring = createKeyring([key]);
let service: TestService;

beforeAll(async () => {
  service = await startTestService({ environment: { ENCRYPTION_KEYS: formatKey(key) } });
  await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  await service.database.owner.deleteFrom('integration_sync_logs').execute();
  await service.database.owner.deleteFrom('integrations').execute();
});

const rowOf = (id: string) =>
  service.database.owner.selectFrom('integrations').selectAll().where('id', '=', id).executeTakeFirst();
const auditsOf = (id: string) =>
  service.database.owner
    .selectFrom('audit_logs')
    .selectAll()
    .where('auditable_id', '=', id)
    .where('auditable_type', '=', 'integrations')
    .orderBy('id')
    .execute();

const fields = `databaseId version name type typeRaw provider isSystemWide isEnabled config syncFrequency apiRateLimit notes
  institution { institutionCode } createdBy { username } credentials { name isSet setAt isEncrypted setBy { username } }`;
const run = (username: Username, name: string, input: Record<string, unknown>) =>
  mutate(service, username, name, input, `integration { ${fields} }`);
const base = { name: 'Kundəlik', type: 'API', provider: 'edu.az', config: { base_url: 'https://api.edu.az/v1' } };
const create = (username: Username, input: Record<string, unknown> = {}) =>
  run(username, 'createIntegration', { ...base, ...input });
const created = async (username: Username, input: Record<string, unknown> = {}): Promise<string> => {
  const { integration, userErrors } = await create(username, input);
  expect(userErrors).toEqual([]);
  return integration.databaseId;
};
const setCredentials = (
  username: Username,
  id: string,
  values: Record<string, string | null>,
  more: Record<string, unknown> = {},
) => {
  const credentials = Object.entries(values).map(([name, value]) => ({ name, value }));
  return run(username, 'setIntegrationCredentials', { id, credentials, ...more });
};
describe('credentials', () => {
  it('are kept encrypted, told by name only, and stay where they are not named', async () => {
    const id = await created('baku.admin');
    await setCredentials('baku.admin', id, { username: 'canary-user', password: 'canary-pass' });
    const { integration } = await setCredentials('superadmin', id, { password: 'canary-next', username: null });
    const [username, password] = ['username', 'password'].map((name) =>
      integration.credentials.find((one: { name: string }) => one.name === name),
    );
    expect(username).toMatchObject({ isSet: false, setAt: null });
    expect(password).toMatchObject({ isSet: true, isEncrypted: true, setBy: { username: 'superadmin' } });
    const { credentials } = (await rowOf(id))!;
    expect(Object.keys(credentials as object)).toEqual(['password']);
    expect(keyring.decrypt((credentials as { password: string }).password)).toBe('canary-next');
    const audits = await auditsOf(id);
    expect(audits.at(-1)).toMatchObject({
      event: 'integration.credentials_set',
      new_values: { set: ['password'], cleared: ['username'] },
    });
    expect(JSON.stringify([integration, audits])).not.toMatch(/canary|eyJ/);
  });

  it('are written also where the value is the same, so that nobody learns by guessing', async () => {
    const id = await created('baku.admin');
    const first = await setCredentials('baku.admin', id, { api_key: 'k' });
    const second = await setCredentials('baku.admin', id, { api_key: 'k' });
    expect(second.integration.version).not.toBe(first.integration.version);
    const none = await setCredentials('baku.admin', id, { password: null });
    expect(none.integration.version).toBe(second.integration.version);
  });

  it('as Laravel writes them are read, and keep the form that they have', async () => {
    const whole = keyring.encrypt(JSON.stringify({ api_key: 'one', legacy: 'two' }), []);
    const id = await insertIntegration(service.database.owner, { credentials: whole, isEnabled: false });
    const plain = await insertIntegration(service.database.owner, { credentials: { api_key: 'clear', port: 1 } });
    const foreign = createKeyring([randomBytes(32)]).encrypt('{"api_key":"x"}', []);
    const unreadable = await insertIntegration(service.database.owner, { credentials: foreign });
    const empty = await insertIntegration(service.database.owner, { credentials: [] });
    const states = async (of: string) => {
      const { data } = await service.query('superadmin', `{ integration(id: "${of}") { ${fields} } }`);
      return (data.integration.credentials as { name: string; isSet: boolean; isEncrypted: boolean | null }[])
        .filter(({ isSet }) => isSet)
        .map(({ name, isEncrypted }) => [name, isEncrypted]);
    };
    expect(await states(id)).toEqual([['api_key', true], ['legacy', true]]); // prettier-ignore
    expect(await states(plain)).toEqual([['api_key', false], ['port', false]]); // prettier-ignore
    expect(await states(unreadable)).toEqual([]);
    expect(await states(empty)).toEqual([]);

    await setCredentials('superadmin', id, { legacy: null, password: 'three' });
    const column = (await rowOf(id))!.credentials as string;
    expect(JSON.parse(keyring.decrypt(column)!)).toEqual({ api_key: 'one', password: 'three' });
    const { userErrors } = await setCredentials('superadmin', unreadable, { api_key: 'y' });
    expect(userErrors).toMatchObject([{ code: 'NOT_CONFIGURED', field: ['credentials'] }]);
    await setCredentials('superadmin', unreadable, { api_key: 'y' }, { clearOthers: true });
    expect(await states(unreadable)).toEqual([['api_key', true]]);
  });

  it('refuses unknown names, doubles and control characters, without telling the value', async () => {
    const id = await created('superadmin');
    const credentials = [
      { name: 'pin', value: 'canary' },
      { name: 'api_key', value: 'canary\r\nX-Other: 1' },
      { name: 'api_key', value: 'canary' },
      { name: 'password', value: '' },
    ];
    const { userErrors } = await run('superadmin', 'setIntegrationCredentials', { id, credentials });
    expect(userErrors.map(({ field }: { field: string[] }) => field.join('.'))).toEqual([
      'credentials.0.name',
      'credentials.1.value',
      'credentials.2.name',
      'credentials.3.value',
    ]);
    expect(JSON.stringify(userErrors)).not.toContain('canary');
  });

  it('do not go along to another place: whoever may not read them cannot have them sent to oneself', async () => {
    const id = await created('baku.admin');
    await setCredentials('baku.admin', id, { api_key: 'k' });
    const update = (config: object, more: object = {}) =>
      run('baku.admin', 'updateIntegration', { id, config, ...more });
    const elsewhere = { base_url: 'https://evil.example/v1' };
    for (const config of [elsewhere, { base_url: 'http://api.edu.az/v1' }, { base_url: 'https://api.edu.az:444' }]) {
      expect((await update(config)).userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['config'] }]);
    }
    const sameOrigin = await update({ base_url: 'https://api.edu.az/v2' });
    expect(sameOrigin.userErrors).toEqual([]);
    const moved = await update(elsewhere, { clearCredentials: true });
    expect(moved.integration.credentials.filter((one: { isSet: boolean }) => one.isSet)).toEqual([]);
    expect((await rowOf(id))!.credentials).toEqual({});
  });
});
