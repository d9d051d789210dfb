import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** A database to work with: the one of DATABASE_URL, or an embedded PostgreSQL. */
export interface OpenDatabase {
  /** Of the role that the service has. */
  readonly serviceUrl: string;
  /** Of the role that runs migrations and owns the tables. */
  readonly ownerUrl: string;
  readonly embedded: boolean;
  /** Stops the embedded PostgreSQL unless another process uses it; does nothing to a given one. */
  stop(): Promise<void>;
}

/**
 * Finds the database of an installation, starting the embedded PostgreSQL where none is given and starting it
 * again whenever it dies. Throws EmbeddedPostgresError, which says what to do.
 */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<OpenDatabase> {
  const { databaseUrl, migrationDatabaseUrl } = config;
  if (databaseUrl !== undefined) {
    return {
      serviceUrl: databaseUrl,
      ownerUrl: migrationDatabaseUrl ?? databaseUrl,
      embedded: false,
      stop: () => Promise.resolve(),
    };
  }
  let stopping = false;
  const embedded = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log,
    onExit: () => {
      if (stopping) return;
      log('PostgreSQL has died: starting it again');
      embedded.ensureRunning().catch((error: unknown) => log(error instanceof Error ? error.message : String(error)));
    },
  });
  return {
    serviceUrl: embedded.serviceUrl(),
    ownerUrl: embedded.ownerUrl(),
    embedded: true,
    stop: async () => {
      stopping = true;
      await embedded.stop();
    },
  };
}
