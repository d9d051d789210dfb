import type { Client } from 'graphql-ws';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { insertNotifications, mutate, type NotificationFixture } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect, type Collected } from '../../testing/subscriber.ts';
import { createWorld, type Username, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
const open: { client: Client; subscriber: Collected }[] = [];

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  for (const { client, subscriber } of open.splice(0)) {
    subscriber.stop();
    await client.dispose();
  }
  await service.database.owner.deleteFrom('system_notifications').execute();
  await sequenced();
});

/** Waits until everything that was written has become part of the feed. */
const sequenced = () =>
  expect.poll(() => service.database.owner.selectFrom('api.feed_outbox').select('id').execute()).toEqual([]);

const feed = `subscription ($after: String) {
  notificationFeed(after: $after) {
    cursor kind notificationId notification { databaseId title state isRead createdBy { username } statistics { audience } }
  }
}`;

async function subscribe(username: Username, after?: string) {
  await sequenced();
  const client = await service.socketFor(username);
  const subscriber = collect(client, feed, { after }, 'notificationFeed');
  open.push({ client, subscriber });
  await subscriber.received(1);
  return subscriber;
}
const subscribeAll = (...usernames: Username[]) => Promise.all(usernames.map((username) => subscribe(username)));

const insert = async (fixture: NotificationFixture) =>
  (await insertNotifications(service.database.owner, [fixture]))[0]!;
const change = (id: string, set: ReturnType<typeof sql>) =>
  sql`update system_notifications set ${set} where id = ${id}`.execute(service.database.owner);

/** What came, PROGRESS aside: the kind and the id. */
const told = (subscriber: Collected): string[] =>
  subscriber.items
    .filter(({ kind }) => kind !== 'PROGRESS')
    .map(({ kind, notificationId }) => `${kind} ${Buffer.from(notificationId, 'base64url').toString().split(':')[1]}`);

/** Waits until everybody has got a last notification for everybody, so that nothing can come in between any more. */
async function settle(...subscribers: Collected[]) {
  const marker = await insert({ title: 'Son' });
  for (const subscriber of subscribers) await expect.poll(() => told(subscriber)).toContain(`CREATED ${marker}`);
  return subscribers.map((subscriber) => told(subscriber).filter((item) => item !== `CREATED ${marker}`));
}

describe('the notification feed', () => {
  it('shows what Laravel inserts, with ids as numbers, strings or an object, once to whom it addresses and to nobody else', async () => {
    const { institutions, roles } = world;
    const teacher = Number(roles.get('müəllim'));
    const [admin, here, there] = await subscribeAll('baku.admin', 'school1.teacher', 'school3.teacher');
    const baku = await insert({ institutions: [institutions.baku], author: world.users['baku.admin'], title: 'Bakı' });
    const teachers = await insert({ roles: [String(teacher)] });
    const both = await insert({ roles: { 0: teacher }, institutions: { x: institutions.ganja } });
    const everybody = await insert({ roles: {}, institutions: null });
    await insert({ roles: teacher });
    expect(await settle(admin!, here!, there!)).toEqual([
      [`CREATED ${baku}`, `CREATED ${everybody}`],
      [`CREATED ${baku}`, `CREATED ${teachers}`, `CREATED ${everybody}`],
      [`CREATED ${teachers}`, `CREATED ${both}`, `CREATED ${everybody}`],
    ]);
    const item = (subscriber: Collected) =>
      subscriber.items.find(({ notification }) => notification?.databaseId === baku);
    expect(item(admin!)).toMatchObject({
      notification: {
        title: 'Bakı',
        state: 'ACTIVE',
        isRead: false,
        createdBy: { username: 'baku.admin' },
        statistics: { audience: 9 },
      },
    });
    expect(item(here!)).toMatchObject({ notification: { title: 'Bakı', createdBy: null, statistics: null } });
  });

  it('tells each viewer of the own reading, though the item is the same', async () => {
    const id = await insert({});
    await mutate(service, 'school1.teacher', 'markNotificationRead', { id });
    const [reader, other] = await subscribeAll('school1.teacher', 'school1.deputy');
    await change(id, sql`title = 'Yeni'`);
    await Promise.all([reader!.received(2), other!.received(2)]);
    expect(reader!.items[1]).toMatchObject({ kind: 'UPDATED', notification: { title: 'Yeni', isRead: true } });
    expect(other!.items[1]).toMatchObject({ kind: 'UPDATED', notification: { title: 'Yeni', isRead: false } });
  });

  it('shows one with a later start when it starts, once, however it was edited before', async () => {
    const [reader] = await subscribeAll('school1.teacher');
    const id = await insert({ start: '3 seconds' });
    await change(id, sql`title = 'Hələ yox'`);
    await change(id, sql`title = 'İndi', message = 'Dəyişdi'`);
    const unseen = await insert({ start: '1 hour' });
    await change(unseen, sql`title = 'x'`);
    await sql`delete from system_notifications where id = ${unseen}`.execute(service.database.owner);
    expect(await settle(reader!)).toEqual([[]]);
    await expect.poll(() => told(reader!).at(-1)).toBe(`CREATED ${id}`);
    expect(reader!.items.at(-1)).toMatchObject({ notification: { title: 'İndi', state: 'ACTIVE' } });
    expect((await settle(reader!))[0]!.filter((item) => item.endsWith(` ${id}`))).toEqual([`CREATED ${id}`]);
  });

  it('does not show one that has ended before it came', async () => {
    const [reader] = await subscribeAll('school1.teacher');
    await insert({ end: '-1 second' });
    expect(await settle(reader!)).toEqual([[]]);
  });

  it('ending is an update with the notification, deleting names its id only; others learn of neither', async () => {
    const target = { institutions: [world.institutions.school1] };
    const [ended, deleted] = [await insert(target), await insert(target)];
    const [reader, other] = await subscribeAll('school1.teacher', 'school3.teacher');
    await mutate(service, 'baku.admin', 'endNotification', { id: ended });
    await mutate(service, 'baku.admin', 'deleteNotification', { id: deleted }, 'deletedId');
    expect(await settle(reader!, other!)).toEqual([[`UPDATED ${ended}`, `DELETED ${deleted}`], []]);
    expect(reader!.items[1]).toMatchObject({ notification: { state: 'ENDED' } });
    expect(reader!.items[2]).toMatchObject({ notification: null });
  });

  it('a postponed one is taken back until it starts again', async () => {
    const id = await insert({ institutions: [world.institutions.school1] });
    const [reader, other] = await subscribeAll('school1.teacher', 'school3.teacher');
    await change(id, sql`start_at = (now() at time zone 'utc') + interval '3 seconds'`);
    await expect.poll(() => told(reader!)).toEqual([`DELETED ${id}`]);
    expect(reader!.items[1]).toMatchObject({ notification: null });
    await expect.poll(() => told(reader!)).toEqual([`DELETED ${id}`, `CREATED ${id}`]);
    expect(await settle(reader!, other!)).toEqual([[`DELETED ${id}`, `CREATED ${id}`], []]);
  });

  it('one that is turned to others is gone for whom it leaves and new for whom it comes to', async () => {
    const { school1, school2, school3, baku } = world.institutions;
    const id = await insert({ institutions: [school1] });
    const [here, there, region] = await subscribeAll('school1.teacher', 'school3.teacher', 'baku.admin');
    const expected: string[][] = [[], [], []];
    // One after the other: items of changes that come together show the notification as the last one left it.
    for (const [input, ...kinds] of [
      [{ targetInstitutions: [school3] }, 'DELETED', 'CREATED', null],
      [{ targetInstitutions: [school3, baku] }, 'CREATED', 'UPDATED', 'CREATED'],
      [{ targetInstitutions: [school2] }, 'DELETED', 'DELETED', 'DELETED'],
      [{ targetInstitutions: null }, 'CREATED', 'CREATED', 'CREATED'],
    ] as const) {
      await mutate(service, 'superadmin', 'updateNotification', { id, ...input });
      kinds.forEach((kind, index) => kind !== null && expected[index]!.push(`${kind} ${id}`));
      await expect.poll(() => [here!, there!, region!].map(told)).toEqual(expected);
    }
    expect(await settle(here!, there!, region!)).toEqual(expected);
  });

  it('several changes of one transaction are one item that knows whom it addressed at first', async () => {
    const { school1, school3 } = world.institutions;
    const id = await insert({ institutions: [school1] });
    const [here, there] = await subscribeAll('school1.teacher', 'school3.teacher');
    await service.database.owner.transaction().execute(async (tx) => {
      await sql`update system_notifications set title = 'A' where id = ${id}`.execute(tx);
      await sql`update system_notifications set target_institutions = ${`[${school3}]`} where id = ${id}`.execute(tx);
    });
    expect(await settle(here!, there!)).toEqual([[`DELETED ${id}`], [`CREATED ${id}`]]);
  });

  it('resumes after a cursor without hole or repeat; the list gives the cursor to begin with', async () => {
    const { data } = await service.query('school1.teacher', '{ myNotifications(first: 1) { feedCursor } }');
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      ids.push(await insert({ institutions: [world.institutions.school1] }));
      await insert({ institutions: [world.institutions.school3] });
    }
    const first = await subscribe('school1.teacher', data.myNotifications.feedCursor);
    await expect.poll(() => told(first)).toEqual(ids.map((id) => `CREATED ${id}`));
    const second = await subscribe(
      'school1.teacher',
      first.items.find(({ notification }) => notification?.databaseId === ids[2]).cursor,
    );
    await expect.poll(() => told(second)).toEqual(ids.slice(3).map((id) => `CREATED ${id}`));
  });

  it('a malformed cursor is refused by its name', async () => {
    const client = await service.socketFor('school1.teacher');
    const subscriber = collect(client, feed, { after: 'nonsense' }, 'notificationFeed');
    open.push({ client, subscriber });
    await expect
      .poll(() => subscriber.errors)
      .toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
  });
});
