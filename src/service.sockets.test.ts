import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openRawSocket, type RawSocket } from './testing/raw-socket.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld, insertEvents, type Username, type World } from './testing/world.ts';

let service: TestService;
let world: World;
const logged: string[] = [];
const sockets: RawSocket[] = [];

beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => logged.push(line) } });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

async function open(options?: Parameters<typeof openRawSocket>[1]): Promise<RawSocket> {
  const socket = await openRawSocket(service.wsUrl, options);
  sockets.push(socket);
  return socket;
}
const signIn = async (username: Username = 'superadmin') => open({ token: await service.tokenFor(username) });

const viewer = '{ viewer { user { username } } }';
const subscribe = (id: string, query: string, variables?: object) =>
  ({ id, type: 'subscribe', payload: { query, variables } }) as const;

/** Renames a column while `work` runs, so that what needs it fails. */
async function without<Result>(table: string, column: string, work: () => Promise<Result>): Promise<Result> {
  const rename = (from: string, to: string) =>
    sql.raw(`alter table ${table} rename column ${from} to ${to}`).execute(service.database.owner);
  await rename(column, 'hidden_column');
  try {
    return await work();
  } finally {
    await rename('hidden_column', column);
  }
}

describe('a socket', () => {
  it('is not opened for a client that does not offer graphql-transport-ws', async () => {
    await expect(open({ protocol: 'graphql-ws' })).rejects.toThrow('Server sent no subprotocol');
  });

  it('is refused on another path', async () => {
    const socket = new WebSocket(service.wsUrl.replace('/graphql', '/other'), 'graphql-transport-ws');
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });

  it.each([
    ['an operation before connection_init', 4401, [subscribe('1', viewer)]],
    ['text that is no JSON', 4400, ['nonsense']],
    ['a message of an unknown kind', 4400, [{ type: 'start', id: '1', payload: { query: viewer } }]],
    ['a subscribe message without a query', 4400, [{ type: 'subscribe', id: '1', payload: {} }]],
  ])('is closed after %s with %i', async (_, code, messages) => {
    const socket = await open();
    for (const message of messages) socket.send(message);
    expect(await socket.closed()).toBe(code);
  });

  it('is closed with 4408 when connection_init does not come within 5 seconds', async () => {
    const socket = await open();
    const opened = performance.now();
    expect(await socket.closed()).toBe(4408);
    expect(performance.now() - opened).toBeGreaterThan(4_000);
  });

  it('is closed with 4429 after a second connection_init, and with 4409 after a second operation of one id', async () => {
    const twice = await signIn();
    twice.send({ type: 'connection_init' });
    expect(await twice.closed()).toBe(4429);
    const same = await signIn();
    same.send(subscribe('1', 'subscription { securityEventFeed { cursor } }'));
    await same.answer('1', 'next');
    same.send(subscribe('1', 'subscription { securityEventFeed { cursor } }'));
    expect(await same.closed()).toBe(4409);
  });

  it('is closed with 1009 after a message of more than 64 KB, and no other socket is', async () => {
    const [greedy, modest] = await Promise.all([signIn(), signIn()]);
    greedy.send(subscribe('1', viewer, { unused: 'x'.repeat(65_536) }));
    expect(await greedy.closed()).toBe(1009);
    modest.send(subscribe('1', viewer, { unused: 'x'.repeat(60_000) }));
    expect((await modest.answer('1', 'next')).payload.data.viewer.user.username).toBe('superadmin');
  });
});

describe('an operation over a socket', () => {
  it('may be a query or a mutation too', async () => {
    const socket = await signIn('baku.admin');
    socket.send(subscribe('query', viewer));
    expect((await socket.answer('query', 'next')).payload).toMatchObject({
      data: { viewer: { user: { username: 'baku.admin' } } },
    });
    await socket.answer('query', 'complete');
    const [id] = await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);
    socket.send(
      subscribe(
        'mutation',
        `mutation ($id: ID!) { acknowledgeSecurityEvent(input: { id: $id }) { securityEvent { state } userErrors { code } } }`,
        { id },
      ),
    );
    expect((await socket.answer('mutation', 'next')).payload).toMatchObject({
      data: { acknowledgeSecurityEvent: { securityEvent: { state: 'ACKNOWLEDGED' }, userErrors: [] } },
    });
  });

  it.each([
    ['a syntax error', '{ viewer {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ nonsense }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown field of a subscription', 'subscription { nonsense }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      'query ($n: Int!) { users(first: $n) { nodes { id } } }',
      { n: 'x' },
      'BAD_USER_INPUT',
    ],
    ['an argument out of range', '{ users(first: 101) { nodes { id } } }', {}, 'BAD_USER_INPUT'],
  ])('with %s gets an error with its code, and the socket stays open', async (_, query, variables, code) => {
    const socket = await signIn();
    socket.send(subscribe('bad', query, variables));
    await expect.poll(() => socket.messages.find(({ id }) => id === 'bad')).toBeDefined();
    const { type, payload } = socket.messages.find(({ id }) => id === 'bad')!;
    const [error] = type === 'error' ? payload : payload.errors;
    expect(error).toMatchObject({ message: expect.any(String), extensions: { code, requestId: expect.any(String) } });
    socket.send(subscribe('good', viewer));
    await socket.answer('good', 'complete');
    expect(socket.isOpen).toBe(true);
  });

  it.each([
    ['a query', '{ securityEvents(first: 1) { nodes { databaseId description } } }', 'security_events', 'description'],
    ['a subscription', 'subscription { securityEventFeed { cursor } }', 'api.feed_state', 'pruned_through'],
  ])(
    'that fails inside, as %s, is answered masked, and logged with its request id',
    async (_, query, table, column) => {
      const socket = await signIn();
      await without(table, column, async () => {
        socket.send(subscribe('1', query));
        await expect.poll(() => socket.messages.find(({ id }) => id === '1')).toBeDefined();
      });
      const { type, payload } = socket.messages.find(({ id }) => id === '1')!;
      const [error] = type === 'error' ? payload : payload.errors;
      expect(error).toMatchObject({
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      });
      expect(JSON.stringify(socket.messages)).not.toMatch(/select|pruned|description|\.ts|stack|42703/i);
      const entry = logged
        .map((line) => JSON.parse(line))
        .find(({ requestId }) => requestId === error.extensions.requestId);
      expect(entry.err.message).toContain(column);
      expect(socket.isOpen).toBe(true);
    },
  );
});

describe('subscribers who share results', () => {
  const feed = `subscription ($after: String) {
    securityEventFeed(after: $after) { cursor kind event { databaseId institution { name } } }
  }`;
  const items = ({ messages }: RawSocket) =>
    messages.filter(({ type }) => type === 'next').map(({ payload }) => payload.data.securityEventFeed);

  it('each get their own: where one has an event, who begins there has PROGRESS, and the other way round', async () => {
    const first = await signIn();
    first.send(subscribe('1', feed));
    await first.answer('1', 'next');
    const [id] = await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);
    await expect.poll(() => items(first).length).toBe(2);
    expect(items(first)[1]).toMatchObject({ kind: 'CREATED', event: { databaseId: id } });

    const second = await signIn();
    second.send(subscribe('1', feed));
    await second.answer('1', 'next');
    expect(items(second)).toEqual([{ cursor: items(first)[1].cursor, kind: 'PROGRESS', event: null }]);

    const third = await signIn();
    third.send(subscribe('1', feed, { after: items(first)[0].cursor }));
    await expect.poll(() => items(third).length).toBe(2);
    expect(items(third)).toEqual(items(first));
  });

  it('do not inherit a failure that has passed', async () => {
    const unlucky = await signIn();
    unlucky.send(subscribe('1', feed));
    await unlucky.answer('1', 'next');
    await without('institutions', 'name', async () => {
      await insertEvents(service.database.owner, [{ institution: world.institutions.school2 }]);
      await expect.poll(() => items(unlucky).length).toBe(2);
    });
    const { payload } = unlucky.messages.filter(({ type }) => type === 'next')[1]!;
    expect(payload.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);

    const lucky = await signIn();
    lucky.send(subscribe('1', feed, { after: items(unlucky)[0].cursor }));
    await expect.poll(() => items(lucky).length).toBe(2);
    expect(items(lucky)[1].event.institution).toEqual({ name: 'Institution school2' });
  });
});
