import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueToken } from './auth/issue-token.ts';
import { between, mistakes, pick, settledFeed, sleep } from './feed/testing/chaos.ts';
import { terminate, until } from './feed/testing/fixtures.ts';
import { Follower } from './testing/chaos-follower.ts';
import { startOwnServer, type OwnServer } from './testing/own-server.ts';
import { withClient } from './testing/server.ts';
import { kill, startProcess, type ServiceProcess } from './testing/service-process.ts';
import type { Answer } from './testing/service.ts';
import { createWorld, insertEvents, type InstitutionName, type Username, type World } from './testing/world.ts';

const kills = 20;
const writers = 6;
/** The longest pause of a writer after an acknowledged write, in milliseconds. */
const pace = 60;
/** How long the service may take until it is ready again once PostgreSQL is, in milliseconds. */
const recovery = 5_000;

const baku = { username: 'baku.admin', sees: ['baku', 'yasamal', 'school1', 'school2'] } as const;
const ganja = { username: 'ganja.admin', sees: ['ganja', 'kapaz', 'school3'] } as const;
const national = { username: 'superadmin', sees: ['ministry', ...baku.sees, ...ganja.sees] } as const;
/** Subscribers in turn. */
const users: readonly { readonly username: Username; readonly sees: readonly InstitutionName[] }[] = [
  ...[national, baku, ganja, national, baku, ganja],
];

/** The place of what concerns everybody; no institution has such an id. */
const everywhere = 'everywhere';

let own: OwnServer;
let world: World;
let service: ServiceProcess;
let url: string;

beforeAll(async () => {
  own = await startOwnServer();
  world = await createWorld(own.database);
  service = startProcess({
    DATABASE_URL: own.database.url,
    MIGRATION_DATABASE_URL: own.database.ownerUrl,
    DATABASE_POOL_SIZE: '10',
  });
  url = await service.ready();
}, 120_000);
afterAll(async () => {
  await kill(service);
  await own.remove();
}, 60_000);

const mutation = `mutation ($input: RecordSecurityEventInput!) {
  recordSecurityEvent(input: $input) { securityEvent { databaseId } userErrors { code } }
}`;

/** Writes again and again until `stop` aborts; sends each event until it is acknowledged. Gives ids by their keys. */
async function write(token: string, acknowledged: Map<string, string>, faults: string[], stop: AbortSignal) {
  while (!stop.aborted) {
    const key = randomUUID();
    const institutionId = world.institutions[pick(national.sees)];
    const input = { eventType: 'chaos', severity: 'INFO', institutionId, description: key, idempotencyKey: key };
    for (;;) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: mutation, variables: { input } }),
      });
      const { data, errors = [] } = (await response.json()) as Answer;
      const id = data?.recordSecurityEvent?.securityEvent?.databaseId as string | undefined;
      if (id !== undefined) {
        acknowledged.set(key, id);
        break;
      }
      const codes = errors.map(({ extensions }) => extensions['code']);
      if (codes.length === 0 || codes.some((code) => code !== 'SERVICE_UNAVAILABLE')) {
        faults.push(JSON.stringify({ data, errors }));
        break;
      }
      await sleep(between(20, 100));
    }
    await sleep(between(0, pace));
  }
}

const isReady = () => fetch(`${url}/readyz`).then(({ status }) => status === 200);

test('20 kills of PostgreSQL and 20 of its LISTEN backend lose no acknowledged write and no item, and end no process', async () => {
  const tokens = new Map<string, string>();
  for (const { username } of users) tokens.set(username, await issueToken(own.database.db, username, 'chaos', null));
  const followers = users.map(({ username, sees }) => {
    const institutions = [...sees.map((name) => world.institutions[name]), everywhere];
    return new Follower({
      token: tokens.get(username)!,
      institutions,
      urls: () => [url.replace('http', 'ws') + '/graphql'],
    });
  });
  const end = new AbortController();
  const following = followers.map((follower) => follower.follow(end.signal));
  await until(() => followers.every((follower) => follower.position >= 0));

  const acknowledged = new Map<string, string>();
  const faults: string[] = [];
  const calm = new AbortController();
  const writing = Array.from({ length: writers }, () =>
    write(tokens.get('superadmin')!, acknowledged, faults, calm.signal),
  );
  const recoveries: number[] = [];
  for (let done = 0; done < kills; done += 1) {
    const before = acknowledged.size;
    await withClient(own.database.superuserUrl, async (superuser) => {
      await until(async () => (await terminate(superuser, 'atis-feed-listener')) > 0);
    });
    await until(() => acknowledged.size >= before + writers);
    await sleep(between(0, 300));
    await own.kill();
    await own.start();
    const up = performance.now();
    await until(isReady);
    recoveries.push(Math.round(performance.now() - up));
  }
  calm.abort();
  await Promise.all(writing);

  // Of a user of Bakı against one of Gəncə, so that it tells every subscriber how far the feed has come.
  const [last = ''] = await insertEvents(own.database.owner, [
    { user: world.users['baku.admin'], target: world.users['ganja.admin'], description: 'last' },
  ]);
  acknowledged.set('last', last);
  const superuser = new pg.Client({ connectionString: own.database.superuserUrl });
  await superuser.connect();
  const feed = await settledFeed(superuser);
  const { rows } = await superuser.query<{ id: string; institution_id: string | null; key: string }>(
    `select id, institution_id, description as key from security_events`,
  );
  const audits = await superuser.query<{ id: string }>(`select auditable_id as id from audit_logs where event = $1`, [
    'security_event.recorded',
  ]);
  await superuser.end();
  await until(() => followers.every((follower) => follower.position >= feed.head), 120_000);
  end.abort();
  await Promise.all(following);

  expect(faults).toEqual([]);
  const stored = new Map(rows.map(({ key, id }) => [key, id]));
  expect(rows.length, 'a repeated request was carried out twice').toBe(stored.size);
  expect(
    [...acknowledged].filter(([key, id]) => stored.get(key) !== id),
    'acknowledged and lost',
  ).toEqual([]);
  expect(stored.size).toBe(acknowledged.size);
  expect([...audits.rows.map(({ id }) => id), last].toSorted()).toEqual([...stored.values()].toSorted());
  const committed = new Map(rows.map(({ id, institution_id }) => [id, institution_id ?? everywhere]));
  expect(feed.rowIds.length).toBe(committed.size);
  expect(followers.flatMap((follower) => mistakes(follower, committed, feed.rowIds))).toEqual([]);
  expect(followers.flatMap((follower) => follower.refusals)).toEqual([]);
  expect(Math.max(...recoveries)).toBeLessThan(recovery);
  // The process that was started is the one that runs, and it was ready once: it has not been started again.
  expect(service.process.exitCode).toBeNull();
  expect(service.process.signalCode).toBeNull();
  expect(service.output().match(/"msg":"ready"/g)).toHaveLength(1);
}, 300_000);
