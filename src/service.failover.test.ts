import { afterEach, beforeEach, expect, it } from 'vitest';
import { startOwnServer, type OwnServer } from './testing/own-server.ts';
import { startProxy, type Proxy } from './testing/proxy.ts';
import { withClient } from './testing/server.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { startStandby, type Standby } from './testing/standby.ts';
import { collect } from './testing/subscriber.ts';
import { createWorld } from './testing/world.ts';

let primary: OwnServer;
let standby: Standby;
let proxy: Proxy;
let service: TestService;

beforeEach(async () => {
  primary = await startOwnServer();
  await createWorld(primary.database);
  standby = await startStandby(primary);
  proxy = await startProxy(primary.database.url);
  service = await startTestService({ database: { ...primary.database, url: proxy.url } });
}, 120_000);
afterEach(async () => {
  await service.stop();
  await proxy.stop();
  await standby.remove();
  await primary.remove();
}, 60_000);

const record = async (): Promise<{ id?: string; codes: unknown[] }> => {
  const { data, errors = [] } = await service.query(
    'superadmin',
    `mutation { recordSecurityEvent(input: { eventType: "test", severity: INFO }) { securityEvent { databaseId } } }`,
  );
  const id = data?.recordSecurityEvent?.securityEvent?.databaseId as string | undefined;
  return { ...(id === undefined ? {} : { id }), codes: errors.map(({ extensions }) => extensions['code']) };
};
const readiness = async () => (await (await fetch(`${service.url}/readyz`)).json()) as Record<string, unknown>;

/** Fills the pool with connections to the server of now. */
const fillPool = () => Promise.all(Array.from({ length: 20 }, record));

const connectionsTo = (superuserUrl: string) =>
  withClient(superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select application_name as name from pg_stat_activity where application_name like 'atis-%' and usename = 'atis_service'`,
    );
    return rows.map(({ name }) => name).filter((name) => name !== 'atis-monitor');
  });

async function subscribe() {
  const client = await service.socketFor('superadmin');
  const feed = 'subscription { securityEventFeed { kind event { databaseId } } }';
  const subscriber = collect(client, feed, {}, 'securityEventFeed');
  await subscriber.received(1);
  return {
    /** Ids of events in the order in which they came. */
    ids: () => subscriber.items.flatMap(({ event }) => (event ? [event.databaseId as string] : [])),
    async stop() {
      subscriber.stop();
      await client.dispose();
    },
  };
}

it('a demoted primary that stays up loses every connection to the standby that was promoted', async () => {
  const subscriber = await subscribe();
  const before = (await fillPool()).map(({ id }) => id!);
  await expect.poll(() => subscriber.ids().length).toBe(before.length);

  // The test's own connections would be counted, too.
  await primary.database.drop();
  await withClient(primary.database.superuserUrl, async (client) => {
    await client.query('alter system set default_transaction_read_only = on');
    await client.query('select pg_reload_conf()');
  });
  await standby.promote(primary);
  proxy.leadTo(standby.url);
  const promoted = performance.now();
  // Nobody writes: the sequencer notices by itself.
  await expect.poll(() => connectionsTo(primary.database.superuserUrl)).toEqual([]);
  await expect.poll(readiness).toMatchObject({ ready: true, database: 'ok' });
  const answers = await fillPool();
  expect(performance.now() - promoted).toBeLessThan(5_000);
  expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
  const after = answers.map(({ id }) => id!);
  await expect.poll(() => subscriber.ids().toSorted()).toEqual([...before, ...after].toSorted());
  await subscriber.stop();
}, 120_000);

it('a primary that vanishes without closing its connections is given up for the standby', async () => {
  const subscriber = await subscribe();
  const before = (await fillPool()).map(({ id }) => id!);
  await expect.poll(() => subscriber.ids().length).toBe(before.length);

  await standby.promote(primary);
  proxy.freeze();
  const hanging = Promise.all([record(), record(), record()]);
  await expect.poll(readiness).toMatchObject({ ready: false, database: 'unreachable' });
  proxy.leadTo(standby.url);
  const back = performance.now();
  await expect.poll(readiness).toMatchObject({ ready: true, database: 'ok' });
  const answers = await fillPool();
  expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
  expect((await hanging).flatMap(({ codes }) => codes)).toEqual(Array.from({ length: 3 }, () => 'SERVICE_UNAVAILABLE'));
  expect(performance.now() - back).toBeLessThan(5_000);
  const after = answers.map(({ id }) => id!);
  await expect.poll(() => subscriber.ids().toSorted()).toEqual([...before, ...after].toSorted());
  await subscriber.stop();
}, 120_000);
