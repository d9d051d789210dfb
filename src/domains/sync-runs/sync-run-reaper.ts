import type { Logger } from 'pino';
import { recordOwnDeed } from '../../audit.ts';
import type { Db } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { logFailure } from '../../errors.ts';
import { reap } from './sync-run-changes.ts';
import { lockAbandoned } from './sync-runs.repository.ts';

/** Pause between two looks, in milliseconds. */
const interval = 15_000;
/** Runs that are ended in one transaction. */
const batchSize = 100;

/** Ends runs whose workers are given up, and gives how many. Several instances may do so at once. */
export const reapAbandonedRuns = (db: Db): Promise<number> =>
  inTransaction(db, async (tx) => {
    const abandoned = await lockAbandoned(tx, batchSize);
    for (const run of abandoned) await recordOwnDeed(tx, await reap(tx, run), 'sync-run-reaper');
    return abandoned.length;
  });

export interface SyncRunReaper {
  /** Waits for what is being done. */
  stop(): Promise<void>;
}

export interface SyncRunReaperOptions {
  readonly db: Db;
  readonly log: Logger;
  /** The database is ready from then on. */
  readonly after: Promise<undefined>;
  /** Something was committed that the feed tells of. */
  readonly onReaped: () => void;
}

/** Looks for such runs now and then. A failure is logged, and the next look tries again. */
export function startSyncRunReaper({ db, log, after, onReaped }: SyncRunReaperOptions): SyncRunReaper {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();

  const look = async () => {
    try {
      const reaped = await reapAbandonedRuns(db);
      if (reaped === 0) return;
      log.info({ reaped }, 'sync runs were ended whose workers did not report');
      onReaped();
    } catch (error) {
      if (!stopped) logFailure(log, error, 'sync runs without a worker could not be ended');
    }
  };
  const lookAgain = () => {
    if (stopped) return;
    looking = look().finally(() => {
      if (!stopped) timer = setTimeout(lookAgain, interval).unref();
    });
  };
  void after.then(lookAgain);

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
