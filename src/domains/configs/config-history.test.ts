import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { change } from '../../testing/configs.ts';
import { createWorld } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
const log: string[] = [];

beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => log.push(line) } });
  await createWorld(service.database);
});
afterAll(() => service.stop());

const run = (name: string, input: Record<string, unknown>) => change(service, 'superadmin', name, input);

const historyOf = async (key: string) => {
  const { data, errors } = await service.query(
    'superadmin',
    `query ($key: String!) { configHistory(filter: { key: $key }) { nodes {
      databaseId operation source databaseRole changedBy { username } requestId restoresRevisionId
      changes { field from to } } } }`,
    { key },
  );
  expect(errors).toBeUndefined();
  return data.configHistory.nodes;
};

describe('the history', () => {
  it('tells who changed what, through the API and in the database, field by field', async () => {
    const { config } = await run('setConfig', { key: 'hist', value: 1, dataType: 'INTEGER' });
    await service.database.owner
      .updateTable('system_configs')
      .set({ config_value: sql`'2'`, description: 'by hand' })
      .where('id', '=', config.databaseId)
      .execute();
    const [byHand, created] = await historyOf('hist');
    expect(created).toMatchObject({
      operation: 'CREATED',
      source: 'API',
      changedBy: { username: 'superadmin' },
      requestId: expect.any(String),
    });
    expect(created.changes).toContainEqual({ field: 'value', from: null, to: 1 });
    expect(byHand).toMatchObject({ operation: 'UPDATED', source: 'DATABASE', changedBy: null, requestId: null });
    expect(byHand.changes).toEqual([
      { field: 'value', from: 1, to: 2 },
      { field: 'description', from: null, to: 'by hand' },
    ]);
  });

  it('knows the value at a past instant, and takes a change back as a new revision', async () => {
    const key = 'past';
    const { config } = await run('setConfig', { key, value: 'a', dataType: 'STRING' });
    await setTimeout(20);
    const { rows } = await sql<{ at: string }>`select now() as at`.execute(service.database.owner);
    const at = new Date(rows[0]!.at).toISOString();
    await setTimeout(20);
    await run('setConfig', { key, value: 'b' });
    const { data } = await service.query(
      'superadmin',
      `{ then: configValueAt(key: "past", scope: GLOBAL, at: "${at}") { value isSet dataType revision { operation } }
         now: configValueAt(key: "past", scope: GLOBAL, at: "2100-01-01T00:00:00Z") { value } }`,
    );
    expect(data).toMatchObject({
      then: { value: 'a', isSet: true, dataType: 'STRING', revision: { operation: 'CREATED' } },
      now: { value: 'b' },
    });
    const created = (await historyOf(key)).at(-1);
    const back = await run('rollbackConfig', { revisionId: created.databaseId });
    expect(back.config).toMatchObject({ databaseId: config.databaseId, value: 'a' });
    expect((await historyOf(key))[0]).toMatchObject({
      operation: 'UPDATED',
      restoresRevisionId: created.databaseId,
      changes: [{ field: 'value', from: 'b', to: 'a' }],
    });
  });

  it('brings back what was unset, under its own id; a stale version is refused', async () => {
    const key = 'undone';
    const { config } = await run('setConfig', { key, value: [1], dataType: 'ARRAY' });
    await run('unsetConfig', { id: config.databaseId });
    const [deleted] = await historyOf(key);
    const input = { revisionId: deleted.databaseId };
    const stale = await run('rollbackConfig', { ...input, expectedVersion: config.version });
    expect(stale.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    const { config: back } = await run('rollbackConfig', input);
    expect(back).toMatchObject({ databaseId: config.databaseId, value: [1] });
    expect((await historyOf(key)).map(({ operation }: { operation: string }) => operation)).toEqual([
      'CREATED',
      'DELETED',
      'CREATED',
    ]);
  });

  it('brings back what has its id elsewhere by now, under a new one', async () => {
    const { config } = await run('setConfig', { key: 'left', value: 1, dataType: 'INTEGER' });
    const [created] = await historyOf('left');
    const { owner } = service.database;
    const moved = { config_key: 'moved.away', config_value: sql<never>`'2'` };
    await owner.updateTable('system_configs').set(moved).where('id', '=', config.databaseId).execute();
    const { config: back } = await run('rollbackConfig', { revisionId: created.databaseId });
    expect(back).toMatchObject({ key: 'left', value: 1 });
    expect(back.databaseId).not.toBe(config.databaseId);
  });

  it('refuses what is no valid setting, and a revision that is not there', async () => {
    const { owner } = service.database;
    await sql`insert into system_configs (config_key, data_type) values ('lax', 'integer')`.execute(owner);
    const [odd] = await historyOf('lax');
    const refused = await run('rollbackConfig', { revisionId: odd.databaseId });
    expect(refused.userErrors).toMatchObject([{ code: 'INVALID', field: ['revisionId'] }]);
    expect((await run('rollbackConfig', { revisionId: '999999' })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

describe('an encrypted setting', () => {
  const secret = 'zqCANARYqz';

  it('is told by revealing alone, which is recorded; no answer, record, history or log has it', async () => {
    const key = 'smtp.secret';
    const clear = await run('setConfig', { key, value: `${secret}-old`, dataType: 'STRING' });
    const { databaseId: id } = clear.config;
    const sealed = await run('setConfig', { key, value: secret, isEncrypted: true });
    expect(sealed.config).toMatchObject({ databaseId: id, value: null, isEncrypted: true });
    const { config_value: stored } = await service.database.owner
      .selectFrom('system_configs')
      .select('config_value')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(stored)).not.toContain(secret);
    const opened = await run('setConfig', { key, value: 'x', isEncrypted: false });
    expect(opened.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['isEncrypted'] }]);

    const history = await historyOf(key);
    expect(history[0].changes).toContainEqual({ field: 'value', from: '***', to: '***' });
    expect(history[1].changes).toContainEqual({ field: 'value', from: null, to: '***' });
    const { data } = await service.query(
      'superadmin',
      `{ effectiveConfig(keys: ["${key}"]) { value isEncrypted decidedBy { config { value isValid history { nodes { changes { to } } } } } }
         configValueAt(key: "${key}", scope: GLOBAL, at: "2100-01-01T00:00:00Z") { value isEncrypted } }`,
    );
    expect(data).toMatchObject({
      effectiveConfig: [{ value: null, isEncrypted: true, decidedBy: { config: { value: null, isValid: true } } }],
      configValueAt: { value: null, isEncrypted: true },
    });

    const blank = await run('revealConfigValue', { id, reason: ' ' });
    expect(blank.userErrors).toMatchObject([{ code: 'INVALID', field: ['reason'] }]);
    expect(await run('revealConfigValue', { id, reason: 'mail is broken' })).toEqual({ value: secret, userErrors: [] });

    // Back to the clear value of before: it stays encrypted.
    const back = await run('rollbackConfig', { revisionId: history[1].databaseId });
    expect(back.config).toMatchObject({ value: null, isEncrypted: true });
    expect(await run('revealConfigValue', { id, reason: 'x' })).toMatchObject({ value: `${secret}-old` });
    // Unset, its history stays closed; brought back, it is encrypted still.
    await run('unsetConfig', { id });
    expect(JSON.stringify(await historyOf(key))).not.toContain(secret);
    const revived = await run('rollbackConfig', { revisionId: history[1].databaseId });
    expect(revived.config).toMatchObject({ databaseId: id, isEncrypted: true, value: null });

    const records = await service.database.owner
      .selectFrom('audit_logs')
      .selectAll()
      .where('auditable_id', '=', id)
      .where('event', '<>', 'config.created')
      .orderBy('id')
      .execute();
    expect(records.map(({ event }) => event)).toContain('config.revealed');
    expect(records.find(({ event }) => event === 'config.revealed')?.new_values).toEqual({
      config_key: key,
      reason: 'mail is broken',
    });
    const written = JSON.stringify(records) + log.join('\n') + JSON.stringify(await historyOf(key));
    expect(written).not.toContain(secret);
    expect(written).not.toContain(stored as string);
  });

  it('cannot be made without keys, and says what to set; nor revealed where it is not encrypted', async () => {
    const keyless = await startTestService({ database: service.database, environment: { ENCRYPTION_KEYS: '' } });
    try {
      const input = { key: 'no.keys', value: secret, dataType: 'STRING', isEncrypted: true };
      const { userErrors } = await change(keyless, 'superadmin', 'setConfig', input);
      expect(userErrors).toEqual([
        { code: 'NOT_CONFIGURED', field: ['value'], message: expect.stringContaining('ENCRYPTION_KEYS') },
      ]);
      const sealed = await run('setConfig', input);
      const shut = await change(keyless, 'superadmin', 'revealConfigValue', { id: sealed.config.id, reason: 'x' });
      expect(shut).toMatchObject({ value: null, userErrors: [{ code: 'NOT_CONFIGURED' }] });
    } finally {
      await keyless.stop();
    }
    const { config } = await run('setConfig', { key: 'in.clear', value: 1, dataType: 'INTEGER' });
    const { userErrors } = await run('revealConfigValue', { id: config.id, reason: 'x' });
    expect(userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['id'] }]);
  });
});
