import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { createHub } from './hub.ts';
import { startSequencer } from './sequencer.ts';
import { between, mistakes, pick, Recipient, settledFeed, sleep, someOf, writeConcurrently } from './testing/chaos.ts';
import {
  clientOf,
  eventTopic,
  insertInstitutions,
  recordingLog,
  terminate,
  until,
  viewerOf,
} from './testing/fixtures.ts';
import { startCluster } from './testing/cluster.ts';

const events = 20_000;
const writers = 16;
const subscribers = 50;

let database: TestDatabase;
let superuser: pg.Client;
let institutions: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  institutions = await insertInstitutions(superuser, 6);
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

/** Does it again and again, with a pause before, until `stop` aborts. Gives how often it said true. */
async function repeatedly(stop: AbortSignal, pause: () => number, act: () => Promise<boolean>): Promise<number> {
  let done = 0;
  for (;;) {
    await sleep(pause());
    if (stop.aborted) return done;
    if (await act()) done += 1;
  }
}

test('one instance, its LISTEN and sequencer connections killed: nothing lost, nothing twice, one order', async () => {
  const log = recordingLog();
  const sequencer = startSequencer({
    createClient: clientOf(database.url, 'chaos-sequencer'),
    log,
    retentionHours: 24,
  });
  const hub = createHub({
    db: database.db,
    createClient: clientOf(database.url, 'chaos-listener'),
    topics: [eventTopic],
    log,
    limits: { upkeepInterval: 50, progressInterval: 300, windowEntries: 2_000 },
  });
  const recipients = Array.from({ length: subscribers }, () => new Recipient(someOf(institutions)));
  let head = Infinity;

  const visit = async (recipient: Recipient) => {
    const viewer = viewerOf(...recipient.institutions);
    const signal = AbortSignal.timeout(between(5, 1_500));
    const subscription = await hub.subscribe({
      topic: eventTopic,
      after: recipient.cursor,
      viewer: () => viewer,
      signal,
    });
    const accept = recipient.connect();
    let left = pick([between(1, 20), between(1, 1_000), Infinity]);
    for await (const { cursor, entry } of subscription) {
      accept(cursor, entry?.rowId ?? null);
      if (--left < 0 || recipient.position >= head) break;
      if (Math.random() < 0.02) await sleep(between(0, 10));
    }
  };
  const follow = async (recipient: Recipient) => {
    while (recipient.position < head) {
      await visit(recipient);
      await sleep(between(0, 100));
    }
  };

  const following = recipients.map(follow);
  await until(() => recipients.every((recipient) => recipient.position >= 0));
  const calm = new AbortController();
  const kills = [
    repeatedly(
      calm.signal,
      () => between(50, 400),
      async () => (await terminate(superuser, 'chaos-listener')) > 0,
    ),
    repeatedly(
      calm.signal,
      () => between(300, 900),
      async () => (await terminate(superuser, 'chaos-sequencer')) > 0,
    ),
  ];
  const committed = await writeConcurrently({ url: database.superuserUrl, institutions, events, writers, pace: 15 });
  calm.abort();
  const [listenerKills, sequencerKills] = await Promise.all(kills);
  const feed = await settledFeed(superuser);
  head = feed.head;
  await Promise.all(following);
  await Promise.all([hub.stop(), sequencer.stop()]);

  expect(feed.rowIds.length).toBe(committed.size);
  expect(recipients.flatMap((recipient) => mistakes(recipient, committed, feed.rowIds))).toEqual([]);
  expect(listenerKills).toBeGreaterThan(5);
  expect(sequencerKills).toBeGreaterThan(1);
  expect(recipients.reduce((sum, recipient) => sum + recipient.connections, 0)).toBeGreaterThan(subscribers * 3);
}, 300_000);

test('two instances, the sequencing one killed with SIGKILL again and again: the same', async () => {
  const cluster = await startCluster(database.url, 2);
  const start = await settledFeed(superuser);
  const recipients = Array.from({ length: subscribers }, () => new Recipient(someOf(institutions)));
  for (const recipient of recipients) cluster.attach(recipient);
  await until(() => recipients.every((recipient) => recipient.position >= start.head));

  const calm = new AbortController();
  const kills = repeatedly(
    calm.signal,
    () => between(1_500, 2_500),
    () => cluster.killLeader(),
  );
  const moves = repeatedly(
    calm.signal,
    () => between(5, 50),
    () => Promise.resolve(cluster.move(pick(recipients))),
  );
  const committed = await writeConcurrently({ url: database.superuserUrl, institutions, events, writers, pace: 250 });
  calm.abort();
  const killed = await kills;
  await moves;
  const feed = await settledFeed(superuser);
  await until(() => recipients.every((recipient) => recipient.position >= feed.head), 120_000);
  cluster.stop();

  const rowIds = feed.rowIds.slice(start.rowIds.length);
  expect(rowIds.length).toBe(committed.size);
  expect(recipients.flatMap((recipient) => mistakes(recipient, committed, rowIds))).toEqual([]);
  expect(cluster.failures).toEqual([]);
  expect(killed).toBeGreaterThanOrEqual(3);
}, 300_000);
