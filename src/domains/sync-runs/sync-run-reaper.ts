import { recordOwnDeed } from '../../audit.ts';
import type { Transaction } from '../../db/client.ts';
import { reap } from './sync-run-changes.ts';
import { lockAbandoned } from './sync-runs.repository.ts';

/** Runs that are ended in one transaction, at most. */
export const reapedAtOnce = 100;

/** Ends runs whose workers are given up, and gives how many. Several workers may do so at once. */
export async function reapAbandonedRuns(tx: Transaction): Promise<number> {
  const abandoned = await lockAbandoned(tx, reapedAtOnce);
  for (const run of abandoned) await recordOwnDeed(tx, await reap(tx, run), 'sync-run-reaper');
  return abandoned.length;
}
