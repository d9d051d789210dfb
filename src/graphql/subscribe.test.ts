import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openRawSocket, type RawSocket } from '../testing/raw-socket.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld, insertEvents, type Username, type World } from '../testing/world.ts';

let service: TestService;
let world: World;
const sockets: RawSocket[] = [];

beforeAll(async () => {
  service = await startTestService({ environment: { AUTH_RECHECK_SECONDS: '1' } });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const feed = `subscription ($filter: SecurityEventFeedFilter, $after: String) {
  securityEventFeed(filter: $filter, after: $after) {
    cursor kind event { databaseId severity description institution { institutionCode } }
  }
}`;

async function signIn(username: Username): Promise<RawSocket> {
  const socket = await openRawSocket(service.wsUrl, { token: await service.tokenFor(username) });
  sockets.push(socket);
  return socket;
}
async function subscribe(socket: RawSocket, id: string, variables: object = {}): Promise<void> {
  socket.send({ id, type: 'subscribe', payload: { query: feed, variables } });
  await socket.answer(id, 'next');
}
const items = ({ messages }: RawSocket, id: string) =>
  messages
    .filter((message) => message.id === id && message.type === 'next')
    .map(({ payload }) => payload.data.securityEventFeed);
const eventIds = (socket: RawSocket, id: string) =>
  items(socket, id).flatMap(({ event }) => (event === null ? [] : [event.databaseId]));

const insertMany = (count: number, description: string) =>
  insertEvents(
    service.database.owner,
    Array.from({ length: count }, (_, index) => ({
      institution: world.institutions.school1,
      severity: index % 2 === 0 ? ('critical' as const) : ('info' as const),
      description,
    })),
  );

it('a variable that the document does not declare changes nothing, however deep it is', async () => {
  const socket = await signIn('superadmin');
  const nested = `${'['.repeat(15_000)}${']'.repeat(15_000)}`;
  socket.send(`{"id":"1","type":"subscribe","payload":{"query":${JSON.stringify(feed)},"variables":{"x":${nested}}}}`);
  await socket.answer('1', 'next');
  const [id] = await insertMany(1, 'deep');
  await expect.poll(() => eventIds(socket, '1')).toEqual([id]);
});

describe('many items at once', () => {
  it('come once and in order to every subscription of a socket, as each asked for them', async () => {
    const [first, second] = [await signIn('superadmin'), await signIn('baku.admin')];
    const onlyCritical = { filter: { severities: ['CRITICAL'] } };
    await subscribe(first, 'all');
    await subscribe(first, 'critical', onlyCritical);
    await subscribe(second, 'all');
    const { cursor } = items(first, 'all')[0];
    const ids = await insertMany(1_500, 'ə'.repeat(40));
    const critical = ids.filter((_, index) => index % 2 === 0);
    await expect.poll(() => eventIds(second, 'all').length, { timeout: 10_000 }).toBe(ids.length);
    await expect.poll(() => eventIds(first, 'all').length).toBe(ids.length);
    await expect.poll(() => eventIds(first, 'critical').length).toBe(critical.length);
    expect(eventIds(second, 'all')).toEqual(ids);
    expect(eventIds(first, 'all')).toEqual(ids);
    expect(eventIds(first, 'critical')).toEqual(critical);

    const resumed = await signIn('superadmin');
    await subscribe(resumed, 'resumed', { after: cursor });
    await expect.poll(() => eventIds(resumed, 'resumed').length, { timeout: 10_000 }).toBe(ids.length);
    expect(items(resumed, 'resumed')).toEqual(items(first, 'all'));
  }, 30_000);

  it('are whole and in order when each is longer than what fits into a short frame or one write', async () => {
    const socket = await signIn('superadmin');
    await subscribe(socket, '1');
    const ids = await insertMany(60, 'ə'.repeat(70_000));
    await expect.poll(() => eventIds(socket, '1').length, { timeout: 10_000 }).toBe(ids.length);
    expect(eventIds(socket, '1')).toEqual(ids);
    expect(items(socket, '1').every(({ event }) => event === null || event.description.length === 70_000)).toBe(true);
  }, 30_000);

  it('stop at once when the client completes the operation, and the other one goes on', async () => {
    const socket = await signIn('superadmin');
    await subscribe(socket, 'stopped');
    await subscribe(socket, 'running');
    socket.send({ id: 'stopped', type: 'complete' });
    socket.send({ id: 'after', type: 'subscribe', payload: { query: '{ viewer { user { username } } }' } });
    await socket.answer('after', 'complete');
    const ids = await insertMany(20, 'x');
    await expect.poll(() => eventIds(socket, 'running')).toEqual(ids);
    expect(eventIds(socket, 'stopped')).toEqual([]);
  });
});

describe('shared results', () => {
  const move = (username: Username, institution: 'baku' | 'ganja') =>
    service.database.owner
      .updateTable('users')
      .set({ institution_id: world.institutions[institution] })
      .where('id', '=', world.users[username])
      .execute();

  it('follow the viewer of each session: one who moves shares with others from then on', async () => {
    const [baku, ganja] = [await signIn('baku.admin'), await signIn('ganja.admin')];
    await subscribe(baku, '1');
    await subscribe(ganja, '1');
    const place = { institution: world.institutions.school1 };
    try {
      await move('ganja.admin', 'baku');
      await expect
        .poll(
          async () => {
            const [id] = await insertEvents(service.database.owner, [place]);
            await expect.poll(() => eventIds(baku, '1').at(-1)).toBe(id);
            return eventIds(ganja, '1').includes(id);
          },
          { timeout: 10_000, interval: 500 },
        )
        .toBe(true);
      const [shared] = await insertEvents(service.database.owner, [place]);
      await expect.poll(() => eventIds(ganja, '1').at(-1)).toBe(shared);
      await expect.poll(() => eventIds(baku, '1').at(-1)).toBe(shared);
      await move('ganja.admin', 'ganja');
      // More than the token and the session are believed.
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      const [hidden] = await insertEvents(service.database.owner, [place]);
      const [shown] = await insertEvents(service.database.owner, [{ institution: world.institutions.school3 }]);
      await expect.poll(() => eventIds(baku, '1').at(-1)).toBe(hidden);
      await expect.poll(() => eventIds(ganja, '1').at(-1)).toBe(shown);
      expect(eventIds(ganja, '1')).not.toContain(hidden);
      expect(eventIds(baku, '1')).not.toContain(shown);
    } finally {
      await move('ganja.admin', 'ganja');
    }
  }, 30_000);
});
