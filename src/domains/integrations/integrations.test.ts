import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatKey } from '../../encryption/key-format.ts';
import { mutate } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type Username, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService({ environment: { ENCRYPTION_KEYS: formatKey(randomBytes(32)) } });
  world = await createWorld(service.database);
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
const email = {
  name: 'Poçt',
  type: 'EMAIL',
  config: { host: 'mail.edu.az', port: 587, security: 'starttls' },
};

describe('creating', () => {
  it('keeps everything, is not enabled, and says who created it', async () => {
    const { integration, userErrors } = await create('baku.admin', {
      name: '  Kundəlik ',
      institutionId: world.institutions.school1,
      syncFrequency: 'EVERY_15_MINUTES',
      apiRateLimit: 60,
      notes: 'Müqavilə 12\nİyun',
    });
    expect(userErrors).toEqual([]);
    expect(integration).toMatchObject({
      name: 'Kundəlik',
      type: 'API',
      typeRaw: 'api',
      isSystemWide: false,
      isEnabled: false,
      config: base.config,
      syncFrequency: 'EVERY_15_MINUTES',
      apiRateLimit: 60,
      notes: 'Müqavilə 12\nİyun',
      institution: { institutionCode: 'school1' },
      createdBy: { username: 'baku.admin' },
      credentials: ['access_token', 'username', 'password', 'api_key'].map((name) => ({
        name,
        isSet: false,
        setAt: null,
        setBy: null,
        isEncrypted: null,
      })),
    });
    expect(await auditsOf(integration.databaseId)).toMatchObject([
      { event: 'integration.created', institution_id: world.institutions.school1, new_values: { name: 'Kundəlik' } },
    ]);
  });

  it('is for the own region unless told, and for the whole system by a super administrator', async () => {
    expect((await create('baku.admin')).integration).toMatchObject({ institution: { institutionCode: 'baku' } });
    expect((await create('superadmin')).integration).toMatchObject({ institution: null, isSystemWide: true });
  });

  it('for another region, or for what does not exist, is refused alike', async () => {
    for (const institutionId of [world.institutions.school3, world.institutions.ministry, '999999']) {
      const { integration, userErrors } = await create('baku.admin', { institutionId });
      expect(integration).toBeNull();
      expect(userErrors).toEqual([
        {
          code: 'NOT_FOUND',
          field: ['institutionId'],
          message: 'There is no such institution within your reach.',
        },
      ]);
    }
  });

  it('the same idempotency key creates once, also when both arrive at once', async () => {
    const [a, b] = await Promise.all(['', ''].map(() => create('baku.admin', { idempotencyKey: 'i-1' })));
    expect(a!.integration.databaseId).toBe(b!.integration.databaseId);
    expect(await auditsOf(a!.integration.databaseId)).toHaveLength(1);
    const other = await create('baku.admin', { idempotencyKey: 'i-1', name: 'Başqa' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it('a name is unique within its institution, also when two come at once', async () => {
    await created('baku.admin');
    const again = await create('baku.admin');
    expect(again.userErrors).toMatchObject([
      { code: 'INVALID', field: ['name'], message: expect.stringContaining('of this name already') },
    ]);
    await created('ganja.admin');
    const both = await Promise.all(['', ''].map(() => create('superadmin')));
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'INVALID', field: ['name'] }]);
  });

  it.each([
    [{ config: {} }, ['config', 'base_url'], /is needed/],
    [{ config: { base_url: 'ftp://a.az' } }, ['config', 'base_url'], /http\(s\)/],
    [{ config: { base_url: 'https://u:p@a.az' } }, ['config', 'base_url'], /user:password/],
    [{ config: { base_url: 'https://a.az?api_key=1' } }, ['config', 'base_url'], /without/],
    [{ config: { ...base.config, api_token: 'x' } }, ['config', 'api_token'], /belongs into the credentials/],
    [{ config: { ...base.config, username: 'x' } }, ['config', 'username'], /belongs into the credentials/],
    [{ config: { ...base.config, colour: 'x' } }, ['config', 'colour'], /known are base_url, health_path/],
    [{ config: { ...base.config, health_path: '//evil.az' } }, ['config', 'health_path'], /one "\/"/],
    [{ config: { ...base.config, header_name: 'Host' } }, ['config', 'header_name'], /name of a header/],
    [{ ...email, config: { ...email.config, port: 0 } }, ['config', 'port'], /from 1 to 65535/],
    [{ ...email, config: { ...email.config, host: 'http://a' } }, ['config', 'host'], /host/],
    [{ ...email, config: { ...email.config, security: 'ssl' } }, ['config', 'security'], /tls, starttls, none/],
    [{ name: ' ' }, ['name'], /empty/],
    [{ type: 'OTHER' }, ['type'], /known type/],
    [{ syncFrequency: 'OTHER' }, ['syncFrequency'], /HOURLY/],
    [{ apiRateLimit: 0 }, ['apiRateLimit'], /at least 1/],
  ])('refuses %j', async (input, field, message) => {
    const { integration, userErrors } = await create('superadmin', input);
    expect(integration).toBeNull();
    expect(userErrors).toMatchObject([{ field, message: expect.stringMatching(message) }]);
  });
});

describe('the life of an integration', () => {
  const sso = { type: 'SSO', config: { issuer: 'https://id.edu.az', client_id: 'atis' } };

  it('is enabled once it has what it needs, and then keeps it', async () => {
    const id = await created('baku.admin', sso);
    const enable = () => run('baku.admin', 'enableIntegration', { id });
    expect((await enable()).userErrors).toMatchObject([
      { code: 'NOT_ALLOWED', field: ['id'], message: expect.stringContaining('client_secret') },
    ]);
    await setCredentials('baku.admin', id, { client_secret: 's' });
    expect((await enable()).integration).toMatchObject({ isEnabled: true });
    expect((await enable()).userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['id'] }]);
    const cleared = await setCredentials('baku.admin', id, { client_secret: null });
    expect(cleared.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['credentials'] }]);
    const moved = await run('baku.admin', 'updateIntegration', {
      id,
      config: { ...sso.config, issuer: 'https://other.az' },
      clearCredentials: true,
    });
    expect(moved.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['clearCredentials'] }]);
    const disable = () => run('baku.admin', 'disableIntegration', { id });
    expect((await disable()).integration).toMatchObject({ isEnabled: false });
    expect((await disable()).userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['id'] }]);
    const events = (await auditsOf(id)).map(({ event }) => event.replace('integration.', ''));
    expect(events).toEqual(['created', 'credentials_set', 'enabled', 'disabled']);
  });

  it('is never enabled without what it needs, whichever of two changes comes first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await created('baku.admin', { ...sso, name: `Giriş ${round}` });
      await setCredentials('baku.admin', id, { client_secret: 's' });
      const both = await Promise.all([
        run('baku.admin', 'enableIntegration', { id }),
        setCredentials('superadmin', id, { client_secret: null }),
      ]);
      expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      const { is_enabled, credentials } = (await rowOf(id))!;
      expect(is_enabled).toBe(Object.keys(credentials as object).length > 0);
    }
  });

  it('one that was synchronised is not deleted, and the error says why', async () => {
    const id = await created('baku.admin');
    const remove = () => mutate(service, 'baku.admin', 'deleteIntegration', { id }, 'deletedId');
    const times = ['2026-01-01 00:00:00', '2026-02-03 04:05:06'];
    await service.database.owner
      .insertInto('integration_sync_logs')
      .values(times.map((start_time) => ({ integration_id: id, sync_type: 'full', start_time })))
      .execute();
    expect((await remove()).userErrors).toMatchObject([
      {
        code: 'NOT_ALLOWED',
        field: ['id'],
        message: expect.stringMatching(/2 sync runs.*2026-02-03T04:05:06Z.*disable/),
      },
    ]);
    await service.database.owner.deleteFrom('integration_sync_logs').execute();
    await setCredentials('baku.admin', id, { api_key: 'canary' });
    expect((await remove()).userErrors).toEqual([]);
    expect(await rowOf(id)).toBeUndefined();
    expect((await remove()).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
  });

  it('a change in between makes expectedVersion fail; a change to what is there changes nothing', async () => {
    const id = await created('baku.admin', { notes: 'n', apiRateLimit: 5, syncFrequency: 'DAILY' });
    const version = async () => (await run('baku.admin', 'updateIntegration', { id })).integration.version as string;
    const stale = await version();
    await run('baku.admin', 'updateIntegration', { id, ...base, type: undefined, notes: 'n', syncFrequency: 'DAILY' });
    expect(await version()).toBe(stale);
    await setCredentials('baku.admin', id, { api_key: 'k' });
    const expectedVersion = stale;
    for (const name of ['updateIntegration', 'enableIntegration', 'disableIntegration']) {
      expect((await run('baku.admin', name, { id, expectedVersion })).userErrors).toMatchObject([
        { code: 'VERSION_CONFLICT', field: ['expectedVersion'] },
      ]);
    }
    const nulls = await run('baku.admin', 'updateIntegration', {
      id,
      notes: null,
      apiRateLimit: null,
      syncFrequency: null,
    });
    expect(nulls.integration).toMatchObject({
      notes: null,
      apiRateLimit: null,
      syncFrequency: 'MANUAL',
      name: base.name,
    });
  });
});
