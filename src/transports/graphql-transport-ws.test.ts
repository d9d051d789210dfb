import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { holdTable } from '../testing/held-table.ts';
import { RawSockets, subscribe, type RawSocketOptions } from '../testing/raw-socket.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld, type Username } from '../testing/world.ts';

/** PROTOCOL.md of graphql-ws, as a client sees it: what a message may be, and what closes a socket. */

let service: TestService;
const sockets = new RawSockets();
const logged: string[] = [];

beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => logged.push(line) } });
  await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(() => sockets.closeAll());

const open = (options?: RawSocketOptions) => sockets.open(service.wsUrl, options);
const signIn = async (username: Username = 'superadmin') => open({ token: await service.tokenFor(username) });

const viewer = '{ viewer { username } }';
const feed = 'subscription { securityEventFeed { cursor } }';
const badRequest = '4400 Invalid message received';
const start = (parts: object) => ({ type: 'subscribe', id: '1', payload: { query: viewer, ...parts } });

describe('a message that the protocol does not know closes the socket with 4400', () => {
  it.each<[string, object | string]>([
    ['no text', ''],
    ['white space', ' \n'],
    ['no JSON', 'nonsense'],
    ['JSON that is cut off', '{"type":"ping"'],
    ['two messages in one', '{"type":"ping"}{"type":"ping"}'],
    ['JSON behind a byte order mark', '\ufeff{"type":"ping"}'],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"ping"'],
    ['true', 'true'],
    ['an array', [{ type: 'ping' }]],
    ['no type', {}],
    ['an empty type', { type: '' }],
    ['a type that is null', { type: null }],
    ['a type that is a number', { type: 1 }],
    ['a type that is an array', { type: ['ping'] }],
    ['a type that it has from nowhere', '{"__proto__":{"type":"ping"}}'],
    ['an unknown type', { type: 'constructor' }],
    ['a type of the older protocol', { type: 'start', id: '1', payload: { query: viewer } }],
    ['a type in capitals', { type: 'PING' }],
    ['a connection_init with a text', { type: 'connection_init', payload: 'Bearer x' }],
    ['a connection_init with an array', { type: 'connection_init', payload: [] }],
    ['a ping with a text', { type: 'ping', payload: 'x' }],
    ['a ping with an array', { type: 'ping', payload: [] }],
    ['a pong with a number', { type: 'pong', payload: 0 }],
    ['a subscribe without an id', { type: 'subscribe', payload: { query: viewer } }],
    ['an empty id', { ...start({}), id: '' }],
    ['an id that is a number', { ...start({}), id: 1 }],
    ['an id that is null', { ...start({}), id: null }],
    ['an id that is an array', { ...start({}), id: ['1'] }],
    ['a subscribe without a payload', { type: 'subscribe', id: '1' }],
    ['a payload that is null', { type: 'subscribe', id: '1', payload: null }],
    ['a payload that is a text', { type: 'subscribe', id: '1', payload: viewer }],
    ['a payload that is an array', { type: 'subscribe', id: '1', payload: [{ query: viewer }] }],
    ['no query', start({ query: undefined })],
    ['a query that is null', start({ query: null })],
    ['a query that is an object', start({ query: {} })],
    ['an operationName that is a number', start({ operationName: 1 })],
    ['an operationName that is an object', start({ operationName: {} })],
    ['variables that are a text', start({ variables: '{}' })],
    ['variables that are an array', start({ variables: [] })],
    ['variables that are false', start({ variables: false })],
    ['extensions that are a text', start({ extensions: 'x' })],
    ['extensions that are an array', start({ extensions: [] })],
    ['a complete without an id', { type: 'complete' }],
    ['a complete with an empty id', { type: 'complete', id: '' }],
    ['a complete whose id is a number', { type: 'complete', id: 1 }],
    ['a connection_ack, which only servers send', { type: 'connection_ack' }],
    ['a next, which only servers send', { type: 'next', id: '1', payload: { data: {} } }],
    ['an error, which only servers send', { type: 'error', id: '1', payload: [{ message: 'x' }] }],
    ['an error that is none', { type: 'error', id: '1', payload: [null] }],
    ['a type that is escaped', '{"type":"n\\u0065xt","id":"1","payload":{}}'],
    ['two types, the last of which is wrong', '{"type":"ping","type":"next","id":"1","payload":{}}'],
  ])('%s', async (_, message) => {
    const [early, late] = await Promise.all([open(), signIn()]);
    for (const socket of [early, late]) {
      socket.send(message);
      expect(await socket.closure()).toBe(badRequest);
    }
    expect(early.messages).toEqual([]);
    expect(late.messages).toEqual([{ type: 'connection_ack' }]);
  });

  it('a binary frame, also one with a good message', async () => {
    const socket = await signIn();
    socket.frames.send(Buffer.from(JSON.stringify({ type: 'ping' })));
    expect(await socket.closure()).toBe(badRequest);
  });

  it('and none of this is a fault of the service', () => {
    expect(logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)).toEqual([]);
  });
});

it('where a key stands twice the last one counts, as in every JSON of JavaScript', async () => {
  const socket = await signIn();
  socket.send(`{"type":"next","type":"subscribe","id":"0","id":"1","payload":{"query":"{","query":"${viewer}"}}`);
  await socket.answer('1', 'complete');
  expect(socket.about('0')).toEqual([]);
});

describe('the connection', () => {
  it('is acknowledged once, without a payload; null for a payload is none', async () => {
    const token = await service.tokenFor('superadmin');
    const socket = await open({ headers: { authorization: `Bearer ${token}` } });
    socket.send({ type: 'connection_init', payload: null });
    await expect.poll(() => socket.messages).toEqual([{ type: 'connection_ack' }]);
  });

  it.each<[string, unknown]>([
    ['without credentials', undefined],
    ['with unknown ones', { authorization: 'Bearer atis_unknown' }],
    ['with a number', { authorization: 7 }],
    ['with two of them', { authorization: 'Bearer a', Authorization: 'Bearer b' }],
  ])('is refused with 4403 %s', async (_, payload) => {
    const socket = await open();
    socket.send({ type: 'connection_init', payload });
    expect(await socket.closure()).toBe('4403 Forbidden');
    expect(socket.messages).toEqual([]);
  });

  it('is closed with 4408 when connection_init does not come within 5 seconds, whatever else comes', async () => {
    const socket = await open();
    const opened = performance.now();
    const talk = setInterval(() => socket.send({ type: 'ping' }), 1_000);
    expect(await socket.closure()).toBe('4408 Connection initialisation timeout');
    clearInterval(talk);
    expect(performance.now() - opened).toBeGreaterThan(4_000);
  });

  it('is closed with 4429 after a second connection_init', async () => {
    const socket = await signIn();
    socket.send({ type: 'connection_init' });
    expect(await socket.closure()).toBe('4429 Too many initialisation requests');
  });

  it('is closed with 4401 for an operation before connection_init', async () => {
    const socket = await open();
    socket.send(subscribe('1', viewer));
    expect(await socket.closure()).toBe('4401 Unauthorized');
  });

  it('is not there while the first connection_init is being checked: 4401, and 4429 for a second one', async () => {
    const tokens = await Promise.all([service.tokenFor('baku.admin'), service.tokenFor('ganja.admin')]);
    const users = await holdTable(service.database, 'users');
    const [eager, twice] = await Promise.all([open(), open()]);
    for (const [index, socket] of [eager, twice].entries()) {
      socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${tokens[index]}` } });
    }
    await users.waiting(2);
    eager.send(subscribe('1', viewer));
    twice.send({ type: 'connection_init' });
    expect(await eager.closure()).toBe('4401 Unauthorized');
    expect(await twice.closure()).toBe('4429 Too many initialisation requests');
    await users.release();
    expect([...eager.messages, ...twice.messages]).toEqual([]);
  });
});

describe('the subprotocol', () => {
  it('must be offered: a socket without one is closed with 4406', async () => {
    const socket = await open({ protocol: [] });
    socket.send({ type: 'ping' });
    expect(await socket.closure()).toBe('4406 Subprotocol not acceptable');
    expect(socket.messages).toEqual([]);
  });

  it.each([['graphql-ws'], ['GRAPHQL-TRANSPORT-WS'], ['graphql-transport-ws2']])(
    'is not agreed on with a client that offers %s',
    async (protocol) => {
      await expect(open({ protocol })).rejects.toThrow('Server sent no subprotocol');
    },
  );

  it('is chosen among several', async () => {
    const socket = await open({ protocol: ['graphql-ws', 'graphql-transport-ws', 'other'] });
    expect(socket.frames.protocol).toBe('graphql-transport-ws');
    socket.send({ type: 'ping' });
    await expect.poll(() => socket.messages).toEqual([{ type: 'pong' }]);
  });

  it('is spoken at /graphql only', async () => {
    const socket = new WebSocket(service.wsUrl.replace('/graphql', '/other'), 'graphql-transport-ws');
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});

describe('ping and pong', () => {
  it('a ping is answered with its payload at any time, a pong is taken without a word', async () => {
    const socket = await open();
    const payload = { text: 'ə 😀 \u0000', deep: { list: [1, null] } };
    socket.send({ type: 'pong' });
    socket.send({ type: 'pong', payload });
    socket.send({ type: 'ping' });
    socket.send({ type: 'ping', payload: null });
    socket.send({ type: 'ping', payload });
    socket.send({ type: 'ping', payload: {} });
    const pongs = [{ type: 'pong' }, { type: 'pong' }, { type: 'pong', payload }, { type: 'pong', payload: {} }];
    await expect.poll(() => socket.messages).toEqual(pongs);
    socket.send({
      type: 'connection_init',
      payload: { authorization: `Bearer ${await service.tokenFor('superadmin')}` },
    });
    await expect.poll(() => socket.messages.length).toBe(5);
    socket.send(subscribe('1', feed));
    await socket.answer('1', 'next');
    socket.send({ type: 'ping', payload });
    await expect.poll(() => socket.messages.at(-1)).toEqual({ type: 'pong', payload });
  });
});
