import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { insertIntegration, insertRun, queueRun } from '../sync-runs.ts';

/** Runs of one integration for each place, in every state, with the place's marker in all their texts. */
export async function insertMarkedRuns(
  db: Db,
  places: readonly { readonly marker: string; readonly institution: string | null; readonly user: string | null }[],
): Promise<void> {
  for (const { marker, institution, user } of places) {
    const integration = await insertIntegration(db, { institution, frequency: 'hourly' });
    await db
      .updateTable('integrations')
      .set({ name: sql`${marker} || name`, provider: marker, notes: marker, created_by: user })
      .where('id', '=', integration)
      .execute();
    const texts = {
      error_message: marker,
      error_details: JSON.stringify({ marker }),
      sync_summary: JSON.stringify([marker]),
      initiated_by: user,
    };
    for (const status of ['completed', 'failed', 'cancelled', 'running', null] as const) {
      await insertRun(db, integration, { ...texts, status, records_processed: null });
    }
    for (let index = 0; index < 10; index += 1) {
      const id = await queueRun(db, integration, { ...texts, sync_type: 'import' });
      if (index % 2 === 0) continue;
      await sql`
        update api.sync_run_leases set worker = ${marker}, attempt = 1, cancel_reason = ${marker},
          fencing_token = nextval('api.sync_run_fencing_tokens'), claimed_at = now(), heartbeat_at = now(),
          lease_expires_at = now() + ${index % 3 === 0 ? '-1 minute' : '1 hour'}::interval
        where sync_run_id = ${id}`.execute(db);
    }
  }
}
