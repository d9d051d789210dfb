import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { insertEvents, insertInstitutions } from './testing/fixtures.ts';

let database: TestDatabase;
let writer: pg.Client;
let other: pg.Client;
let institution: string;

const connect = async () => {
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  return client;
};

/** Sequences everything and gives the new entries as `operation topic row`. */
async function sequence(): Promise<string[]> {
  const before = await writer.query<{ position: string }>('select position from api.feed_state');
  while ((await writer.query<{ taken: number }>('select api.sequence_feed(1000) as taken')).rows[0]!.taken > 0);
  const { rows } = await writer.query<{ entry: string }>(
    `select concat_ws(' ', operation, topic, row_id) as entry from api.feed_entries where position > $1 order by position`,
    [before.rows[0]!.position],
  );
  return rows.map((row) => row.entry);
}

const sweep = async () => (await writer.query<{ found: number }>('select api.sweep_feed() as found')).rows[0]!.found;

const notify = async (startAt: string | null) =>
  (
    await writer.query<{ id: string }>(
      `insert into system_notifications(type, title, message, start_at)
       values ('alert', 'Sınaq', 'Mətn', (now() at time zone 'utc') + $1::interval) returning id`,
      [startAt],
    )
  ).rows[0]!.id;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  [writer, other] = [await connect(), await connect()];
  institution = (await insertInstitutions(writer, 1))[0]!;
});
afterEach(() => Promise.all([writer.end(), other.end()]));

test('a row with a lower id that commits later comes later, and is not lost', async () => {
  await other.query('begin');
  const [late] = await insertEvents(other, institution);
  const [early] = await insertEvents(writer, institution);
  expect(Number(late)).toBeLessThan(Number(early));
  expect(await sequence()).toEqual([`created security_event ${early}`]);
  await other.query('commit');
  expect(await sequence()).toEqual([`created security_event ${late}`]);
});

test('what is rolled back never comes', async () => {
  await writer.query('begin');
  await insertEvents(writer, institution, 3);
  await writer.query('rollback');
  expect(await sequence()).toEqual([]);
});

test('several changes of one row in one transaction are one entry', async () => {
  const [id] = await insertEvents(writer, institution);
  await sequence();
  await writer.query('begin');
  for (const text of ['a', 'b', 'c']) {
    await writer.query('update security_events set description = $2 where id = $1', [id, text]);
  }
  await writer.query('insert into api.security_event_triage(event_id) values ($1)', [id]);
  await writer.query('commit');
  expect(await sequence()).toEqual([`updated security_event ${id}`]);

  await writer.query('begin');
  const [fresh] = await insertEvents(writer, institution);
  await writer.query(`update security_events set description = 'x' where id = $1`, [fresh]);
  await writer.query('commit');
  expect(await sequence()).toEqual([`created security_event ${fresh}`]);
});

test('changes in several transactions are several entries; an update that changes nothing is none', async () => {
  const [id] = await insertEvents(writer, institution);
  await sequence();
  await writer.query(`update security_events set description = 'a' where id = $1`, [id]);
  await writer.query(`update security_events set description = 'b' where id = $1`, [id]);
  await writer.query(`update security_events set description = 'b' where id = $1`, [id]);
  expect(await sequence()).toEqual([`updated security_event ${id}`, `updated security_event ${id}`]);
});

test('a deletion keeps what tells who could see it', async () => {
  const [id] = await insertEvents(writer, institution);
  await sequence();
  await writer.query('delete from security_events where id = $1', [id]);
  expect(await sequence()).toEqual([`deleted security_event ${id}`]);
  const { rows } = await writer.query('select payload from api.feed_entries order by position desc limit 1');
  expect(rows[0].payload).toEqual({ institution_id: Number(institution) });
});

test('a bulk statement is captured whole, in the order of its rows', async () => {
  const ids = await insertEvents(writer, institution, 2_500);
  expect(await sequence()).toEqual(ids.map((id) => `created security_event ${id}`));
});

test('positions are dense over batches, rollbacks and concurrent sequencers', async () => {
  const clients = await Promise.all([connect(), connect(), connect()]);
  for (let round = 0; round < 20; round++) {
    await insertEvents(writer, institution, 20);
    await Promise.all(clients.map((client) => client.query('select api.sequence_feed(7)')));
  }
  await Promise.all(clients.map((client) => client.end()));
  await sequence();
  const { rows } = await writer.query(
    `select count(*)::int as entries, max(position)::int as newest, min(position)::int as oldest,
       (select position::int from api.feed_state) as head,
       (select count(*)::int from (select row_id from api.feed_entries where topic = 'security_event' and operation = 'created'
          group by row_id having count(*) > 1) twice) as twice
     from api.feed_entries`,
  );
  const { entries, newest, oldest, head, twice } = rows[0];
  expect({ entries, oldest, head, twice }).toEqual({ entries: newest, oldest: 1, head: newest, twice: 0 });
});

test('a capture that fails does not fail the writer, and the sweep finds the row', async () => {
  await sequence();
  await writer.query('alter table api.feed_outbox rename to feed_outbox_away');
  const [id] = await insertEvents(writer, institution);
  await writer.query('update security_events set description = $2 where id = $1', [id, 'still works']);
  await writer.query('alter table api.feed_outbox_away rename to feed_outbox');
  expect(await sequence()).toEqual([]);
  expect(await sweep()).toBe(1);
  expect(await sequence()).toEqual([`created security_event ${id}`]);
  expect(await sweep()).toBe(0);
});

test('the sweep finds what bypassed the triggers, once, and nothing else', async () => {
  const [captured] = await insertEvents(writer, institution);
  await writer.query(`set session_replication_role = replica`);
  const bypassed = await insertEvents(writer, institution, 2);
  const notification = await notify(null);
  await writer.query('reset session_replication_role');
  expect(await sweep()).toBe(3);
  expect(await sweep()).toBe(0);
  expect((await sequence()).sort()).toEqual(
    [
      `created notification ${notification}`,
      ...[captured, ...bypassed].map((id) => `created security_event ${id}`),
    ].sort(),
  );
  expect(await sweep()).toBe(0);
});

test('two sweeps at once report a row once', async () => {
  await sequence();
  await writer.query(`set session_replication_role = replica`);
  const [id] = await insertEvents(writer, institution);
  await writer.query('reset session_replication_role');
  await Promise.all([writer.query('select api.sweep_feed()'), other.query('select api.sweep_feed()')]);
  expect(await sequence()).toEqual([`created security_event ${id}`]);
});

/** Lets that much time pass for the feed's own tables. */
const age = async (interval: string) => {
  await writer.query('update api.feed_entries set sequenced_at = sequenced_at - $1::interval', [interval]);
  await writer.query('update api.feed_sweep_marks set marked_at = marked_at - $1::interval', [interval]);
};
const prune = async (keep: string, batch = 100_000) =>
  (await writer.query<{ pruned: number }>('select api.prune_feed($1::interval, $2) as pruned', [keep, batch])).rows[0]!
    .pruned;

test('retention makes no row new again, also after the service stood still for longer', async () => {
  await sweep();
  await insertEvents(writer, institution, 5);
  await sequence();
  await age('8 days');
  await prune('7 days');
  expect(await sweep()).toBe(0);
  await age('11 minutes');
  expect(await prune('7 days')).toBeGreaterThanOrEqual(5);
  expect(await sweep()).toBe(0);
  expect(await sequence()).toEqual([]);
});

test('pruning removes the oldest first and remembers how far', async () => {
  await insertEvents(writer, institution, 10);
  await sequence();
  await sweep();
  await age('1 hour');
  const state = async () =>
    (
      await writer.query<{ pruned: string; oldest: string }>(
        `select pruned_through as pruned, (select min(position) from api.feed_entries) as oldest from api.feed_state`,
      )
    ).rows[0]!;
  const before = await state();
  const first = Number(before.oldest);
  expect(await prune('1 minute', 4)).toBe(4);
  const after = await state();
  expect([Number(after.pruned), Number(after.oldest)]).toEqual([first + 3, first + 4]);
  expect(await prune('30 days', 4)).toBe(0);
});

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a notification with a future start appears when it starts, once', async () => {
  const id = await notify('400 ms');
  expect(await sequence()).toEqual([]);
  await wait(450);
  expect(await sequence()).toEqual([`created notification ${id}`]);
  expect(await sequence()).toEqual([]);
  expect(await sweep()).toBe(0);
});

test('nothing tells of a notification before it starts, however it is edited', async () => {
  const id = await notify('500 ms');
  await writer.query(`update system_notifications set title = 'Birinci' where id = $1`, [id]);
  expect(await sequence()).toEqual([]);
  await writer.query(`update system_notifications set title = 'İkinci' where id = $1`, [id]);
  expect(await sequence()).toEqual([]);
  await wait(550);
  await writer.query(`update system_notifications set title = 'Üçüncü' where id = $1`, [id]);
  const entries = await sequence();
  expect(entries.filter((entry) => entry.startsWith('created'))).toEqual([`created notification ${id}`]);
  expect(entries[0]).toBe(`created notification ${id}`);
});

test('a start that is moved to now comes once; one that is moved away waits', async () => {
  const [sooner, later] = [await notify('1 hour'), await notify('300 ms')];
  expect(await sequence()).toEqual([]);
  await writer.query(`update system_notifications set title = 'Tez' where id = $1`, [sooner]);
  await writer.query(`update system_notifications set start_at = now() at time zone 'utc' where id = $1`, [sooner]);
  await writer.query(
    `update system_notifications set start_at = (now() at time zone 'utc') + interval '1 hour' where id = $1`,
    [later],
  );
  await wait(350);
  const entries = await sequence();
  expect(entries.filter((entry) => entry.startsWith('created'))).toEqual([`created notification ${sooner}`]);
  expect(entries.filter((entry) => entry.endsWith(` ${later}`))).toEqual([]);
});

test('a running notification that is postponed is an update, and comes again when it starts again', async () => {
  const id = await notify(null);
  expect(await sequence()).toEqual([`created notification ${id}`]);
  await writer.query(
    `update system_notifications set start_at = (now() at time zone 'utc') + interval '300 ms' where id = $1`,
    [id],
  );
  expect(await sequence()).toEqual([`updated notification ${id}`]);
  await wait(350);
  expect(await sequence()).toEqual([`created notification ${id}`]);
});

test('what is deleted before anybody was told of it was never there', async () => {
  const id = await notify('1 hour');
  await sequence();
  await writer.query('delete from system_notifications where id = $1', [id]);
  expect(await sequence()).toEqual([]);

  const unseen = await notify('1 hour');
  await writer.query('delete from system_notifications where id = $1', [unseen]);
  expect((await sequence()).filter((entry) => entry.startsWith('deleted'))).toEqual([]);
});

test('a row that a list may have shown is told to be deleted, however soon', async () => {
  const [event] = await insertEvents(writer, institution);
  await writer.query('delete from security_events where id = $1', [event]);
  const notification = await notify(null);
  await writer.query('delete from system_notifications where id = $1', [notification]);
  expect(await sequence()).toEqual([
    `created security_event ${event}`,
    `deleted security_event ${event}`,
    `created notification ${notification}`,
    `deleted notification ${notification}`,
  ]);

  await writer.query('begin');
  const [within] = await insertEvents(writer, institution);
  await writer.query('delete from security_events where id = $1', [within]);
  await writer.query('commit');
  expect(await sequence()).toEqual([`created security_event ${within}`]);
});

test('a running notification that is postponed and then deleted is told to be deleted', async () => {
  const id = await notify(null);
  await sequence();
  await writer.query(`update system_notifications set start_at = now() + interval '1 day' where id = $1`, [id]);
  await sequence();
  await writer.query('delete from system_notifications where id = $1', [id]);
  expect(await sequence()).toEqual([`deleted notification ${id}`]);
});

test('the service role can use the feed and not change it by hand', async () => {
  const service = new pg.Client({ connectionString: database.url });
  await service.connect();
  await insertEvents(service, institution);
  expect((await service.query('select api.sequence_feed(1000) as taken')).rows[0]).toEqual({ taken: 1 });
  for (const text of [
    'delete from api.feed_entries',
    'update api.feed_state set position = 1',
    'delete from api.feed_outbox',
  ]) {
    await expect(service.query(text)).rejects.toMatchObject({ code: '42501' });
  }
  await service.end();
});
