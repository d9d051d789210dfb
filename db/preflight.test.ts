import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { withClient } from '../src/testing/server.ts';
import { migrate, readMigrations } from './migrate.ts';
import { MigrationRefused, versionProblems } from './preflight.ts';

const migrations = await readMigrations();
const names = migrations.map((migration) => migration.name);

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
});
afterEach(() => database.drop());

/** Runs statements as the role that owns the tables, unless another URL is given. */
const run = (statements: string, url = database.ownerUrl) => withClient(url, (client) => client.query(statements));
const refusal = (url = database.ownerUrl) =>
  migrate({ url }).then(
    () => expect.fail('the migrations were applied'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(MigrationRefused);
      return (error as MigrationRefused).problems;
    },
  );

/** Every object in the database's catalogs that is not PostgreSQL's own. */
async function everything(): Promise<string> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', 'class', oid, relnamespace, relname, relkind, relowner, relacl) as line
      from pg_class where oid >= 16384
    union all select concat_ws(' ', 'column', attrelid, attname, atttypid, atttypmod, attnotnull)
      from pg_attribute where attrelid >= 16384
    union all select concat_ws(' ', 'schema', nspname, nspacl) from pg_namespace
    union all select concat_ws(' ', 'function', oid::regprocedure) from pg_proc where oid >= 16384
    union all select concat_ws(' ', 'trigger', tgname, tgrelid) from pg_trigger
    order by line`.execute(database.owner);
  return rows.map((row) => row.line).join('\n');
}

/** The tables as the Laravel application has them, with one row in each of some. */
async function createLaravelTables(): Promise<void> {
  for (const migration of migrations.slice(0, 2)) await run(migration.sql);
  await run(`
    create table migrations (id serial primary key, migration varchar(255) not null, batch integer not null);
    alter table users add column phone varchar(20), alter column created_at type timestamp(0);
    alter table security_events alter column user_agent set default '', add column risk_score integer;
    alter table roles drop column guard_name, add column guard_name varchar(255);
    delete from roles;
    insert into roles(id, name, display_name, level) values (41, 'superadmin', 'Baş administrator', 1);
    insert into institutions(id, name, type, level) values (7, 'Təhsil Nazirliyi', 'ministry', 1);
    insert into users(id, username, password, role_id, institution_id) values (3, 'aysel', 'x', 41, 7);
    insert into security_events(id, event_type, severity, user_id) values (900, 'failed_login', 'warning', 3);
    insert into system_notifications(id, type, title, message) values (5, 'update', 'Yenilənmə', 'Bu gecə');
    insert into system_configs(config_key, data_type, config_value) values ('locale', 'string', '"az"');`);
}

describe('beside an existing application', () => {
  test('keeps its tables and rows and adds what is missing', async () => {
    await createLaravelTables();
    const tablesBefore = await columnsOfPublic();
    expect(await migrate({ url: database.ownerUrl })).toEqual({ applied: names });

    expect(await columnsOfPublic()).toEqual(tablesBefore);
    const { owner } = database;
    const roles = await owner
      .selectFrom('roles')
      .select(['id', 'display_name'])
      .where('name', '=', 'superadmin')
      .execute();
    expect(roles).toEqual([{ id: '41', display_name: 'Baş administrator' }]);
    const users = await owner.selectFrom('users').select(['id', 'username', 'institution_id']).execute();
    expect(users).toEqual([{ id: '3', username: 'aysel', institution_id: '7' }]);
    expect(await owner.selectFrom('security_events').select('id').execute()).toEqual([{ id: '900' }]);
    expect(await owner.selectFrom('system_notifications').select('title').execute()).toEqual([{ title: 'Yenilənmə' }]);
    expect(await owner.selectFrom('system_configs').select('config_value').execute()).toEqual([{ config_value: 'az' }]);
  });

  test('creates the tables of DB-6 that are missing', async () => {
    await createLaravelTables();
    await run('drop table job_logs, scheduled_jobs, licenses');
    await migrate({ url: database.ownerUrl });
    const found = Object.keys(await columnsOfPublic());
    expect(found).toEqual(expect.arrayContaining(['job_logs', 'scheduled_jobs', 'licenses']));
  });

  test('refuses tables of the same name with other columns, names every difference, changes nothing', async () => {
    await createLaravelTables();
    await run(`
      alter table users drop constraint users_email_key;
      alter table institutions alter column name drop not null;
      alter table security_events drop column severity, alter column ip_address type varchar(15);
      alter table audit_logs add column tenant bigint not null;
      drop table job_logs; create view job_logs as select 1 as id;
      drop table performance_metrics;
      create table performance_metrics (id integer primary key, metric_type text not null);`);
    const before = await everything();

    const problems = await refusal();
    expect(problems).toEqual(
      expect.arrayContaining([
        'table users: expected a primary or unique key on (email), found none',
        'table institutions, column name: expected character varying(200) not null, found character varying(200)',
        'table security_events, column severity: expected character varying(20) not null, found no such column',
        'table security_events, column ip_address: expected character varying(45), found character varying(15)',
        'table audit_logs, column tenant: expected to be optional in an insert, found bigint not null without a default',
        'table job_logs: expected a table, found a view or foreign table',
        'table performance_metrics, column id: expected bigint not null, found integer not null',
        'table performance_metrics, column metric_type: expected character varying(100) not null, found text not null',
        'table performance_metrics, column value: expected numeric(12,4) not null, found no such column',
      ]),
    );
    expect(problems.filter((problem) => !problem.includes('performance_metrics'))).toHaveLength(6);
    expect(await everything()).toBe(before);
  });

  test('refuses duplicates that the stricter unique keys would meet, and names them', async () => {
    await createLaravelTables();
    await run(`
      insert into system_configs(config_key, data_type) values ('locale', 'string');
      insert into integrations(name, integration_type, provider) values ('SMS', 'api', 'a'), ('SMS', 'api', 'b');`);
    const before = await everything();
    expect(await refusal()).toEqual([
      'table system_configs: 2 rows have the same (config_key, scope, scope_id) = (locale, global, NULL), and NULL counts as a value: keep one of them',
      'table integrations: 2 rows have the same (name, institution_id) = (SMS, NULL), and NULL counts as a value: keep one of them',
    ]);
    expect(await everything()).toBe(before);
  });

  test('refuses a schema "api" of something else', async () => {
    await run('create schema api; create table api.orders (id bigint)');
    const before = await everything();
    expect(await refusal()).toEqual([
      'the schema "api" is in use by something else (it has orders): use another database, or rename that schema',
    ]);
    expect(await everything()).toBe(before);
  });
});

describe('rights and versions', () => {
  test('refuses a role without the rights, says how to grant them, changes nothing', async () => {
    await createLaravelTables();
    const role = `${database.name}_role`;
    const before = await everything();
    await run(
      `create role ${role} login password 'pass'; grant temporary on database ${database.name} to ${role}`,
      database.superuserUrl,
    );
    try {
      const url = Object.assign(new URL(database.ownerUrl), { username: role, password: 'pass' }).href;
      const problems = await refusal(url);
      expect(problems.slice(0, 2)).toEqual([
        `role ${role} may not create tables in schema public: grant create on schema public to ${role}`,
        `role ${role} may not create the schema "api": grant create on database ${database.name} to ${role}`,
      ]);
      expect(problems[2]).toMatch(
        `role ${role} does not own these tables, role atis_owner does: activity_logs, api_tokens`,
      );
      expect(problems[2]).toMatch(`Connect as atis_owner, or: grant atis_owner to ${role}`);
      expect(problems).toHaveLength(3);
      expect(await everything()).toBe(before);

      await run(`grant atis_owner to ${role}`, database.superuserUrl);
      expect(await migrate({ url })).toEqual({ applied: names });
    } finally {
      await run(`drop owned by ${role} cascade; drop role ${role}`, database.superuserUrl);
    }
  });

  test('refuses a server that takes no writes', async () => {
    await run(`alter database ${database.name} set default_transaction_read_only = on`, database.superuserUrl);
    expect(await refusal()).toEqual([
      'the server takes no writes here (a standby, or read-only): connect to the primary',
    ]);
  });

  test('refuses a server older than PostgreSQL 15', () => {
    expect(versionProblems(140_012)).toEqual([
      'the server is PostgreSQL 14, and 15 or newer is needed: upgrade it, or use another server',
    ]);
    expect(versionProblems(90_624)).toHaveLength(1);
    expect(versionProblems(150_000)).toEqual([]);
    expect(versionProblems(180_001)).toEqual([]);
  });

  test('refuses a database that a newer version has migrated', async () => {
    const newer = { name: '9000_of_a_newer_version', sql: 'create table api.later (id bigint)' };
    await migrate({ url: database.ownerUrl, migrations: [...migrations, newer] });
    const before = await everything();
    expect(await refusal()).toEqual([
      `it was migrated by a newer version of this service: it has ${newer.name}, and this version ends with ` +
        `${names.at(-1) ?? ''}. Start that version or a newer one`,
    ]);
    expect(await everything()).toBe(before);
  });

  test('refuses a migration that was put before an applied one', async () => {
    await migrate({ url: database.ownerUrl });
    const late = { name: '0001_zz_late', sql: 'select 1' };
    await expect(migrate({ url: database.ownerUrl, migrations: [late, ...migrations] })).rejects.toThrow(
      `${late.name} would run after ${names.at(-1) ?? ''}, which is applied already`,
    );
  });
});

async function columnsOfPublic(): Promise<Record<string, string>> {
  const { rows } = await sql<{ table: string; columns: string }>`
    select table_name as table, string_agg(column_name || ' ' || data_type || is_nullable, ', ' order by ordinal_position) as columns
    from information_schema.columns where table_schema = 'public' group by table_name order by table_name`.execute(
    database.owner,
  );
  return Object.fromEntries(rows.map((row) => [row.table, row.columns]));
}
