import { setImmediate } from 'node:timers/promises';
import type { Db, Transaction } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import { logFailure } from '../../errors.ts';
import { startPeriodic, type Periodic, type PeriodicOptions } from '../../periodic.ts';
import * as grouping from './error-grouping.repository.ts';
import type { CountedGroup, GroupBatch, Occurrence, UngroupedError } from './error-grouping.repository.ts';
import { identify } from './fingerprint.ts';

/** Errors that are grouped in one transaction. */
const batchSize = 1_000;
/** How long recognising errors may keep everything else in the process waiting, in milliseconds. */
const maxBusy = 20;
/** How long a look may take before what was decided gets its turn, in milliseconds; a batch more at most. */
const maxLook = 10_000;
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
  let since = performance.now();
  for (const error of errors) {
    // A thousand long messages take seconds.
    if (performance.now() - since > maxBusy) {
      await setImmediate();
      since = performance.now();
    }
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

/** Whether a long work is to be left to the next time. */
type IsEnough = () => boolean;
const never: IsEnough = () => false;

/**
 * Groups all errors that wait, and gives how many. Several instances may do so at once. Where `onFailure` is given, it is
 * told of each error that cannot be grouped, which is put off for a while so that it holds up no other; otherwise throws.
 */
export async function groupWaiting(
  db: Db,
  isEnough: IsEnough = never,
  onFailure?: (error: unknown) => void,
): Promise<number> {
  let size = batchSize;
  for (let total = 0; ;) {
    let ids: string[] = [];
    try {
      await inTransaction(db, async (tx) => {
        ids = await grouping.takeWaiting(tx, size);
        await groupErrors(tx, ids);
      });
      total += ids.length;
    } catch (error) {
      const [id] = ids;
      if (id === undefined || !onFailure) throw error;
      // Which of them it is, is found by halving.
      if (ids.length > 1) {
        size = Math.ceil(ids.length / 2);
        continue;
      }
      await grouping.putOff(db, id);
      onFailure(error);
    }
    if (ids.length < size || isEnough()) return total;
    size = Math.min(size * 2, batchSize);
  }
}

/** Queues errors that the trigger has not, and gives how many. */
export async function sweepErrors(db: Db, isEnough: IsEnough = never): Promise<number> {
  for (let total = 0; ;) {
    const { checked, found } = await inTransaction(db, (tx) => grouping.sweepErrors(tx, batchSize));
    total += found;
    if (checked < batchSize || isEnough()) return total;
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
  return inTransaction(db, openIgnoredTooLong);
}

/** Opens groups that were to be ignored until now, and gives how many; there may be more. */
export async function openIgnoredTooLong(tx: Transaction): Promise<number> {
  const ended = await grouping.lockIgnoredTooLong(tx, batchSize);
  if (ended.length > 0) await grouping.reopen(tx, ended);
  return ended.length;
}

export interface ErrorGrouperOptions extends Pick<PeriodicOptions, 'log' | 'after'> {
  readonly db: Db;
  /** Something was committed that the feed may tell of. */
  readonly onGrouped: () => void;
}

/** Groups what applications write, now and then. */
export function startErrorGrouper({ db, log, after, onGrouped }: ErrorGrouperOptions): Periodic {
  let looks = 0;
  let stopping = false;
  const periodic = startPeriodic({
    log,
    after,
    interval,
    failure: 'errors could not be grouped',
    async work() {
      const begin = performance.now();
      const isEnough = () => stopping || performance.now() - begin > maxLook;
      if (looks % looksPerSweep === 0) await sweepErrors(db, isEnough);
      looks += 1;
      const grouped = await groupWaiting(db, isEnough, (error) => {
        logFailure(log, error, 'an error could not be grouped: it is tried again later');
      });
      if (grouped + (await followUpDecisions(db)) > 0) onGrouped();
    },
  });
  return {
    ...periodic,
    stop() {
      stopping = true;
      return periodic.stop();
    },
  };
}
