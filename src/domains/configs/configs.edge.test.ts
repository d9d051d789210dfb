import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatKey } from '../../encryption/key-format.ts';
import { createKeyring } from '../../encryption/keyring.ts';
import { change, insertConfigs } from '../../testing/configs.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

const [newKey, oldKey] = [randomBytes(32), randomBytes(32)];

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService({ environment: { ENCRYPTION_KEYS: [newKey, oldKey].map(formatKey).join() } });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

it('two regions may give a key different types, and each setting keeps its own whoever changes it', async () => {
  const { school1, school3 } = world.institutions;
  await insertConfigs(service.database.db, [
    { key: 'two.types', value: 'x', type: 'string', scope: 'institution', scopeId: school1 },
    { key: 'two.types', value: 1, type: 'integer', scope: 'institution', scopeId: school3 },
  ]);
  const input = { key: 'two.types', scope: 'INSTITUTION', scopeId: school1 };
  expect((await change(service, 'superadmin', 'setConfig', { ...input, value: 'y' })).userErrors).toEqual([]);
  const other = await change(service, 'superadmin', 'setConfig', { ...input, value: true, dataType: 'BOOLEAN' });
  expect(other.userErrors).toHaveLength(1);
});

it('a history filtered by somebody out of sight tells a region nothing', async () => {
  const { config } = await change(service, 'superadmin', 'setConfig', {
    key: 'by.whom',
    value: 1,
    dataType: 'INTEGER',
  });
  expect(config.key).toBe('by.whom');
  const count = async (viewer: string, changedById: string) => {
    const query = `{ configHistory(filter: { key: "by.whom", changedById: "${changedById}" }) { nodes { databaseId } } }`;
    return (await service.query(viewer, query)).data.configHistory.nodes.length;
  };
  expect(await count('superadmin', world.users.superadmin)).toBe(1);
  expect(await count('baku.admin', world.users.superadmin)).toBe(0);
});

it('what is rolled back is encrypted with the newest key, so that the older one can be given up', async () => {
  const { owner } = service.database;
  const secret = { key: 'rolled.back', isEncrypted: true, dataType: 'STRING' };
  const { config } = await change(service, 'superadmin', 'setConfig', { ...secret, value: 'first' });
  const [revision] = await owner
    .selectFrom('api.config_revisions')
    .select(['id', 'after'])
    .where('config_key', '=', 'rolled.back')
    .execute();
  const older = createKeyring([oldKey]).encrypt('"first"', []);
  await owner
    .updateTable('api.config_revisions')
    .set({ after: JSON.stringify({ ...(revision!.after as object), config_value: older }) as never })
    .where('id', '=', revision!.id)
    .execute();
  await change(service, 'superadmin', 'setConfig', { ...secret, value: 'second', expectedVersion: config.version });
  const { userErrors } = await change(service, 'superadmin', 'rollbackConfig', { revisionId: revision!.id });
  expect(userErrors).toEqual([]);
  const { config_value: stored } = await owner
    .selectFrom('system_configs')
    .select('config_value')
    .where('config_key', '=', 'rolled.back')
    .executeTakeFirstOrThrow();
  expect(createKeyring([newKey]).decrypt(stored as string)).toBe('"first"');
});
