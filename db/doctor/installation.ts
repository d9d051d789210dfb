import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import type { Config } from '../../src/config.ts';
import { createDatabase, type Transaction } from '../../src/db/client.ts';
import { EmbeddedPostgresError } from '../../src/db/embedded-postgres.ts';
import { openDatabase } from '../../src/db/open-database.ts';

/** A way into the database, and what is known of it before anybody tried it. */
export interface Access {
  /** The setting that names it. */
  readonly variable: 'DATABASE_URL' | 'MIGRATION_DATABASE_URL';
  readonly url: string;
  readonly role: string;
  readonly host: string;
  readonly database: string;
  /** Why there is no connection; absent when there is one. */
  readonly failure: (Error & { readonly code?: string }) | undefined;
  /** At most two connections. */
  readonly pool: pg.Pool;
  /** Runs `work` in a transaction that can change nothing, with an empty search path; through a pooler, too. */
  readonly read: <T>(work: (session: Transaction) => Promise<T>) => Promise<T>;
}

/** What is looked into. */
export interface Installation {
  readonly config: Config;
  readonly embedded: boolean;
  /** As the service connects. */
  readonly service: Access;
  /** As migrations connect; the same where only DATABASE_URL is set. */
  readonly owner: Access;
  close(): Promise<void>;
}

/**
 * Opens the database of a configuration; the embedded one is started for the time being if it is there.
 * Throws EmbeddedPostgresError where it is not, or does not start.
 */
export async function openInstallation(config: Config): Promise<Installation> {
  if (config.databaseUrl === undefined) await assertEmbeddedExists(config.dataDir);
  const opened = await openDatabase(config, () => undefined);
  const { serviceUrl, ownerUrl, embedded } = opened;
  const service = await openAccess('DATABASE_URL', serviceUrl);
  const owner = ownerUrl === serviceUrl ? service : await openAccess('MIGRATION_DATABASE_URL', ownerUrl);
  return {
    config,
    embedded,
    service,
    owner,
    close: async () => {
      await Promise.all([service.close(), owner.close()]);
      await opened.stop();
    },
  };
}

/** Opening creates what is missing, and whoever examines a patient does not create it. */
async function assertEmbeddedExists(dataDir: string): Promise<void> {
  const home = join(dataDir, 'postgres');
  await stat(home).catch((error: unknown) => {
    throw new EmbeddedPostgresError(
      `DATABASE_URL is not set, and there is no embedded PostgreSQL in ${home} yet.`,
      'npm start creates it.',
      error,
    );
  });
}

async function openAccess(variable: Access['variable'], url: string): Promise<Access & { close: () => Promise<void> }> {
  const { user = '', host, database = '' } = new pg.Client({ connectionString: url });
  // Two connections: what a transaction pooler does shows only between them.
  const opened = createDatabase({ url, poolSize: 2, applicationName: 'atis-doctor' });
  const failure = await opened.pool.query('select').then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  return {
    variable,
    url,
    role: user,
    host,
    database,
    failure,
    pool: opened.pool,
    read: (work) =>
      opened.db
        .transaction()
        .setAccessMode('read only')
        .execute(async (session) => {
          await sql`set local search_path = ''`.execute(session);
          // Compiling a query of the catalogue takes longer than the query.
          await sql`set local jit = off`.execute(session);
          return work(session);
        }),
    close: opened.close,
  };
}

/** Quotes a name where SQL would take it for something else. */
export const identifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) ? name : pg.escapeIdentifier(name);
