import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { whileLocked } from './testing/locks.ts';
import { startProxy, type Proxy } from './testing/proxy.ts';
import { withClient } from './testing/server.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { collect } from './testing/subscriber.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { createWorld, insertEvents, type World } from './testing/world.ts';

let database: TestDatabase;
let proxy: Proxy;
let service: TestService;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startProxy(database.url);
  service = await startTestService({
    database: { ...database, url: proxy.url },
    environment: { DATABASE_POOL_SIZE: '2' },
  });
  world = await createWorld(database);
  await insertEvents(database.owner, [{ institution: world.institutions.school1 }]);
});
afterAll(async () => {
  await service.stop();
  await proxy.stop();
  await database.drop();
});
afterEach(async () => {
  proxy.restore();
  await expect.poll(readiness, { timeout: 15_000 }).toMatchObject({ status: 200 });
});

const list = '{ securityEvents(first: 1) { nodes { databaseId } } }';
const query = () => service.query('superadmin', list);
const codes = async (answer: ReturnType<typeof query>) =>
  (await answer).errors?.map(({ extensions }) => extensions['code']);

async function readiness() {
  const response = await fetch(`${service.url}/readyz`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Gives the result, and how long it took in milliseconds. */
async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; took: number }> {
  const start = performance.now();
  const result = await work();
  return { result, took: performance.now() - start };
}

describe.each([
  ['refuses connections', () => proxy.cut()],
  ['does not answer', () => proxy.freeze()],
])(
  'while the database %s',
  (_, fail) => {
    it('the process is alive, says that it is not ready, and recovers within 5 seconds', async () => {
      expect((await query()).data.securityEvents.nodes).toHaveLength(1);
      fail();
      const { result, took } = await timed(readiness);
      expect(result).toMatchObject({ status: 503, body: { ready: false, database: 'unreachable' } });
      expect(took).toBeLessThan(4_000);
      expect(JSON.stringify(result.body)).not.toMatch(/ECONN|timeout|127\.0\.0\.1|postgres/i);
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
      proxy.restore();
      await expect.poll(readiness, { timeout: 5_000 }).toMatchObject({ status: 200, body: { ready: true } });
      expect((await query()).data.securityEvents.nodes).toHaveLength(1);
    });

    it('a query and a sign-in are answered with SERVICE_UNAVAILABLE before long', async () => {
      await query();
      const stranger = await service.tokenFor('ganja.admin');
      fail();
      const signIn = fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${stranger}` },
        body: JSON.stringify({ query: list }),
      });
      const { result, took } = await timed(() => Promise.all([codes(query()), signIn]));
      const [code, response] = result;
      expect(code).toEqual(['SERVICE_UNAVAILABLE']);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
      expect(took).toBeLessThan(20_000);
    });

    it('an open subscription waits, and then tells what happened meanwhile, once', async () => {
      const client = await service.socketFor('baku.admin');
      const subscriber = collect(
        client,
        'subscription { securityEventFeed { kind event { databaseId } } }',
        {},
        'securityEventFeed',
      );
      await subscriber.received(1);
      fail();
      const ids = await insertEvents(
        database.owner,
        Array.from({ length: 3 }, () => ({ institution: world.institutions.school1 })),
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(subscriber.items).toHaveLength(1);
      proxy.restore();
      await subscriber.received(4);
      expect(subscriber.items.slice(1).map(({ event }) => event.databaseId)).toEqual(ids);
      subscriber.stop();
      await client.dispose();
    });
  },
  60_000,
);

it('a LISTEN connection that is half open is noticed and replaced within 5 seconds; the feed goes on meanwhile', async () => {
  const listeners = () =>
    withClient(database.superuserUrl, async (superuser) => {
      const { rows } = await superuser.query<{ pid: number }>(
        `select pid from pg_stat_activity
         where datname = current_database() and application_name = 'atis-feed-listener'`,
      );
      return rows.map(({ pid }) => pid);
    });
  const client = await service.socketFor('baku.admin');
  const feed = 'subscription { securityEventFeed { kind event { databaseId } } }';
  const subscriber = collect(client, feed, {}, 'securityEventFeed');
  await subscriber.received(1);
  const before = await listeners();
  proxy.freeze('atis-feed-listener');
  const frozen = performance.now();
  const ids = await insertEvents(database.owner, [{ institution: world.institutions.school1 }]);
  await subscriber.received(2);
  expect(subscriber.items[1]?.event.databaseId).toBe(ids[0]);
  expect(await readiness()).toMatchObject({ status: 200 });
  // PostgreSQL does not know that the frozen one is gone.
  await expect.poll(async () => (await listeners()).filter((pid) => !before.includes(pid))).toHaveLength(1);
  expect(performance.now() - frozen).toBeLessThan(5_000);
  subscriber.stop();
  await client.dispose();
});

describe('when every connection of the pool is taken', () => {
  const blocked = <Result>(work: () => Promise<Result>) => whileLocked(database, 'security_events', work);

  it('a further request is refused within about two seconds, and those that wait are answered in the end', async () => {
    await query();
    const { waiting, refused } = await blocked(async () => {
      const waiting = [query(), query()];
      await new Promise((resolve) => setTimeout(resolve, 100));
      const refused = await timed(() => codes(query()));
      return { waiting, refused };
    });
    expect(refused.result).toEqual(['SERVICE_UNAVAILABLE']);
    expect(refused.took).toBeGreaterThan(1_000);
    expect(refused.took).toBeLessThan(3_500);
    for (const answer of await Promise.all(waiting)) expect(answer.data.securityEvents.nodes).toHaveLength(1);
  });

  it('a statement that PostgreSQL ends is QUERY_TIMEOUT', async () => {
    const answer = await blocked(async () => {
      const answer = query();
      await withClient(database.superuserUrl, (superuser) =>
        expect
          .poll(async () => {
            const { rowCount } = await superuser.query(
              `select pg_cancel_backend(pid) from pg_stat_activity
               where datname = current_database() and wait_event_type = 'Lock' and usename = 'atis_service'`,
            );
            return rowCount;
          })
          .toBe(1),
      );
      return answer;
    });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'QUERY_TIMEOUT' } }]);
  });
});
