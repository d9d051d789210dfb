import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { encodeGlobalId, idArgument } from '../../graphql/global-id.ts';
import { feedCursor } from '../../graphql/feed-cursor.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { payload } from '../../graphql/mutations.ts';
import { networkFilter } from '../../graphql/network-filter.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toFeedConnection } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  SecurityEventFeedItemResolvers,
  SecurityEventFilter,
  SecurityEventResolvers,
  SubscriptionResolvers,
} from '../../graphql/types.ts';
import { maskedJson } from '../logs/masked.ts';
import { feedFilter, securityEventTopic, type SecurityEventFeedItem } from './security-events.feed.ts';
import * as events from './security-events.repository.ts';
import type { SecurityEventCriteria, SecurityEventView } from './security-events.repository.ts';
import * as service from './security-events.service.ts';
import {
  securityEventStatistics,
  securityEventStatsResolvers,
  severityNames,
  statsQuery,
} from './security-event-stats.resolvers.ts';

const resolutionNames = ['RESOLVED', 'FALSE_POSITIVE', 'ACTION_TAKEN', 'ESCALATED', 'IGNORED'] as const;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SECURITY_EVENTS_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
export async function toCriteria(
  context: SignedInContext,
  filter: SecurityEventFilter | null | undefined,
): Promise<SecurityEventCriteria> {
  const user = (id: string | null | undefined, field: string) =>
    id == null ? null : idArgument('User', id, ['filter', field]);
  checkPeriod(filter);
  return {
    eventTypes: filter?.eventTypes ?? null,
    severities: columnValues(filter?.severities, ['filter', 'severities']),
    states: filter?.states ?? null,
    resolutions: columnValues(filter?.resolutions, ['filter', 'resolutions']),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    userId: user(filter?.userId, 'userId'),
    targetUserId: user(filter?.targetUserId, 'targetUserId'),
    assignedToId: user(filter?.assignedToId, 'assignedToId'),
    network: networkFilter(filter?.ipAddress, ['filter', 'ipAddress']),
    from: filter?.from ?? null,
    to: filter?.to ?? null,
    search: filter?.search ?? null,
  };
}

type EventQuery = Required<Pick<QueryResolvers, 'securityEvent' | 'securityEvents' | 'securityEventStats'>>;

const query: EventQuery = {
  async securityEvent(_, { id }, context, info) {
    const columns = selectedColumns(info, 'SecurityEvent');
    const databaseId = idArgument('SecurityEvent', id, ['id']);
    return (await events.findEvent(context.db, readScope(context), databaseId, columns)) ?? null;
  },

  async securityEvents(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(events.securityEventOrders[orderBy], paging);
    const criteria = await toCriteria(context, filter);
    const scope = readScope(context);
    const cursor = await feedCursor(context, info);
    const columns = selectedColumns(info, 'SecurityEvent');
    const page = await events.pageEvents(context.db, scope, criteria, request, columns);
    return toFeedConnection(request, page, () => events.totalEvents(context.db, scope, criteria), cursor);
  },

  securityEventStats: async (_, { filter }, context) =>
    securityEventStatistics(
      context.db,
      statsQuery(readScope(context), await toCriteria(context, filter), context.now()),
    ),
};

type EventMutation = Required<
  Pick<
    MutationResolvers,
    | 'recordSecurityEvent'
    | 'acknowledgeSecurityEvent'
    | 'assignSecurityEvent'
    | 'escalateSecurityEvent'
    | 'resolveSecurityEvent'
    | 'resolveSecurityEvents'
    | 'reopenSecurityEvent'
  >
>;

const mutation: EventMutation = {
  recordSecurityEvent: (_, { input }, context) =>
    payload('securityEvent', () => service.recordSecurityEvent(context, input)),
  acknowledgeSecurityEvent: (_, { input }, context) =>
    payload('securityEvent', () => service.acknowledgeSecurityEvent(context, input)),
  assignSecurityEvent: (_, { input }, context) =>
    payload('securityEvent', () => service.assignSecurityEvent(context, input)),
  escalateSecurityEvent: (_, { input }, context) =>
    payload('securityEvent', () => service.escalateSecurityEvent(context, input)),
  resolveSecurityEvent: (_, { input }, context) =>
    payload('securityEvent', () => service.resolveSecurityEvent(context, input)),
  resolveSecurityEvents: async (_, { input }, context) => {
    const { results, userErrors } = await payload('results', () => service.resolveSecurityEvents(context, input));
    return { results: results ?? [], userErrors };
  },
  reopenSecurityEvent: (_, { input }, context) =>
    payload('securityEvent', () => service.reopenSecurityEvent(context, input)),
};

const subscription: Required<Pick<SubscriptionResolvers, 'securityEventFeed'>> = {
  securityEventFeed: {
    subscribe: async (_, { filter, after }, context) =>
      context.feed.hub.subscribe({
        topic: securityEventTopic,
        after: after ?? undefined,
        viewer: () => context.session.viewer() ?? context.viewer,
        matches: await feedFilter(context, filter),
        signal: context.session.signal,
      }),
    resolve: (item: SecurityEventFeedItem) => item,
  },
};

const reads = readsFrom<SecurityEventView, SignedInContext>();

const user = (
  column: 'user_id' | 'target_user_id' | 'resolved_by' | 'acknowledged_by' | 'assigned_to' | 'escalated_by',
) =>
  reads([column], (event, _, { loaders }) => {
    const id = event[column];
    return id === null ? null : loaders.userById.load(id);
  });

const securityEvent: StrictResolvers<SecurityEventResolvers, SecurityEventView> = {
  occurredAt: reads(['created_at'], (event) => event.created_at),
  source: reads([], () => 'SECURITY_EVENT' as const),
  summary: reads(['description', 'event_type'], (event) => event.description ?? event.event_type),
  severity: reads(['severity'], (event) => openEnum(severityNames, event.severity)),
  severityRaw: reads(['severity'], (event) => event.severity),
  user: user('user_id'),
  targetUser: user('target_user_id'),
  institution: reads(['institution_id'], ({ institution_id: id }, _, { loaders }) =>
    id === null ? null : loaders.institutionById.load(id),
  ),
  // What other applications wrote may hold a password or a token, which no answer gives.
  eventData: reads(['event_data'], (event) => maskedJson(event.event_data)),
  location: reads(['location_data'], (event) => event.location_data),
  state: reads(['resolution', 'acknowledged_at'], (event) => events.stateOf(event)),
  resolution: reads(['resolution'], ({ resolution }) =>
    resolution === null ? null : openEnum(resolutionNames, resolution),
  ),
  resolutionRaw: reads(['resolution'], (event) => event.resolution),
  resolvedBy: user('resolved_by'),
  acknowledgedBy: user('acknowledged_by'),
  assignedTo: user('assigned_to'),
  escalatedBy: user('escalated_by'),
};

const securityEventFeedItem: StrictResolvers<SecurityEventFeedItemResolvers, SecurityEventFeedItem> = {
  event: (item) => item.entry?.row ?? null,
  eventId: (item) => (item.entry === null ? null : encodeGlobalId('SecurityEvent', item.entry.rowId)),
};

export const securityEventResolvers = {
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  SecurityEvent: securityEvent,
  SecurityEventFeedItem: securityEventFeedItem,
  ...securityEventStatsResolvers,
};

export const securityEventNodes: Record<string, NodeLookup> = {
  SecurityEvent: {
    permission: 'SECURITY_EVENTS_READ',
    find: (context, id) => events.findEvent(context.db, readScope(context), id),
  },
};
