import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDatabase, type Database } from '../db/client.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { currentPosition } from './feed.repository.ts';
import { createHub, type Hub } from './hub.ts';
import type { FeedLimits } from './limits.ts';
import type { FeedSubscription, SubscribeOptions } from './subscription.ts';
import {
  clientOf,
  eventTopic,
  insertEvents,
  insertInstitutions,
  notificationTopic,
  recordingLog,
  terminate,
  until,
  viewerOf,
  type EventRow,
} from './testing/fixtures.ts';

let database: TestDatabase;
let pool: Database;
let superuser: pg.Client;
let own: string;
let foreign: string;
let hub: Hub;
let log: ReturnType<typeof recordingLog>;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createDatabase({ url: database.url, applicationName: 'pool', onFailure: () => undefined });
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  [own, foreign] = (await insertInstitutions(superuser, 2)) as [string, string];
});
afterAll(async () => {
  await pool.close();
  await superuser.end();
  await database.drop();
});
beforeEach(() => startHub());
afterEach(() => hub.stop());

function startHub(limits: Partial<FeedLimits> = {}, topic = eventTopic) {
  log = recordingLog();
  const createClient = clientOf(database.url, 'listener');
  hub = createHub({ db: pool.db, createClient, topics: [topic, notificationTopic], log, limits });
}
const restartHub = async (limits: Partial<FeedLimits> = {}, topic = eventTopic) => {
  await hub.stop();
  startHub(limits, topic);
};
const subscribe = (options: Partial<SubscribeOptions<EventRow>> = {}) =>
  hub.subscribe({ topic: eventTopic, viewer: () => viewerOf(own), ...options });
/** Sequences everything that is committed and gives the newest position. */
const sequence = async () => {
  while ((await superuser.query<{ taken: number }>('select api.sequence_feed(1000) as taken')).rows[0]!.taken > 0);
  return currentPosition(database.owner);
};
const insert = async (institution = own, count = 1) => {
  const ids = await insertEvents(superuser, institution, count);
  await sequence();
  return ids;
};
const take = async (subscription: FeedSubscription<EventRow>, count: number) => {
  const items: string[] = [];
  while (items.length < count) {
    const { value } = await subscription.next();
    if (value === undefined) break;
    if (value.entry !== null) items.push(`${value.kind} ${value.entry.rowId}`);
  }
  return items;
};
const created = (ids: string[]) => ids.map((id) => `CREATED ${id}`);

test('the first item carries the cursor of the start: what is sequenced later follows it', async () => {
  const position = await sequence();
  const subscription = await subscribe();
  const first = await subscription.next();
  expect(first.value).toEqual({ kind: 'PROGRESS', cursor: encodeCursor(position), entry: null });
  const ids = await insert(own, 3);
  expect(await take(subscription, 3)).toEqual(created(ids));
});

test('delivers created, updated and deleted to those who may see the row, with the row', async () => {
  const subscription = await subscribe();
  const stranger = await subscribe({ viewer: () => viewerOf(foreign) });
  const [id] = await insert();
  await superuser.query(`update security_events set description = 'dəyişdi' where id = $1`, [id]);
  await sequence();
  await subscription.next();
  const items = [await subscription.next(), await subscription.next()].map(({ value }) => value!);
  expect(items.map(({ kind }) => kind)).toEqual(['CREATED', 'UPDATED']);
  expect(items[1]!.entry!.row).toEqual({ id, institution_id: own, description: 'dəyişdi' });
  await superuser.query('delete from security_events where id = $1', [id]);
  const [marker] = await insert(foreign);
  expect(await take(subscription, 1)).toEqual([`DELETED ${id}`]);
  expect(await take(stranger, 1)).toEqual(created([marker!]));
});

test('loads a row once for all subscribers', async () => {
  const load = vi.fn(eventTopic.load.bind(eventTopic));
  await restartHub({}, { ...eventTopic, load });
  const subscriptions = await Promise.all(Array.from({ length: 20 }, () => subscribe()));
  await sequence();
  const ids = await insert(own, 5);
  for (const subscription of subscriptions) expect(await take(subscription, 5)).toEqual(created(ids));
  expect(load.mock.calls.filter(([, loaded]) => loaded.includes(ids[0]!))).toHaveLength(1);
});

test('an idle hub loads nothing, and misses nothing when somebody subscribes', async () => {
  const load = vi.fn(eventTopic.load.bind(eventTopic));
  await restartHub({ windowCatchUp: 10 }, { ...eventTopic, load });
  const cursor = encodeCursor(await sequence());
  const ids = await insert(own, 30);
  expect(load).not.toHaveBeenCalled();
  expect(await take(await subscribe({ after: cursor }), 30)).toEqual(created(ids));
});

test('a crowd that comes back after a restart, each with another cursor, is served from memory', async () => {
  await insert(own, 100);
  const start = await sequence();
  const ids = await insert(own, 40);
  await sequence();
  const load = vi.fn(eventTopic.load.bind(eventTopic));
  await restartHub({ windowCatchUp: 50 }, { ...eventTopic, load });
  const missed = ids.map((_, index) => encodeCursor(start + index));
  const subscriptions = await Promise.all(missed.map((after) => subscribe({ after })));
  for (const [index, subscription] of subscriptions.entries()) {
    expect(await take(subscription, ids.length - index)).toEqual(created(ids.slice(index)));
  }
  expect(load.mock.calls.flatMap(([, loaded]) => loaded).filter((id) => id === ids.at(-1))).toHaveLength(1);
});

describe('resuming', () => {
  test('replays from the cursor and goes over to live without a hole or a repeat', async () => {
    const cursor = encodeCursor(await sequence());
    await restartHub({ historyPage: 7, windowEntries: 20 });
    const before = await insert(own, 100);
    const subscription = await subscribe({ after: cursor });
    const first = await take(subscription, 50);
    const during = await insert(own, 100);
    expect([...first, ...(await take(subscription, 150))]).toEqual(created([...before, ...during]));
  });

  test('from any item, sees exactly what came after it', async () => {
    const subscription = await subscribe();
    const ids = await insert(own, 10);
    const cursors: string[] = [];
    while (cursors.length < 10) {
      const { value } = await subscription.next();
      if (value!.entry !== null) cursors.push(value!.cursor);
    }
    for (const [index, cursor] of cursors.slice(0, -1).entries()) {
      expect(await take(await subscribe({ after: cursor }), 9 - index)).toEqual(created(ids.slice(index + 1)));
    }
  });

  test('the position of a list resumes without missing what the list did not have', async () => {
    const position = await currentPosition(pool.db);
    const [id] = await insert();
    expect(await take(await subscribe({ after: encodeCursor(position) }), 1)).toEqual(created([id!]));
  });

  test('an update and then a deletion while away come as a deletion alone', async () => {
    const [id] = await insert();
    const cursor = encodeCursor(await sequence());
    await superuser.query(`update security_events set description = 'x' where id = $1`, [id]);
    await sequence();
    await superuser.query('delete from security_events where id = $1', [id]);
    await sequence();
    expect(await take(await subscribe({ after: cursor }), 1)).toEqual([`DELETED ${id}`]);
  });

  test('refuses a malformed cursor and one that is ahead of the feed', async () => {
    await expect(subscribe({ after: 'nonsense' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    const ahead = encodeCursor((await sequence()) + 1);
    await expect(subscribe({ after: ahead })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  test('refuses a cursor that is older than retention, and ends a subscriber whom retention overtakes', async () => {
    await insert(own, 10);
    const cursor = encodeCursor((await sequence()) - 10);
    await restartHub({ historyPage: 2, windowEntries: 1 });
    const lagging = await subscribe({ after: cursor });
    expect(await take(lagging, 1)).toHaveLength(1);
    await superuser.query(`update api.feed_sweep_marks set marked_at = now() + interval '1 day'`);
    await superuser.query(`select api.prune_feed('0 s', 1000000)`);
    await expect(take(lagging, 10)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    await expect(subscribe({ after: cursor })).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    const current = encodeCursor(await sequence());
    const [id] = await insert();
    expect(await take(await subscribe({ after: current }), 1)).toEqual(created([id!]));
  });

  test('subscribers ahead of a database that was restored are told to start anew; others go on', async () => {
    const position = await sequence();
    const [behind, ahead] = [await subscribe(), await subscribe()];
    await insert();
    await take(ahead, 1);
    await superuser.query('delete from api.feed_entries where position > $1', [position]);
    await superuser.query('update api.feed_state set position = $1', [position]);
    await expect(take(ahead, 1)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    const [id] = await insert();
    expect(await take(behind, 1)).toEqual(created([id!]));
    expect(log.lines.some((line) => line.startsWith('error') && line.includes('went back'))).toBe(true);
  });

  test('a hole in the stored positions is reported and passed over', async () => {
    const subscription = await subscribe();
    await take(subscription, 0);
    await superuser.query('begin');
    await insertEvents(superuser, own, 3);
    await superuser.query('select api.sequence_feed(1000)');
    await superuser.query('delete from api.feed_entries where position = (select position - 1 from api.feed_state)');
    await superuser.query('commit');
    expect(await take(subscription, 2)).toHaveLength(2);
    expect(log.lines.some((line) => line.includes('positions are missing'))).toBe(true);
  });
});

test('a filtered subscriber is told its cursor while only others have news', async () => {
  await restartHub({ upkeepInterval: 20, progressInterval: 100 });
  const subscription = await subscribe();
  await subscription.next();
  await insert(foreign, 3);
  const position = await sequence();
  const { value } = await subscription.next();
  expect(value).toEqual({ kind: 'PROGRESS', cursor: encodeCursor(position), entry: null });
});

test('a consumer that stays away while much happens is ended, and resumes by its cursor', async () => {
  await restartHub({ upkeepInterval: 20, slowConsumerTime: 100, slowConsumerEntries: 10 });
  const ended = Promise.withResolvers<Error | undefined>();
  const slow = await subscribe({ onEnd: ended.resolve });
  const { value } = await slow.next();
  const ids = await insert(own, 30);
  expect(await ended.promise).toMatchObject({ code: 'CONSUMER_TOO_SLOW' });
  expect(hub.status().subscribers).toBe(0);
  await expect(slow.next()).rejects.toMatchObject({ code: 'CONSUMER_TOO_SLOW' });
  expect(await take(await subscribe({ after: value!.cursor }), 30)).toEqual(created(ids));
});

test('withdrawn visibility takes effect for the very next item', async () => {
  let viewer = viewerOf(own);
  const subscription = await subscribe({ viewer: () => viewer });
  const [seen] = await insert();
  expect(await take(subscription, 1)).toEqual(created([seen!]));
  const pending = subscription.next();
  viewer = viewerOf(foreign);
  await insert();
  const [visible] = await insert(foreign);
  expect((await pending).value?.entry?.rowId).toBe(visible);
});

test('cancels at once, however it is asked', async () => {
  const controller = new AbortController();
  const subscriptions = [await subscribe(), await subscribe({ signal: controller.signal })];
  await Promise.all(subscriptions.map((subscription) => subscription.next()));
  const pending = subscriptions.map((subscription) => subscription.next());
  expect(hub.status().subscribers).toBe(2);
  await subscriptions[0]!.return();
  controller.abort();
  expect(await Promise.all(pending)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
  expect(hub.status().subscribers).toBe(0);
  expect((await (await subscribe({ signal: AbortSignal.abort() })).next()).done).toBe(true);
  expect(hub.status().subscribers).toBe(0);
});

test('losing the LISTEN connection loses and repeats nothing', async () => {
  const subscription = await subscribe();
  const expected: string[] = [];
  const received: string[] = [];
  for (let round = 0; round < 10; round++) {
    await until(() => hub.status().listening);
    await terminate(superuser, 'listener');
    expected.push(...created(await insert(own, 3)));
    received.push(...(await take(subscription, 3)));
  }
  expect(received).toEqual(expected);
});

test('without any LISTEN connection it looks by itself, within a blink', async () => {
  await hub.stop();
  const createClient = clientOf('postgres://nobody@127.0.0.1:1/nowhere', 'listener');
  hub = createHub({ db: pool.db, createClient, topics: [eventTopic], log });
  const subscription = await subscribe();
  await take(subscription, 0);
  const [id] = await insertEvents(superuser, own);
  const sequenced = sequence().then(() => performance.now());
  expect(await take(subscription, 1)).toEqual(created([id!]));
  expect(performance.now() - (await sequenced)).toBeLessThan(500);
  expect(hub.status().listening).toBe(false);
});

test('a database that fails for a while ends no subscription, and is reported once', async () => {
  const subscription = await subscribe();
  await subscription.next();
  await superuser.query('alter table api.feed_entries rename to feed_entries_away');
  await until(() => hub.status().lastError !== null);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await superuser.query('alter table api.feed_entries_away rename to feed_entries');
  const [id] = await insert();
  expect(await take(subscription, 1)).toEqual(created([id!]));
  expect(log.lines.filter((line) => line.includes('cannot read'))).toHaveLength(1);
  expect(hub.status().lastError).toBeNull();
});

test('topics share one order and do not mix', async () => {
  const events = await subscribe();
  const notifications = await hub.subscribe({ topic: notificationTopic, viewer: () => viewerOf(own) });
  const [event] = await insertEvents(superuser, own);
  const { rows } = await superuser.query<{ id: string }>(
    `insert into system_notifications(type, title, message) values ('alert', 'Sınaq', 'Mətn') returning id`,
  );
  await sequence();
  expect(await take(events, 1)).toEqual(created([event!]));
  await notifications.next();
  const { value } = await notifications.next();
  expect(value).toMatchObject({ kind: 'CREATED', entry: { topic: 'notification', rowId: rows[0]!.id } });
  expect(decodeCursor(value!.cursor)).toBe(await currentPosition(pool.db));
});

test('tells the sequencer of any instance that somebody listens', async () => {
  const heard = vi.fn();
  superuser.on('notification', heard);
  await superuser.query('listen atis_feed_demand');
  await restartHub({ upkeepInterval: 20, demandInterval: 100 });
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(heard).not.toHaveBeenCalled();
  const subscription = await subscribe();
  await until(() => heard.mock.calls.length >= 3);
  await subscription.return();
  await superuser.query('unlisten *');
});

test('stopping completes every subscription and refuses new ones', async () => {
  const subscription = await subscribe();
  await subscription.next();
  const pending = subscription.next();
  await hub.stop();
  expect((await pending).done).toBe(true);
  await expect(subscribe()).rejects.toThrow('shutting down');
});

test('status tells what an operator needs', async () => {
  await until(() => hub.status().listening);
  const subscription = await subscribe();
  await insert(own, 2);
  await take(subscription, 2);
  const status = hub.status();
  expect(status).toMatchObject({
    position: await sequence(),
    lag: 0,
    listening: true,
    subscribers: 1,
    lastError: null,
  });
  expect(status.windowEntries).toBeGreaterThanOrEqual(2);
  expect(status.windowBytes).toBeGreaterThan(0);
});
