import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  chooseServerUser,
  EmbeddedPostgresError,
  errorCode,
  errorText,
  findBinaries,
  giveTo,
  run,
  type ServerUser,
} from './embedded-binaries.ts';

const passwordsSchema = z.object({ superuser: z.string(), owner: z.string(), service: z.string() });

/** Random passwords of the superuser and of the two login roles of this API; kept beside the cluster, mode 0600. */
export type Passwords = z.infer<typeof passwordsSchema>;

/** A PostgreSQL data directory and what it takes to run a server on it. */
export interface Cluster {
  /** PGDATA. */
  readonly directory: string;
  /** What the server writes to its standard error. */
  readonly logFile: string;
  readonly binaries: string;
  readonly user: ServerUser;
  readonly passwords: Passwords;
}

/**
 * Opens the cluster in `<dataDir>/postgres`, creating it on the first call.
 * @throws EmbeddedPostgresError when it cannot be created or read here
 */
export async function openCluster(dataDir: string, log: (line: string) => void): Promise<Cluster> {
  const parent = await makeDataDir(resolve(dataDir));
  const home = join(parent, 'postgres');
  const exists = await isUsable(home, parent);
  const binaries = await findBinaries();
  const user = await chooseServerUser(binaries, parent, home);
  if (user.prefix) {
    log(
      'embedded PostgreSQL: its user may read past file permissions, being unable to enter its directories otherwise',
    );
  }
  if (!exists) {
    log(`embedded PostgreSQL: creating a database cluster in ${home}`);
    await createCluster(parent, home, binaries, user);
  } else if ((await stat(home)).uid === 0) {
    await giveTo(user, home);
  }
  const passwords = await readPasswords(home);
  return { directory: join(home, 'cluster'), logFile: join(home, 'server.log'), binaries, user, passwords };
}

/** Gives its path without symbolic links, by which a server on it is recognised. */
async function makeDataDir(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    return await realpath(dataDir);
  } catch (error) {
    throw notWritable(dataDir, error);
  }
}

/** Whether the cluster exists already; throws when neither it nor, for a new one, the data directory can be used. */
async function isUsable(home: string, dataDir: string): Promise<boolean> {
  try {
    const exists = await stat(home).then(
      () => true,
      (error: unknown) => {
        if (errorCode(error) === 'ENOENT') return false;
        throw error;
      },
    );
    await access(exists ? home : dataDir, constants.W_OK | constants.X_OK);
    return exists;
  } catch (error) {
    throw notWritable(dataDir, error);
  }
}

function notWritable(dataDir: string, error: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `The embedded PostgreSQL cannot keep its data in ${dataDir}: ${errorText(error)}.`,
    `Give user ${process.getuid?.() ?? ''} the right to write there, run this as the owner, or set DATA_DIR to another directory.`,
    error,
  );
}

async function readPasswords(home: string): Promise<Passwords> {
  const file = join(home, 'passwords.json');
  try {
    return passwordsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The passwords of the embedded PostgreSQL cannot be read from ${file}: ${errorText(error)}.`,
      `Run this as the owner of that file, restore it, or move ${home} away to begin with an empty database.`,
      error,
    );
  }
}

/** Prepared under another name and renamed when whole: neither a kill nor a second starter leaves half a cluster. */
async function createCluster(dataDir: string, home: string, binaries: string, user: ServerUser): Promise<void> {
  await removeOldDrafts(dataDir);
  const draft = join(dataDir, `postgres.draft-${randomBytes(6).toString('hex')}`);
  const passwordFile = join(draft, 'superuser-password');
  try {
    const random = () => randomBytes(24).toString('base64url');
    const passwords: Passwords = { superuser: random(), owner: random(), service: random() };
    await mkdir(draft, { mode: 0o700 });
    await writeFile(join(draft, 'passwords.json'), JSON.stringify(passwords, null, 2), { mode: 0o600 });
    await writeFile(passwordFile, passwords.superuser, { mode: 0o600 });
    await giveTo(user, draft);
    const failure = await initialise(join(draft, 'cluster'), passwordFile, binaries, user);
    if (failure !== undefined) {
      throw new EmbeddedPostgresError(
        `initdb cannot create a database cluster in ${dataDir}:\n  ${failure}`,
        adviceFor(failure, dataDir),
      );
    }
    await rm(passwordFile);
    await rename(draft, home).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
    });
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(
      `A database cluster cannot be created in ${dataDir}: ${errorText(error)}.`,
      adviceFor(errorText(error), dataDir),
      error,
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Tells why initdb failed; undefined when it did not. */
async function initialise(
  cluster: string,
  passwordFile: string,
  binaries: string,
  user: ServerUser,
): Promise<string | undefined> {
  const { code, output } = await run(user, join(cluster, '..'), join(binaries, 'initdb'), [
    `--pgdata=${cluster}`,
    `--pwfile=${passwordFile}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The builtin provider sorts and folds case the same on every system, without its locales.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-sync',
    '--no-instructions',
    // Defaults of the new postgresql.conf, which belongs to the operator from then on.
    ...['jit=off', 'random_page_cost=1.1', 'log_checkpoints=off'].flatMap((setting) => ['--set', setting]),
  ]);
  return code === 0 ? undefined : reasonIn(output);
}

/** Those that a killed process left; a living one needs seconds. */
async function removeOldDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.draft-')) continue;
    const path = join(dataDir, name);
    const changed = await stat(path).catch(() => undefined);
    if (changed && Date.now() - changed.mtimeMs > 600_000) await rm(path, { recursive: true, force: true });
  }
}

const errorLine = /\b(?:PANIC|FATAL|ERROR|DETAIL|HINT|error|detail|hint):|could not|cannot/;

/** The lines of a program's output or log that tell what went wrong; the last ones when none stands out. */
export function reasonIn(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/\d{4}-\S+ \S+ \S+ \[\d+\] /, '').trim());
  const telling = lines.filter((line) => errorLine.test(line));
  return (telling.length > 0 ? telling : lines).slice(-8).join('\n  ');
}

/** What to do about a failure that PostgreSQL described in `reason`. */
export function adviceFor(reason: string, directory: string): string {
  if (/shared memory.*No space left/.test(reason)) {
    return 'Shared memory (/dev/shm) is full: make it larger, in Docker with --shm-size=256m.';
  }
  if (/No space left on device|ENOSPC|Disk quota/.test(reason)) return `Free space on the disk of ${directory}.`;
  if (/initialized by PostgreSQL version/.test(reason)) {
    return (
      `Another major version of PostgreSQL wrote ${directory}: dump it with pg_dumpall of that version, move the ` +
      'directory away, start again and load the dump.'
    );
  }
  if (/look up effective user/.test(reason)) return 'Give the user that runs this an entry in /etc/passwd.';
  if (/Permission denied|EACCES|EPERM|EROFS|wrong ownership|invalid permissions/.test(reason)) {
    return `Give the owner of ${directory}, and nobody else, all rights on it, or set DATA_DIR to another directory.`;
  }
  return 'Correct the cause and start again.';
}
