import { sql } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';
import { systemNotificationsRepository } from '../../db/generated/repositories.ts';
import type { SystemNotificationRow } from '../../db/generated/tables.ts';
import type { Problem } from '../../jobs/health.ts';

/** Something that administrators were told and that is not over. */
export interface OpenIncident {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
}

export const listOpenIncidents = (db: Db): Promise<OpenIncident[]> =>
  db.selectFrom('api.job_incidents').select(['id', 'kind', 'subject']).where('closed_at', 'is', null).execute();

/** Opens an incident; null: it is open already. */
export async function openIncident(tx: Transaction, { kind, subject }: Problem): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into api.job_incidents (kind, subject) values (${kind}, ${subject})
    on conflict (kind, subject) where closed_at is null do nothing returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** Writes the notification of an incident to super administrators alone; null where there is no such role. */
export async function notifyAdministrators(
  tx: Transaction,
  incidentId: string,
  { level, title, message }: Problem,
): Promise<SystemNotificationRow | null> {
  // An empty list of roles would address everybody.
  const { rows } = await sql<{ id: string }>`
    insert into system_notifications (title, message, type, level, target_roles, target_institutions)
    select ${title}, ${message}, 'system', ${level}, jsonb_agg(id order by id), '[]'
    from roles where name = 'superadmin' having count(*) > 0
    returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) return null;
  await tx.updateTable('api.job_incidents').set({ notification_id: id }).where('id', '=', incidentId).execute();
  return (await systemNotificationsRepository.findById(tx, id)) ?? null;
}

/** Closes an incident and ends its notification, which is given as it was and as it is; null: nothing to end. */
export async function closeIncident(
  tx: Transaction,
  id: string,
): Promise<{ readonly before: SystemNotificationRow; readonly after: SystemNotificationRow } | null> {
  const closed = await tx
    .updateTable('api.job_incidents')
    .set({ closed_at: sql<string>`api.job_now()` })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .returning('notification_id')
    .executeTakeFirst();
  if (closed?.notification_id == null) return null;
  const before = await tx
    .selectFrom('system_notifications')
    .select(systemNotificationsRepository.table.selectable)
    .where('id', '=', closed.notification_id)
    .where(sql<boolean>`coalesce(end_at, 'infinity'::timestamp) > statement_timestamp() at time zone 'utc'`)
    .forUpdate()
    .executeTakeFirst();
  if (!before) return null;
  const after = await tx
    .updateTable('system_notifications')
    .set({ end_at: sql<string>`statement_timestamp() at time zone 'utc'` })
    .where('id', '=', before.id)
    .returning(systemNotificationsRepository.table.selectable)
    .executeTakeFirstOrThrow();
  return { before, after };
}
