import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { migrate } from '../../db/migrate.ts';
import { createDatabase } from '../db/client.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../db/embedded-postgres.ts';
import type { TestDatabase } from './database.ts';

/**
 * A PostgreSQL of one test's own, to be killed, filled or failed over. With the settings of production: what it has
 * acknowledged is on disk.
 */
export interface OwnServer {
  readonly server: EmbeddedPostgres;
  /** Migrated, without rows. */
  readonly database: TestDatabase;
  /** The directory of its cluster, PGDATA. */
  readonly directory: string;
  /** Ends the postmaster with SIGKILL. Its backends notice and end as well. */
  kill(): Promise<void>;
  /** Starts it again after `kill`: it recovers from its log. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** After a crash PostgreSQL syncs its files one by one, which takes seconds, unless it may sync the file system. */
const settings = { recovery_init_sync_method: 'syncfs', shared_buffers: '32MB' };

export async function startOwnServer(): Promise<OwnServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atis-own-'));
  const server = await startEmbeddedPostgres({ dataDir, settings }).catch(async (error: unknown) => {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  const [url, ownerUrl, superuserUrl] = [server.serviceUrl(), server.ownerUrl(), server.superuserUrl()];
  await migrate({ url: ownerUrl });
  const service = createDatabase({ url, poolSize: 4 });
  const owner = createDatabase({ url: ownerUrl, poolSize: 4 });
  const drop = async () => {
    await Promise.all([service.close(), owner.close()]);
  };
  const directory = join(dataDir, 'postgres', 'cluster');
  return {
    server,
    directory,
    database: {
      name: 'atis',
      url,
      ownerUrl,
      superuserUrl,
      db: service.db,
      cancellable: service.cancellable,
      owner: owner.db,
      drop,
    },
    async kill() {
      const [pid = ''] = (await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    async start() {
      // Backends of the killed one may still answer for a moment.
      while (!(await server.ensureRunning())) await setTimeout(10);
    },
    async remove() {
      await drop();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
