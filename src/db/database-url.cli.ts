import pg from 'pg';
import { ConfigError, loadConfig } from '../config.ts';
import { connectionOptions } from './client.ts';
import { EmbeddedPostgresError } from './embedded-postgres.ts';
import { openDatabase } from './open-database.ts';

/**
 * The URL by which psql reaches the database of this installation, as the role that owns the tables. The embedded
 * PostgreSQL has another port after every start, and none while no service runs. Throws Error in that case.
 */
async function databaseUrl(): Promise<string> {
  const opened = await openDatabase(loadConfig(), () => undefined);
  await opened.stop();
  const client = new pg.Client(connectionOptions({ url: opened.ownerUrl, applicationName: 'atis-database-url' }));
  try {
    await client.connect();
    await client.end();
    return opened.ownerUrl;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(
      opened.embedded
        ? 'The embedded PostgreSQL runs while the service does: start that first, with npm start.'
        : `The database of MIGRATION_DATABASE_URL or DATABASE_URL cannot be reached: ${reason}`,
    );
  }
}

try {
  console.log(await databaseUrl());
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof EmbeddedPostgresError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
