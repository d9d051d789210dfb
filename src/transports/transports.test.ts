import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startProcess } from '../testing/service-process.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';
import { clientAddress } from './request-info.ts';

let service: TestService;
let token: string;
beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
  token = await service.tokenFor('superadmin');
});
afterAll(() => service.stop());

const feed = 'subscription { securityEventFeed { kind } }';
const bomb = '{a'.repeat(5_000);
const faulty = [
  ['{ viewer {', 'GRAPHQL_PARSE_FAILED'],
  [bomb, 'LIMIT_EXCEEDED'],
  ['{ nothingOfTheKind }', 'GRAPHQL_VALIDATION_FAILED'],
  ['query A { __typename } query B { __typename }', 'OPERATION_RESOLUTION_FAILURE'],
] as const;

const openSessions = async () =>
  ((await (await fetch(`${service.url}/readyz`)).json()) as { openSessions: number }).openSessions;

/** Asks for an event stream. */
const stream = (url: string, query: string, authorization = `Bearer ${token}`, signal?: AbortSignal) =>
  fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization },
    body: JSON.stringify({ query }),
    ...(signal ? { signal } : {}),
  });

describe('an event stream', () => {
  it('leaves no session behind for a client that goes while it is authenticated', async () => {
    // A token that is not remembered yet, so that the database has to be asked, and cannot answer.
    const slow = `Bearer ${await service.tokenFor('baku.admin')}`;
    const { promise: leaving, resolve: release } = Promise.withResolvers<undefined>();
    const locked = Promise.withResolvers<undefined>();
    const lock = service.database.owner.transaction().execute(async (tx) => {
      await sql`lock table users in access exclusive mode`.execute(tx);
      locked.resolve(undefined);
      await leaving;
    });
    await locked.promise;
    const clients = Array.from({ length: 30 }, () => {
      const client = httpRequest(`${service.url}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: slow },
      });
      client.on('error', () => undefined);
      client.end(JSON.stringify({ query: feed }));
      return client;
    });
    await sleep(500);
    for (const client of clients) client.destroy();
    await sleep(200);
    release(undefined);
    await lock;
    await service.query('baku.admin', '{ __typename }');
    await sleep(200);
    expect(await openSessions()).toBe(0);
  });

  it.each(faulty)('answers %# a faulty document with one item', async (query, code) => {
    const response = await stream(service.url, query);
    const text = await response.text();
    const { errors } = JSON.parse(/^data: (.*errors.*)$/m.exec(text)?.[1] ?? '{}') as { errors: unknown[] };
    expect(errors).toMatchObject([{ extensions: { code, requestId: response.headers.get('x-request-id') } }]);
  });

  it('refuses credentials as /graphql does', async () => {
    const ofStream = await stream(service.url, feed, 'Bearer no-such-token');
    const ofHttp = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer no-such-token' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    for (const response of [ofStream, ofHttp]) {
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
  });
});

it('keeps a socket and its other operations when a document is faulty', async () => {
  const socket = new WebSocket(service.wsUrl, 'graphql-transport-ws');
  const messages: { type: string; id?: string; payload?: unknown }[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as (typeof messages)[number]));
  const about = (id: string) => messages.filter((message) => message.id === id);
  const send = (message: object) => socket.send(JSON.stringify(message));
  await once(socket, 'open');
  send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  await expect.poll(() => messages.length).toBe(1);
  send({ type: 'subscribe', id: 'feed', payload: { query: feed } });
  await expect.poll(() => about('feed').length).toBe(1);
  for (const [query, code] of faulty) {
    send({ type: 'subscribe', id: code, payload: { query } });
    await expect.poll(() => about(code).length).toBe(1);
    const expected = { type: 'error', payload: [{ extensions: { code, requestId: expect.any(String) as string } }] };
    expect(about(code)).toMatchObject([expected]);
    messages.splice(messages.indexOf(about(code)[0]!), 1);
  }
  send({ type: 'subscribe', id: 'good', payload: { query: '{ __typename }' } });
  await expect.poll(() => about('good').map(({ type }) => type)).toEqual(['next', 'complete']);
  expect(socket.readyState).toBe(socket.OPEN);
  expect(about('feed')).toMatchObject([{ type: 'next' }]);
  socket.close();
});

it('keeps the query of a URL out of audit records', async () => {
  const response = await fetch(`${service.url}/graphql?access_token=hunter2`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: `mutation { createNotification(input: {
        title: "T", message: "M", type: "alert", idempotencyKey: "audit-url"
      }) { userErrors { message } } }`,
    }),
  });
  expect(await response.json()).not.toHaveProperty('errors');
  const urls = await service.database.owner.selectFrom('audit_logs').select('url').execute();
  expect(urls.map(({ url }) => url)).toEqual([`${service.url}/graphql`]);
});

describe('stopping', () => {
  it('waits for no half-sent request and no open stream, and refuses what is new', async () => {
    const other = await startTestService({ database: service.database });
    const { port, hostname } = new URL(other.url);
    const open = async (text: string): Promise<Socket> => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(text);
      return socket;
    };
    await open('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{');
    const upgrade = 'host: x\r\nconnection: upgrade\r\nupgrade: websocket';
    await open(`GET /elsewhere HTTP/1.1\r\n${upgrade}\r\n\r\n`);
    const events = await stream(other.url, feed);
    const socket = new WebSocket(other.wsUrl, 'graphql-transport-ws');
    await once(socket, 'open');
    // Holds the first phase of the drain, so that the listener is still there.
    socket.pause();
    const started = performance.now();
    const stopped = other.stop();
    await sleep(200);
    const refused = await stream(other.url, feed);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('connection')).toBe('close');
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${other.url}/readyz`)).json()).toMatchObject({ ready: false, draining: true });
    await stopped;
    expect(performance.now() - started).toBeLessThan(8_000);
    await events.text().catch(() => undefined);
  });

  it('ends the process with 0 after SIGTERM, and with 1 after an exception that nobody caught', async () => {
    const { url, ownerUrl } = service.database;
    const environment = { DATABASE_URL: url, MIGRATION_DATABASE_URL: ownerUrl };
    const good = startProcess(environment);
    const bad = startProcess({
      ...environment,
      NODE_OPTIONS: `--import=data:text/javascript,process.on('SIGUSR2',()=>{throw%20new%20Error('boom')})`,
    });
    await Promise.all([good.ready(), bad.ready()]);
    good.process.kill('SIGTERM');
    bad.process.kill('SIGUSR2');
    expect(await good.exited()).toBe(0);
    expect(await bad.exited()).toBe(1);
    expect(bad.output()).toMatch(/"level":60.*boom.*uncaught exception/);
  });
});

it.each([
  [false, '10.0.0.9'],
  [1, '10.0.0.1'],
  [2, '203.0.113.7'],
  [5, '6.6.6.6'],
] as const)('behind %s proxies takes the address that the outermost wrote', (proxies, expected) => {
  const request = {
    headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.0.0.1' },
    socket: { remoteAddress: '10.0.0.9' },
  };
  expect(clientAddress(request as never, proxies)).toBe(expected);
});
