import { setTimeout } from 'node:timers/promises';
import type { AuditEntry } from '../../audit.ts';
import { faultOf } from '../../db/faults.ts';
import type { RetentionBatch, RetentionPlace, RetentionPolicyView, RetentionSource } from './retention.repository.ts';

export type RetentionStop = 'FINISHED' | 'MAXIMUM' | 'TIME' | 'LOCKED' | 'DISABLED';

/** What a run did. */
export interface RetentionRun {
  readonly source: RetentionSource;
  readonly deleted: number;
  readonly held: number;
  readonly batches: number;
  /** UTC, of what was deleted. */
  readonly oldestAt: string | null;
  readonly newestAt: string | null;
  readonly stoppedBy: RetentionStop;
}

export interface RetentionRunOptions {
  /** How many records at most. */
  readonly maximum: number;
  /** After how many milliseconds no other batch is begun. */
  readonly time: number;
  /** Whoever waits for the run is gone: no other batch is begun. */
  readonly signal?: AbortSignal;
  /** Deletes one batch in a transaction of its own, with its record; null where the policy is not enabled. */
  readonly deleteBatch: (after: RetentionPlace | null, maximum: number) => Promise<RetentionBatch | null>;
}

/** After a batch that deleted, in milliseconds: replicas, checkpoints and vacuum keep up. */
const pause = 20;
const lockPause = 200;
const lockAttempts = 5;

/** Deletes a source's records batch by batch until one of the reasons to stop. */
export async function runInBatches(source: RetentionSource, options: RetentionRunOptions): Promise<RetentionRun> {
  const { maximum, time, signal } = options;
  const started = performance.now();
  const run = { source, deleted: 0, held: 0, batches: 0, oldestAt: null, newestAt: null } as Mutable<RetentionRun>;
  let after: RetentionPlace | null = null;
  for (;;) {
    const batch: RetentionBatch | null | 'locked' = await attempt(options, after, maximum - run.deleted);
    if (batch === 'locked') return { ...run, stoppedBy: 'LOCKED' };
    if (batch === null) return { ...run, stoppedBy: 'DISABLED' };
    run.batches += 1;
    run.deleted += batch.deleted;
    run.held += batch.held;
    run.oldestAt ??= batch.oldest;
    run.newestAt = batch.newest ?? run.newestAt;
    if (batch.is_last) return { ...run, stoppedBy: 'FINISHED' };
    if (run.deleted >= maximum) return { ...run, stoppedBy: 'MAXIMUM' };
    if (performance.now() - started > time || signal?.aborted === true) return { ...run, stoppedBy: 'TIME' };
    after = placeAfter(batch);
    if (batch.deleted + batch.dependents > 0) await setTimeout(pause);
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const placeAfter = ({ last_at: at, last_id: id }: RetentionBatch): RetentionPlace | null =>
  at === null || id === null ? null : { at, id };

/** A batch, tried again while somebody holds what it needs: it gives up soon instead of standing in the way. */
async function attempt({ deleteBatch }: RetentionRunOptions, after: RetentionPlace | null, left: number) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await deleteBatch(after, left);
    } catch (error) {
      if (faultOf(error) !== 'locked') throw error;
      if (tries === lockAttempts) return 'locked';
      await setTimeout(lockPause);
    }
  }
}

/** The audit record of a batch: what, how many and from when, but nothing of the records themselves. */
export const batchEntry = (
  policy: Pick<RetentionPolicyView, 'id' | 'source'>,
  institutionId: string | null,
  { deleted, dependents, held, oldest, newest, keep_days }: RetentionBatch,
): AuditEntry => ({
  event: 'retention.deleted',
  entityType: 'api.retention_policies',
  entityId: policy.id,
  institutionId,
  after: { source: policy.source, deleted, dependents, held, oldest, newest, keep_days },
});

/** Whether there is something to record. */
export const hasDeleted = (batch: RetentionBatch | null): batch is RetentionBatch =>
  batch !== null && batch.deleted + batch.dependents > 0;
