import { Kysely, PostgresDialect, sql, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { expect, it } from 'vitest';
import { everything } from '../../auth/scope.ts';
import { connectionOptions } from '../../db/client.ts';
import type { DB } from '../../db/generated/tables.ts';
import { explain } from '../../testing/query-plan.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { failingJobs } from './job-logs.repository.ts';

it('programs that fail often and say much are counted without reading what each failure said', async () => {
  const database = await createTestDatabase();
  const pool = new pg.Pool(connectionOptions({ url: database.url }));
  const executed: CompiledQuery[] = [];
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void executed.push(query) });
  try {
    await sql`insert into job_logs (job_class, status, error_message, created_at)
      select 'Job' || n % 3, 'failed', (select string_agg(md5(n || ' ' || part), '') from generate_series(1, 300) part),
        timestamp '2026-01-01' + n * interval '1 second'
      from generate_series(1, 1500) n`.execute(database.owner);
    const found = await failingJobs(db, everything, { from: '2026-01-01', to: '2026-02-01' }, 5);
    expect(found.map(({ job_class, failures }) => [job_class, failures])).toEqual([
      ['Job0', 500],
      ['Job1', 500],
      ['Job2', 500],
    ]);
    expect(found.map(({ last_failed_at, last_error }) => [last_failed_at, last_error?.length])).toEqual([
      ['2026-01-01 00:25:00', 9_600],
      ['2026-01-01 00:24:58', 9_600],
      ['2026-01-01 00:24:59', 9_600],
    ]);
    const { blocks } = await explain(pool, executed[0]!);
    expect(blocks).toBeLessThan(1_000);
  } finally {
    await db.destroy();
    await database.drop();
  }
});
