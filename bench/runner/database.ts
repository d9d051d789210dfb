import pg from 'pg';
import { migrate } from '../../db/migrate.ts';
import { issueToken } from '../../src/auth/issue-token.ts';
import { createDatabase } from '../../src/db/client.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded-postgres.ts';
import { loadData } from './data.ts';

/** A database of this run only, filled. */
export interface BenchDatabase {
  readonly serviceUrl: string;
  readonly ownerUrl: string;
  /** An API token of the super administrator, as the product issues them. */
  readonly token: string;
  readonly superuser: pg.Client;
  readonly version: string;
  readonly rows: { readonly events: number; readonly activities: number };
  stop(): Promise<void>;
}

/**
 * Servers are measured, not the disk: nothing waits for it. Nothing runs in the background that one server would meet
 * and another not. Everything else is as PostgreSQL comes.
 */
export const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  checkpoint_timeout: '1h',
  max_wal_size: '8GB',
  shared_buffers: '1GB',
  maintenance_work_mem: '256MB',
} as const;

/** Starts a PostgreSQL in `dataDir`, migrates it as the product does, and loads the data. */
export async function startDatabase(
  dataDir: string,
  scale: number,
  log: (line: string) => void,
): Promise<BenchDatabase> {
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  const superuser = new pg.Client({ connectionString: postgres.superuserUrl() });
  const stop = async () => {
    await superuser.end().catch(() => undefined);
    await postgres.stop();
  };
  try {
    await migrate({ url: postgres.ownerUrl() });
    await superuser.connect();
    const begin = Date.now();
    const rows = await loadData(superuser, scale);
    log(
      `loaded ${rows.events} events and ${rows.activities} activity rows in ${Math.round((Date.now() - begin) / 1000)} s`,
    );
    const version = await superuser.query<{ server_version: string }>('show server_version');
    return {
      serviceUrl: postgres.serviceUrl(),
      ownerUrl: postgres.ownerUrl(),
      token: await superadminToken(postgres.serviceUrl()),
      superuser,
      version: version.rows[0]?.server_version ?? '',
      rows,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function superadminToken(url: string): Promise<string> {
  const { db, close } = createDatabase({ url, poolSize: 1 });
  try {
    return await issueToken(db, 'superadmin', 'bench', new Date(Date.now() + 86_400_000));
  } finally {
    await close();
  }
}
