import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { sendGraphql } from '../testing/graphql-request.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startProxy, type Proxy } from '../testing/proxy.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';
import { addressSubject, Budget } from './budgets.ts';
import { SharedCounters } from './shared-counters.ts';

let database: TestDatabase;
let service: TestService;
let another: TestService;
let proxy: Proxy;

const environment = { RATE_VIEWER_POINTS: '200', RATE_ADDRESS_REQUESTS: '60', TRUST_PROXY: '1' };

beforeAll(async () => {
  database = await createTestDatabase();
  await createWorld(database);
  proxy = await startProxy(database.url);
  service = await startTestService({ database, environment });
  another = await startTestService({ database: { ...database, url: proxy.url }, environment });
});
afterAll(async () => {
  await Promise.all([service.stop(), another.stop()]);
  await proxy.stop();
  await database.drop();
});
/** Windows begin with the full minute: a test must not begin in one and end in the next. */
async function inOneWindow(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
}
afterEach(() => database.owner.deleteFrom('api.rate_limits').execute());

let addresses = 0;
/** An address that no other test uses. */
const newAddress = () => `198.51.100.${(addresses += 1)}`;

const ask = (instance: TestService, username: string | null, query: string, address = newAddress()) =>
  sendGraphql(instance, { username, headers: { 'x-forwarded-for': address }, parameters: { query } });

/** 50 points. */
const stats = '{ securityEventStats { total } }';

describe('a viewer', { timeout: 120_000 }, () => {
  it('is told what is left of the budget, and refused with 429 when too little is', async () => {
    await inOneWindow();
    const first = await ask(service, 'baku.admin', stats);
    const { cost } = first.body.extensions;
    expect(cost).toEqual({ asked: 50, maximum: 5_000, left: 150, resetsIn: expect.any(Number) });
    expect(first.headers.get('ratelimit-policy')).toBe('"viewer";q=200;w=60');
    expect(first.headers.get('ratelimit')).toBe(`"viewer";r=150;t=${cost.resetsIn}`);
    for (let left = 100; left >= 0; left -= 50) {
      expect((await ask(service, 'baku.admin', stats)).body.extensions.cost.left).toBe(left);
    }
    const refused = await ask(service, 'baku.admin', stats);
    expect(refused.status).toBe(429);
    const [error] = refused.body.errors;
    expect(error.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: expect.any(Number) });
    expect(Number(refused.headers.get('retry-after'))).toBe(error.extensions.retryAfter);
    expect(error.extensions.retryAfter).toBeLessThanOrEqual(60);
    // Others have budgets of their own.
    expect((await ask(service, 'ganja.admin', stats)).status).toBe(200);
  });

  it('has one budget for all transports, and a refused operation ends no other of its socket', async () => {
    await inOneWindow();
    const token = await service.tokenFor('superadmin');
    const socket = await openRawSocket(service.wsUrl, { token });
    const subscribe = (id: string, query: string) => socket.send({ type: 'subscribe', id, payload: { query } });
    subscribe('feed', 'subscription { securityEventFeed { cursor } }');
    await socket.answer('feed', 'next');
    for (const id of ['a', 'b', 'c']) {
      subscribe(id, stats);
      await socket.answer(id, 'complete');
    }
    subscribe('d', stats);
    expect((await socket.answer('d', 'error')).payload).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(socket.isOpen).toBe(true);
    expect(socket.messages.some(({ id, type }) => id === 'feed' && type === 'complete')).toBe(false);
    expect((await ask(service, 'superadmin', stats)).status).toBe(429);
    const stream = await fetch(`${service.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: stats }),
    });
    expect(await stream.text()).toContain('RATE_LIMITED');
    socket.close();
  });

  it('has one budget on all instances, each of which goes on alone while the database is away', async () => {
    await inOneWindow();
    const left = async (instance: TestService) =>
      (await ask(instance, 'yasamal.admin', '{ viewer { username } }')).body.extensions?.cost.left as
        number | undefined;
    for (let n = 0; n < 100; n++) await ask(service, 'yasamal.admin', '{ viewer { username } }');
    // What the other one has counted arrives within about a second, as soon as it is asked for anything.
    await expect.poll(() => left(another), { interval: 300 }).toBeLessThan(100);
    proxy.cut();
    const before = await left(another);
    const later = await left(another);
    expect(later).toBe((before ?? 0) - 1);
    proxy.restore();
    await expect
      .poll(async () => {
        const rows = await database.owner
          .selectFrom('api.rate_limits')
          .select('used')
          .where('subject', 'like', 'viewer %')
          .execute();
        return Math.max(...rows.map(({ used }) => Number(used)));
      })
      .toBeGreaterThan(100);
  });
});

describe('an address', { timeout: 120_000 }, () => {
  it('pays for a document that is not known yet by its length', async () => {
    await inOneWindow();
    const address = newAddress();
    const long = (n: number) => `query Q${n} { __typename } # ${'x'.repeat(15_000)}`;
    // 60 requests: one and its 15 kilobytes, three times, leave 12.
    for (const n of [1, 2, 3]) expect((await ask(service, null, long(n), address)).status).toBe(200);
    expect((await ask(service, null, long(4), address)).status).toBe(429);
    expect((await ask(service, null, long(1), address)).status).toBe(200);
  });

  it('has its requests counted, whoever sends them, and others do not suffer', async () => {
    await inOneWindow();
    const address = newAddress();
    await ask(service, null, '{ __typename }');
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(service, null, '{ __typename }', address)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const refused = await ask(service, 'superadmin', '{ __typename }', address);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    const disguised = await fetch(`${service.url}/%67raphql`, { headers: { 'x-forwarded-for': address } });
    expect(disguised.status).toBe(429);
    const upgrade = await new Promise<string>((resolve) => {
      const socket = new WebSocket(service.wsUrl, 'graphql-transport-ws', { headers: { 'x-forwarded-for': address } });
      socket.once('error', (error) => resolve(error.message));
      socket.once('open', () => resolve('open'));
    });
    expect(upgrade).toContain('429');
    expect((await ask(service, null, '{ __typename }')).status).toBe(200);
    const health = await fetch(`${service.url}/healthz`, { headers: { 'x-forwarded-for': address } });
    expect(health.status).toBe(200);
  });
});

it('counts those who are too many together, so that nobody is without a limit', async () => {
  const counters = new SharedCounters(database.db, pino({ level: 'silent' }), Date.now, 2);
  const budget = new Budget(counters, { name: 'test', maximum: 3, window: 3_600 });
  for (const who of ['first', 'second']) expect(budget.take(who, 1).left).toBe(2);
  const others = [
    ['third', 2],
    ['fourth', 1],
    ['fifth', 0],
  ] as const;
  for (const [who, left] of others) expect(budget.take(who, 1).left).toBe(left);
  expect(() => budget.take('sixth', 1)).toThrow('used up');
  expect(budget.take('first', 1).left).toBe(1);
  await counters.stop();
});

it.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
  ['2001:0DB8::7', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1:2:3:4', 'fe80:0:0:0::/64'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['[2001:db8::7]:4711', '2001:db8:0:0::/64'],
  ['unknown', 'unknown'],
  ['x'.repeat(5_000), 'unknown'],
  ['', 'unknown'],
])('counts %s as %s', (ip, subject) => {
  expect(addressSubject(ip)).toBe(subject);
});
