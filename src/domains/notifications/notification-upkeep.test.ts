import type { Client } from 'graphql-ws';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../../db/migrate.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { attemptsOf, enqueueRun, insertJob, moveClock, startTestWorker } from '../../testing/jobs.ts';
import { runJob } from '../../testing/job-run.ts';
import { untilWaiting } from '../../testing/locks.ts';
import { insertNotifications, mutate, type NotificationFixture } from '../../testing/notifications.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect, type Collected } from '../../testing/subscriber.ts';
import { createWorld, type Username, type World } from '../../testing/world.ts';
import { notificationUpkeepJob as job } from './notification-upkeep.job.ts';

let service: TestService;
let world: World;
const open: { client: Client; subscriber: Collected }[] = [];

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.database.owner.deleteFrom('system_notifications').execute();
  await sequenced();
});
afterEach(async () => {
  for (const { client, subscriber } of open.splice(0)) {
    subscriber.stop();
    await client.dispose();
  }
  await moveClock(service.database, '0');
});

const sequenced = () =>
  expect.poll(() => service.database.owner.selectFrom('api.feed_outbox').select('id').execute()).toEqual([]);
const run = () => runJob(service.database, job);
const insert = async (fixture: NotificationFixture) =>
  (await insertNotifications(service.database.owner, [fixture]))[0]!;
/** Executes a statement for which no trigger fires. */
const pastTriggers = (text: string, values: unknown[] = []) =>
  withClient(service.database.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(text, values);
  });
const pendingEnds = async () =>
  (await service.database.owner.selectFrom('api.feed_pending_ends').select('notification_id').execute()).map(
    (row) => row.notification_id,
  );

const feed = `subscription ($after: String) {
  notificationFeed(after: $after) { cursor kind notificationId notification { databaseId state } }
}`;
async function subscribe(username: Username, after?: string) {
  await sequenced();
  const client = await service.socketFor(username);
  const subscriber = collect(client, feed, { after }, 'notificationFeed');
  open.push({ client, subscriber });
  await subscriber.received(1);
  return subscriber;
}

/** What came until everybody has got a last notification for everybody. */
async function settle(...subscribers: Collected[]): Promise<string[][]> {
  const marker = await insert({ title: 'Son' });
  const told = (subscriber: Collected): string[] =>
    subscriber.items
      .filter(({ kind }) => kind !== 'PROGRESS')
      .map(({ kind, notificationId, notification }) =>
        [kind, Buffer.from(notificationId, 'base64url').toString().split(':')[1], notification?.state].join(' '),
      );
  for (const subscriber of subscribers) await expect.poll(() => told(subscriber)).toContain(`CREATED ${marker} ACTIVE`);
  return subscribers.map((subscriber) => told(subscriber).filter((item) => !item.includes(` ${marker} `)));
}

describe('the end of a notification', () => {
  it('is told by the feed once, to whom it addressed, after the sequencer told its start', async () => {
    const [here, there] = [await subscribe('school1.teacher'), await subscribe('school3.teacher')];
    const id = await insert({ start: '1 second', end: '2 seconds', institutions: [world.institutions.baku] });
    await expect.poll(async () => (await run()).result['ended']).toBe(1);
    expect((await run()).result).toEqual({ ended: 0, startsMended: 0 });
    expect(await settle(here, there)).toEqual([[`CREATED ${id} ACTIVE`, `UPDATED ${id} ENDED`], []]);
    expect(await pendingEnds()).toEqual([]);
  });

  it('is told after an outage to those who resume, and once by workers that look at once', async () => {
    const before = await subscribe('school1.teacher');
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) ids.push(await insert({ end: '1 second' }));
    await before.received(13);
    const cursor = before.items[12].cursor as string;
    await sql`select pg_sleep(1.1)`.execute(service.database.owner);
    const outcomes = await Promise.all([run(), run(), run()]);
    expect(outcomes.reduce((sum, { result }) => sum + Number(result['ended']), 0)).toBe(12);
    const after = await subscribe('school1.teacher', cursor);
    expect(await settle(after)).toEqual([ids.map((id) => `UPDATED ${id} ENDED`)]);
  });

  it('is told once where one worker is held up while another tells it', async () => {
    const [ended, wrong] = [await insert({ end: '2 seconds' }), await insert({ end: '1 hour' })];
    const moveEnd = (by: string) =>
      pastTriggers(`update system_notifications set end_at = end_at + interval '${by}' where id = $1`, [wrong]);
    await moveEnd('1 hour');
    await withClient(service.database.superuserUrl, async (client) => {
      await client.query('begin');
      await client.query('select from api.feed_pending_ends where notification_id = $1 for update', [wrong]);
      const slow = run();
      await untilWaiting(service.database, 1);
      // The other one has nothing to mend, and need not wait.
      await moveEnd('-1 hour');
      expect(await pendingEnds()).toContain(ended);
      await expect.poll(async () => (await run()).result['ended'], { timeout: 10_000 }).toBe(1);
      await client.query('commit');
      expect((await slow).result['ended']).toBe(0);
    });
    expect((await run()).result['ended']).toBe(0);
  });

  it('is told by the change itself where somebody ends it, and not again', async () => {
    const reader = await subscribe('school1.teacher');
    const ended = await insert({ end: '1 hour' });
    const byLaravel = await insert({ end: '1 hour' });
    await sequenced();
    await mutate(service, 'superadmin', 'endNotification', { id: ended });
    await sequenced();
    await sql`update system_notifications set end_at = now() at time zone 'utc' where id = ${byLaravel}`.execute(
      service.database.owner,
    );
    await insert({ end: '-1 hour' });
    expect((await run()).result['ended']).toBe(0);
    expect(await settle(reader)).toEqual([
      [
        `CREATED ${ended} ACTIVE`,
        `CREATED ${byLaravel} ACTIVE`,
        `UPDATED ${ended} ENDED`,
        `UPDATED ${byLaravel} ENDED`,
      ],
    ]);
  });

  it('follows the end when that is moved, taken away, or deleted', async () => {
    const [later, never, deleted] = [
      await insert({ end: '1 hour' }),
      await insert({ end: '1 hour' }),
      await insert({ end: '1 hour' }),
    ];
    const { owner } = service.database;
    await sql`update system_notifications set end_at = end_at + interval '5 hours' where id = ${later}`.execute(owner);
    await sql`update system_notifications set end_at = null where id = ${never}`.execute(owner);
    await owner.deleteFrom('system_notifications').where('id', '=', deleted).execute();
    await moveClock(service.database, '2 hours');
    expect((await run()).result['ended']).toBe(0);
    await moveClock(service.database, '7 hours');
    expect((await run()).result['ended']).toBe(1);
    // A clock that went back does not tell it again.
    await moveClock(service.database, '6 hours');
    await moveClock(service.database, '8 hours');
    expect((await run()).result['ended']).toBe(0);
  });

  it('is found where triggers did not fire, and the starts that they missed are mended', async () => {
    await pastTriggers(
      `insert into system_notifications (type, title, message, start_at, end_at)
       values ('x', 'x', 'x', now() at time zone 'utc' + interval '10 seconds', now() at time zone 'utc' + interval '2 hours')`,
    );
    expect((await run()).result).toEqual({ ended: 0, startsMended: 1 });
    expect((await run()).result).toEqual({ ended: 0, startsMended: 0 });
    const reader = await subscribe('school1.teacher');
    const { owner } = service.database;
    const { id } = await owner.selectFrom('system_notifications').select('id').executeTakeFirstOrThrow();
    await pastTriggers(`update system_notifications set start_at = now() at time zone 'utc' where id = $1`, [id]);
    expect((await run()).result).toEqual({ ended: 0, startsMended: 1 });
    expect(await settle(reader)).toEqual([[`CREATED ${id} ACTIVE`]]);
    await pastTriggers(`update system_notifications set end_at = end_at - interval '1 hour' where id = $1`, [id]);
    await run();
    await moveClock(service.database, '90 minutes');
    expect((await run()).result['ended']).toBe(1);
  });

  it('never fails whoever writes a notification, whatever the end', async () => {
    const { owner } = service.database;
    await sql`alter table api.feed_pending_ends rename to feed_pending_ends_away`.execute(owner);
    let id: string;
    try {
      id = await insert({ end: '1 hour' });
    } finally {
      await sql`alter table api.feed_pending_ends_away rename to feed_pending_ends`.execute(owner);
    }
    for (const end of ['infinity', '-infinity']) {
      await sql`insert into system_notifications (type, title, message, end_at)
        values ('x', 'x', 'x', ${end}::timestamp)`.execute(owner);
    }
    expect(await pendingEnds()).toEqual([]);
    expect((await run()).result['ended']).toBe(0);
    expect(await pendingEnds()).toEqual([id]);
  });

  it('is history where it passed before this version was installed', async () => {
    const database = await createTestDatabase({ empty: true });
    try {
      const url = database.ownerUrl;
      const migrations = await readMigrations();
      await migrate({ url, migrations: migrations.filter(({ name }) => name < '0026') });
      const [, ahead] = await insertNotifications(database.owner, [{ end: '-1 hour' }, { end: '1 hour' }, {}]);
      await migrate({ url });
      const pending = await database.owner.selectFrom('api.feed_pending_ends').select('notification_id').execute();
      expect(pending).toEqual([{ notification_id: ahead }]);
      await moveClock(database, '2 hours');
      expect((await runJob(database, job)).result['ended']).toBe(1);
    } finally {
      await database.drop();
    }
  });

  it('is told by a worker', async () => {
    const { database } = service;
    await insert({ end: '1 hour' });
    await moveClock(database, '2 hours');
    const id = await insertJob(database, job.jobClass);
    const worker = startTestWorker(database, [job]);
    try {
      await enqueueRun(database, id);
      worker.poke();
      await expect.poll(async () => (await attemptsOf(database, id))[0]?.status).toBe('completed');
    } finally {
      await worker.stop();
    }
    expect((await attemptsOf(database, id))[0]?.result).toEqual({ ended: 1, startsMended: 0 });
  });
});
