import type { Db } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { startPeriodic, type Periodic, type PeriodicOptions } from '../../periodic.ts';
import * as rollups from './metric-rollups.repository.ts';

/** Pause between two rounds, in milliseconds. */
const interval = 10_000;
/** How long a minute that has ended may still get samples before it is rolled up, in milliseconds. */
const grace = 5_000;
/** Minutes, hours and days that are made in one transaction. */
const batches = { minute: 60, hour: 4, day: 1 } as const;

/**
 * Makes the rollups of all minutes, hours and days that have ended and got samples since the last time; gives how
 * many. `now` is the database's time. While another instance is at it, nothing is done.
 */
export async function rollUpMetrics(db: Db, now: number): Promise<number> {
  const settled = new Date(now - grace).toISOString();
  let made = 0;
  for (const width of ['minute', 'hour', 'day'] as const) {
    for (let taken = batches[width] as number; taken === batches[width]; made += taken) {
      taken = await inTransaction(db, async (tx) => {
        if (!(await rollups.lockRollups(tx))) return 0;
        const buckets = await rollups.takeDirtyBuckets(tx, width, settled, batches[width]);
        if (buckets.length === 0) return 0;
        if (width === 'minute') await rollups.rollUpMinutes(tx, buckets);
        else for (const bucket of buckets) await rollups.rollUpBucket(tx, width, bucket);
        if (width !== 'day') await rollups.noteDirtyBuckets(tx, width === 'minute' ? 'hour' : 'day', buckets);
        return buckets.length;
      });
    }
  }
  return made;
}

export interface MetricRollupOptions extends Pick<PeriodicOptions, 'log' | 'after'> {
  readonly db: Db;
  /** The time of the database, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Rolls up now and then. */
export const startMetricRollups = ({ db, log, after, now }: MetricRollupOptions): Periodic =>
  startPeriodic({
    log,
    after,
    interval,
    failure: 'performance metrics could not be rolled up',
    work: () => rollUpMetrics(db, now()),
  });
