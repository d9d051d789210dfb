import { scopeOf } from '../../auth/viewer.ts';
import { feedCursor } from '../../graphql/feed-cursor.ts';
import { encodeGlobalId, idArgument } from '../../graphql/global-id.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection, toFeedConnection } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  MutationResolvers,
  NotificationFeedItemResolvers,
  QueryResolvers,
  SubscriptionResolvers,
  SystemNotificationResolvers,
} from '../../graphql/types.ts';
import { loadVisible } from '../../loaders.ts';
import { notificationAudienceResolvers, statistics } from './notification-audience.resolvers.ts';
import { isActionUrl } from './notification-input.ts';
import * as reads from './notification-reads.service.ts';
import { notificationScope, targetIds } from './notification-visibility.repository.ts';
import { notificationTopic, shownAs, type NotificationFeedItem } from './notifications.feed.ts';
import * as notifications from './notifications.repository.ts';
import type { NotificationView } from './notifications.repository.ts';
import * as service from './notifications.service.ts';

const levelNames = ['INFO', 'WARNING', 'DANGER', 'SUCCESS'] as const;

type NotificationQuery = Required<
  Pick<
    QueryResolvers,
    'notification' | 'notifications' | 'myNotifications' | 'unreadNotificationCount' | 'notificationAudience'
  >
>;

const query: NotificationQuery = {
  notification: async (_, { id }, { db, viewer }) =>
    (await notifications.findNotification(
      db,
      notificationScope(viewer),
      idArgument('SystemNotification', id, ['id']),
    )) ?? null,

  async notifications(_, { filter, orderBy, ...paging }, { db, viewer }) {
    const request = pageRequest(notifications.notificationOrders[orderBy], paging);
    const scope = scopeOf(viewer, 'NOTIFICATIONS_MANAGE');
    const author = filter?.createdById;
    const criteria = {
      states: filter?.states ?? null,
      types: filter?.types ?? null,
      levels: columnValues(filter?.levels, ['filter', 'levels']),
      createdById: author == null ? null : idArgument('User', author, ['filter', 'createdById']),
      search: filter?.search ?? null,
    };
    const page = await notifications.pageNotifications(db, scope, criteria, request);
    return toConnection(request, page, () => notifications.totalNotifications(db, scope, criteria));
  },

  async myNotifications(_, { filter, ...paging }, context, info) {
    const { db, viewer, loaders } = context;
    const request = pageRequest(notifications.unreadFirst, paging);
    const criteria = {
      unreadOnly: filter?.unreadOnly ?? false,
      includeDismissed: filter?.includeDismissed ?? false,
      types: filter?.types ?? null,
      levels: columnValues(filter?.levels, ['filter', 'levels']),
    };
    const cursor = await feedCursor(context, info);
    const page = await notifications.pageMyNotifications(db, viewer, criteria, request);
    for (const { id, read_at, dismissed, dismissed_at } of page.rows) {
      loaders.notificationReadById.prime(id, read_at === null ? null : { read_at, dismissed, dismissed_at });
    }
    const total = () => notifications.totalMyNotifications(db, viewer, criteria);
    return toFeedConnection(request, page, total, cursor);
  },

  unreadNotificationCount: (_, __, { db, viewer }) => notifications.countUnread(db, viewer),
  notificationAudience: (_, targets, context) => service.previewAudience(context, targets),
};

type NotificationMutation = Required<
  Pick<
    MutationResolvers,
    | 'createNotification'
    | 'updateNotification'
    | 'endNotification'
    | 'deleteNotification'
    | 'markNotificationRead'
    | 'markAllNotificationsRead'
    | 'dismissNotification'
  >
>;

const mutation: NotificationMutation = {
  createNotification: (_, { input }, context) =>
    payload('notification', () => service.createNotification(context, input)),
  updateNotification: (_, { input }, context) =>
    payload('notification', () => service.updateNotification(context, input)),
  endNotification: (_, { input }, context) => payload('notification', () => service.endNotification(context, input)),
  deleteNotification: (_, { input }, context) => payload('deletedId', () => service.deleteNotification(context, input)),
  markNotificationRead: (_, { input }, context) =>
    payload('notification', () => reads.markNotificationRead(context, input)),
  markAllNotificationsRead: (_, { input }, context) =>
    payload('count', () => reads.markAllNotificationsRead(context, input)),
  dismissNotification: (_, { input }, context) =>
    payload('notification', () => reads.dismissNotification(context, input)),
};

const subscription: Required<Pick<SubscriptionResolvers, 'notificationFeed'>> = {
  notificationFeed: {
    subscribe: (_, { after }, context) =>
      context.feed.hub.subscribe({
        topic: notificationTopic,
        after: after ?? undefined,
        viewer: () => context.session.viewer() ?? context.viewer,
        signal: context.session.signal,
      }),
    resolve: (item: NotificationFeedItem) => item,
  },
};

const systemNotification: StrictResolvers<SystemNotificationResolvers, NotificationView> = {
  level: ({ level }) => openEnum(levelNames, level ?? 'info'),
  levelRaw: ({ level }) => level,
  actionUrl: ({ action_url }) => (action_url !== null && isActionUrl(action_url) ? action_url : null),
  isDismissible: (row) => row.is_dismissible ?? true,
  targetRoles: (row, _, { loaders }) => loadVisible(loaders.roleById, targetIds(row.target_roles)),
  targetInstitutions: (row, _, { loaders }) => loadVisible(loaders.institutionById, targetIds(row.target_institutions)),
  createdBy: (row, _, { loaders }) => (row.created_by === null ? null : loaders.userById.load(row.created_by)),
  isRead: async (row, _, { loaders }) => (await loaders.notificationReadById.load(row.id)) !== null,
  readAt: async (row, _, { loaders }) => (await loaders.notificationReadById.load(row.id))?.read_at ?? null,
  isDismissed: async (row, _, { loaders }) => (await loaders.notificationReadById.load(row.id))?.dismissed ?? false,
  dismissedAt: async (row, _, { loaders }) => (await loaders.notificationReadById.load(row.id))?.dismissed_at ?? null,
  statistics,
};

const notificationFeedItem: StrictResolvers<NotificationFeedItemResolvers, NotificationFeedItem> = {
  kind: ({ entry }, _, { viewer }) => (entry && shownAs(viewer, entry)) ?? 'PROGRESS',
  notification: ({ entry }, _, { viewer }) =>
    entry === null || ['DELETED', null].includes(shownAs(viewer, entry)) ? null : entry.row,
  notificationId: ({ entry }) => (entry === null ? null : encodeGlobalId('SystemNotification', entry.rowId)),
};

export const notificationResolvers = {
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  SystemNotification: systemNotification,
  NotificationFeedItem: notificationFeedItem,
  ...notificationAudienceResolvers,
};

export const notificationNodes: Record<string, NodeLookup> = {
  SystemNotification: {
    permission: 'NOTIFICATIONS_RECEIVE',
    find: ({ db, viewer }, id) => notifications.findNotification(db, notificationScope(viewer), id),
  },
};
