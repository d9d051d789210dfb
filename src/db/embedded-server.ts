import { execFile } from 'node:child_process';
import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { EmbeddedPostgresError, errorCode, run } from './embedded-binaries.ts';
import { adviceFor, reasonIn, type Cluster } from './embedded-cluster.ts';

const SECONDS_TO_START = 60;
const SECONDS_TO_STOP = 10;
const LARGEST_LOG = 10_000_000;

export interface ServerOptions {
  /** The wished port; without one the system chooses. */
  readonly port?: number | undefined;
  /** Whether another port will do when that one is taken. */
  readonly portMayChange: boolean;
  /** Settings of this start, stronger than postgresql.conf. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  readonly log: (line: string) => void;
}

/** The address of a database of the embedded server; it holds the password. */
export function databaseUrl(port: number, role: string, password: string, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/**
 * Makes sure that a server runs on the cluster: adopts the one that does (left by a killed service, or shared with
 * another), else starts one, after a crash too.
 * @returns its port, and whether it was started here
 * @throws EmbeddedPostgresError with the text of PostgreSQL's own log
 */
export async function startServer(
  cluster: Cluster,
  options: ServerOptions,
): Promise<{ port: number; launched: boolean }> {
  const begin = Date.now();
  let wished = options.port;
  while (Date.now() - begin < SECONDS_TO_START * 1000) {
    const found = await findServer(cluster);
    if (typeof found === 'number') {
      options.log(`embedded PostgreSQL: adopted the server that already runs on 127.0.0.1:${found}`);
      return { port: found, launched: false };
    }
    if (found === 'absent') {
      const port = await freePort(wished, options);
      const reason = await launch(cluster, port, options.settings);
      if (reason === undefined) {
        options.log(`embedded PostgreSQL: started on 127.0.0.1:${port} in ${Date.now() - begin} ms`);
        return { port, launched: true };
      }
      if (options.portMayChange && /Address already in use/.test(reason)) wished = undefined;
      else if (!isTransient(reason)) {
        await stopServer(cluster);
        throw new EmbeddedPostgresError(
          `The embedded PostgreSQL did not start:\n  ${reason}\n  (from ${cluster.logFile})`,
          adviceFor(reason, cluster.directory),
        );
      }
    }
    await setTimeout(50);
  }
  throw new EmbeddedPostgresError(
    `A PostgreSQL holds ${cluster.directory} and did not answer for ${SECONDS_TO_START} s.`,
    'Its process id is the first line of postmaster.pid there: end it with "kill -INT". ' +
      'Remove that file only if the process is another program.',
  );
}

/** Another service is starting a server there, or the backends of a killed one have not all noticed its death. */
function isTransient(reason: string): boolean {
  return /lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(reason);
}

/**
 * Stops the server, ending connections and running statements; does nothing when none runs. Not by `pg_ctl stop`,
 * which waits for whatever server holds the cluster, so also for one that another service starts in the meantime.
 */
export async function stopServer(cluster: Cluster): Promise<void> {
  const pid = Number((await readLockFile(cluster))?.split('\n')[0]);
  for (const shutdown of ['SIGINT', 'SIGQUIT'] as const) {
    const deadline = Date.now() + SECONDS_TO_STOP * 1000;
    if (!isServerOf(cluster, await commandOf(pid))) return;
    sendSignal(pid, shutdown);
    while (Date.now() < deadline) {
      if (!isServerOf(cluster, await commandOf(pid))) return;
      await setTimeout(10);
    }
  }
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL, process ${pid}, does not stop.`,
    `End it with "kill -QUIT ${pid}"; ${cluster.logFile} may tell more.`,
  );
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** The port of the server that runs on the cluster; `busy` while it starts, stops or does not answer. */
async function findServer(cluster: Cluster): Promise<number | 'busy' | 'absent'> {
  const text = await readLockFile(cluster);
  if (text === undefined) return 'absent';
  const [pid = '', , , port = ''] = text.split('\n');
  const answer = Number(port) > 0 ? await askServer(cluster, Number(port)) : undefined;
  if (answer?.split('\n')[0] === pid) return Number(port);

  const command = await commandOf(Number(pid));
  if (command === undefined) return 'absent';
  if (isServerOf(cluster, command)) return 'busy';
  // The number of a dead server now belongs to some other process (usual in containers), or to its own zombie.
  // PostgreSQL would refuse to start. It ignores the process that called pg_ctl, so name that one; the file itself
  // must stay, because through it PostgreSQL finds backends that outlive a killed server.
  await writeFile(lockFileOf(cluster), text.replace(pid, String(process.pid)));
  return 'absent';
}

function lockFileOf(cluster: Cluster): string {
  return join(cluster.directory, 'postmaster.pid');
}

async function readLockFile(cluster: Cluster): Promise<string | undefined> {
  return readFile(lockFileOf(cluster), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}

function isServerOf({ directory }: Cluster, command: string | undefined): boolean {
  return command?.includes(`postgres -D ${directory} `) ?? false;
}

/** The lock file as the server on this port sees it: equal to ours, it is a server on our cluster. */
async function askServer(cluster: Cluster, port: number): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: databaseUrl(port, 'postgres', cluster.passwords.superuser, 'postgres'),
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ text: string }>(`select pg_read_file('postmaster.pid') as text`);
    return rows[0]?.text;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The command line of a process, empty for a zombie; undefined when there is no such process. */
async function commandOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    return (await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(pid)])).stdout;
  } catch {
    return undefined;
  }
}

async function freePort(wished: number | undefined, { portMayChange, log }: ServerOptions): Promise<number> {
  const port = await listenOnce(wished ?? 0).catch((error: unknown) => {
    if (wished !== undefined && portMayChange && errorCode(error) === 'EADDRINUSE') return undefined;
    throw new EmbeddedPostgresError(
      `The embedded PostgreSQL cannot listen on 127.0.0.1:${wished ?? 0}: ${String(error)}.`,
      'End the program that uses this port ("ss -ltnp" names it), or choose another.',
      error,
    );
  });
  if (port !== undefined) return port;
  const other = await listenOnce(0);
  log(`embedded PostgreSQL: port ${wished ?? 0} is taken, using ${other} instead`);
  return other;
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  });
}

/** Tells why the server did not start; undefined when it did. */
async function launch(
  cluster: Cluster,
  port: number,
  settings: ServerOptions['settings'],
): Promise<string | undefined> {
  const logged = await logSize(cluster);
  const all = {
    // What whoever connects relies on. Without a socket file, paths may be longer than 107 bytes.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    ...settings,
    port,
  };
  const words = Object.entries(all).map(([name, value]) => `-c ${shellWord(`${name}=${value}`)}`);
  const { code, output } = await run(cluster.user, cluster.directory, join(cluster.binaries, 'pg_ctl'), [
    ...['start', '--wait', '--silent', `--pgdata=${cluster.directory}`, `--log=${cluster.logFile}`],
    ...[`--timeout=${SECONDS_TO_START}`, `--options=${words.join(' ')}`],
  ]);
  if (code === 0) return undefined;
  return reasonIn(await readLog(cluster, logged)) || reasonIn(output);
}

/** pg_ctl hands its options to a shell. */
function shellWord(text: string): string {
  return `'${text.replaceAll(`'`, `'\\''`)}'`;
}

/** Where the log of the next start begins; sets a large one aside first. */
async function logSize({ logFile }: Cluster): Promise<number> {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size < LARGEST_LOG) return size;
  await rename(logFile, `${logFile}.old`);
  return 0;
}

async function readLog({ logFile }: Cluster, from: number): Promise<string> {
  try {
    await using file = await open(logFile);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(64_000), position: from });
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}
