import type { Client } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { change, insertConfigs } from '../../testing/configs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect, type Collected } from '../../testing/subscriber.ts';

let service: TestService;
let world: World;
const open: { client: Client; subscriber: Collected }[] = [];

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  for (const { client, subscriber } of open.splice(0)) {
    subscriber.stop();
    await client.dispose();
  }
});

async function subscribe(username: string, filter = {}) {
  const client = await service.socketFor(username);
  const document = `subscription ($filter: ConfigFeedFilter) {
    configFeed(filter: $filter) { cursor kind key configId config { key value isEncrypted } } }`;
  const subscriber = collect(client, document, { filter }, 'configFeed');
  open.push({ client, subscriber });
  await subscriber.received(1);
  return subscriber;
}

const told = ({ items }: Collected) =>
  items.filter(({ kind }) => kind !== 'PROGRESS').map(({ kind, key }) => `${kind} ${key}`);

describe('the feed of settings', () => {
  it('tells each what it may see, by whomever it was changed, and no encrypted value', async () => {
    const { institutions: at, users } = world;
    const [national, baku, filtered] = await Promise.all([
      subscribe('superadmin'),
      subscribe('baku.admin'),
      subscribe('superadmin', { keyPrefix: 'f.ganja', scopes: ['INSTITUTION'] }),
    ]);
    const { owner } = service.database;
    await insertConfigs(owner, [
      { key: 'f.hidden', hidden: true },
      { key: 'f.ganja', scope: 'institution', scopeId: at.school3 },
      { key: 'f.ganja_user', scope: 'user', scopeId: users['school3.teacher'] },
      { key: 'f.school', scope: 'institution', scopeId: at.school1 },
      { key: 'f.user', scope: 'user', scopeId: users['school1.teacher'] },
    ]);
    const input = { key: 'f.secret', value: 'zqCANARYqz', dataType: 'STRING', isEncrypted: true };
    await change(service, 'superadmin', 'setConfig', input);
    await owner.deleteFrom('system_configs').where('config_key', 'in', ['f.user', 'f.hidden']).execute();
    await owner.deleteFrom('system_configs').where('config_key', '=', 'f.school').execute();
    await insertConfigs(owner, [{ key: 'f.last' }]);
    const last = 'CREATED f.last';
    await expect.poll(() => [told(national).at(-1), told(baku).at(-1)]).toEqual([last, last]);
    expect(told(baku)).toEqual(['CREATED f.school', 'CREATED f.user', 'CREATED f.secret', 'DELETED f.school', last]);
    expect(told(national)).toHaveLength(10);
    expect(told(national)).toContain('DELETED f.user');
    expect(told(filtered)).toEqual(['CREATED f.ganja']);
    const secret = baku.items.find(({ key }) => key === 'f.secret');
    expect(secret.config).toEqual({ key: 'f.secret', value: null, isEncrypted: true });
    expect(JSON.stringify(national.items)).not.toMatch(/zqCANARYqz|eyJpdiI/);
  });
});
