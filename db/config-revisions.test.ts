import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { withClient } from '../src/testing/server.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const revisions = (key: string) =>
  database.owner
    .selectFrom('api.config_revisions')
    .select(['operation', 'source', 'database_role'])
    .where('config_key', '=', key)
    .orderBy('id')
    .execute();

it('the history has what TRUNCATE took away, as other applications empty tables', async () => {
  await withClient(database.ownerUrl, async (client) => {
    await client.query(
      `insert into system_configs(config_key, config_value, data_type) values ('gone', '1', 'integer')`,
    );
    await client.query('truncate system_configs');
  });
  expect(await revisions('gone')).toEqual([
    { operation: 'created', source: 'database', database_role: 'atis_owner' },
    { operation: 'deleted', source: 'database', database_role: 'atis_owner' },
  ]);
});

it('a history that cannot be written does not fail the writer', async () => {
  await withClient(database.superuserUrl, (client) =>
    client.query('alter table api.config_revisions rename to config_revisions_away'),
  );
  try {
    await withClient(database.ownerUrl, async (client) => {
      await client.query(
        `insert into system_configs(config_key, config_value, data_type) values ('x', '1', 'integer')`,
      );
      await client.query('truncate system_configs');
    });
  } finally {
    await withClient(database.superuserUrl, (client) =>
      client.query('alter table api.config_revisions_away rename to config_revisions'),
    );
  }
  expect(await revisions('x')).toEqual([]);
});
