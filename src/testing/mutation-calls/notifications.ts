import type { MakeCall, MutationCalls } from './call.ts';

/** A call about a notification that is there. */
const call =
  (verb: string, table: string, input: (id: string) => Record<string, unknown>): MakeCall =>
  async ({ database }) => {
    const { id } = await database.db
      .insertInto('system_notifications')
      .values({ type: 'alert', title: 'Title', message: 'Message' })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { input: input(id), event: `notification.${verb}`, table };
  };

export const notificationCalls: MutationCalls = {
  createNotification: call('created', 'system_notifications', () => ({
    type: 'alert',
    title: 'Title',
    message: 'Message',
  })),
  updateNotification: call('updated', 'system_notifications', (id) => ({ id, title: 'Other' })),
  endNotification: call('ended', 'system_notifications', (id) => ({ id })),
  deleteNotification: call('deleted', 'system_notifications', (id) => ({ id })),
  markNotificationRead: call('read', 'system_notification_reads', (id) => ({ id })),
  markAllNotificationsRead: call('all_read', 'system_notification_reads', (id) => ({ deviceInfo: { of: id } })),
  dismissNotification: call('dismissed', 'system_notification_reads', (id) => ({ id })),
};
