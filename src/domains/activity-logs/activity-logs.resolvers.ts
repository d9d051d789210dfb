import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { ActivityLogRow } from '../../db/generated/tables.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  ActivityLogFilter,
  ActivityLogResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../../graphql/types.ts';
import { changesOf } from '../logs/log-changes.ts';
import { containedJson, logCriteria } from '../logs/log-filter.ts';
import { logStatistics } from '../logs/log-stats.resolvers.ts';
import { maskedJson } from '../logs/masked.ts';
import { inWords } from '../logs/summary.ts';
import * as activities from './activity-logs.repository.ts';
import type { ActivityCriteria } from './activity-logs.repository.ts';
import { recordActivity } from './activity-recording.service.ts';

/** Reports read this list in larger pages than people do; the schema tells the same number. */
const maxPage = 200;

/** Which activities the viewer may see. */
export const activityScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'ACTIVITY_LOGS_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
export async function toActivityCriteria(
  context: SignedInContext,
  filter: ActivityLogFilter | null | undefined,
): Promise<ActivityCriteria> {
  const shared = await logCriteria(context, filter, { field: 'activityTypes', values: filter?.activityTypes });
  return {
    ...shared,
    search: filter?.search ?? null,
    propertiesContain: containedJson(filter?.propertiesContain, ['filter', 'propertiesContain']),
    beforeContains: containedJson(filter?.beforeStateContains, ['filter', 'beforeStateContains']),
    afterContains: containedJson(filter?.afterStateContains, ['filter', 'afterStateContains']),
  };
}

const query: Required<Pick<QueryResolvers, 'activityLog' | 'activityLogs' | 'activityLogStats'>> = {
  async activityLog(_, { id }, context, info) {
    const columns = selectedColumns(info, 'ActivityLog');
    const databaseId = idArgument('ActivityLog', id, ['id']);
    return (await activities.findActivity(context.db, activityScope(context), databaseId, columns)) ?? null;
  },

  async activityLogs(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(activities.activityOrders[orderBy], paging, maxPage);
    const criteria = await toActivityCriteria(context, filter);
    const scope = activityScope(context);
    const page = await activities.pageActivities(
      context.db,
      scope,
      criteria,
      request,
      selectedColumns(info, 'ActivityLog'),
    );
    return toConnection(request, page, () => activities.totalActivities(context.db, scope, criteria));
  },

  activityLogStats: async (_, { filter, ...args }, context) =>
    logStatistics(context, 'activity_type', await toActivityCriteria(context, filter), args, (criteria) =>
      activities.matchingVisibleActivities(context.db, activityScope(context), criteria),
    ),
};

const mutation: Required<Pick<MutationResolvers, 'recordActivity'>> = {
  recordActivity: (_, { input }, context) => payload('results', () => recordActivity(context, input)),
};

const reads = readsFrom<ActivityLogRow, SignedInContext>();

const masked = (column: 'properties' | 'before_state' | 'after_state') =>
  reads([column], (activity) => maskedJson(activity[column]));

const activityLog: StrictResolvers<ActivityLogResolvers, ActivityLogRow> = {
  occurredAt: reads(['created_at'], (activity) => activity.created_at),
  source: reads([], () => 'ACTIVITY_LOG' as const),
  summary: reads(
    ['description', 'activity_type', 'entity_type', 'entity_id'],
    ({ description, activity_type: type, entity_type: entity, entity_id: id }) =>
      description ?? inWords(type, entity, id),
  ),
  user: reads(['user_id'], ({ user_id: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id))),
  institution: reads(['institution_id'], ({ institution_id: id }, _, { loaders }) =>
    id === null ? null : loaders.institutionById.load(id),
  ),
  properties: masked('properties'),
  beforeState: masked('before_state'),
  afterState: masked('after_state'),
  changes: reads(['before_state', 'after_state'], (activity, args) =>
    changesOf(activity.before_state, activity.after_state, args),
  ),
};

export const activityLogResolvers = { Query: query, Mutation: mutation, ActivityLog: activityLog };

export const activityLogNodes: Record<string, NodeLookup> = {
  ActivityLog: {
    permission: 'ACTIVITY_LOGS_READ',
    find: (context, id) => activities.findActivity(context.db, activityScope(context), id),
  },
};
