import { sql } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';
import { isSyncDue } from '../integrations/integrations.repository.ts';
import { state } from './sync-runs.repository.ts';

/**
 * When a run of the type was last tried; null: not within the longest period. Whatever became of it, the next try waits
 * for the next period. A start that lies far ahead, which another application may write, tells nothing.
 */
const triedAt = (syncType: string) => sql`(
  select max(r.start_time) from integration_sync_logs r
  where r.integration_id = i.id and r.sync_type = ${syncType}
    and r.start_time > api.job_now() - interval '32 days' and r.start_time < api.job_now() + interval '1 day')`;

/** Whether a run of the type is on its way; one that another application left behind does not count. */
const isOnItsWay = (syncType: string) => sql<boolean>`exists (
  select from integration_sync_logs r left join api.sync_run_leases l on l.sync_run_id = r.id
  where r.integration_id = i.id and r.sync_type = ${syncType} and (r.status is null or r.status = 'running')
    and (l.sync_run_id is not null or ${state} <> 'STALE'))`;

const lastSync = sql.ref('i.last_sync_at');
const now = sql`api.job_now()`;

/** Integrations of which a run of the type is due and none is on its way, by id; or whether this one is among them. */
export async function findDueIntegrations(db: Db, syncType: string, id: string | null = null): Promise<string[]> {
  const due = await db
    .selectFrom('integrations as i')
    .select('i.id')
    // By itself first: most are not, and need not be looked at closer.
    .where(isSyncDue(lastSync, now))
    .where(isSyncDue(sql`greatest(${lastSync}, ${triedAt(syncType)})`, now))
    .where(sql<boolean>`not ${isOnItsWay(syncType)}`)
    .where(sql<boolean>`coalesce(i.id = ${id}, true)`)
    .orderBy('i.id')
    .execute();
  return due.map((integration) => integration.id);
}

/** Locks the integration against whoever starts its runs or changes it; false where one of them holds it, or it is gone. */
export async function lockIfFree(tx: Transaction, id: string): Promise<boolean> {
  const locked = await tx
    .selectFrom('integrations')
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst();
  return locked !== undefined;
}
