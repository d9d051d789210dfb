import { z } from 'zod';
import { recordOwnDeed } from '../../audit.ts';
import { everything } from '../../auth/scope.ts';
import type { Transaction } from '../../db/client.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { defineJob, type JobRun } from '../../jobs/job.ts';
import { forgetIncidents } from '../security-events/brute-force.repository.ts';
import { forgetWorkers } from './housekeeping.repository.ts';
import { batchEntry, hasDeleted, runInBatches, type RetentionRun } from './retention-run.ts';
import {
  deleteExpired,
  listPolicies,
  retentionSources,
  type RetentionPolicyView,
  type RetentionSource,
} from './retention.repository.ts';

const day = 86_400_000;
/** Sign-ins that were reported must be known for longer than the detection can look back. */
const incidentDays = 30;
/** Rows that housekeeping deletes in one transaction. */
const batchSize = 1_000;
/** PostgreSQL's largest integer: all of it. */
const all = 2_147_483_000;

const isSource = (name: string): name is RetentionSource => retentionSources.some((source) => source === name);

/** Deletes what the enabled policies let go, and what the service itself needs no more. */
export const retentionJob = defineJob({
  jobClass: 'atis:retention',
  title: 'Retention',
  description:
    'Deletes records that are older than the enabled retention policies keep them, batch by batch, and what the service ' +
    'remembers of workers of jobs and reported sign-ins that are long gone.',
  parameters: z.strictObject({
    sources: z
      .array(z.enum(retentionSources))
      .min(1)
      .default([...retentionSources])
      .describe('Only these kinds of records'),
    maximum: z.int().min(1).max(all).default(all).describe('How many records of each kind at most'),
    workerDays: z.int().min(1).max(365).default(7).describe('After how many days workers that ended are forgotten'),
  }),
  schedule: { cron: '30 2 * * *' },
  timeLimitSeconds: 4 * 3_600,
  async run(run, { sources, maximum, workerDays }) {
    const policies = (await listPolicies(run.db, everything)).filter(
      ({ enabled, source }) => enabled && sources.some((one) => one === source),
    );
    const result: Record<string, JsonValue> = {};
    const locked = [];
    for (const [index, policy] of policies.entries()) {
      if (!isSource(policy.source)) continue;
      run.progress(index, policies.length, policy.source);
      const { deleted, held, stoppedBy } = await deleteBy(run, policy, policy.source, maximum);
      // It stops between batches; what was deleted stays so, and the rest is for the next run.
      run.signal.throwIfAborted();
      result[policy.source] = { deleted, held, stopped_by: stoppedBy };
      run.say(`${policy.source}: ${deleted} deleted, ${held} held, ${stoppedBy}`);
      if (stoppedBy === 'LOCKED') locked.push(policy.source);
    }
    const before = (days: number) => new Date(run.now() - days * day).toISOString();
    result['job_workers'] = await inBatches(run, (tx) => forgetWorkers(tx, before(workerDays), batchSize));
    result['brute_force_incidents'] = await inBatches(run, (tx) =>
      forgetIncidents(tx, before(incidentDays), batchSize),
    );
    if (locked.length > 0) {
      throw new Error(
        `Somebody held what retention needs of ${locked.join(', ')}: the rest is deleted by the next attempt.`,
      );
    }
    return result;
  },
});

/** Deletes by one policy, each batch with its record in a transaction of its own. */
const deleteBy = (
  run: JobRun,
  policy: RetentionPolicyView,
  source: RetentionSource,
  maximum: number,
): Promise<RetentionRun> =>
  runInBatches(source, {
    maximum,
    time: Infinity,
    signal: run.signal,
    deleteBatch: (after, size) =>
      run.transaction(async (tx) => {
        const batch = await deleteExpired(tx, source, after, size);
        if (hasDeleted(batch)) await recordOwnDeed(tx, batchEntry(policy, null, batch), 'retention');
        return batch;
      }),
  });

/** Repeats a batch until one deletes fewer than it may, and gives how many all of them did. */
async function inBatches(run: JobRun, batch: (tx: Transaction) => Promise<number>): Promise<number> {
  for (let total = 0; ;) {
    const deleted = await run.transaction(batch);
    total += deleted;
    if (deleted < batchSize) return total;
  }
}
