import { sql } from 'kysely';
import { insertIntegration, queueRun } from '../sync-runs.ts';
import type { MakeCall, MutationCalls } from './call.ts';

/** A call about a run that is queued or, for those that need one, claimed with this token. */
const call =
  (verb: string, more: Record<string, unknown>, at: 'queued' | 'claimed' | 'cancelling' = 'claimed'): MakeCall =>
  async ({ database: { owner } }, world) => {
    const integration = await insertIntegration(owner, { institution: world.institutions.baku });
    const id = await queueRun(owner, integration);
    const event = `sync_run.${verb}`;
    const table = 'integration_sync_logs';
    if (at === 'queued') return { input: { id, ...more }, event, table };
    const { rows } = await sql<{ token: string }>`
      update api.sync_run_leases set worker = 'w', attempt = 1, fencing_token = nextval('api.sync_run_fencing_tokens'),
        claimed_at = now() at time zone 'utc', heartbeat_at = now() at time zone 'utc',
        lease_expires_at = now() at time zone 'utc' + interval '1 minute',
        cancel_requested_at = ${at === 'cancelling' ? sql`now() at time zone 'utc'` : null}
      where sync_run_id = ${id} returning fencing_token as token`.execute(owner);
    return { input: { id, fencingToken: rows[0]!.token, ...more }, event, table };
  };

export const syncRunCalls: MutationCalls = {
  startSyncRun: async ({ database }, world) => {
    const integrationId = await insertIntegration(database.owner, { institution: world.institutions.baku });
    return { input: { integrationId, syncType: 'FULL' }, event: 'sync_run.started', table: 'integration_sync_logs' };
  },
  cancelSyncRun: call('cancelled', { reason: 'x' }, 'queued'),
  claimSyncRun: async ({ database }, world) => {
    const integrationId = await insertIntegration(database.owner, { institution: world.institutions.baku });
    await queueRun(database.owner, integrationId);
    return { input: { integrationId, worker: 'w' }, event: 'sync_run.claimed', table: 'integration_sync_logs' };
  },
  heartbeatSyncRun: call('progressed', { recordsProcessed: 1 }),
  completeSyncRun: call('completed', { summary: { password: 'hunter2' } }),
  failSyncRun: call('failed', { errorMessage: 'x', errorDetails: { token: 'hunter2' } }),
  confirmSyncRunCancelled: call('cancelled', {}, 'cancelling'),
};
