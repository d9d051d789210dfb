import type { Db } from '../../db/client.ts';
import type { MetricRollupWidth } from '../../db/generated/enums.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { JobRun } from '../../jobs/job.ts';
import * as rollups from './metric-rollups.repository.ts';

/** How long a minute that has ended may still get samples before it is rolled up, in milliseconds. */
const grace = 5_000;
/** How far back it is looked whether samples were noted, in milliseconds. */
const sweptPeriod = 2 * 3_600_000;
/** Length of what one statement looks at of it, in milliseconds. */
const sweptAtOnce = 10 * 60_000;
/** Buckets that are made in one transaction, at most. */
const batches = { minute: 60, hour: 4, day: 1, week: 1 } as const;
/** What is made anew when a bucket within it was. */
const wider = { minute: 'hour', hour: 'day', day: 'week', week: null } as const;
/** Batches grow while they take less than this in milliseconds, far from the time limit of a statement, and shrink beyond. */
const quick = 500;

/** Where nobody has a run, whose transactions end with its lease. */
const transactionsOf =
  (db: Db): JobRun['transaction'] =>
  (work) =>
    inTransaction(db, work);

/**
 * Makes the rollups of all minutes, hours, days and weeks that have ended and got samples since the last time; gives how
 * many. `now` is the database's time. While another instance is at it, nothing is done.
 */
export async function rollUpMetrics(db: Db, now: number, transaction = transactionsOf(db)): Promise<number> {
  const settled = new Date(now - grace).toISOString();
  let made = 0;
  for (const width of ['minute', 'hour', 'day', 'week'] as const) {
    // How many samples a bucket has is known only afterwards: a batch that is too large for the time limit of its
    // statements would fail each time, and nothing would be rolled up any more.
    for (let size = 1; ;) {
      const begin = performance.now();
      const taken = await rollUpBatch(transaction, width, settled, size);
      made += taken;
      if (taken < size) break;
      size = performance.now() - begin < quick ? Math.min(size * 2, batches[width]) : Math.max(size >> 1, 1);
    }
  }
  return made;
}

/** Makes the oldest `size` buckets of a width that have to be made; gives how many there were. */
const rollUpBatch = (
  transaction: JobRun['transaction'],
  width: MetricRollupWidth,
  settled: string,
  size: number,
): Promise<number> =>
  transaction(async (tx) => {
    if (!(await rollups.lockRollups(tx))) return 0;
    const buckets = await rollups.takeDirtyBuckets(tx, width, settled, size);
    if (buckets.length === 0) return 0;
    if (width === 'minute') await rollups.rollUpMinutes(tx, buckets);
    else for (const bucket of buckets) await rollups.rollUpBucket(tx, width, bucket);
    const within = wider[width];
    if (within !== null) await rollups.noteDirtyBuckets(tx, within, buckets);
    return buckets.length;
  });

/** Notes whole minutes of the last two hours for which there is no note where there should be one. */
export async function sweepMetrics(db: Db, now: number, transaction = transactionsOf(db)): Promise<number> {
  const minuteOf = (time: number) => Math.floor(time / 60_000) * 60_000;
  const end = minuteOf(now - grace);
  let found = 0;
  for (let from = minuteOf(now - sweptPeriod); from < end; from += sweptAtOnce) {
    const [first, last] = [from, Math.min(from + sweptAtOnce, end)].map((time) => new Date(time).toISOString());
    found += await transaction((tx) => rollups.sweepMinutes(tx, first ?? '', last ?? ''));
  }
  return found;
}
