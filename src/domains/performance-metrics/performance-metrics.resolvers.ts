import { maskSecrets } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { PerformanceMetricRow } from '../../db/generated/tables.ts';
import { idArgument } from '../../graphql/global-id.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  MutationResolvers,
  PerformanceMetricFilter,
  PerformanceMetricResolvers,
  QueryResolvers,
} from '../../graphql/types.ts';
import { recordPerformanceMetrics } from './metric-samples.service.ts';
import { performanceFigureResolvers, seriesCriteria } from './performance-figures.resolvers.ts';
import * as metrics from './performance-metrics.repository.ts';
import type { MetricCriteria } from './performance-metrics.repository.ts';

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'PERFORMANCE_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
async function toCriteria(
  context: SignedInContext,
  filter: PerformanceMetricFilter | null | undefined,
): Promise<MetricCriteria> {
  checkPeriod(filter);
  return {
    ...(await seriesCriteria(context, filter)),
    requestId: filter?.requestId ?? null,
    userId: filter?.userId == null ? null : idArgument('User', filter.userId, ['filter', 'userId']),
    from: filter?.from ?? null,
    to: filter?.to ?? null,
  };
}

const query: Required<Pick<QueryResolvers, 'performanceMetric' | 'performanceMetrics'>> = {
  async performanceMetric(_, { id }, context, info) {
    const columns = selectedColumns(info, 'PerformanceMetric');
    const databaseId = idArgument('PerformanceMetric', id, ['id']);
    return (await metrics.findMetric(context.db, readScope(context), databaseId, columns)) ?? null;
  },

  async performanceMetrics(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(metrics.metricOrders[orderBy], paging);
    const criteria = await toCriteria(context, filter);
    const scope = readScope(context);
    const columns = selectedColumns(info, 'PerformanceMetric');
    const page = await metrics.pageMetrics(context.db, scope, criteria, request, columns);
    return toConnection(request, page, () => metrics.totalMetrics(context.db, scope, criteria));
  },
};

const mutation: Required<Pick<MutationResolvers, 'recordPerformanceMetrics'>> = {
  recordPerformanceMetrics: (_, { input }, context) =>
    recordPerformanceMetrics(context, input.samples, input.batchId ?? null),
};

const reads = readsFrom<PerformanceMetricRow, SignedInContext>();

/** The column may hold NaN, which JSON has no word for. */
function finite(value: string): number | null {
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

const performanceMetric: StrictResolvers<PerformanceMetricResolvers, PerformanceMetricRow> = {
  value: reads(['value'], ({ value }) => finite(value)),
  recordedAt: reads(['timestamp'], ({ timestamp }) => timestamp),
  context: reads(['context'], ({ context }) => maskSecrets({ value: context })['value'] ?? null),
  user: reads(['user_id'], ({ user_id: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id))),
  institution: reads(['institution_id'], ({ institution_id: id }, _, { loaders }) =>
    id === null ? null : loaders.institutionById.load(id),
  ),
};

export const performanceMetricResolvers = {
  ...performanceFigureResolvers,
  Query: { ...query, ...performanceFigureResolvers.Query },
  Mutation: mutation,
  PerformanceMetric: performanceMetric,
};

export const performanceMetricNodes: Record<string, NodeLookup> = {
  PerformanceMetric: {
    permission: 'PERFORMANCE_READ',
    find: (context, id) => metrics.findMetric(context.db, readScope(context), id),
  },
};
