import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readMigrations } from '../../db/migrate.ts';
import { withClient } from '../testing/server.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;
const settings = { fsync: 'off', shared_buffers: '16MB', max_connections: 20 };

/** A cluster that tests may use one after the other; each leaves it whole and stopped. */
let sharedDir: string;

const directories: string[] = [];
const servers: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
const listeners: Server[] = [];

beforeAll(async () => {
  sharedDir = await mkdtemp(join(tmpdir(), 'atis-embedded-'));
  await (await start(sharedDir)).stop();
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const listener of listeners.splice(0)) listener.close();
  await Promise.allSettled(servers.splice(0).map((server) => server.stop()));
  await endServer(sharedDir);
  for (const directory of directories.splice(0)) {
    for (const dataDir of [directory, join(directory, 'data')]) await endServer(dataDir);
    await rm(directory, { recursive: true, force: true });
  }
});

afterAll(() => rm(sharedDir, { recursive: true, force: true }));

/** Ends what a killed service left running. */
async function endServer(dataDir: string): Promise<void> {
  const pid = await postmaster(dataDir).catch(() => undefined);
  while (pid !== undefined && (await commandOf(pid)).includes(dataDir)) {
    process.kill(pid, 'SIGQUIT');
    await setTimeout(20);
  }
}

async function commandOf(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout;
}

const lockFile = (dataDir: string) => join(dataDir, 'postgres', 'cluster', 'postmaster.pid');

async function postmaster(dataDir: string): Promise<number> {
  return Number((await readFile(lockFile(dataDir), 'utf8')).split('\n')[0]);
}

/** A new directory; it belongs to user `uid` where one is given. */
async function temporaryDirectory(uid?: number): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'atis-embedded-'));
  directories.push(directory);
  if (uid !== undefined) await chown(directory, uid, uid);
  return directory;
}

async function start(
  dataDir: string,
  options: { port?: number; onExit?: () => void; log?: (line: string) => void } = {},
) {
  const server = await startEmbeddedPostgres({ dataDir, settings, ...options });
  servers.push(server);
  return server;
}

interface ChildService {
  readonly process: ChildProcess;
  /** What the child said once it had started, or could not: its port and owner URL, or the error. */
  readonly report: { port: number; url: string; error?: string };
}

/** Starts a service in a process of its own, as user `uid`; it stops PostgreSQL when its standard input ends. */
async function startChild(dataDir: string, uid?: number): Promise<ChildService> {
  const module = new URL('./embedded-postgres.ts', import.meta.url).href;
  const program = `
    import { startEmbeddedPostgres } from ${JSON.stringify(module)};
    try {
      const server = await startEmbeddedPostgres(${JSON.stringify({ dataDir, settings })});
      console.log(JSON.stringify({ port: server.port, url: server.ownerUrl() }));
      process.stdin.on('end', () => server.stop()).resume();
    } catch (error) {
      console.log(JSON.stringify({ error: error.name + ': ' + error.message }));
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(child);
  for await (const line of createInterface(child.stdout)) {
    return { process: child, report: JSON.parse(line) as ChildService['report'] };
  }
  throw new Error('The child ended without a word.');
}

async function queryRows(url: string, sql: string): Promise<unknown[]> {
  return withClient(url, async (client) => (await client.query<Record<string, unknown>>(sql)).rows);
}

function mayOthersEnter(path: string): boolean {
  const enters = (statSync(path).mode & 0o001) !== 0;
  return enters && (dirname(path) === path || mayOthersEnter(dirname(path)));
}

describe('as an ordinary user', () => {
  // Root becomes one for this; an ordinary user is one already.
  const uid = isRoot ? nobody : undefined;

  describe.skipIf(isRoot && !mayOthersEnter(import.meta.dirname))('in a checkout that this user may enter', () => {
    it('starts, keeps its data over a restart and leaves nothing running', async () => {
      const dataDir = await temporaryDirectory(uid);
      const first = await startChild(dataDir, uid);
      expect(first.report.error).toBeUndefined();
      expect(statSync(join(dataDir, 'postgres', 'cluster')).uid).toBe(uid ?? process.getuid?.());
      await queryRows(first.report.url, 'create table kept as select 42 as value');
      first.process.stdin?.end();
      await once(first.process, 'exit');
      expect(existsSync(lockFile(dataDir))).toBe(false);

      const second = await startChild(dataDir, uid);
      expect(await queryRows(second.report.url, 'select value from kept')).toEqual([{ value: 42 }]);
    });

    it('says which directory cannot be written, and what to do', async () => {
      const directory = await temporaryDirectory(uid);
      const closed = join(directory, 'closed');
      await mkdir(closed, { mode: 0o500 });
      if (uid !== undefined) await chown(closed, uid, uid);
      for (const dataDir of [closed, join(closed, 'data')]) {
        const { report } = await startChild(dataDir, uid);
        expect(report.error).toMatch(/^EmbeddedPostgresError: .*cannot keep its data in .*closed.*EACCES/);
        expect(report.error).toMatch(/set DATA_DIR .* set DATABASE_URL/);
      }
    });

    it('says what to do about data of another user', async () => {
      const directory = await temporaryDirectory(uid);
      const home = join(directory, 'postgres');
      await mkdir(home, { mode: isRoot ? 0o700 : 0o000 });
      const { report } = await startChild(directory, uid);
      expect(report.error).toMatch(/EmbeddedPostgresError: .*EACCES.*\n.*run this as the owner/);
    });
  });
});

describe.runIf(isRoot)('as root', () => {
  it('runs the server as another user, and keeps its data over a restart', async () => {
    const first = await start(sharedDir);
    expect(statSync(join(sharedDir, 'postgres', 'cluster')).uid).not.toBe(0);
    expect(statSync(sharedDir).mode & 0o777).toBe(0o710);
    expect(statSync(join(sharedDir, 'postgres', 'passwords.json')).mode & 0o777).toBe(0o600);
    await queryRows(first.ownerUrl(), 'create table kept as select 42 as value');
    await first.stop();

    const second = await start(sharedDir);
    expect(await queryRows(second.ownerUrl(), 'select value from kept')).toEqual([{ value: 42 }]);
  });

  it('runs the server as the owner of the data directory, and takes over data copied by root', async () => {
    const dataDir = await temporaryDirectory(nobody);
    await (await start(dataDir)).stop();
    const home = join(dataDir, 'postgres');
    expect(statSync(home).uid).toBe(nobody);
    await Promise.all([chown(home, 0, 0), chown(join(home, 'cluster'), 0, 0), chown(join(home, 'server.log'), 0, 0)]);
    const server = await start(dataDir);
    expect(await queryRows(server.ownerUrl(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts below a directory that only root may enter, or names that directory', async () => {
    const closed = await temporaryDirectory();
    const lines: string[] = [];
    try {
      const server = await start(join(closed, 'data'), { log: (line) => lines.push(line) });
      expect(lines.join('\n')).toContain('may read past file permissions');
      expect(await queryRows(server.ownerUrl(), 'select 1 as one')).toEqual([{ one: 1 }]);
    } catch (error) {
      expect(error).toBeInstanceOf(EmbeddedPostgresError);
      expect((error as Error).message).toContain(`cannot enter ${closed}`);
    }
  });

  it('says what stands in the way of its data directory', async () => {
    const file = join(await temporaryDirectory(), 'file');
    await writeFile(file, '');
    await expect(start(join(file, 'data'))).rejects.toThrow(/cannot keep its data in .*ENOTDIR[^]*set DATABASE_URL/);
  });
});

describe('roles', () => {
  it('lets the owner apply every migration, and the service use what they grant and no more', async () => {
    const server = await start(sharedDir);
    await withClient(server.ownerUrl(), async (owner) => {
      for (const migration of await readMigrations()) await owner.query(migration.sql);
      await owner.query('create database made_by_owner');
      const { rows } = await owner.query(
        'select rolname, rolsuper, rolcreaterole from pg_roles where rolname = current_user',
      );
      expect(rows).toEqual([{ rolname: 'atis_owner', rolsuper: false, rolcreaterole: true }]);
    });
    await server.createDatabase('copy', { template: 'atis' });
    for (const database of ['atis', 'copy']) {
      await withClient(server.serviceUrl(database), async (service) => {
        expect((await service.query('select count(*)::int as count from security_events')).rows).toEqual([
          { count: 0 },
        ]);
        await service.query(`insert into audit_logs(event) values ('test')`);
        for (const forbidden of [
          'create table mine()',
          'create temporary table mine()',
          'create schema mine',
          `update audit_logs set event = 'changed'`,
          'delete from audit_logs',
          'select password from users',
          'select * from users',
          'alter table security_events add column mine int',
          `copy security_events to program 'cat'`,
        ]) {
          await expect(service.query(forbidden), forbidden).rejects.toMatchObject({ code: '42501' });
        }
      });
    }
    await expect(queryRows(server.ownerUrl().replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
  });

  it('gives UTF-8 with the case rules of Unicode, UTC, and an address of this machine only', async () => {
    const server = await start(sharedDir);
    const sql = `select upper('şəki') as upper, current_setting('TimeZone') as zone,
      current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses`;
    expect(await queryRows(server.ownerUrl(), sql)).toEqual([
      { upper: 'ŞƏKI', zone: 'UTC', encoding: 'UTF8', addresses: '127.0.0.1' },
    ]);
  });
});

describe('databases', () => {
  it('are cloned by many callers at once, and dropped although somebody is connected', async () => {
    const server = await start(sharedDir);
    await server.createDatabase('template');
    await queryRows(server.ownerUrl('template'), 'create table kept as select 42 as value');
    const names = Array.from({ length: 6 }, (_, index) => `Clone "${index}"`);
    await Promise.all(names.map((name) => server.createDatabase(name, { template: 'template' })));
    for (const name of names) {
      expect(await queryRows(server.ownerUrl(name), 'select value from kept')).toEqual([{ value: 42 }]);
    }
    await withClient(server.ownerUrl(names[0]), async (client) => {
      const ended = new Promise((resolve) => client.on('error', resolve));
      await Promise.all([...names, 'absent'].map((name) => server.dropDatabase(name)));
      await ended;
    });
    await expect(queryRows(server.ownerUrl(names[0]), 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});

describe('after a crash', () => {
  it('adopts the server that a killed service left, and stops it in the end', async () => {
    const killed = await startChild(sharedDir);
    await queryRows(killed.report.url, 'create table adopted as select 42 as value');
    const pid = await postmaster(sharedDir);
    killed.process.kill('SIGKILL');
    await once(killed.process, 'exit');

    const lines: string[] = [];
    const server = await start(sharedDir, { log: (line) => lines.push(line) });
    expect(lines.join('\n')).toContain(`adopted the server that already runs on 127.0.0.1:${killed.report.port}`);
    expect(server.port).toBe(killed.report.port);
    expect(await postmaster(sharedDir)).toBe(pid);
    expect(await queryRows(server.ownerUrl(), 'select value from adopted')).toEqual([{ value: 42 }]);
    await server.stop();
    expect(existsSync(lockFile(sharedDir))).toBe(false);
  });

  it('recovers a killed server on the same port, also when many ask for it', async () => {
    let exits = 0;
    const server = await start(sharedDir, { onExit: () => (exits += 1) });
    expect(await server.ensureRunning()).toBe(false);
    const { port } = server;
    await queryRows(server.ownerUrl(), 'create table recovered as select 42 as value');
    await withClient(server.ownerUrl(), async (busy) => {
      busy.on('error', () => undefined);
      const lost = expect(busy.query('select pg_sleep(60)')).rejects.toThrow();
      process.kill(await postmaster(sharedDir), 'SIGKILL');
      await expect.poll(() => exits).toBe(1);
      expect(await Promise.all([server.ensureRunning(), server.ensureRunning()])).toEqual([true, true]);
      await lost;
    });
    expect(server.port).toBe(port);
    expect(await queryRows(server.ownerUrl(), 'select value from recovered')).toEqual([{ value: 42 }]);
    expect(await server.ensureRunning()).toBe(false);
  });

  it('starts when service and server were killed and another process has the old number', async () => {
    const killed = await startChild(sharedDir);
    await queryRows(killed.report.url, 'create table renumbered as select 42 as value');
    killed.process.kill('SIGKILL');
    process.kill(await postmaster(sharedDir), 'SIGKILL');
    const owner = statSync(join(sharedDir, 'postgres', 'cluster'));
    const stranger = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
    children.push(stranger);
    const lock = await readFile(lockFile(sharedDir), 'utf8');
    await writeFile(lockFile(sharedDir), lock.replace(/^\d+/, String(stranger.pid)));

    const server = await start(sharedDir);
    expect(await queryRows(server.ownerUrl(), 'select value from renumbered')).toEqual([{ value: 42 }]);
    expect(stranger.exitCode).toBeNull();
  });

  it('stops without complaint when the server is dead', async () => {
    const server = await start(sharedDir);
    process.kill(await postmaster(sharedDir), 'SIGKILL');
    await server.stop();
    await expect(server.ensureRunning()).rejects.toThrow('was stopped');
  });
});

describe('several services on one data directory', () => {
  it('share one server, which the last one stops', async () => {
    const dataDir = await temporaryDirectory();
    const [first, second] = await Promise.all([start(dataDir), start(dataDir)]);
    expect(second.port).toBe(first.port);
    await Promise.all([first.stop(), first.stop()]);
    expect(await queryRows(second.serviceUrl(), 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
    await second.stop();
    await first.stop();
    expect(existsSync(lockFile(dataDir))).toBe(false);
    await expect(queryRows(second.serviceUrl(), 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('starts the server anew when the other one is just stopping it', async () => {
    const first = await start(sharedDir);
    const [, second] = await Promise.all([first.stop(), start(sharedDir)]);
    expect(await queryRows(second.serviceUrl(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('what is in the way', () => {
  it('takes another port when the wished one is taken, and says so', async () => {
    const listener = createServer().listen(0, '127.0.0.1');
    listeners.push(listener);
    await once(listener, 'listening');
    const { port } = listener.address() as { port: number };
    const lines: string[] = [];
    const server = await start(sharedDir, { port, log: (line) => lines.push(line) });
    expect(server.port).not.toBe(port);
    expect(lines.join('\n')).toContain(`port ${port} is taken, using ${server.port} instead`);
    await server.stop();

    listener.close();
    await once(listener, 'close');
    expect((await start(sharedDir, { port })).port).toBe(port);
  });

  it('refuses data of another major version in the words of PostgreSQL, and says what to do', async () => {
    const versionFile = join(sharedDir, 'postgres', 'cluster', 'PG_VERSION');
    const version = await readFile(versionFile, 'utf8');
    await writeFile(versionFile, '15\n');
    await expect(start(sharedDir)).rejects.toThrow(
      /database files are incompatible with server[^]*initialized by PostgreSQL version 15[^]*pg_dumpall[^]*DATABASE_URL/,
    );
    await writeFile(versionFile, version);
  });

  it('reports a wrong setting in the words of PostgreSQL', async () => {
    const wrong = startEmbeddedPostgres({ dataDir: sharedDir, settings: { max_connections: 'many' } });
    await expect(wrong).rejects.toThrow(/invalid value for parameter "max_connections": "many"/);
    expect(existsSync(lockFile(sharedDir))).toBe(false);
  });

  it('does not begin anew over data whose passwords are lost', async () => {
    const file = join(sharedDir, 'postgres', 'passwords.json');
    await rename(file, `${file}.lost`);
    await expect(start(sharedDir)).rejects.toThrow(/passwords\.json: ENOENT[^]*restore it/);
    await rename(`${file}.lost`, file);
  });
});
