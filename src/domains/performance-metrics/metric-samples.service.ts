import { audited } from '../../audit.ts';
import { includesInstitution } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import { createOnce } from '../../idempotency.ts';
import { isProblem, SampleChecks, type CheckedSample, type Rejection } from './metric-sample-checks.ts';
import { findReferences, SampleBatch, type SampleSeries } from './metric-samples.repository.ts';

/** Samples of one batch at most; argument-checks lets so many through. */
export const maxSamples = 5_000;

/** What became of a batch. */
export interface RecordedSamples {
  /** How many were stored; null where the whole batch was refused. */
  readonly accepted: number | null;
  readonly rejected: readonly Rejection[];
  readonly userErrors: readonly UserError[];
}

/**
 * Stores what is good of a batch and tells what is not, once for a batch id. Of samples nothing is believed, as they
 * come from GraphQL or from a body of JSON. One audit record tells of the batch.
 */
export async function recordPerformanceMetrics(
  context: SignedInContext,
  samples: readonly unknown[],
  batchId: string | null,
): Promise<RecordedSamples> {
  try {
    return await record(context, samples, batchId);
  } catch (error) {
    if (error instanceof UserErrors) return { accepted: null, rejected: [], userErrors: error.errors };
    throw error;
  }
}

async function record(
  context: SignedInContext,
  samples: readonly unknown[],
  batchId: string | null,
): Promise<RecordedSamples> {
  if (samples.length < 1 || samples.length > maxSamples) {
    throw userError('INVALID', ['samples'], `samples must have 1 to ${maxSamples} items.`);
  }
  const { batch, rejected } = await sort(context, samples);
  const accepted = await audited(context, async (tx) => {
    const input = { idempotencyKey: batchId, samples };
    // What the key remembers is not one row's id but how many there are.
    const once = await createOnce(tx, context.viewer, 'recordPerformanceMetrics', input, async () => {
      await batch.insert(tx);
      return { id: String(batch.size) };
    }).catch(namedBatchId);
    if ('repeatedId' in once) return { result: Number(once.repeatedId), unchanged: true };
    if (batch.size === 0) return { result: 0, unchanged: true };
    const entry = {
      event: 'performance_metrics.recorded',
      entityType: 'performance_metrics',
      entityId: null,
      institutionId: null,
      after: { accepted: batch.size, rejected: rejected.length, batch_id: batchId },
    };
    return { result: batch.size, audit: [entry] };
  });
  return { accepted, rejected, userErrors: [] };
}

/** The key of a repeat has another name here. */
function namedBatchId(error: unknown): never {
  // JSON is read at any depth, but is written, to tell batches apart, only as deep as the stack.
  if (error instanceof RangeError) throw userError('INVALID', ['samples'], 'samples must not be nested that deep.');
  if (!(error instanceof UserErrors)) throw error;
  throw new UserErrors(
    error.errors.map((one) => ({
      ...one,
      field: ['batchId'],
      message: one.message.replace('idempotencyKey', 'batchId'),
    })),
  );
}

/** Tells good samples from bad ones: first by themselves, then by what they refer to. */
async function sort(
  { viewer, db, now }: SignedInContext,
  samples: readonly unknown[],
): Promise<{ batch: SampleBatch; rejected: Rejection[] }> {
  const checks = new SampleChecks(now());
  const checked = samples.map((sample) => checks.check(sample));
  const found = await findReferences(db, checks.referred);
  const scope = scopeOf(viewer, 'PERFORMANCE_RECORD');
  const reached = {
    ...found,
    institutionIds: new Set([...found.institutionIds].filter((id) => includesInstitution(scope, id))),
  };
  const batch = new SampleBatch();
  const numbers = new Map<SampleSeries, number>();
  const rejected: Rejection[] = [];
  for (const [index, sample] of checked.entries()) {
    const problem = isProblem(sample) ? sample : SampleChecks.missing(sample as CheckedSample, reached);
    if (problem !== null) {
      rejected.push({ index, field: problem.field, message: problem.message });
      continue;
    }
    const { series } = sample as CheckedSample;
    let number = numbers.get(series);
    if (number === undefined) numbers.set(series, (number = batch.addSeries(series)));
    batch.add(number, sample as CheckedSample);
  }
  return { batch, rejected };
}
