import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { CancellableDb } from '../db/cancellable.ts';
import { createDatabase, type Db } from '../db/client.ts';
import { withClient, withDatabase } from './server.ts';

/** A PostgreSQL database of one test file's own. */
export interface TestDatabase {
  readonly name: string;
  /** Connects as the role that the service has in production. */
  readonly url: string;
  /** Connects as the role that runs migrations and owns the tables. */
  readonly ownerUrl: string;
  /** Connects as a superuser: to end backends, to bypass triggers. */
  readonly superuserUrl: string;
  /** Through `url`. */
  readonly db: Db;
  /** Reads through `url` that can be cancelled. */
  readonly cancellable: () => CancellableDb;
  /** Through `ownerUrl`: to prepare and to look at what the service must not touch. */
  readonly owner: Db;
  /** Closes both pools and removes the database, ending whoever is still connected. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Without any table, for tests of the migrations themselves. */
  readonly empty?: boolean;
}

/** Makes a migrated database without rows, other than the fixed ones of the migrations. Call `drop` in afterAll. */
export async function createTestDatabase({ empty = false }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`;
  const template = empty ? 'template0' : server.template;
  await withClient(server.superuserUrl, async (client) => {
    await client.query(`create database ${name} template ${template} owner atis_owner`);
    // As in production; a template does not hand it on.
    await client.query(`revoke temporary on database ${name} from public`);
  });
  const url = withDatabase(server.serviceUrl, name);
  const ownerUrl = withDatabase(server.ownerUrl, name);
  const service = createDatabase({ url, poolSize: 10 });
  const owner = createDatabase({ url: ownerUrl, poolSize: 4 });
  return {
    name,
    url,
    ownerUrl,
    superuserUrl: withDatabase(server.superuserUrl, name),
    db: service.db,
    cancellable: service.cancellable,
    owner: owner.db,
    drop: async () => {
      await Promise.all([service.close(), owner.close()]);
      await withClient(server.superuserUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}
