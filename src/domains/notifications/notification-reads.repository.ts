import { sql } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';
import { json, type JsonValue } from '../../db/column-types.ts';
import type { SystemNotificationReadRow } from '../../db/generated/tables.ts';
import { systemNotificationReadsRepository } from '../../db/generated/repositories.ts';
import { addressed, type Recipient } from './notification-visibility.repository.ts';
import { isActive } from './notifications.repository.ts';

/** How a user has read a notification: a user without one has not read it. */
export type ReadState = Pick<SystemNotificationReadRow, 'read_at' | 'dismissed' | 'dismissed_at'>;

const readColumns = ['read_at', 'dismissed', 'dismissed_at'] as const;

/** How one user has read these notifications, by notification id. */
export async function findReads(db: Db, userId: string, ids: readonly string[]): Promise<Map<string, ReadState>> {
  const rows = await db
    .selectFrom('system_notification_reads')
    .select(['notification_id', ...readColumns])
    .where('user_id', '=', userId)
    .where(sql<boolean>`notification_id = any(${ids}::bigint[])`)
    .execute();
  return new Map(rows.map((row) => [row.notification_id, row]));
}

/** How one user has read one notification, with all that is kept of it. */
export const findRead = (
  db: Db,
  userId: string,
  notificationId: string,
): Promise<SystemNotificationReadRow | undefined> =>
  db
    .selectFrom('system_notification_reads')
    .select(systemNotificationReadsRepository.table.selectable)
    .where('user_id', '=', userId)
    .where('notification_id', '=', notificationId)
    .executeTakeFirst();

export interface NewRead {
  readonly notificationId: string;
  readonly userId: string;
  readonly deviceInfo: JsonValue;
}

/** Notes the first reading, and gives whether it was: who reads again, or at the same moment, changes nothing. */
export async function insertRead(tx: Transaction, read: NewRead): Promise<boolean> {
  const inserted = await tx
    .insertInto('system_notification_reads')
    .values({ notification_id: read.notificationId, user_id: read.userId, device_info: json(read.deviceInfo) })
    .onConflict((conflict) => conflict.columns(['notification_id', 'user_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Notes the first dismissal, with the reading where there was none, and gives whether it was the first. */
export async function insertDismissal(tx: Transaction, read: NewRead): Promise<boolean> {
  const dismissed = await tx
    .insertInto('system_notification_reads')
    .values({
      notification_id: read.notificationId,
      user_id: read.userId,
      dismissed: true,
      dismissed_at: sql<string>`now()`,
      device_info: json(read.deviceInfo),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['notification_id', 'user_id'])
        .doUpdateSet({
          dismissed: true,
          dismissed_at: sql<string>`coalesce(system_notification_reads.dismissed_at, excluded.dismissed_at)`,
        })
        .where(sql<boolean>`system_notification_reads.dismissed is not true`),
    )
    .executeTakeFirst();
  return dismissed.numInsertedOrUpdatedRows === 1n;
}

/** Notes the reading of everything that the recipient has not read, and gives the notifications' ids. */
export async function insertAllReads(tx: Transaction, recipient: Recipient, deviceInfo: JsonValue): Promise<string[]> {
  // In one order, so that two calls at once cannot wait for each other.
  const { rows } = await sql<{ notification_id: string }>`
    insert into system_notification_reads (notification_id, user_id, device_info)
    select n.id, ${recipient.userId}, ${json(deviceInfo)}::jsonb
    from system_notifications as n
    where ${isActive} and ${addressed(recipient)} and not exists (
      select from system_notification_reads where notification_id = n.id and user_id = ${recipient.userId})
    order by n.id
    for key share
    on conflict (notification_id, user_id) do nothing
    returning notification_id`.execute(tx);
  return rows.map((row) => row.notification_id);
}
