import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createDatabase } from '../db/client.ts';
import { DatabaseClock } from '../db/clock.ts';
import { startDatabaseMonitor } from '../db/monitor.ts';
import { createKeyring } from '../encryption/keyring.ts';
import type { Job } from './job.ts';
import { startJobWorker } from './worker.ts';

export interface RunWorkerOptions {
  readonly config: Config;
  /** The service role's URL of a migrated database. */
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly jobs: readonly Job[];
}

/** Runs jobs without serving requests. Gives what drains and stops the worker. */
export async function runWorker({ config, databaseUrl, log, jobs }: RunWorkerOptions): Promise<() => Promise<void>> {
  const clock = new DatabaseClock();
  const { db, close, renew } = createDatabase({
    url: databaseUrl,
    poolSize: config.databasePoolSize,
    applicationName: 'atis-worker',
    onFailure: (error) => monitor.failed(error),
  });
  const monitor = startDatabaseMonitor({ url: databaseUrl, clock, log, renew });
  // The clock is the database's from the first run on.
  await monitor.check();
  const keyring = createKeyring(config.encryptionKeys);
  const after = Promise.resolve(undefined);
  const worker = startJobWorker({ db, log, after, settings: config, keyring, now: clock.now, jobs });
  return async () => {
    await worker.stop();
    await monitor.stop();
    await close();
  };
}
