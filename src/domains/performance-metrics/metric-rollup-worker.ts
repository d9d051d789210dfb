import type { Db } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { startPeriodic, type Periodic, type PeriodicOptions } from '../../periodic.ts';
import * as rollups from './metric-rollups.repository.ts';

/** Pause between two rounds, in milliseconds. */
const interval = 10_000;
/** How long a minute that has ended may still get samples before it is rolled up, in milliseconds. */
const grace = 5_000;
/** How far back it is looked whether samples were noted, and how often, in milliseconds. */
const sweptPeriod = 2 * 3_600_000;
const sweepInterval = 10 * 60_000;
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

/** Notes whole minutes of the last two hours for which there is no note where there should be one. */
export function sweepMetrics(db: Db, now: number): Promise<number> {
  const minuteOf = (time: number) => new Date(Math.floor(time / 60_000) * 60_000).toISOString();
  return inTransaction(db, (tx) => rollups.sweepMinutes(tx, minuteOf(now - sweptPeriod), minuteOf(now - grace)));
}

export interface MetricRollupOptions extends Pick<PeriodicOptions, 'log' | 'after'> {
  readonly db: Db;
  /** The time of the database, in milliseconds since 1970. */
  readonly now: () => number;
}

/** Rolls up now and then, and looks from time to time for what was not noted. */
export function startMetricRollups({ db, log, after, now }: MetricRollupOptions): Periodic {
  let swept = -Infinity;
  return startPeriodic({
    log,
    after,
    interval,
    failure: 'performance metrics could not be rolled up',
    async work() {
      if (now() - swept >= sweepInterval) {
        const found = await sweepMetrics(db, now());
        if (found > 0) log.warn({ minutes: found }, 'performance metrics were written without a note');
        swept = now();
      }
      await rollUpMetrics(db, now());
    },
  });
}
