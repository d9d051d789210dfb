import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { newDb } from 'pg-mem';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { readMigrations } from '../../db/migrate.ts';
import { createTestDatabase } from '../testing/database.ts';
import type { Db } from './client.ts';
import { constraints } from './generated/metadata.ts';
import {
  idempotencyKeysRepository,
  licensesRepository,
  systemModulesRepository,
  systemNotificationReadsRepository,
  systemNotificationsRepository,
  usersRepository,
} from './generated/repositories.ts';
import { licenseInsertSchema, licenseUpdateSchema, systemNotificationInsertSchema } from './generated/schemas.ts';
import type { DB } from './generated/tables.ts';
import type { NewRow, Row, RowPatch, Where } from './repository.ts';

interface Engine {
  name: string;
  open: () => Promise<{ db: Db; close: () => Promise<unknown> }>;
  /** Sentences that the engine cannot speak, with the reason. */
  cannot: Readonly<Record<string, string>>;
}

const engines: Engine[] = [
  {
    name: 'PostgreSQL',
    open: async () => {
      const database = await createTestDatabase();
      return { db: database.owner, close: () => database.drop() };
    },
    cannot: {},
  },
  {
    name: 'pg-mem',
    open: async () => {
      const memory = newDb();
      const tables = ['roles', 'institutions', 'users', 'system_modules', 'licenses', 'system_notifications'];
      for (const table of [...tables, 'system_notification_reads']) memory.public.none(await definitionOf(table));
      const { Pool } = memory.adapters.createPg() as { Pool: new () => PostgresPool };
      const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: new Pool() }) });
      return { db, close: () => db.destroy() };
    },
    cannot: {
      'finds rows by their ids, in the order of the ids': '`= any(array)` silently finds nothing',
      'gives 64-bit numbers and times as text': 'gives numbers and Dates, whatever the type parsers say',
      'keeps microseconds and stores UTC': 'times are Dates of milliseconds',
      'follows an update with updated_at': 'now() does not differ between statements of one millisecond',
      'keeps nothing of a transaction that was rolled back': 'a rollback does nothing',
      'names the violated constraint': 'its errors carry no constraint',
      'serves a table whose key has two columns': 'has no `at time zone`, which the table needs',
      'fills what only some of many rows name with its default': 'takes `default` in VALUES for NULL',
      'writes more rows than one statement has parameters for': 'has no such limit',
    },
  },
];

/** The statement of db/migrations that creates a table of schema public. */
async function definitionOf(table: string): Promise<string> {
  const migrations = (await readMigrations()).map((migration) => migration.sql).join('\n');
  const [definition] = new RegExp(`create table if not exists ${table} \\(.*?\\n\\);`, 'is').exec(migrations) ?? [];
  if (definition === undefined) throw new Error(`No migration creates the table ${table}`);
  return definition;
}

const absent = '999999999';

for (const engine of engines) {
  describe(`a generated repository on ${engine.name}`, () => {
    let db: Db;
    let close: () => Promise<unknown>;
    beforeAll(async () => {
      ({ db, close } = await engine.open());
    });
    afterAll(() => close());

    const sentence = (text: string, run: () => Promise<void>) => {
      const reason = engine.cannot[text];
      if (reason === undefined) it(text, run);
      else it.skip(`${text} — ${engine.name}: ${reason}`, run);
    };

    let modules = 0;
    const newModule = () => systemModulesRepository.insert(db, { name: 'Module', code: `module-${++modules}` });
    const newUser = async (username: string) => {
      const role = await db
        .insertInto('roles')
        .values({ name: `role of ${username}`, display_name: 'Role', level: 7 })
        .returning('id')
        .executeTakeFirstOrThrow();
      return usersRepository.insert(db, { username, password: 'hash', role_id: role.id });
    };

    sentence('inserts a row and gives it back with its defaults', async () => {
      const row = await systemModulesRepository.insert(db, { name: 'Licences', code: 'licences', version: '1.0.0' });
      expect(row).toMatchObject({
        name: 'Licences',
        version: '1.0.0',
        is_enabled: true,
        description: null,
        settings: {},
      });
    });

    sentence('finds a row by its id', async () => {
      const row = await newModule();
      expect(await systemModulesRepository.findById(db, row.id)).toEqual(row);
      expect(await systemModulesRepository.findById(db, absent)).toBeUndefined();
    });

    sentence('finds rows by their ids, in the order of the ids', async () => {
      const [first, second] = [await newModule(), await newModule()];
      const found = await systemModulesRepository.findByIds(db, [second.id, absent, first.id, second.id]);
      expect(found).toEqual([second, null, first, second]);
      expect(await systemModulesRepository.findByIds(db, [])).toEqual([]);
    });

    sentence('walks through pages in the order of the ids', async () => {
      const rows = await systemNotificationsRepository.insertMany(
        db,
        ['one', 'two', 'three'].map((title) => ({ type: 'paged', title, message: 'Text' })),
      );
      const where: Where<'system_notifications'> = (eb) => eb('type', '=', 'paged');
      const first = await systemNotificationsRepository.page(db, { where, limit: 2 });
      const last = await systemNotificationsRepository.page(db, { where, limit: 2, after: first[1]!.id });
      expect(first).toEqual(rows.slice(0, 2));
      expect(last).toEqual(rows.slice(2));
      expect(await systemNotificationsRepository.page(db, { where, limit: 2, after: last[0]!.id })).toEqual([]);
    });

    sentence('refuses a page without a positive whole limit', async () => {
      for (const limit of [0, -1, 1.5, NaN]) {
        await expect(systemModulesRepository.page(db, { limit })).rejects.toThrow(RangeError);
      }
    });

    sentence('counts all rows, or those that meet a condition', async () => {
      const before = await systemNotificationsRepository.count(db);
      await systemNotificationsRepository.insertMany(db, [
        { type: 'counted', title: 'A', message: 'Text', level: 'danger' },
        { type: 'counted', title: 'B', message: 'Text', level: 'info' },
      ]);
      expect(await systemNotificationsRepository.count(db)).toBe(before + 2);
      const dangerous = await systemNotificationsRepository.count(db, (eb) =>
        eb.and({ type: 'counted', level: 'danger' }),
      );
      expect(dangerous).toBe(1);
    });

    sentence('inserts many rows in their order', async () => {
      const rows = ['many-1', 'many-2', 'many-3'].map((code) => ({ name: 'Many', code, description: undefined }));
      expect(await systemModulesRepository.insertMany(db, rows)).toMatchObject(
        rows.map(({ code }) => ({ code, description: null, is_core: false })),
      );
      expect(await systemModulesRepository.insertMany(db, [])).toEqual([]);
    });

    sentence('fills what only some of many rows name with its default', async () => {
      const rows = await systemModulesRepository.insertMany(db, [
        { name: 'Some', code: 'some-1', version: '2' },
        { name: 'Some', code: 'some-2', is_core: true },
      ]);
      expect(rows).toMatchObject([
        { code: 'some-1', version: '2', is_core: false },
        { code: 'some-2', version: null, is_core: true },
      ]);
    });

    sentence('writes more rows than one statement has parameters for', async () => {
      const rows = Array.from({ length: 12_000 }, (_, index) => ({
        name: 'Bulk',
        code: `bulk-${index}`,
        is_core: true,
        is_enabled: false,
        version: '1',
        description: 'Text',
      }));
      const inserted = await systemModulesRepository.insertMany(db, rows);
      expect(inserted.map(({ code }) => code)).toEqual(rows.map(({ code }) => code));
    });

    sentence('changes what a patch names and keeps the rest', async () => {
      const row = await systemModulesRepository.insert(db, { name: 'Old', code: 'patched', description: 'Text' });
      const patch = { name: 'New', description: null, settings: null, version: undefined };
      const changed = await systemModulesRepository.update(db, row.id, patch);
      expect(changed).toMatchObject({ id: row.id, name: 'New', description: null, settings: null, dependencies: [] });
      expect(await systemModulesRepository.findById(db, row.id)).toEqual(changed);
      expect(await systemModulesRepository.update(db, row.id, {})).toEqual(changed);
      expect(await systemModulesRepository.update(db, absent, { name: 'New' })).toBeUndefined();
    });

    sentence('follows an update with updated_at', async () => {
      const row = await newModule();
      const changed = await systemModulesRepository.update(db, row.id, { name: 'New' });
      expect(changed!.updated_at! > row.updated_at!).toBe(true);
      expect(await systemModulesRepository.update(db, row.id, { updated_at: null })).toMatchObject({
        updated_at: null,
      });
    });

    sentence('removes a row once', async () => {
      const row = await newModule();
      expect(await systemModulesRepository.remove(db, row.id)).toBe(true);
      expect(await systemModulesRepository.remove(db, row.id)).toBe(false);
    });

    sentence('gives JSON back as it was given', async () => {
      for (const settings of [[], ['a', 1], [{ a: [] }], { a: { b: null } }, 'text', 0, false, '{"a"}']) {
        const row = await systemModulesRepository.insert(db, { name: 'JSON', code: `json-${++modules}`, settings });
        expect(row.settings).toEqual(settings);
      }
    });

    sentence('writes what a schema has accepted', async () => {
      const { code } = await newModule();
      const license = licenseInsertSchema.parse({
        license_key: 'accepted',
        module_code: code,
        license_type: 'trial',
        issued_at: '2026-01-31T13:30:00+04:00',
        features: { seats: [1, 2] },
      });
      const row = await licensesRepository.insert(db, license);
      expect(row).toMatchObject({ license_type: 'trial', status: 'inactive', features: { seats: [1, 2] } });
      const patch = licenseUpdateSchema.parse({ status: 'active', user_limit: 25 });
      expect(await licensesRepository.update(db, row.id, patch)).toMatchObject({ status: 'active', user_limit: 25 });
    });

    sentence('never reads a password', async () => {
      const user = await newUser('no-password');
      expect(user).not.toHaveProperty('password');
      expect(await usersRepository.findById(db, user.id)).not.toHaveProperty('password');
      const [listed] = await usersRepository.page(db, { limit: 1, where: (eb) => eb('username', '=', 'no-password') });
      expect(listed).not.toHaveProperty('password');
    });

    sentence('refuses what a constraint forbids', async () => {
      const user = await newUser('reader');
      const { id } = await systemNotificationsRepository.insert(db, { type: 'alert', title: 'Once', message: 'Text' });
      const read = { notification_id: id, user_id: user.id };
      await systemNotificationReadsRepository.insert(db, read);
      await expect(systemNotificationReadsRepository.insert(db, read)).rejects.toThrow(/unique/);
      const lost = { notification_id: absent, user_id: user.id };
      await expect(systemNotificationReadsRepository.insert(db, lost)).rejects.toThrow(/foreign key/);
    });

    sentence('names the violated constraint', async () => {
      const { code } = await newModule();
      const license = {
        license_key: 'named',
        module_code: code,
        license_type: 'trial',
        issued_at: new Date(),
      } as const;
      await licensesRepository.insert(db, license);
      const violated = async (row: NewRow<'licenses'>) => {
        const error: unknown = await licensesRepository.insert(db, row).catch((reason: unknown) => reason);
        return constraints[(error as { constraint: string }).constraint];
      };
      expect(await violated(license)).toEqual({ table: 'licenses', kind: 'unique', columns: ['license_key'] });
      expect(await violated({ ...license, license_key: 'b', module_code: 'absent' })).toEqual({
        table: 'licenses',
        kind: 'foreign key',
        columns: ['module_code'],
      });
      expect(await violated({ ...license, license_key: 'c', user_limit: 0 })).toEqual({
        table: 'licenses',
        kind: 'check',
        columns: ['user_limit'],
      });
    });

    sentence('gives 64-bit numbers and times as text', async () => {
      const row = await systemNotificationsRepository.insert(db, { type: 'text', title: 'Title', message: 'Text' });
      expect(row.id).toMatch(/^\d+$/);
      expect(row.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/);
    });

    sentence('keeps microseconds and stores UTC', async () => {
      const stored = async (start_at: string | Date) => {
        const notification = systemNotificationInsertSchema.parse({ type: 't', title: 'T', message: 'T', start_at });
        const parsed = await systemNotificationsRepository.insert(db, notification);
        const plain = await systemNotificationsRepository.insert(db, { ...notification, start_at });
        expect(plain.start_at).toBe(parsed.start_at);
        return parsed.start_at;
      };
      expect(await stored('2026-01-31T13:30:00.123456+04:00')).toBe('2026-01-31 09:30:00.123456');
      expect(await stored('2026-01-31 09:30:00.5')).toBe('2026-01-31 09:30:00.5');
      expect(await stored(new Date(Date.UTC(2026, 0, 31, 9, 30)))).toBe('2026-01-31 09:30:00');
    });

    sentence('keeps nothing of a transaction that was rolled back', async () => {
      const before = await systemModulesRepository.count(db);
      const failing = db.transaction().execute(async (transaction) => {
        await systemModulesRepository.insert(transaction, { name: 'Undone', code: 'undone' });
        throw new Error('undo');
      });
      await expect(failing).rejects.toThrow('undo');
      expect(await systemModulesRepository.count(db)).toBe(before);
    });

    sentence('serves a table whose key has two columns', async () => {
      const repository = idempotencyKeysRepository;
      const common = { operation: 'resolve', request_hash: 'hash' };
      const keys = ['a', 'b', 'c'].map((key) => ({ user_id: '7', key }));
      const rows = await repository.insertMany(
        db,
        keys.map((key) => ({ ...key, ...common })),
      );
      const missing = { user_id: '8', key: 'a' };
      expect(await repository.findById(db, keys[1]!)).toEqual(rows[1]);
      expect(await repository.findByIds(db, [keys[2]!, missing, keys[0]!])).toEqual([rows[2], null, rows[0]]);
      expect(await repository.page(db, { limit: 5, after: keys[0] })).toEqual(rows.slice(1));
      expect(await repository.update(db, keys[0]!, { entity_id: 9 })).toMatchObject({ ...keys[0], entity_id: '9' });
      expect(await repository.remove(db, keys[0]!)).toBe(true);
      expect(await repository.count(db)).toBe(2);
    });
  });
}

it('has types that know what may be written and read', () => {
  expectTypeOf<Row<'users'>>().not.toHaveProperty('password');
  expectTypeOf<NewRow<'users'>>().toHaveProperty('password').toEqualTypeOf<string>();
  expectTypeOf<Row<'licenses'>['status']>().toEqualTypeOf<'inactive' | 'active' | 'expired' | 'revoked' | null>();
  expectTypeOf<{ severity: 'info' }>().not.toExtend<NewRow<'security_events'>>();
  expectTypeOf<{ severity: 'error'; event_type: string }>().not.toExtend<NewRow<'security_events'>>();
  expectTypeOf<{ severity: 'info'; event_type: string }>().toExtend<NewRow<'security_events'>>();
  expectTypeOf<{ event_data: { list: number[] } }>().toExtend<RowPatch<'security_events'>>();
  expectTypeOf<{ event_data: Date }>().not.toExtend<RowPatch<'security_events'>>();
  expectTypeOf<Parameters<typeof idempotencyKeysRepository.findById>[1]>().toEqualTypeOf<{
    user_id: string;
    key: string;
  }>();
});
