import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueToken } from './auth/issue-token.ts';
import { between, mistakes, settledFeed, sleep, writeConcurrently } from './feed/testing/chaos.ts';
import { terminate, until } from './feed/testing/fixtures.ts';
import { startServiceCluster, type ServiceCluster } from './testing/chaos-cluster.ts';
import { Follower } from './testing/chaos-follower.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { createWorld, insertEvents, type InstitutionName, type Username, type World } from './testing/world.ts';

const events = 20_000;
const writers = 16;
const subscribers = 50;
const instances = 2;
/** The longest pause of a writer after a transaction: longer makes the whole test longer. Milliseconds. */
const pace = 500;
/** Milliseconds between two kills, at least and at most. */
const listenerKills = [200, 800] as const;
const leaderKills = [1_500, 3_000] as const;

/** Where events happen. The ministry has most, so that what most subscribers may see is a small part. */
const places: readonly InstitutionName[] = [
  ...Array.from({ length: 5 }, () => 'ministry' as const),
  ...(['baku', 'yasamal', 'school1', 'ganja', 'kapaz', 'school3'] as const),
];
const baku = { username: 'baku.admin', sees: ['baku', 'yasamal', 'school1', 'school2'] } as const;
const ganja = { username: 'ganja.admin', sees: ['ganja', 'kapaz', 'school3'] } as const;
const national = { username: 'superadmin', sees: ['ministry', ...baku.sees, ...ganja.sees] } as const;
/** Subscribers in turn. */
const users: readonly { readonly username: Username; readonly sees: readonly InstitutionName[] }[] = [
  national,
  ...[baku, ganja, baku, ganja, baku, ganja],
];

/** The place of what concerns everybody; no institution has such an id. */
const everywhere = 'everywhere';

let database: TestDatabase;
let superuser: pg.Client;
let world: World;
let cluster: ServiceCluster;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  world = await createWorld(database);
  cluster = await startServiceCluster(database, instances);
}, 120_000);
afterAll(async () => {
  await cluster.stop();
  await superuser.end();
  await database.drop();
});

async function createFollowers(): Promise<Follower[]> {
  const tokens = new Map(
    await Promise.all(
      [...new Set(users.map(({ username }) => username))].map(
        async (username) => [username, await issueToken(database.db, username, 'chaos', null)] as const,
      ),
    ),
  );
  const urls = () => cluster.urls().map((url) => `${url.replace('http', 'ws')}/graphql`);
  return Array.from({ length: subscribers }, (_, index) => {
    const { username, sees } = users[index % users.length]!;
    const institutions = [...sees.map((name) => world.institutions[name]), everywhere];
    return new Follower({ token: tokens.get(username)!, institutions, urls });
  });
}

/** Does it again and again, with a pause before, until `stop` aborts. Gives how often it said true. */
async function repeatedly(
  stop: AbortSignal,
  [least, most]: readonly [number, number],
  act: () => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (;;) {
    await sleep(between(least, most));
    if (stop.aborted) return done;
    if (await act()) done += 1;
  }
}

/** An event of no institution, of a user of Bakı against one of Gəncə: all three kinds of subscribers see it. */
async function insertLastEvent(): Promise<string> {
  const [id] = await insertEvents(database.owner, [
    { user: world.users['baku.admin'], target: world.users['ganja.admin'] },
  ]);
  return id!;
}

test('every subscriber of two services gets exactly what it may see, in one order, whoever is killed meanwhile', async () => {
  const followers = await createFollowers();
  const end = new AbortController();
  const following = followers.map((follower) => follower.follow(end.signal));
  await until(() => followers.every((follower) => follower.position >= 0), 60_000);

  const calm = new AbortController();
  const killings = [
    repeatedly(calm.signal, listenerKills, async () => (await terminate(superuser, 'atis-feed-listener')) > 0),
    repeatedly(calm.signal, leaderKills, () => cluster.killLeader()),
  ];
  const institutions = places.map((name) => world.institutions[name]);
  const committed = await writeConcurrently({ url: database.ownerUrl, institutions, events, writers, pace });
  calm.abort();
  const [killedListeners, killedLeaders] = await Promise.all(killings);
  committed.set(await insertLastEvent(), everywhere);
  const feed = await settledFeed(superuser);
  await until(() => followers.every((follower) => follower.position >= feed.head), 120_000);
  end.abort();
  await Promise.all(following);

  expect(feed.rowIds.length).toBe(committed.size);
  expect(followers.flatMap((follower) => mistakes(follower, committed, feed.rowIds))).toEqual([]);
  expect(followers.flatMap((follower) => follower.refusals)).toEqual([]);
  expect(killedListeners).toBeGreaterThanOrEqual(8);
  expect(killedLeaders).toBeGreaterThanOrEqual(2);
  expect(followers.reduce((sum, follower) => sum + follower.connections, 0)).toBeGreaterThan(subscribers * 3);
}, 300_000);
