import { maskSecrets } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { isDatabaseId } from '../../db/database-id.ts';
import type { ActivityLogRow } from '../../db/generated/tables.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { networkFilter } from '../../graphql/network-filter.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type { ActivityLogFilter, ActivityLogResolvers, QueryResolvers } from '../../graphql/types.ts';
import * as activities from './activity-logs.repository.ts';
import type { ActivityCriteria } from './activity-logs.repository.ts';

/** Reports read this list in larger pages than people do; the schema tells the same number. */
const maxPage = 200;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'ACTIVITY_LOGS_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
export async function toCriteria(
  context: SignedInContext,
  filter: ActivityLogFilter | null | undefined,
): Promise<ActivityCriteria> {
  checkPeriod(filter);
  return {
    activityTypes: filter?.activityTypes ?? null,
    userId: filter?.userId == null ? null : idArgument('User', filter.userId, ['filter', 'userId']),
    entityType: filter?.entityType ?? null,
    entityId: entityId(filter?.entityId),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    network: networkFilter(filter?.ipAddress, ['filter', 'ipAddress']),
    from: filter?.from ?? null,
    to: filter?.to ?? null,
    search: filter?.search ?? null,
  };
}

/** Entities are rows of any table, which need not be a type of the schema: only their number identifies them. */
function entityId(id: string | null | undefined): string | null {
  if (id == null) return null;
  if (!isDatabaseId(id)) throw badInput(['filter', 'entityId'], 'must be a database id: a positive number.');
  return id;
}

const query: Required<Pick<QueryResolvers, 'activityLog' | 'activityLogs'>> = {
  async activityLog(_, { id }, context, info) {
    const columns = selectedColumns(info, 'ActivityLog');
    const databaseId = idArgument('ActivityLog', id, ['id']);
    return (await activities.findActivity(context.db, readScope(context), databaseId, columns)) ?? null;
  },

  async activityLogs(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(activities.activityOrders[orderBy], paging, maxPage);
    const criteria = await toCriteria(context, filter);
    const scope = readScope(context);
    const page = await activities.pageActivities(
      context.db,
      scope,
      criteria,
      request,
      selectedColumns(info, 'ActivityLog'),
    );
    return toConnection(request, page, () => activities.totalActivities(context.db, scope, criteria));
  },
};

const reads = readsFrom<ActivityLogRow, SignedInContext>();

/** What other applications logged may hold a password hash or a token, which no answer gives. */
const masked = (column: 'properties' | 'before_state' | 'after_state') =>
  reads([column], (activity) => maskSecrets({ value: activity[column] })['value'] ?? null);

const activityLog: StrictResolvers<ActivityLogResolvers, ActivityLogRow> = {
  user: reads(['user_id'], ({ user_id: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id))),
  institution: reads(['institution_id'], ({ institution_id: id }, _, { loaders }) =>
    id === null ? null : loaders.institutionById.load(id),
  ),
  properties: masked('properties'),
  beforeState: masked('before_state'),
  afterState: masked('after_state'),
};

export const activityLogResolvers = { Query: query, ActivityLog: activityLog };

export const activityLogNodes: Record<string, NodeLookup> = {
  ActivityLog: {
    permission: 'ACTIVITY_LOGS_READ',
    find: (context, id) => activities.findActivity(context.db, readScope(context), id),
  },
};
