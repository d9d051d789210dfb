import { recordOwnDeed } from '../../audit.ts';
import type { Db } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { startPeriodic, type Periodic, type PeriodicOptions } from '../../periodic.ts';
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

export interface SyncRunReaperOptions extends Pick<PeriodicOptions, 'log' | 'after'> {
  readonly db: Db;
  /** Something was committed that the feed tells of. */
  readonly onReaped: () => void;
}

/** Looks for such runs now and then. */
export const startSyncRunReaper = ({ db, log, after, onReaped }: SyncRunReaperOptions): Periodic =>
  startPeriodic({
    log,
    after,
    interval,
    failure: 'sync runs without a worker could not be ended',
    async work() {
      const reaped = await reapAbandonedRuns(db);
      if (reaped === 0) return;
      log.info({ reaped }, 'sync runs were ended whose workers did not report');
      onReaped();
    },
  });
