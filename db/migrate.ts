import { readdir, readFile } from 'node:fs/promises';
import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { ConfigError, loadConfig } from '../src/config.ts';
import { createDatabase } from '../src/db/client.ts';
import type { DB } from '../src/db/generated/tables.ts';
import { assertMigratable, MigrationRefused } from './preflight.ts';

/** One file of db/migrations. */
export interface SqlMigration {
  /** File name without `.sql`; the order of names is the order of application. */
  readonly name: string;
  readonly sql: string;
}

export interface MigrateOptions {
  /** Of a role that may create tables; it must reach PostgreSQL directly, not through a transaction pooler. */
  readonly url: string;
  /** Gets one line for each thing worth knowing. */
  readonly log?: (line: string) => void;
  /** Instead of those in db/migrations. */
  readonly migrations?: readonly SqlMigration[];
}

/** A statement of a migration failed; everything was rolled back. `message` names file, line and reason. */
export class MigrationFailed extends Error {
  override name = 'MigrationFailed';
}

const historySchema = 'api';
const historyTable = 'schema_migrations';

/** Serialises whole runs, from the preflight on; the number has no meaning beyond being ours. */
const advisoryLockKey = 7_104_240_811;

/** How long a statement may wait for a table that another session uses, while it makes others wait behind it. */
const lockTimeout = '30s';

/**
 * Brings a database up to date: applies what is missing of db/migrations, in order, in one transaction.
 * Safe to repeat and to run from several processes at once. Gives the names of what it applied.
 *
 * Throws MigrationRefused, before anything changed, when the database cannot take the migrations or was
 * migrated by a newer version, and MigrationFailed when one of them failed and was rolled back.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const { url, log = () => undefined } = options;
  const migrations = options.migrations ?? (await readMigrations());
  const database = createDatabase({
    url,
    poolSize: 1,
    applicationName: 'atis-migrate',
    statementTimeout: 0,
  });
  try {
    return await database.db.connection().execute(async (session) => {
      await lockSession(session, log);
      const applied = await missingFrom(session, migrations);
      if (applied.length > 0) {
        await assertMigratable(session, migrations);
        await applyAll(session, migrations);
      }
      for (const name of applied) log(`applied ${name}`);
      return { applied };
    });
  } finally {
    await database.close();
  }
}

/** The files of db/migrations in the order of application. */
export async function readMigrations(): Promise<SqlMigration[]> {
  const folder = new URL('./migrations/', import.meta.url);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: file.slice(0, -'.sql'.length),
      sql: await readFile(new URL(file, folder), 'utf8'),
    })),
  );
}

/** The lock ends with the session, so also when this process dies. */
async function lockSession(session: Kysely<DB>, log: (line: string) => void): Promise<void> {
  const attempt = await sql<{ locked: boolean }>`
    select pg_try_advisory_lock(${sql.lit(advisoryLockKey)}) as locked`.execute(session);
  if (attempt.rows[0]?.locked !== true) {
    log('another process is migrating this database: waiting for it');
    await sql`select pg_advisory_lock(${sql.lit(advisoryLockKey)})`.execute(session);
  }
  await sql`set search_path = public`.execute(session);
  await sql`set lock_timeout = ${sql.lit(lockTimeout)}`.execute(session);
}

/** Names that are still to be applied. What was applied must be where the known list begins. */
async function missingFrom(session: Kysely<DB>, migrations: readonly SqlMigration[]): Promise<string[]> {
  const known = migrations.map((migration) => migration.name);
  const history = await appliedNames(session);
  const unknown = history.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new MigrationRefused([
      `it was migrated by a newer version of this service: it has ${unknown.join(', ')}, ` +
        `and this version ends with ${known.at(-1) ?? 'nothing'}. Start that version or a newer one`,
    ]);
  }
  const missing = known.filter((name) => !history.includes(name));
  const late = missing.filter((name) => history.some((done) => done > name));
  if (late.length > 0) {
    throw new MigrationRefused([
      `${late.join(', ')} would run after ${history.toSorted().at(-1) ?? ''}, which is applied already. ` +
        'Migrations are only ever added at the end: give it a higher number',
    ]);
  }
  return missing;
}

/** Names of the migrations that this database has. */
export async function appliedNames(session: Kysely<DB>): Promise<string[]> {
  const table = `${historySchema}.${historyTable}`;
  const found = await sql<{ found: boolean }>`
    select exists (select from pg_tables where schemaname = ${historySchema} and tablename = ${historyTable}) as found`.execute(
    session,
  );
  if (found.rows[0]?.found !== true) return [];
  const names = await sql<{ name: string }>`select name from ${sql.table(table)}`.execute(session);
  return names.rows.map((row) => row.name);
}

async function applyAll(session: Kysely<DB>, migrations: readonly SqlMigration[]): Promise<void> {
  let failure: unknown;
  const toKysely = (migration: SqlMigration): Migration => ({
    up: async (transaction) => {
      try {
        await sql.raw(migration.sql).execute(transaction);
      } catch (error) {
        failure = describeFailure(migration, error);
        throw error;
      }
    },
  });
  const migrator = new Migrator({
    db: session,
    migrationTableSchema: historySchema,
    migrationTableName: historyTable,
    migrationLockTableName: 'schema_migration_lock',
    provider: {
      getMigrations: () => Promise.resolve(Object.fromEntries(migrations.map((each) => [each.name, toKysely(each)]))),
    },
  });
  const { error } = await migrator.migrateToLatest();
  // Kysely reports the last error; after a lost connection that is the rollback's, not the cause.
  if (error !== undefined) throw (failure ?? error) as Error;
}

function describeFailure(migration: SqlMigration, error: unknown): MigrationFailed {
  const { message, code, detail, position } = error as Error & { code?: string; detail?: string; position?: string };
  const line = position === undefined ? '' : `:${migration.sql.slice(0, Number(position)).split('\n').length}`;
  const next =
    code === '55P03'
      ? `Another session used the table for more than ${lockTimeout}: try again when it is quiet.`
      : 'The whole run was rolled back. Correct the cause and run it again.';
  const reason = [message, detail].filter((part) => part !== undefined).join(': ');
  return new MigrationFailed(`${migration.name}.sql${line}: ${reason}${code ? ` (${code})` : ''}\n${next}`, {
    cause: error,
  });
}

export const connectionAdvice: Record<string, string> = {
  ECONNREFUSED: 'no PostgreSQL listens there: start it, or correct host and port',
  ENOTFOUND: 'the host is unknown: correct it',
  ETIMEDOUT: 'the host does not answer: correct it, or open the way to it',
  '28P01': 'the password is wrong: correct it',
  '28000': 'the server does not let this role in: correct the role, or pg_hba.conf',
  '3D000': 'create the database, or correct its name',
};

/** What to tell an operator when `migrate` has thrown: the reason and the next step, no stack. */
export function operatorMessage(error: unknown): string {
  if (error instanceof MigrationRefused || error instanceof MigrationFailed || error instanceof ConfigError) {
    return error.message;
  }
  const cause = (error instanceof AggregateError ? error.errors[0] : error) as Error & { code?: string };
  const advice = connectionAdvice[cause.code ?? ''] ?? 'no migration was applied: correct the cause and run it again';
  return `The database of MIGRATION_DATABASE_URL or DATABASE_URL could not be migrated: ${cause.message}.\n  ${advice}.`;
}

if (import.meta.main) {
  try {
    const url = loadConfig().migrationDatabaseUrl;
    if (url === undefined) {
      throw new ConfigError(
        'Set DATABASE_URL, or MIGRATION_DATABASE_URL for a role that may create tables. ' +
          'The embedded PostgreSQL needs no call: `npm start` migrates it.',
      );
    }
    const { applied } = await migrate({ url, log: (line) => console.log(line) });
    if (applied.length === 0) console.log('already up to date');
  } catch (error) {
    console.error(operatorMessage(error));
    process.exitCode = 1;
  }
}
