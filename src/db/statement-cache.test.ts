import { sql, type SqlBool } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { StatementCache } from './statement-cache.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('values that are given, null and absent make different statements of one shape', async () => {
  const cache = new StatementCache();
  const names = async (values: { name?: string | null; level?: string | null }) =>
    (
      await cache.run(database.db, 'roles', values, ({ name, level }) =>
        database.db
          .selectFrom('roles')
          .select('name')
          .where(name == null ? sql<SqlBool>`true` : sql<SqlBool>`name = ${name}`)
          .where(level == null ? sql<SqlBool>`true` : sql<SqlBool>`level = ${level}::integer`)
          .orderBy('id'),
      )
    ).map((row) => row.name);
  const all = await names({});
  expect(all.length).toBeGreaterThan(2);
  expect(await names({ name: 'superadmin' })).toEqual(['superadmin']);
  expect(await names({ name: 'superadmin', level: '2' })).toEqual([]);
  expect(await names({ name: null, level: '2' })).toEqual(['regionadmin']);
  expect(await names({ name: 'regionadmin' })).toEqual(['regionadmin']);
  expect(await names({ name: null, level: null })).toEqual(all);
});
