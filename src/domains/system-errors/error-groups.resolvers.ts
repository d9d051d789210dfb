import type { GraphQLResolveInfo } from 'graphql';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { feedCursor } from '../../graphql/feed-cursor.ts';
import { encodeGlobalId, idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection, toFeedConnection, type PageArguments } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import { selectedColumns } from '../../graphql/selection.ts';
import { statsPeriod, top } from '../../graphql/stats-arguments.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  ErrorAffectedInstitutionsResolvers,
  ErrorAffectedUsersResolvers,
  ErrorGroupFeedItemResolvers,
  ErrorGroupFilter,
  ErrorGroupOrder,
  ErrorGroupResolvers,
  ErrorInstitutionCountResolvers,
  ErrorUserCountResolvers,
  QueryResolvers,
  SubscriptionResolvers,
} from '../../graphql/types.ts';
import * as figures from './error-group-figures.repository.ts';
import { errorGroupTopic, feedFilter, type ErrorGroupFeedItem } from './error-groups.feed.ts';
import * as groups from './error-groups.repository.ts';
import type { ErrorGroupCriteria, ErrorGroupView } from './error-groups.repository.ts';
import { severityNames, statusNames } from './error-names.ts';
import { bucketsOf } from './error-period.ts';
import { scrubOptional } from './scrub.ts';
import { occurrenceOrder, pageErrors, totalErrors } from './system-errors.repository.ts';

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SYSTEM_ERRORS_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
async function toCriteria(
  context: SignedInContext,
  filter: ErrorGroupFilter | null | undefined,
): Promise<ErrorGroupCriteria> {
  checkPeriod(filter);
  const assignee = filter?.assignedToId;
  return {
    statuses: columnValues(filter?.statuses, ['filter', 'statuses']),
    severities: columnValues(filter?.severities, ['filter', 'severities']),
    errorTypes: filter?.errorTypes ?? null,
    errorCodes: filter?.errorCodes ?? null,
    assignedToId: assignee == null ? null : idArgument('User', assignee, ['filter', 'assignedToId']),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    from: filter?.from ?? null,
    to: filter?.to ?? null,
    search: filter?.search ?? null,
  };
}

/** A page of the groups that match, as the schema's connection. */
export async function listErrorGroups(
  context: SignedInContext,
  filter: ErrorGroupFilter | null | undefined,
  orderBy: ErrorGroupOrder,
  paging: PageArguments,
  info: GraphQLResolveInfo,
) {
  const request = pageRequest(groups.errorGroupOrders[orderBy], paging);
  const criteria = await toCriteria(context, filter);
  const scope = readScope(context);
  const cursor = await feedCursor(context, info);
  const page = await groups.pageGroups(context.db, scope, criteria, request);
  return toFeedConnection(request, page, () => groups.totalGroups(context.db, scope, criteria), cursor);
}

const query: Required<Pick<QueryResolvers, 'errorGroup' | 'errorGroups'>> = {
  errorGroup: async (_, { id }, context) =>
    (await groups.findGroup(context.db, readScope(context), idArgument('ErrorGroup', id, ['id']))) ?? null,

  errorGroups: (_, { filter, orderBy, ...paging }, context, info) =>
    listErrorGroups(context, filter, orderBy, paging, info),
};

const subscription: Required<Pick<SubscriptionResolvers, 'errorGroupFeed'>> = {
  errorGroupFeed: {
    subscribe: (_, { filter, after }, context) =>
      context.feed.hub.subscribe({
        topic: errorGroupTopic,
        after: after ?? undefined,
        viewer: () => context.session.viewer() ?? context.viewer,
        matches: feedFilter(filter),
        signal: context.session.signal,
      }),
    resolve: (item: ErrorGroupFeedItem) => item,
  },
};

const user =
  (column: 'assigned_to' | 'decided_by') =>
  (group: ErrorGroupView, _: unknown, { loaders }: SignedInContext) => {
    const id = group[column];
    return id === null ? null : loaders.userById.load(id);
  };

const numeric = (value: string | null) => (value === null ? null : Number(value));

const errorGroup: StrictResolvers<ErrorGroupResolvers, ErrorGroupView> = {
  severity: ({ severity }) => openEnum(severityNames, severity),
  status: ({ status }) => openEnum(statusNames, status),
  isWhole: ({ is_whole }) => is_whole,
  count: ({ occurrence_count }) => Number(occurrence_count),
  assignedTo: user('assigned_to'),
  decidedBy: user('decided_by'),
  notes: ({ notes }) => scrubOptional(notes),
  resolvedThroughOccurrence: ({ resolved_through }) => numeric(resolved_through),
  ignoredUntilOccurrence: ({ ignored_until_occurrence }) => numeric(ignored_until_occurrence),
  async occurrencesPerHour({ id }, ends, context) {
    const period = statsPeriod(ends, context.now(), []);
    const hours = bucketsOf(period, 'hour', []);
    // Whole hours are counted: the first one, too, from its beginning.
    const from = hours[0] ?? period.from;
    const counted = await figures.countHours(context.db, readScope(context), id, { from, to: period.to });
    return hours.map((hour) => ({ hour, count: counted.get(hour) ?? 0 }));
  },
  affectedUsers: (group) => group,
  affectedInstitutions: (group) => group,
  async occurrences({ id: groupId }, paging, context, info) {
    const request = pageRequest(occurrenceOrder, paging);
    const scope = readScope(context);
    const columns = selectedColumns(info, 'SystemError');
    const page = await pageErrors(context.db, scope, { groupId }, request, columns);
    return toConnection(request, page, () => totalErrors(context.db, scope, { groupId }));
  },
  version: ({ revision }) => String(revision),
};

const affectedUsers: StrictResolvers<ErrorAffectedUsersResolvers, ErrorGroupView> = {
  count: async ({ id }, _, context) => (await figures.countAffected(context.db, readScope(context), id)).users,
  top: ({ id }, { limit }, context) => figures.topUsers(context.db, readScope(context), id, top(limit)),
};

const affectedInstitutions: StrictResolvers<ErrorAffectedInstitutionsResolvers, ErrorGroupView> = {
  count: async ({ id }, _, context) => (await figures.countAffected(context.db, readScope(context), id)).institutions,
  top: ({ id }, { limit }, context) => figures.topInstitutions(context.db, readScope(context), id, top(limit)),
};

const userCount: StrictResolvers<ErrorUserCountResolvers, figures.CountedErrors> = {
  user: ({ value }, _, { loaders }) => loaders.userById.load(value),
  userId: ({ value }) => value,
};

const institutionCount: StrictResolvers<ErrorInstitutionCountResolvers, figures.CountedErrors> = {
  institution: ({ value }, _, { loaders }) => loaders.institutionById.load(value),
};

const feedItem: StrictResolvers<ErrorGroupFeedItemResolvers, ErrorGroupFeedItem> = {
  // What the hub loads is the same for all; figures are of what the viewer may see.
  group: (item, _, { loaders }) => (item.entry?.row ? loaders.errorGroupById.load(item.entry.rowId) : null),
  groupId: (item) => (item.entry === null ? null : encodeGlobalId('ErrorGroup', item.entry.rowId)),
};

export const errorGroupResolvers = {
  Query: query,
  Subscription: subscription,
  ErrorGroup: errorGroup,
  ErrorAffectedUsers: affectedUsers,
  ErrorAffectedInstitutions: affectedInstitutions,
  ErrorUserCount: userCount,
  ErrorInstitutionCount: institutionCount,
  ErrorGroupFeedItem: feedItem,
};

export const errorGroupNodes: Record<string, NodeLookup> = {
  ErrorGroup: {
    permission: 'SYSTEM_ERRORS_READ',
    find: (context, id) => groups.findGroup(context.db, readScope(context), id),
  },
};
