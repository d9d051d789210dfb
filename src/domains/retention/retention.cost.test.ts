import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { enablePolicy, insertExpired } from '../../testing/retention.ts';
import { withClient } from '../../testing/server.ts';
import { createWorld } from '../../testing/world.ts';
import { retentionSources } from './retention.repository.ts';

let database: TestDatabase;
const count = 20_000;

beforeAll(async () => {
  database = await createTestDatabase();
  await createWorld(database);
  for (const source of retentionSources) {
    await insertExpired(database.owner, source, count);
    await insertExpired(database.owner, source, count, { together: true });
    await insertExpired(database.owner, source, count, { fresh: true });
    await enablePolicy(database.owner, source);
  }
  await sql`insert into api.retention_holds (reason, institution_id, sources)
    select 'x', id, '["audit_logs", "activity_logs"]' from institutions where institution_code = 'baku'`.execute(
    database.owner,
  );
  await withClient(database.superuserUrl, (client) => client.query('vacuum analyze'));
}, 120_000);
afterAll(() => database.drop());

describe.each(retentionSources)('a batch of %s', (source) => {
  it('reads its rows by an index on their time, from the beginning and from the middle, also of many rows of one time, and no table whole', async () => {
    const { rows: middles } = await sql<{ at: string; id: string }>`
      select aged_at as at, id from (
        select *, row_number() over (order by aged_at, id) as number
        from api.expired_rows(${source}, '2020-01-01', null, null, 40000)) as row
      where number in (10000, 30000)`.execute(database.owner);
    expect(middles).toHaveLength(2);
    for (const after of [{ at: null, id: null }, ...middles]) {
      await withClient(database.url, async (client) => {
        await client.query('begin');
        const { rows } = await client.query('select * from api.delete_expired($1, $2, $3, 1000)', [
          source,
          after.at,
          after.id,
        ]);
        expect(rows[0]).toMatchObject({ looked: 1_000, deleted: 1_000, is_last: false });
        const { rows: read } = await client.query<{ seq: number; fetched: number }>(
          `select seq_scan::integer as seq, idx_tup_fetch::integer as fetched from pg_stat_xact_user_tables
           where relid = $1::regclass`,
          [source],
        );
        expect(read[0]!.seq).toBe(0);
        // Found, locked and deleted.
        expect(read[0]!.fetched).toBeLessThan(5_000);
        await client.query('rollback');
      });
    }
  });

  it('has an oldest record that is found without reading the table', async () => {
    await withClient(database.url, async (client) => {
      await client.query('begin');
      await client.query('select api.oldest_record($1)', [source]);
      const { rows } = await client.query<{ seq: number; fetched: number }>(
        `select seq_scan::integer as seq, idx_tup_fetch::integer as fetched from pg_stat_xact_user_tables
         where relid = $1::regclass`,
        [source],
      );
      expect(rows[0]).toMatchObject({ seq: 0 });
      expect(rows[0]!.fetched).toBeLessThan(10);
      await client.query('rollback');
    });
  });
});
