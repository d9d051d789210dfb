import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { connectionOptions } from './client.ts';
import { RowReader } from './row-cursor.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('reads no more at once than fits into memory, though rows are larger than those before, and none twice', async () => {
  const [small, large] = [50, 100];
  await sql`insert into activity_logs(activity_type, description)
    select 'x', repeat('x', case when n > ${small}::integer then 100000 else 1 end)
    from generate_series(1, ${small + large}::integer) as n`.execute(database.owner);
  const leaving = new AbortController();
  const reader = new RowReader({
    connection: connectionOptions({ url: database.url, statementTimeout: 0, isReadOnly: true }),
    rowsAfter: (id) =>
      database.db.selectFrom('activity_logs').select(['id', 'description']).where('id', '>', id).orderBy('id'),
    after: '0',
    signal: leaving.signal,
  });
  const ids: string[] = [];
  const sizes: number[] = [];
  for (;;) {
    const rows = await reader.next(1_000);
    if (rows.length === 0) break;
    ids.push(...rows.map(({ id }) => id));
    sizes.push(rows.reduce((size, { description }) => size + String(description).length, 0));
  }
  await reader.release();
  expect(ids).toEqual(Array.from({ length: small + large }, (_, index) => String(index + 1)));
  expect(Math.max(...sizes)).toBeLessThan(2_000_000);
});
