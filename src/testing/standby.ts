import { execFile } from 'node:child_process';
import { appendFile, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import type { OwnServer } from './own-server.ts';
import { withClient } from './server.ts';

/** A physical standby that follows a primary by streaming replication, until it is promoted. */
export interface Standby {
  /** Of the service's role. */
  readonly url: string;
  readonly superuserUrl: string;
  /** Makes it the primary once it has everything that the old one has acknowledged. */
  promote(primary?: OwnServer): Promise<void>;
  remove(): Promise<void>;
}

/** Copies the primary while it runs, as pg_basebackup would, and starts the copy. */
export async function startStandby(primary: OwnServer): Promise<Standby> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atis-standby-'));
  const cluster = join(dataDir, 'postgres', 'cluster');
  const own = await stat(primary.directory);
  const write = async (name: string, text: string) => {
    await writeFile(join(cluster, name), text);
    await chown(join(cluster, name), own.uid, own.gid);
  };
  const superuserUrl = primary.database.superuserUrl;
  await withClient(superuserUrl, async (client) => {
    await client.query(`select pg_backup_start('standby', fast => true)`);
    await promisify(execFile)('cp', ['-a', dirname(primary.directory), dataDir]);
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop()');
    await write('backup_label', rows[0]!.labelfile);
  });
  await rm(join(cluster, 'postmaster.pid'));
  const { hostname, port, username, password } = new URL(superuserUrl);
  const source = `host=${hostname} port=${port} user=${username} password=${password}`;
  await appendFile(join(cluster, 'postgresql.auto.conf'), `primary_conninfo = '${source}'\n`);
  await write('standby.signal', '');
  const server = await startEmbeddedPostgres({ dataDir });

  /** How far a server is, by an expression that gives a position of its log. */
  const position = (url: string, expression: string) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ lsn: string }>(`select (${expression})::text as lsn`);
      return rows[0]!.lsn;
    });
  return {
    url: server.serviceUrl(),
    superuserUrl: server.superuserUrl(),
    async promote(from) {
      const target = from && (await position(from.database.superuserUrl, 'pg_current_wal_flush_lsn()'));
      await withClient(server.superuserUrl(), async (client) => {
        for (let complete = target === undefined; !complete;) {
          const { rows } = await client.query<{ complete: boolean }>(
            'select pg_last_wal_replay_lsn() >= $1::pg_lsn as complete',
            [target],
          );
          complete = rows[0]!.complete;
        }
        await client.query('select pg_promote()');
      });
    },
    async remove() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
