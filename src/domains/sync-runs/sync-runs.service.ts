import { z } from 'zod';
import { audited, type AuditEntry } from '../../audit.ts';
import { everything } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { IntegrationSyncLogSyncType } from '../../db/generated/enums.ts';
import { userError } from '../../errors.ts';
import { encodeGlobalId, idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type { CancelSyncRunInput, StartSyncRunInput } from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import { lockIntegration } from '../integrations/integrations.repository.ts';
import { entry, reap, reread } from './sync-run-changes.ts';
import * as runs from './sync-runs.repository.ts';
import type { SyncRunView } from './sync-runs.repository.ts';

const manageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SYNC_RUNS_MANAGE');

export const typeInput = z.enum(
  ['FULL', 'INCREMENTAL', 'EXPORT', 'IMPORT'],
  'must be FULL, INCREMENTAL, EXPORT or IMPORT',
);
export const countInput = z.number().int().min(0, 'must not be negative').nullish();

const startInput = z.object({ syncType: typeInput, expectedRecords: countInput });
const cancelInput = z.object({
  reason: z.string().trim().min(1, 'must not be empty').max(2_000, 'must have at most 2,000 characters'),
});

/** Puts a run into the queue, once for an idempotency key. Throws user errors. */
export async function startSyncRun(context: SignedInContext, input: StartSyncRunInput): Promise<SyncRunView> {
  const fields = parseInput(startInput, input);
  const integrationId = idInput('Integration', input.integrationId, ['integrationId']);
  const syncType = fields.syncType.toLowerCase() as IntegrationSyncLogSyncType;
  return audited(context, async (tx) => {
    const reaped: AuditEntry[] = [];
    const once = await createOnce(tx, context.viewer, 'startSyncRun', input, async () => {
      await checkIntegration(tx, context, integrationId);
      reaped.push(...(await clearTheWay(tx, integrationId, syncType)));
      return runs.insertRun(tx, {
        integration_id: integrationId,
        sync_type: syncType,
        initiated_by: context.viewer.userId,
        expected_records: fields.expectedRecords ?? null,
      });
    });
    if ('repeatedId' in once) {
      const first = await runs.findRun(tx, manageScope(context), once.repeatedId);
      if (!first) throw userError('NOT_FOUND', ['idempotencyKey'], 'The run of this idempotency key is gone.');
      return { result: first, unchanged: true };
    }
    const started = await reread(tx, once.created.id);
    return { result: started, audit: [entry('started', started), ...reaped] };
  });
}

/** Locks the integration, so that of two starts at once the second sees the first. */
async function checkIntegration(tx: Transaction, context: SignedInContext, id: string): Promise<void> {
  const integration = await lockIntegration(tx, manageScope(context), id);
  if (!integration) {
    throw userError('NOT_FOUND', ['integrationId'], 'There is no such integration within your reach.');
  }
  if (integration.is_enabled === false) {
    throw userError('INVALID_TRANSITION', ['integrationId'], 'The integration is disabled: enable it first.');
  }
}

/**
 * Ends what has been given up by its worker; the stale run of another application is left alone and does not count.
 * Only stale runs are locked: a worker that completes one holds its lock while it waits for that of the integration.
 */
async function clearTheWay(tx: Transaction, integrationId: string, syncType: string): Promise<AuditEntry[]> {
  const open = await runs.findOpenRuns(tx, integrationId, syncType);
  open.forEach(refuseIfAlive);
  const reaped: AuditEntry[] = [];
  for (const { id } of open.filter((run) => run.has_lease)) {
    const locked = await runs.lockRun(tx, everything, id);
    if (!locked || hasEnded(locked)) continue;
    // Another worker may have taken it over meanwhile.
    refuseIfAlive(locked);
    reaped.push(await reap(tx, locked));
  }
  return reaped;
}

function refuseIfAlive({ id, state }: SyncRunView): void {
  if (state === 'STALE') return;
  const name = `${encodeGlobalId('SyncRun', id)} (databaseId ${id})`;
  throw userError(
    'INVALID_TRANSITION',
    ['integrationId'],
    `The integration has a run of this type that is ${state}: ${name}. Wait for its end, or cancel it.`,
  );
}

const hasEnded = ({ state }: SyncRunView): boolean => ['COMPLETED', 'FAILED', 'CANCELLED'].includes(state);

/** Ends a run that no worker has, or asks the worker to stop. Throws user errors. */
export async function cancelSyncRun(context: SignedInContext, input: CancelSyncRunInput): Promise<SyncRunView> {
  const { reason } = parseInput(cancelInput, input);
  const id = idInput('SyncRun', input.id, ['id']);
  return audited(context, async (tx) => {
    const before = await runs.lockRun(tx, manageScope(context), id);
    if (!before) throw userError('NOT_FOUND', ['id'], 'There is no such sync run within your reach.');
    if (input.expectedVersion != null && input.expectedVersion !== before.version) {
      throw userError('VERSION_CONFLICT', ['expectedVersion'], 'The run has changed since you read it: read it again.');
    }
    const refusal = cannotBeCancelled(before);
    if (refusal !== null) throw userError('INVALID_TRANSITION', ['id'], refusal);
    await runs.updateLease(tx, id, {
      cancel_requested_at: before.read_at,
      cancel_requested_by: context.viewer.userId,
      cancel_reason: reason,
    });
    const atOnce = before.state !== 'RUNNING';
    if (atOnce) await runs.endRun(tx, id, 'cancelled');
    const after = await reread(tx, id);
    return { result: after, audit: [entry(atOnce ? 'cancelled' : 'cancel_requested', after, before)] };
  });
}

function cannotBeCancelled(run: SyncRunView): string | null {
  const { state, has_lease, cancel_requested_at } = run;
  if (hasEnded(run)) return `The run has ended already: it is ${state}.`;
  if (!has_lease) return 'Another application started the run: it has to be cancelled there.';
  if (state === 'CANCELLING') return `The worker was asked to stop already, at ${cancel_requested_at} UTC.`;
  return null;
}
