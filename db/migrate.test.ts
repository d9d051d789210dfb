import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { withClient } from '../src/testing/server.ts';
import { dumpSchema } from './dump-schema.ts';
import { migrate, MigrationFailed, readMigrations } from './migrate.ts';

const migrations = await readMigrations();
const names = migrations.map((migration) => migration.name);

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
});
afterEach(() => database.drop());

/** Runs statements as the role that owns the tables, unless another URL is given. */
const run = (statements: string, url = database.ownerUrl) => withClient(url, (client) => client.query(statements));
describe('applying', () => {
  test('applies every migration in order, and nothing the second time', async () => {
    const log: string[] = [];
    expect(await migrate({ url: database.ownerUrl, log: (line) => log.push(line) })).toEqual({ applied: names });
    expect(log).toEqual(names.map((name) => `applied ${name}`));
    expect(await migrate({ url: database.ownerUrl })).toEqual({ applied: [] });
  });

  test('applies each migration once from several connections at once', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => migrate({ url: database.ownerUrl })));
    expect(results.flatMap((result) => result.applied)).toEqual(names);
  });

  test('applies each migration once from two processes at once', async () => {
    const results = await Promise.all([runCli(database.ownerUrl), runCli(database.ownerUrl)]);
    expect(results.map((result) => result.code)).toEqual([0, 0]);
    const applied = results.flatMap(({ output }) => output.split('\n').filter((line) => line.startsWith('applied ')));
    expect(applied).toEqual(names.map((name) => `applied ${name}`));
    expect(results.filter(({ output }) => output.includes('already up to date'))).toHaveLength(1);
  });

  test('adds up to db/schema.sql; otherwise run `npm run generate`', async () => {
    await migrate({ url: database.ownerUrl });
    const committed = await readFile(new URL('schema.sql', import.meta.url), 'utf8');
    expect(await dumpSchema(database.ownerUrl)).toBe(committed);
  });

  test('rolls everything back when a migration fails, and says where', async () => {
    const broken = { name: '9999_broken', sql: 'create table half_done (id bigint);\n\nselect 1 from absent;\n' };
    const attempt = migrate({ url: database.ownerUrl, migrations: [...migrations, broken] });
    await expect(attempt).rejects.toThrow(MigrationFailed);
    await expect(attempt).rejects.toThrow('9999_broken.sql:3: relation "absent" does not exist (42P01)');
    expect(await dumpSchema(database.ownerUrl)).not.toContain('create table');
    expect(await migrate({ url: database.ownerUrl })).toEqual({ applied: names });
  });

  test('survives the end of its connection with an error, not with the end of the process', async () => {
    const endless = { name: '9999_endless', sql: 'select pg_sleep(60)' };
    const attempt = migrate({ url: database.ownerUrl, migrations: [...migrations, endless] });
    const outcome = expect(attempt).rejects.toThrow('9999_endless.sql');
    await expect
      .poll(async () => {
        const ended = await run(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and query = 'select pg_sleep(60)'`,
          database.superuserUrl,
        );
        return ended.rowCount;
      })
      .toBe(1);
    await outcome;
  });
});

describe('npm run migrate', () => {
  test('reports an unreachable server in two lines, without stack and password', async () => {
    const { code, output } = await runCli('postgres://someone:s3cret@127.0.0.1:1/atis');
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      'The database of MIGRATION_DATABASE_URL or DATABASE_URL could not be migrated: connect ECONNREFUSED 127.0.0.1:1.',
      '  no PostgreSQL listens there: start it, or correct host and port.',
    ]);
  });

  test('lists every problem of a refused database', async () => {
    await run('create schema api; create table api.orders (id bigint); create table roles (id bigint)');
    const { code, output } = await runCli(database.ownerUrl);
    expect(code).toBe(1);
    expect(output).toMatch(/^The database was not migrated and nothing was changed:\n {2}- /);
    expect(output).toContain('  - the schema "api" is in use by something else');
    expect(output).toContain('  - table roles, column name: expected character varying(50) not null, found no such');
    expect(output).not.toContain('    at ');
  });

  test('says what to set when no database is given', async () => {
    const { code, output } = await runCli('');
    expect(code).toBe(1);
    expect(output).toContain('Set DATABASE_URL');
  });
});

async function runCli(url: string): Promise<{ code: number; output: string }> {
  const script = fileURLToPath(new URL('migrate.ts', import.meta.url));
  const env = { ...process.env, DATABASE_URL: url, MIGRATION_DATABASE_URL: '' };
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], { env });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}
