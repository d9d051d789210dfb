import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { holdTable } from '../testing/held-table.ts';
import { RawSockets, subscribe, type RawSocket } from '../testing/raw-socket.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld, insertEvents, type Username, type World } from '../testing/world.ts';

/** PROTOCOL.md of graphql-ws, as a client sees it: the life of an operation and of its id. */

let service: TestService;
let world: World;
const sockets = new RawSockets();

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(() => sockets.closeAll());

const signIn = async (username: Username = 'superadmin') =>
  sockets.open(service.wsUrl, { token: await service.tokenFor(username) });

const viewer = '{ viewer { username } }';
const feed = 'subscription ($after: String) { securityEventFeed(after: $after) { cursor event { databaseId } } }';
/** Waits while `security_events` is held. */
const slow = '{ securityEvents(first: 1) { nodes { databaseId } } }';
const types = (socket: RawSocket, id: string) => socket.about(id).map(({ type }) => type);
const newEvent = () => insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);

describe('an operation', () => {
  it('gives its result and then completes; a client that completes it as well is not wrong', async () => {
    const socket = await signIn();
    socket.send({
      id: '1',
      type: 'subscribe',
      payload: { query: viewer, operationName: null, variables: null, extensions: null },
    });
    await socket.answer('1', 'complete');
    expect(socket.about('1')).toMatchObject([
      { id: '1', type: 'next', payload: { data: { viewer: { username: 'superadmin' } } } },
      { id: '1', type: 'complete' },
    ]);
    socket.send({ id: '1', type: 'complete' });
    socket.send({ id: 'never seen', type: 'complete' });
    socket.send(subscribe('2', viewer));
    await socket.answer('2', 'complete');
    expect(socket.about('1')).toHaveLength(2);
  });

  it.each([
    ['a syntax error', '{ viewer {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an empty document', '', {}, 'BAD_REQUEST'],
    ['an unknown field', '{ nonsense }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown field of a subscription', 'subscription { nonsense }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['two operations and no name', 'query A { __typename } query B { __typename }', {}, 'OPERATION_RESOLUTION_FAILURE'],
    ['no operation', 'fragment F on Query { __typename }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing variable', 'query ($n: Int!) { users(first: $n) { nodes { id } } }', {}, 'BAD_USER_INPUT'],
    ['a bad variable', 'query ($n: Int!) { users(first: $n) { nodes { id } } }', { n: 'x' }, 'BAD_USER_INPUT'],
    ['a bad variable of a subscription', feed, { after: 7 }, 'BAD_USER_INPUT'],
  ])('with %s ends with one error message; socket and id go on', async (_, query, variables, code) => {
    const socket = await signIn();
    socket.send(subscribe('running', feed));
    await socket.answer('running', 'next');
    for (let times = 1; times <= 2; times++) {
      socket.send(subscribe('1', query, variables));
      await expect.poll(() => types(socket, '1').length).toBe(times);
    }
    const extensions = { code, requestId: expect.any(String) as string };
    const payload = [{ message: expect.any(String) as string, extensions }];
    expect(socket.about('1')).toMatchObject([
      { type: 'error', payload },
      { type: 'error', payload },
    ]);
    socket.send(subscribe('1', viewer));
    await socket.answer('1', 'complete');
    expect(types(socket, '1')).toEqual(['error', 'error', 'next', 'complete']);
    expect(types(socket, 'running')).toEqual(['next']);
  });

  it.each([
    ['a query', '{ users(first: 101) { nodes { id } } }'],
    ['a subscription', 'subscription { securityEventFeed(after: "nonsense") { cursor } }'],
  ])('that fails while it runs, as %s, completes after its result', async (_, query) => {
    const socket = await signIn();
    socket.send(subscribe('1', query));
    await socket.answer('1', 'complete');
    expect(socket.about('1')).toMatchObject([
      { type: 'next', payload: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } },
      { type: 'complete' },
    ]);
  });

  it('may have any text as its id', async () => {
    const socket = await signIn();
    const ids = ['__proto__', 'constructor', '0', ' ', '"\\\u0000\n', 'ə😀', '\ud800', 'x'.repeat(5_000)];
    for (const id of ids) socket.send(subscribe(id, viewer));
    for (const id of ids) await socket.answer(id, 'complete');
    expect(ids.map((id) => types(socket, id))).toEqual(ids.map(() => ['next', 'complete']));
  });

  it('has its results before its completion, and each subscription all of its own in order', async () => {
    const socket = await signIn();
    const ids = ['a', 'b', 'c'];
    for (const id of ids) {
      socket.send(subscribe(id, feed));
      await socket.answer(id, 'next');
    }
    const events: string[] = [];
    for (let index = 0; index < 5; index++) events.push(...(await newEvent()));
    for (const id of ids) {
      await expect.poll(() => socket.about(id).length).toBeGreaterThan(5);
      const delivered = socket.about(id).map(({ payload }) => payload.data.securityEventFeed.event?.databaseId);
      expect(delivered.filter((event) => event !== undefined)).toEqual(events);
    }
  });
});

describe('an id that is in use', () => {
  it.each([
    ['a subscription', feed],
    ['a query', slow],
  ])('by %s closes the socket with 4409 when it is used again', async (_, query) => {
    const events = await holdTable(service.database, 'security_events');
    const socket = await signIn();
    socket.send(subscribe('1', query));
    socket.send(subscribe('1', '{ even what is no document'));
    expect(await socket.closure()).toBe('4409 Subscriber for 1 already exists');
    await events.release();
  });

  it('closes it with 4409 also when it is long, or ends within a character', async () => {
    for (const id of ['x'.repeat(1_000), 'ə'.repeat(1_000), `x${'😀'.repeat(200)}`]) {
      const socket = await signIn();
      socket.send(subscribe(id, feed));
      socket.send(subscribe(id, feed));
      expect(await socket.closure()).toMatch(/^4409 Subscriber for x?(x{9}|ə{9}|😀{9})[xə😀]*$/u);
    }
  });

  it('is free on every other socket', async () => {
    const [one, other] = await Promise.all([signIn(), signIn()]);
    for (const socket of [one, other]) socket.send(subscribe('1', feed));
    await Promise.all([one.answer('1', 'next'), other.answer('1', 'next')]);
    expect([one.isOpen, other.isOpen]).toEqual([true, true]);
  });
});

describe('an operation that its client completes', () => {
  it('gives nothing more, as a subscription, and its id begins anew', async () => {
    const [socket, witness] = await Promise.all([signIn(), signIn()]);
    for (const each of [socket, witness]) {
      each.send(subscribe('1', feed));
      await each.answer('1', 'next');
    }
    socket.send({ id: '1', type: 'complete' });
    socket.send({ type: 'ping' });
    await expect.poll(() => socket.messages.at(-1)).toEqual({ type: 'pong' });
    await newEvent();
    await expect.poll(() => witness.about('1').length).toBe(2);
    await sleep(200);
    expect(types(socket, '1')).toEqual(['next']);
    socket.send(subscribe('1', viewer));
    await socket.answer('1', 'complete');
    expect(types(socket, '1')).toEqual(['next', 'next', 'complete']);
  });

  it('gives nothing at all, as a query that still runs, and its id is free at once', async () => {
    const socket = await signIn();
    const events = await holdTable(service.database, 'security_events');
    socket.send(subscribe('1', slow));
    await events.waiting(1);
    socket.send({ id: '1', type: 'complete' });
    socket.send(subscribe('1', viewer));
    await socket.answer('1', 'complete');
    socket.send(subscribe('1', feed));
    await expect.poll(() => types(socket, '1')).toEqual(['next', 'complete', 'next']);
    await events.release();
    // What follows the released query shows that its answer is not only late.
    const [id] = await newEvent();
    await expect.poll(() => socket.about('1').length).toBe(4);
    await sleep(200);
    expect(socket.about('1').at(-1)?.payload).toMatchObject({
      data: { securityEventFeed: { event: { databaseId: id } } },
    });
    expect(types(socket, '1')).toEqual(['next', 'complete', 'next', 'next']);
  });

  it('gives nothing when all is said in one breath: started, completed, started again', async () => {
    const socket = await signIn();
    const other = '{ viewer { role { name } } }';
    const messages = [subscribe('1', viewer), { id: '1', type: 'complete' }, subscribe('1', other)];
    for (const message of messages) socket.send(message);
    await socket.answer('1', 'complete');
    await sleep(200);
    const last = { id: '1', type: 'next', payload: { data: { viewer: { role: { name: 'superadmin' } } } } };
    const answers = socket.about('1');
    // The first one may have been answered before it was completed, but not after the second began.
    expect(answers.slice(-2)).toMatchObject([last, { id: '1', type: 'complete' }]);
    expect(answers.filter(({ type }) => type === 'complete').length).toBe(
      answers.filter(({ type }) => type === 'next').length,
    );
  });

  it('ends as a subscription that has not begun yet', async () => {
    const socket = await signIn();
    const state = await holdTable(service.database, 'api.feed_state');
    socket.send(subscribe('1', feed));
    await sleep(200);
    expect(types(socket, '1')).toEqual([]);
    socket.send({ id: '1', type: 'complete' });
    socket.send(subscribe('1', viewer));
    await socket.answer('1', 'complete');
    await state.release();
    await newEvent();
    await sleep(300);
    expect(types(socket, '1')).toEqual(['next', 'complete']);
  });
});

describe('a socket that is being closed', () => {
  it.each([
    ['after a message that is wrong', 4400, 'nonsense'],
    ['after a second connection_init', 4429, { type: 'connection_init' }],
  ])('does nothing more for its client, %s', async (_, code, wrong) => {
    const socket = await signIn('baku.admin');
    const [id] = await newEvent();
    // The client does not hear that it is closed, and talks on.
    socket.frames.pause();
    socket.send(wrong);
    socket.send(
      subscribe('1', `mutation { acknowledgeSecurityEvent(input: { id: "${id}" }) { userErrors { code } } }`),
    );
    await sleep(500);
    socket.frames.resume();
    expect(await socket.closed()).toBe(code);
    const audited = await service.database.owner
      .selectFrom('audit_logs')
      .select('id')
      .where('auditable_id', '=', id!)
      .execute();
    expect(audited).toEqual([]);
  });
});
