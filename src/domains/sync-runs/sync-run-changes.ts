import type { AuditEntry } from '../../audit.ts';
import { everything } from '../../auth/scope.ts';
import type { Transaction } from '../../db/client.ts';
import { secondsBetween } from './sync-run-figures.ts';
import * as runs from './sync-runs.repository.ts';
import type { SyncRunView } from './sync-runs.repository.ts';

/** What depends on when a run is read is no change of it. */
const stored = ({ read_at: _, has_lease: __, institution_id: ___, version: ____, ...row }: SyncRunView) => row;

/** The audit record of a change of a run. The name of the fencing token makes the audit log mask it. */
export const entry = (verb: string, after: SyncRunView, before?: SyncRunView): AuditEntry => ({
  event: `sync_run.${verb}`,
  entityType: 'integration_sync_logs',
  entityId: after.id,
  institutionId: after.institution_id,
  before: before && stored(before),
  after: stored(after),
});

/** The run as it is after a change; only of a run that is locked. */
export async function reread(tx: Transaction, id: string): Promise<SyncRunView> {
  const run = await runs.findRun(tx, everything, id);
  if (!run) throw new Error(`sync run ${id} vanished while it was locked`);
  return run;
}

/** Ends a locked run whose worker does not report any more, and gives the record of it. */
export async function reap(tx: Transaction, run: SyncRunView): Promise<AuditEntry> {
  if (run.cancel_requested_at === null) {
    await runs.endRun(tx, run.id, 'failed', {
      error_message: `The worker ${run.worker} did not report ${silence(run)}.`,
    });
  } else {
    await runs.endRun(tx, run.id, 'cancelled');
  }
  return entry('reaped', await reread(tx, run.id), run);
}

/** For how long nobody has reported, to the second. */
function silence({ heartbeat_at, read_at, attempt }: SyncRunView): string {
  const seconds = Math.round(secondsBetween(heartbeat_at, read_at) ?? 0);
  return `for ${seconds} s, in attempt ${attempt} of at most ${runs.maxAttempts}`;
}
