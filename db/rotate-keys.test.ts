import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKeyring } from '../src/encryption/keyring.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { withClient } from '../src/testing/server.ts';
import { rotateKeys } from './rotate-keys.ts';

const [oldKey, newKey, lostKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const old = createKeyring([oldKey]);
const both = createKeyring([newKey, oldKey]);
const newest = createKeyring([newKey]);

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const json = (value: unknown) => JSON.stringify(value);
const columns = (report: Awaited<ReturnType<typeof rotateKeys>>) =>
  Object.fromEntries(report.map(({ column, ...counts }) => [column, counts]));

it('encrypts settings, their history and credentials anew, tells no history of it, and says what no key opens', async () => {
  await withClient(database.ownerUrl, async (client) => {
    const setting = (key: string, value: unknown, isEncrypted: boolean) =>
      client.query(
        `insert into system_configs(config_key, config_value, data_type, is_encrypted) values ($1, $2, 'string', $3)`,
        [key, json(value), isEncrypted],
      );
    const looksEncrypted = old.encrypt('public', []);
    await setting('mail.password', old.encrypt('"first"', []), true);
    await client.query(`update system_configs set config_value = $1 where config_key = 'mail.password'`, [
      json(old.encrypt('"second"', [])),
    ]);
    await setting('plain', looksEncrypted, false);
    await setting('lost', createKeyring([lostKey]).encrypt('"gone"', []), true);
    await client.query(
      `insert into integrations(name, integration_type, provider, credentials) values ('a', 'api', 'p', $1)`,
      // A number that JavaScript would round: the rest of a row stays as it is, to the digit.
      [`{"api_key": "${old.encrypt('k', [])}", "user": "${newest.encrypt('u', [])}", "n": 12345678901234567890}`],
    );
    const revisions = () => client.query(`select count(*)::integer as count from api.config_revisions`);
    const before = (await revisions()).rows;

    const report = columns(await rotateKeys(database.ownerUrl, both));
    expect(report).toMatchObject({
      'public.system_configs.config_value': { renewed: 1, current: 0, unreadable: [expect.any(String)] },
      'public.integrations.credentials': { renewed: 1, current: 1, unreadable: [] },
      'api.config_revisions.before': { renewed: 1 },
      'api.config_revisions.after': { renewed: 2, unreadable: [expect.any(String)] },
    });

    const kept = await client.query<{ n: string }>(`select credentials ->> 'n' as n from integrations`);
    expect(kept.rows).toEqual([{ n: '12345678901234567890' }]);
    const { rows } = await client.query<{ config_key: string; config_value: string }>(
      `select config_key, config_value from system_configs order by id`,
    );
    expect(newest.decrypt(rows[0]!.config_value)).toBe('"second"');
    expect(rows[1]).toEqual({ config_key: 'plain', config_value: looksEncrypted });
    const history = await client.query<{ value: string }>(
      `select after ->> 'config_value' as value from api.config_revisions where config_key = 'mail.password' order by id`,
    );
    expect(history.rows.map(({ value }) => newest.decrypt(value))).toEqual(['"first"', '"second"']);
    expect((await revisions()).rows).toEqual(before);

    const again = columns(await rotateKeys(database.ownerUrl, both));
    expect(Object.values(again).map(({ renewed }) => renewed)).toEqual([0, 0, 0, 0]);
  });
});

it('cannot be used by the service to hide a change', async () => {
  const latest = () =>
    database.owner
      .selectFrom('api.config_revisions')
      .select(['operation', 'source'])
      .where('config_key', '=', 'hidden.change')
      .orderBy('id')
      .execute();
  await withClient(database.url, async (client) => {
    await client.query(`select set_config('atis.rotating_keys', 'on', false)`);
    await client.query(`insert into system_configs(config_key, config_value, data_type, is_encrypted)
      values ('hidden.change', '"a"', 'string', true)`);
    await client.query(`update system_configs set config_value = '"b"' where config_key = 'hidden.change'`);
  });
  expect(await latest()).toEqual([
    { operation: 'created', source: 'database' },
    { operation: 'updated', source: 'database' },
  ]);
});
