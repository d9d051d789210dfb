import { audited, type Audited } from '../../audit.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import { deviceInfo } from './notification-input.ts';
import {
  findRead,
  insertAllReads,
  insertDismissal,
  insertRead,
  type NewRead,
} from './notification-reads.repository.ts';
import { holdReceived, type NotificationView } from './notifications.repository.ts';

interface Reading {
  readonly id: string;
  readonly deviceInfo?: Record<string, unknown> | null;
}

const device = (input: Omit<Reading, 'id'>) => (parseInput(deviceInfo, input).deviceInfo ?? {}) as JsonValue;

/** Notes something about the viewer and an active notification. Throws user errors. */
function note(
  context: SignedInContext,
  input: Reading,
  verb: string,
  write: (tx: Transaction, notification: NotificationView, read: NewRead) => Promise<boolean>,
): Promise<NotificationView> {
  const { viewer, loaders } = context;
  const id = idInput('SystemNotification', input.id, ['id']);
  const read = { notificationId: id, userId: viewer.userId, deviceInfo: device(input) };
  return audited(context, async (tx): Promise<Audited<NotificationView>> => {
    const notification = await holdReceived(tx, viewer, id);
    if (!notification) throw userError('NOT_FOUND', ['id'], 'There is no such active notification for you.');
    const before = await findRead(tx, viewer.userId, id);
    const isNew = await write(tx, notification, read);
    const after = await findRead(tx, viewer.userId, id);
    if (!after) throw new Error(`what user ${viewer.userId} has read of notification ${id} vanished`);
    loaders.notificationReadById.clear(id).prime(id, after);
    if (!isNew) return { result: notification, unchanged: true };
    const entry = {
      event: `notification.${verb}`,
      entityType: 'system_notification_reads',
      entityId: after.id,
      institutionId: viewer.institutionId,
      before,
      after,
    };
    return { result: notification, audit: [entry] };
  });
}

/** Notes that the viewer has read a notification; the first time stays. Throws user errors. */
export const markNotificationRead = (context: SignedInContext, input: Reading) =>
  note(context, input, 'read', (tx, _, read) => insertRead(tx, read));

/** Puts a notification away for the viewer; the first time stays. Throws user errors. */
export const dismissNotification = (context: SignedInContext, input: Reading) =>
  note(context, input, 'dismissed', (tx, notification, read) => {
    if (notification.is_dismissible === false) {
      throw userError('NOT_ALLOWED', ['id'], 'The notification cannot be dismissed: it stays until it ends.');
    }
    return insertDismissal(tx, read);
  });

/** Notes that the viewer has read everything, and gives how many were unread. Throws user errors. */
export function markAllNotificationsRead(context: SignedInContext, input: Omit<Reading, 'id'>): Promise<number> {
  const { viewer, loaders } = context;
  const deviceInfo = device(input);
  return audited(context, async (tx): Promise<Audited<number>> => {
    const ids = await insertAllReads(tx, viewer, deviceInfo);
    loaders.notificationReadById.clearAll();
    if (ids.length === 0) return { result: 0, unchanged: true };
    const entry = {
      event: 'notification.all_read',
      entityType: 'system_notification_reads',
      entityId: null,
      institutionId: viewer.institutionId,
      after: { notification_ids: ids, device_info: deviceInfo },
    };
    return { result: ids.length, audit: [entry] };
  });
}
