import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientOf, recordingLog } from '../../src/feed/testing/fixtures.ts';
import { startSequencer } from '../../src/feed/sequencer.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { withClient, withDatabase } from '../../src/testing/server.ts';
import { dumpSchema } from '../dump-schema.ts';
import { migrate, readMigrations } from '../migrate.ts';
import { nodeFindings } from './configuration.ts';
import { isLocal } from './connections.ts';
import { diagnose } from './diagnose.ts';
import type { Report } from './report.ts';
import { versionWarnings } from './server.ts';

const script = fileURLToPath(new URL('../doctor.ts', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(() => vi.useRealTimers());

const run = (statement: string, url = database.superuserUrl) => withClient(url, (client) => client.query(statement));
const of = ({ url, ownerUrl }: TestDatabase) => ({ DATABASE_URL: url, MIGRATION_DATABASE_URL: ownerUrl });
const as = (username: string, password: string) => Object.assign(new URL(database.url), { username, password }).href;

/** What a check has found, as lines. */
function said(report: Report, check: string): string[] {
  const result = report.results.find(({ name }) => name === check);
  expect(result, check).toBeDefined();
  return (
    result?.findings.map(({ level, text, advice, sql = [] }) => [`${level}: ${text}`, advice, ...sql].join('\n')) ?? []
  );
}
const skipped = ({ results }: Report) => results.filter(({ status }) => status === 'skipped').map(({ name }) => name);

async function runCli(environment: Record<string, string>, ...words: string[]) {
  const env = { PATH: process.env['PATH'], ...environment };
  return promisify(execFile)(process.execPath, [script, ...words], { env }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    },
  );
}

describe('npm run doctor', () => {
  test('ends with 0 for a healthy installation, and prints a line for each check', async () => {
    const { code, output } = await runCli(of(database));
    expect(output).toContain('ok       connection of the service\n');
    expect(output).toContain('ok       superfluous rights of the service\n');
    expect(output).toMatch(/\nno problems, \d+ warnings?\.\n$/);
    expect(code).toBe(0);
  });

  test('prints the same as JSON', async () => {
    const { code, output } = await runCli(of(database), '--json');
    expect(JSON.parse(output)).toEqual(await diagnose(of(database)));
    expect(code).toBe(0);
  });

  test('ends with 1 for a problem, without stack and password', async () => {
    const url = 'postgres://someone:s3cret@127.0.0.1:1/atis';
    const { code, output } = await runCli({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(output).toContain('problem  connection of the service\n');
    expect(output).toMatch(/could not begin before the rest is corrected\.\n$/);
    expect(output).not.toMatch(/s3cret|^ +at /m);
  });

  test('changes nothing', async () => {
    await database.owner.insertInto('audit_logs').values({ event: 'login' }).execute();
    const before = await everything();
    expect((await diagnose(of(database))).ok).toBe(true);
    expect(await everything()).toEqual(before);
  });
});

/** Schema, rows, roles and settings. */
async function everything() {
  const texts = await withClient(database.superuserUrl, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class
       where relkind in ('r', 'S') and relnamespace::regnamespace::text in ('public', 'api') order by 1`,
    );
    // Of the whole server: other tests change what concerns their own databases and roles.
    const catalogs = [
      `pg_db_role_setting where setdatabase = (select oid from pg_database where datname = current_database())
        or setrole in ('atis_service'::regrole, 'atis_owner'::regrole, 'atis_api'::regrole)`,
      `pg_parameter_acl where paracl::text ~ '[{,]"?atis_(service|owner|api)"?='`,
      'pg_file_settings',
    ];
    const rows = [];
    for (const name of [...tables.rows.map((row) => row.name), ...catalogs]) {
      rows.push((await client.query(`select * from ${name} order by 1, 2`)).rows);
    }
    return rows;
  });
  return [await dumpSchema(database.ownerUrl), texts];
}

describe('a database that cannot be reached', () => {
  test('no server', async () => {
    const report = await diagnose({ DATABASE_URL: 'postgres://atis_service:x@127.0.0.1:1/atis' });
    expect(said(report, 'connection of the service')).toEqual([
      'problem: Role atis_service cannot connect to database atis on 127.0.0.1: connect ECONNREFUSED 127.0.0.1:1.\n' +
        'DATABASE_URL: no PostgreSQL listens there: start it, or correct host and port.',
    ]);
    expect(skipped(report)).toEqual(expect.arrayContaining(['role of the service', 'migrations', 'indexes']));
    expect(report.ok).toBe(false);
  });

  test('an unknown host', async () => {
    const report = await diagnose({ DATABASE_URL: 'postgres://atis_service:x@nowhere.invalid/atis' });
    expect(said(report, 'connection of the service').join()).toMatch(/nowhere\.invalid.*\n.*correct it/);
  });

  test('a role that is missing: the statement of the advice creates it', async () => {
    const name = `${database.name}_service`;
    const environment = { ...of(database), DATABASE_URL: as(name, 'pass') };
    const [finding] = said(await diagnose(environment), 'connection of the service');
    const statement = `create role ${name} login password '…' in role atis_api`;
    expect(finding).toContain(`There is no such role. As a superuser:\n${statement}`);

    await run(statement.replace('…', 'pass'));
    try {
      expect((await diagnose(environment)).ok).toBe(true);

      const wrong = { ...environment, DATABASE_URL: as(name, 'wrong') };
      const correction = `alter role ${name} password '…'`;
      expect(said(await diagnose(wrong), 'connection of the service').join()).toContain(correction);
      await run(correction.replace('…', 'wrong'));
      expect((await diagnose(wrong)).ok).toBe(true);

      await run(`alter role ${name} nologin`);
      const [locked = ''] = said(await diagnose(wrong), 'connection of the service');
      expect(locked).toContain(`alter role ${name} login`);
      await run(locked.split('\n').at(-1) ?? '');
      expect((await diagnose(wrong)).ok).toBe(true);
    } finally {
      await run(`drop role ${name}`);
    }
  });

  test('a database that is missing', async () => {
    const name = `${database.name}_absent`;
    const report = await diagnose({ DATABASE_URL: withDatabase(database.url, name) });
    expect(said(report, 'connection of the service').join()).toContain(`create database ${name} owner …`);
  });

  test('a database that the role may not enter', async () => {
    await run(`revoke connect on database ${database.name} from public`);
    const [finding = ''] = said(await diagnose(of(database)), 'connection of the service');
    expect(finding).toContain(`grant connect on database ${database.name} to atis_service`);
    await run(finding.split('\n').at(-1) ?? '');
    expect((await diagnose(of(database))).ok).toBe(true);
    await run(
      `grant connect on database ${database.name} to public; revoke connect on database ${database.name} from atis_service`,
    );
  });

  test('two URLs of different databases', async () => {
    const other = await createTestDatabase();
    try {
      const environment = { DATABASE_URL: database.url, MIGRATION_DATABASE_URL: other.ownerUrl };
      expect(said(await diagnose(environment), 'the same database').join()).toMatch(
        `DATABASE_URL leads to ${database.name} on 127.0.0.1, and MIGRATION_DATABASE_URL to another database: ${other.name}`,
      );
    } finally {
      await other.drop();
    }
  });

  test('no embedded PostgreSQL yet: none is created', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'atis-doctor-'));
    try {
      const report = await diagnose({ DATA_DIR: dataDir });
      expect(said(report, 'embedded PostgreSQL').join()).toContain('npm start creates it.');
      expect(await readdir(dataDir)).toEqual([]);
    } finally {
      await rm(dataDir, { recursive: true });
    }
  });
});

describe('migrations', () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await createTestDatabase({ empty: true });
  });
  afterAll(() => empty.drop());

  test('none, one missing, all: npm run migrate repairs it, which the doctor says', async () => {
    const none = await diagnose(of(empty));
    expect(said(none, 'migrations')).toEqual(['problem: The database is not migrated.\nRun npm run migrate.']);
    expect(skipped(none)).toEqual(expect.arrayContaining(['tables and columns', 'missing rights of the service']));

    const migrations = await readMigrations();
    await migrate({ url: empty.ownerUrl, migrations: migrations.slice(0, -1) });
    expect(said(await diagnose(of(empty)), 'migrations')).toEqual([
      `problem: These migrations are missing: ${migrations.at(-1)?.name ?? ''}.\nRun npm run migrate.`,
    ]);

    await migrate({ url: empty.ownerUrl });
    expect(await diagnose(of(empty))).toMatchObject({ ok: true });
  });

  test('of a newer version', async () => {
    await migrate({ url: empty.ownerUrl });
    await run(`insert into api.schema_migrations(name, timestamp) values ('9000_newer', '')`, empty.superuserUrl);
    expect(said(await diagnose(of(empty)), 'migrations').join()).toMatch(
      /A newer version of the service has migrated the database: it has 9000_newer, .*\nStart that version or a newer one/,
    );
  });
});

test('what Laravel has in addition, or in another way that holds the same values, is fine', async () => {
  const laravel = await createTestDatabase({ empty: true });
  try {
    for (const migration of (await readMigrations()).slice(0, 2)) await run(migration.sql, laravel.ownerUrl);
    await run(
      `create table migrations (id serial primary key);
       create table personal_access_tokens (id bigserial primary key);
       alter table users add column phone varchar(20), alter column created_at type timestamp(0);
       alter table users rename constraint users_email_key to users_email_unique;
       alter table roles drop column guard_name, add column guard_name varchar(255);
       alter table audit_logs alter column event type varchar(255), add column risk integer;
       alter index idx_audit_logs_user rename to audit_logs_user_id_index;
       create index users_phone_index on users(phone);`,
      laravel.ownerUrl,
    );
    await migrate({ url: laravel.ownerUrl });
    await run('grant select on personal_access_tokens to atis_api', laravel.ownerUrl);
    const report = await diagnose(of(laravel));
    for (const check of [
      'tables and columns',
      'constraints',
      'indexes',
      'triggers',
      'superfluous rights of the service',
    ]) {
      expect(said(report, check)).toEqual([]);
    }
    expect(report.ok).toBe(true);
  } finally {
    await laravel.drop();
  }
});

describe('configuration', () => {
  test('every unusable setting is a problem of its own', async () => {
    const report = await diagnose({ PORT: 'http', DATABASE_URL: 'mysql://x' });
    expect(said(report, 'environment').map((text) => text.split(/[:\n]/)[1])).toEqual([' PORT', ' DATABASE_URL']);
    expect(report.ok).toBe(false);
  });

  test('what is fit for trying out is a warning where DATABASE_URL is set', async () => {
    const settings = { ...of(database), DEMO_DATA: 'on', HOST: '0.0.0.0' };
    const report = await diagnose(settings);
    const about = said(report, 'settings for production').map((text) => /^warning: (\w+) is/.exec(text)?.[1]);
    expect(about).toEqual(['DEMO_DATA', 'PLAYGROUND', 'HOST', 'TRUST_PROXY']);
    const tidy = await diagnose({ ...of(database), PLAYGROUND: 'off', TRUST_PROXY: '1' });
    expect(said(tidy, 'settings for production')).toEqual([]);
  });

  test('one role for both is a problem, with the statement that makes another', async () => {
    const [finding] = said(await diagnose({ DATABASE_URL: database.ownerUrl }), 'role of the service').slice(-1);
    expect(finding).toMatch(/connects as atis_owner, as migrations do/);
    expect(finding).toMatch(/create role atis_service login password '…' in role atis_api$/);
  });

  test('a pool that is larger than the server', async () => {
    const report = await diagnose({ ...of(database), DATABASE_POOL_SIZE: '500' });
    expect(said(report, 'number of connections').join()).toMatch(
      /An instance needs 502 connections .*, and the server has \d+\.\nLower DATABASE_POOL_SIZE/,
    );
  });

  test('options in the URL that replace those of the service', async () => {
    const environment = { ...of(database), DATABASE_URL: `${database.url}?options=-c%20geqo%3Doff` };
    const findings = said(await diagnose(environment), 'time-outs and time zone of the service');
    expect(findings).toHaveLength(2);
    expect(findings.join('\n')).toContain('The service asks for statement_timeout = 15s when it connects, and has 0.');
    for (const finding of findings) await run(finding.split('\n').at(-1) ?? '');
    expect((await diagnose(environment)).ok).toBe(true);
  });

  test('a clock that is an hour ahead', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    expect(said(await diagnose(of(database)), 'clock').join()).toMatch(
      /^warning: The clock of the database is 3\d\d\d\.\d s behind the clock of this machine.*\nLet NTP set/,
    );
  });
});

test('changes that no instance sequences are told, and an instance that does so ends it', async () => {
  const fresh = await createTestDatabase();
  try {
    await fresh.owner.insertInto('security_events').values({ event_type: 'login', severity: 'info' }).execute();
    expect(said(await diagnose(of(fresh)), 'sequencer of the feed')).toEqual([
      'warning: No instance of the service sequences the feed. A change waits for one.\n' +
        'Start the service, or look for "feed sequencer" in its log.',
    ]);
    const sequencer = startSequencer({
      createClient: clientOf(fresh.url, 'doctor-sequencer'),
      log: recordingLog(),
      retentionHours: 24,
    });
    try {
      await expect.poll(async () => said(await diagnose(of(fresh)), 'sequencer of the feed')).toEqual([]);
    } finally {
      await sequencer.stop();
    }
  } finally {
    await fresh.drop();
  }
});

describe('versions', () => {
  const today = new Date('2026-06-01');
  const about = (number: number, name = '') => versionWarnings(number, name, today).map(({ text }) => text);

  test('an old minor version, one that is not finished, and one without support are told', () => {
    expect(about(150_001)[0]).toMatch(/^PostgreSQL 15.1 lacks the fixes of 15/);
    expect(about(190_000, '19beta1')).toEqual(['PostgreSQL 19beta1 is not a finished release.']);
    expect(about(180_099)).toEqual([]);
    expect(about(200_000, '20.0')).toEqual([]);
    expect(versionWarnings(150_099, '15.99', new Date('2028-01-01'))[0]?.text).toMatch(
      /no more fixes since 2027-11-11/,
    );
  });

  test('Node.js is compared with package.json', () => {
    expect(nodeFindings('22.20.0')[0]?.text).toBe('This is Node.js 22.20.0, and 24 or newer is needed.');
    expect(nodeFindings('24.0.0')).toEqual([]);
    expect(nodeFindings('100.0.0')).toEqual([]);
  });
});

test('only a socket or an address of this machine needs no encryption', () => {
  expect(['/run/postgresql', 'localhost', '127.0.0.1', '::1'].map(isLocal)).toEqual([true, true, true, true]);
  expect(['db.example', '10.0.0.5', 'localhost.example'].map(isLocal)).toEqual([false, false, false]);
});
