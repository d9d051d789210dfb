import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { currentPosition } from './feed.repository.ts';
import { createHistory, type History } from './history.ts';
import { feedLimits } from './limits.ts';
import { eventTopic, insertEvents, notificationTopic } from './testing/fixtures.ts';
import type { FeedTopic } from './topic.ts';

const pageLength = 7;
const events = 60;

let database: TestDatabase;
let superuser: pg.Client;
let head: number;
const load = vi.fn(eventTopic.load.bind(eventTopic));
const topics = new Map<string, FeedTopic<unknown>>([
  [eventTopic.name, { ...eventTopic, load }],
  [notificationTopic.name, notificationTopic],
]);

/** Events with a notification among them now and then. */
beforeAll(async () => {
  database = await createTestDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  for (let written = 0; written < events; written += 10) {
    await insertEvents(superuser, null, 10);
    await superuser.query(`insert into system_notifications(type, title, message) values ('alert', 'Sınaq', 'Mətn')`);
  }
  await superuser.query('select api.sequence_feed(1000)');
  head = await currentPosition(database.db);
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});
beforeEach(() => {
  load.mockClear();
});

const open = (limits: Partial<typeof feedLimits> = {}): History =>
  createHistory({
    db: database.db,
    topics,
    limits: { ...feedLimits, historyPage: pageLength, ...limits },
    persist: (read) => read(),
  });

/** Reads on to the end, as a subscription does. */
async function readAll(history: History, topic: FeedTopic<unknown>, after: number): Promise<number[]> {
  const positions: number[] = [];
  for (let position = after; position < head;) {
    const page = await history.read(topic, position, head);
    positions.push(...page.entries.map((entry) => entry.position));
    expect(page.through).toBeGreaterThan(position);
    position = page.through;
  }
  return positions;
}

test('pages follow each other without a hole or a repeat, wherever one begins and however topics mix', async () => {
  for (const topic of topics.values()) {
    const { rows } = await superuser.query<{ position: string }>(
      'select position from api.feed_entries where topic = $1 order by position',
      [topic.name],
    );
    const all = rows.map(({ position }) => Number(position));
    const history = open();
    for (let after = 0; after < head; after++) {
      expect(await readAll(history, topic, after)).toEqual(all.filter((position) => position > after));
    }
  }
});

test('a crowd that resumes, each elsewhere, shares the reads', async () => {
  const history = open();
  const positions = Array.from({ length: head }, (_, position) => position);
  await Promise.all(positions.map((after) => readAll(history, eventTopic as FeedTopic<unknown>, after)));
  // The last page is not full and may be read again.
  expect(load.mock.calls.length).toBeLessThan((2 * head) / pageLength);
});

test('keeps what was read for a moment only, within its memory, and not when the database is another one', async () => {
  const readTwice = async (history: History, between: () => unknown = () => undefined) => {
    load.mockClear();
    await history.read(eventTopic, 0, head);
    await between();
    await history.read(eventTopic, 1, head);
    return load.mock.calls.length;
  };
  expect(await readTwice(open())).toBe(1);
  const brief = open({ historyKept: 1 });
  expect(await readTwice(brief, () => new Promise((resolve) => setTimeout(resolve, 5)))).toBe(2);
  expect(await readTwice(open({ historyBytes: 1 }))).toBe(2);
  const moved = open();
  expect(await readTwice(moved, () => moved.forget())).toBe(2);
});
