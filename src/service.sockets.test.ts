import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { RawSockets, subscribe, type RawSocket } from './testing/raw-socket.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld, insertEvents, type Username, type World } from './testing/world.ts';

let service: TestService;
let world: World;
const logged: string[] = [];
const sockets = new RawSockets();

beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => logged.push(line) } });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(() => sockets.closeAll());

const signIn = async (username: Username = 'superadmin') =>
  sockets.open(service.wsUrl, { token: await service.tokenFor(username) });

const viewer = '{ viewer { user { username } } }';

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
