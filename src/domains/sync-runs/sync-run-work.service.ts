import { z } from 'zod';
import { audited, type Audited } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type {
  ClaimSyncRunInput,
  CompleteSyncRunInput,
  ConfirmSyncRunCancelledInput,
  FailSyncRunInput,
  HeartbeatSyncRunInput,
} from '../../graphql/types.ts';
import { shownConfig } from '../integrations/config-mask.ts';
import { entry, reread } from './sync-run-changes.ts';
import { shownText } from './sync-run-figures.ts';
import * as runs from './sync-runs.repository.ts';
import type { RunPatch, SyncRunState, SyncRunView } from './sync-runs.repository.ts';
import { countInput, typeInput } from './sync-runs.service.ts';

const workScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SYNC_RUNS_WORK');

const claimInput = z.object({
  worker: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}]{1,100}$/u, 'must have 1 to 100 characters and no control characters'),
  syncTypes: z.array(typeInput).nullish(),
  leaseSeconds: z.number().int().min(5, 'must be 5 to 3,600').max(3_600, 'must be 5 to 3,600').nullish(),
});

/** Gives the viewer's worker the oldest run that waits for one; null when there is none. Throws user errors. */
export async function claimSyncRun(context: SignedInContext, input: ClaimSyncRunInput): Promise<SyncRunView | null> {
  const fields = parseInput(claimInput, input);
  const criteria = {
    integrationId: input.integrationId == null ? null : idInput('Integration', input.integrationId, ['integrationId']),
    syncTypes: fields.syncTypes?.map((type) => type.toLowerCase()) ?? null,
  };
  return audited<SyncRunView | null>(context, async (tx) => {
    const before = await runs.lockClaimable(tx, workScope(context), criteria);
    if (!before) return { result: null, unchanged: true };
    await runs.lease(tx, before.id, fields.worker, fields.leaseSeconds ?? context.settings.syncLeaseSeconds);
    // Whoever takes a run over counts anew: what the worker before did not report cannot be known.
    await runs.updateRun(tx, before.id, {
      records_processed: 0,
      records_created: 0,
      records_updated: 0,
      records_failed: 0,
    });
    const after = await reread(tx, before.id);
    return { result: after, audit: [entry('claimed', after, before)] };
  });
}

interface Report {
  readonly id: string;
  readonly fencingToken: string;
}

const counters = {
  recordsProcessed: 'records_processed',
  recordsCreated: 'records_created',
  recordsUpdated: 'records_updated',
  recordsFailed: 'records_failed',
} as const;

type CounterField = keyof typeof counters;
type Counters = { readonly [F in CounterField]?: number | null };

const countersInput = z.object({
  recordsProcessed: countInput,
  recordsCreated: countInput,
  recordsUpdated: countInput,
  recordsFailed: countInput,
});

/** Locks the run, refuses whoever does not own it, and works on it. Throws user errors. */
function report(
  context: SignedInContext,
  input: Report & Counters,
  allowed: readonly SyncRunState[],
  work: (tx: Transaction, before: SyncRunView, counted: RunPatch) => Promise<Audited<SyncRunView>>,
): Promise<SyncRunView> {
  const id = idInput('SyncRun', input.id, ['id']);
  parseInput(z.object({ fencingToken: z.string().regex(/^\d{1,18}$/, 'must be what claimSyncRun gave') }), input);
  parseInput(countersInput, input);
  return audited(context, async (tx) => {
    const before = await runs.lockRun(tx, workScope(context), id);
    if (!before) throw userError('NOT_FOUND', ['id'], 'There is no such sync run within your reach.');
    const refusal = disowned(before, input.fencingToken);
    if (refusal) throw new UserErrors([{ code: 'INVALID_TRANSITION', ...refusal }]);
    if (!allowed.includes(before.state)) {
      throw userError('INVALID_TRANSITION', ['id'], 'Nobody asked to cancel this run: complete it, or let it fail.');
    }
    return work(tx, before, counted(before, input));
  });
}

/** Why a report does not come from the run's owner. */
function disowned(run: SyncRunView, given: string): Pick<UserError, 'field' | 'message'> | null {
  const { fencing_token: newest, worker, attempt, state, lease_expires_at: expiry } = run;
  if (!run.has_lease) {
    return { field: ['id'], message: 'Another application started the run: its workers do not report here.' };
  }
  if (newest === null) return { field: ['fencingToken'], message: 'No worker has claimed this run: claim it first.' };
  if (BigInt(given) !== BigInt(newest)) {
    const message =
      BigInt(given) < BigInt(newest)
        ? `The token is not the newest: ${worker} has claimed the run since, as attempt ${attempt}. Stop working on it.`
        : 'claimSyncRun did not give this token.';
    return { field: ['fencingToken'], message };
  }
  if (state === 'STALE') {
    const message = `The lease ended at ${expiry} UTC, before this report. Stop working on the run, and claim anew.`;
    return { field: ['fencingToken'], message };
  }
  if (ended.includes(state))
    return { field: ['id'], message: `The run has ended: it is ${state}. Stop working on it.` };
  return null;
}

const ended: readonly SyncRunState[] = ['COMPLETED', 'FAILED', 'CANCELLED'];
const working: readonly SyncRunState[] = ['RUNNING', 'CANCELLING'];

/** The counters that a report changes. */
function counted(run: SyncRunView, input: Counters): RunPatch {
  const errors: UserError[] = [];
  const patch: Record<string, number> = {};
  for (const [field, column] of Object.entries(counters) as [CounterField, (typeof counters)[CounterField]][]) {
    const value = input[field];
    const before = run[column] ?? 0;
    if (value == null || value === before) continue;
    if (value > before) patch[column] = value;
    else errors.push({ code: 'INVALID', field: [field], message: `${field} must be at least ${before}, as reported.` });
  }
  if (errors.length > 0) throw new UserErrors(errors);
  return patch;
}

/** A sign of life. It leaves an audit record only where it tells of progress. Throws user errors. */
export async function heartbeatSyncRun(context: SignedInContext, input: HeartbeatSyncRunInput): Promise<SyncRunView> {
  const { expectedRecords: expected } = parseInput(z.object({ expectedRecords: countInput }), input);
  return report(context, input, working, async (tx, before, patch) => {
    await runs.prolongLease(tx, before.id);
    if (Object.keys(patch).length > 0) await runs.updateRun(tx, before.id, patch);
    const expects = expected != null && expected !== before.expected_records;
    if (expects) await runs.updateLease(tx, before.id, { expected_records: expected });
    const after = await reread(tx, before.id);
    if (Object.keys(patch).length === 0 && !expects) return { result: after, unchanged: true };
    return { result: after, audit: [entry('progressed', after, before)] };
  });
}

const finish =
  (verb: 'completed' | 'failed' | 'cancelled', extra: RunPatch = {}) =>
  async (tx: Transaction, before: SyncRunView, patch: RunPatch): Promise<Audited<SyncRunView>> => {
    await runs.endRun(tx, before.id, verb, { ...patch, ...extra });
    // When it was synchronised last follows from the run, whose record stands for both.
    if (verb === 'completed') await runs.markSynchronised(tx, before.integration_id);
    const after = await reread(tx, before.id);
    return { result: after, audit: [entry(verb, after, before)] };
  };

const smallJson = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 65_536, 'must have at most 64 KB as JSON text')
  .nullish();

/** What looks like a secret is not even kept. */
const withoutSecrets = (json: object | null | undefined) => shownConfig(json) as JsonValue;

/** The run is done. Throws user errors. */
export async function completeSyncRun(context: SignedInContext, input: CompleteSyncRunInput): Promise<SyncRunView> {
  const { summary } = parseInput(z.object({ summary: smallJson }), input);
  return report(context, input, working, finish('completed', { sync_summary: withoutSecrets(summary) }));
}

const failInput = z.object({
  errorMessage: z.string().trim().min(1, 'must not be empty').max(10_000, 'must have at most 10,000 characters'),
  errorDetails: smallJson,
});

/** The run has failed. Throws user errors. */
export async function failSyncRun(context: SignedInContext, input: FailSyncRunInput): Promise<SyncRunView> {
  const { errorMessage, errorDetails } = parseInput(failInput, input);
  const extra = { error_message: shownText(errorMessage), error_details: withoutSecrets(errorDetails) };
  return report(context, input, working, finish('failed', extra));
}

/** The worker has stopped, as it was asked to. Throws user errors. */
export const confirmSyncRunCancelled = async (
  context: SignedInContext,
  input: ConfirmSyncRunCancelledInput,
): Promise<SyncRunView> => report(context, input, ['CANCELLING'], finish('cancelled'));
