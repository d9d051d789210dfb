import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { startProxy } from '../testing/proxy.ts';
import { withClient } from '../testing/server.ts';
import { createDatabase, type Database, type Db } from './client.ts';

let database: TestDatabase;
let single: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  single = createDatabase({ url: database.url, poolSize: 1 });
});
afterAll(async () => {
  await single.close();
  await database.drop();
});

const left = new Error('The client has left.');
const pid = async (db: Db) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]!.pid;
/** The statements that sleep now. */
const sleeping = (): Promise<number[]> =>
  withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and state = 'active' and query like 'select pg_sleep%'`,
    );
    return rows.map((row) => row.pid);
  });
const sleepLong = (db: Db) => sql`select pg_sleep(14)`.execute(db);

describe('a cancelled read', () => {
  it('ends in PostgreSQL within a second and leaves its connection to the next', async () => {
    const connection = await pid(single.db);
    const { db, cancel } = single.cancellable();
    const reading = expect(sleepLong(db)).rejects.toBe(left);
    await expect.poll(sleeping).toEqual([connection]);
    cancel(left);
    await expect.poll(sleeping, { timeout: 1_000 }).toEqual([]);
    await reading;
    expect(await pid(single.db)).toBe(connection);
  });

  it('never ends the statement that follows on its connection', async () => {
    for (let round = 0; round < 50; round++) {
      const { db, cancel } = single.cancellable();
      // It is over at about the moment at which it is cancelled.
      const reading = sql`select pg_sleep(0.002)`.execute(db).catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, round % 8));
      cancel(left);
      await sql`select pg_sleep(0.005)`.execute(single.db);
      await reading;
    }
  });

  it('that waits for a connection is never sent', async () => {
    const { db, cancel } = single.cancellable();
    const busy = sql`select pg_sleep(0.3)`.execute(single.db);
    const waiting = expect(sleepLong(db)).rejects.toBe(left);
    cancel(left);
    await Promise.all([busy, waiting]);
    expect(await sleeping()).toEqual([]);
    await expect(sleepLong(db)).rejects.toBe(left);
  });

  it('ends alone: others of the same pool go on, and so does a transaction of its own request', async () => {
    const { db, cancel } = database.cancellable();
    const other = database.cancellable();
    const reading = expect(sleepLong(db)).rejects.toBe(left);
    const shared = sql`select pg_sleep(1), 'shared' as name`.execute(database.db);
    const others = sql`select pg_sleep(1), 'other' as name`.execute(other.db);
    const transaction = db.transaction().execute(async (tx) => {
      await sql`select pg_sleep(0.5)`.execute(tx);
      return (await sql`select 'transaction' as name`.execute(tx)).rows;
    });
    await expect.poll(async () => (await sleeping()).length).toBe(4);
    cancel(left);
    await reading;
    expect(await transaction).toMatchObject([{ name: 'transaction' }]);
    expect((await shared).rows).toMatchObject([{ name: 'shared' }]);
    expect((await others).rows).toMatchObject([{ name: 'other' }]);
  });

  it('gives its connection back in the end where PostgreSQL cannot be told', async () => {
    const proxy = await startProxy(database.url);
    const far = createDatabase({ url: proxy.url, poolSize: 1 });
    try {
      const { db, cancel } = far.cancellable();
      const reading = expect(sql`select pg_sleep(0.5)`.execute(db)).rejects.toBe(left);
      await expect.poll(async () => (await sleeping()).length).toBe(1);
      proxy.refuse();
      cancel(left);
      await reading;
      expect(await pid(far.db)).toBeGreaterThan(0);
    } finally {
      await far.close();
      await proxy.stop();
    }
  });
});

describe('reads that nobody cancels', () => {
  it('give and fail as all others do', async () => {
    const { db } = single.cancellable();
    const { rows } = await sql`select 1 as one union all select 2`.execute(db);
    expect(rows).toEqual([{ one: 1 }, { one: 2 }]);
    expect(await db.selectFrom('roles').select('name').where('name', '=', 'superadmin').execute()).toHaveLength(1);
    await expect(sql`select missing`.execute(db)).rejects.toMatchObject({ code: '42703' });
    expect(await pid(db)).toBe(await pid(single.db));
  });
});
