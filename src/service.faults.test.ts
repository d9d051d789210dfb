import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { startProxy, type Proxy } from './testing/proxy.ts';
import { withClient } from './testing/server.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld } from './testing/world.ts';

let database: TestDatabase;
let proxy: Proxy;
let service: TestService;
const lines: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startProxy(database.url);
  service = await startTestService({
    database: { ...database, url: proxy.url },
    logTo: { write: (line) => lines.push(line) },
  });
  await createWorld(database);
});
afterAll(async () => {
  await service.stop();
  await proxy.stop();
  await database.drop();
});

const administer = (...statements: string[]) =>
  withClient(database.superuserUrl, async (superuser) => {
    for (const statement of statements) await superuser.query(statement);
  });

/** Ends what the service has open, so that it has to connect anew. */
const endConnections = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and application_name like 'atis-%' and usename = 'atis_service'`;

async function readiness() {
  const response = await fetch(`${service.url}/readyz`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const record = () =>
  service.query(
    'superadmin',
    `mutation { recordSecurityEvent(input: { eventType: "test", severity: INFO }) { userErrors { code } } }`,
  );
const list = () => service.query('superadmin', '{ securityEvents(first: 1) { nodes { databaseId } } }');
const codes = (answer: Awaited<ReturnType<typeof record>>) =>
  answer.errors?.map(({ extensions }) => extensions['code']);

const logged = () => lines.map((line) => JSON.parse(line) as { level: number; msg: string; advice?: string });

/** How often the log says what is worth a look. */
function countsOfMessages(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { level, msg } of logged()) if (level >= 40) counts[msg] = (counts[msg] ?? 0) + 1;
  return counts;
}

const failingTrigger = (table: string) =>
  `create trigger disk_full before insert on ${table} for each statement execute function disk_full()`;

interface Fault {
  readonly state: string;
  readonly begin: () => unknown;
  readonly end: () => unknown;
  /** Whether what exists can still be read. */
  readonly reads: boolean;
}

const faults: Fault[] = [
  {
    state: 'unreachable',
    begin: () => proxy.cut(),
    end: () => proxy.restore(),
    reads: false,
  },
  {
    state: 'out of connections',
    begin: () => administer(`alter database ${database.name} connection limit 0`, endConnections),
    end: () => administer(`alter database ${database.name} connection limit -1`),
    reads: false,
  },
  {
    state: 'read-only',
    begin: () => administer(`alter database ${database.name} set default_transaction_read_only = on`, endConnections),
    end: () =>
      administer(
        `set default_transaction_read_only = off`,
        `alter database ${database.name} reset default_transaction_read_only`,
      ),
    reads: true,
  },
  {
    state: 'out of disk space',
    begin: () =>
      administer(
        `create function disk_full() returns trigger language plpgsql as $$
         begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`,
        failingTrigger('security_events'),
        failingTrigger('api.idempotency_keys'),
      ),
    end: () => administer('drop function disk_full() cascade'),
    reads: true,
  },
];

describe.each(faults)('while the database is $state', ({ state, begin, end, reads }) => {
  it('says so in /readyz and once in the log, answers with SERVICE_UNAVAILABLE, and recovers within 5 seconds', async () => {
    await expect.poll(readiness).toMatchObject({ status: 200, body: { database: 'ok' } });
    expect(codes(await record())).toBeUndefined();
    lines.length = 0;

    await begin();
    // A full disk shows when something is written.
    await expect
      .poll(async () => ({ codes: codes(await record()), ...(await readiness()) }))
      .toMatchObject({ codes: ['SERVICE_UNAVAILABLE'], status: 503, body: { ready: false, database: state } });
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    for (let request = 0; request < 5; request += 1) expect(codes(await record())).toEqual(['SERVICE_UNAVAILABLE']);
    expect(codes(await list())).toEqual(reads ? undefined : ['SERVICE_UNAVAILABLE']);
    expect(await readiness()).toMatchObject({ status: 503, body: { database: state } });
    const told = countsOfMessages();
    expect(told[`the database is ${state}`]).toBe(1);
    expect(Object.entries(told).filter(([, count]) => count > 1)).toEqual([]);
    const { advice } = logged().find(({ msg }) => msg === `the database is ${state}`) ?? {};
    expect(advice).toMatch(/^[A-Z].{20,}\.$/);

    await end();
    const mended = performance.now();
    await expect.poll(readiness).toMatchObject({ status: 200, body: { ready: true, database: 'ok' } });
    await expect.poll(async () => codes(await record())).toBeUndefined();
    expect(performance.now() - mended).toBeLessThan(5_000);
    expect(logged().filter(({ msg }) => msg === 'the database works again')).toHaveLength(1);
    // Every connection of the pool works again, not only one of them.
    const answers = await Promise.all(Array.from({ length: 20 }, record));
    expect(answers.flatMap((answer) => codes(answer) ?? [])).toEqual([]);
  }, 60_000);
});

it('a database without the tables of this version is said not to be migrated', async () => {
  await administer('alter schema api rename to api_away');
  await expect.poll(readiness).toMatchObject({ status: 503, body: { database: 'not migrated' } });
  await administer('alter schema api_away rename to api');
  await expect.poll(readiness).toMatchObject({ status: 200, body: { database: 'ok' } });
});

it('a slow database is called slow and still used', async () => {
  lines.length = 0;
  proxy.delay(150);
  await expect.poll(readiness).toMatchObject({ status: 200, body: { ready: true, database: 'slow' } });
  expect(codes(await list())).toBeUndefined();
  expect(codes(await record())).toBeUndefined();
  proxy.restore();
  await expect.poll(readiness).toMatchObject({ status: 200, body: { database: 'ok' } });
  expect(logged().filter(({ msg }) => msg.startsWith('the database is slow'))).toHaveLength(1);
  expect(logged().filter(({ msg }) => msg === 'the database is fast again')).toHaveLength(1);
});
