import type { Db, Transaction } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { startPeriodic, type Periodic, type PeriodicOptions } from '../../periodic.ts';
import * as grouping from './error-grouping.repository.ts';
import type { CountedGroup, GroupBatch, Occurrence, UngroupedError } from './error-grouping.repository.ts';
import { identify } from './fingerprint.ts';

/** Errors that are grouped in one transaction. */
const batchSize = 1_000;
/** Pause between two looks, in milliseconds. */
const interval = 1_000;
/** Looks between two sweeps for errors that bypassed the trigger. */
const looksPerSweep = 30;
/** Occurrences that get the status of their group in one transaction. */
const spreadSize = 1_000;

/**
 * Puts errors into their groups; those that are in one already are passed over. Reopens groups whose errors have come
 * back. The transaction holds the groups' locks from here on: it should end soon.
 */
export async function groupErrors(tx: Transaction, ids: readonly string[]): Promise<void> {
  const errors = await grouping.findUngrouped(tx, ids);
  if (errors.length === 0) return;
  const batches = new Map<string, GroupBatch & { readonly errors: UngroupedError[] }>();
  for (const error of errors) {
    const identity = identify(error);
    const batch = batches.get(identity.fingerprint);
    if (batch) batch.errors.push(error);
    else batches.set(identity.fingerprint, { ...identity, errors: [error] });
  }
  const groups = await grouping.countInGroups(tx, [...batches.values()]);
  const occurrences = groups.flatMap((group) => {
    const equal = batches.get(group.fingerprint)?.errors ?? [];
    const before = Number(group.occurrence_count) - equal.length;
    return equal.map((error, index) => ({ error, group, number: before + index + 1 }));
  });
  await grouping.insertOccurrences(tx, occurrences);
  const decided = [...Map.groupBy(occurrences, ({ group }) => group)].filter(([{ status }]) => status !== 'open');
  if (decided.length > 0) {
    const back = decided.filter(([group, added]) => endsDecision(group, added)).map(([{ id }]) => id);
    if (back.length > 0) await grouping.reopen(tx, back);
    await grouping.followDecisions(
      tx,
      decided.flatMap(([, added]) => added.map(({ error }) => error.id)),
    );
  }
  await grouping.countByHourAndUser(tx, occurrences);
}

/**
 * Whether new occurrences end what was decided of their group. Of a resolved one: an occurrence that is neither among
 * those that were resolved nor older than them. One that is only grouped late, or that has no time, does not.
 */
function endsDecision(group: CountedGroup, added: readonly Occurrence[]): boolean {
  if (group.status === 'ignored') return group.ignored_enough;
  if (group.status !== 'resolved') return false;
  const { resolved_through: through, resolved_until: until } = group;
  return added.some(
    ({ number, error: { occurred_at: at } }) => number > Number(through) && at !== null && at > (until ?? ''),
  );
}

/** Groups all errors that wait, and gives how many. Several instances may do so at once. */
export async function groupWaiting(db: Db): Promise<number> {
  for (let total = 0; ;) {
    const taken = await inTransaction(db, async (tx) => {
      const ids = await grouping.takeWaiting(tx, batchSize);
      await groupErrors(tx, ids);
      return ids.length;
    });
    total += taken;
    if (taken < batchSize) return total;
  }
}

/** Queues errors that the trigger has not, and gives how many. */
export async function sweepErrors(db: Db): Promise<number> {
  for (let total = 0; ;) {
    const { checked, found } = await inTransaction(db, (tx) => grouping.sweepErrors(tx, batchSize));
    total += found;
    if (checked < batchSize) return total;
  }
}

/** Lets the status column of occurrences follow their group, the first of them at once. Gives whether there are more. */
export const spreadDecision = (tx: Transaction, groupId: string): Promise<boolean> =>
  grouping.spreadDecision(tx, groupId, spreadSize);

/** Carries decisions on to all occurrences, and opens groups that were ignored until now. Gives how many were opened. */
export async function followUpDecisions(db: Db): Promise<number> {
  for (const id of await grouping.findSpreading(db, batchSize)) {
    while (await inTransaction(db, (tx) => spreadDecision(tx, id)));
  }
  return inTransaction(db, async (tx) => {
    const ended = await grouping.lockIgnoredTooLong(tx, batchSize);
    if (ended.length > 0) await grouping.reopen(tx, ended);
    return ended.length;
  });
}

export interface ErrorGrouperOptions extends Pick<PeriodicOptions, 'log' | 'after'> {
  readonly db: Db;
  /** Something was committed that the feed may tell of. */
  readonly onGrouped: () => void;
}

/** Groups what applications write, now and then. */
export function startErrorGrouper({ db, log, after, onGrouped }: ErrorGrouperOptions): Periodic {
  let looks = 0;
  return startPeriodic({
    log,
    after,
    interval,
    failure: 'errors could not be grouped',
    async work() {
      if (looks % looksPerSweep === 0) await sweepErrors(db);
      looks += 1;
      if ((await groupWaiting(db)) + (await followUpDecisions(db)) > 0) onGrouped();
    },
  });
}
