import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import type { PerformanceComparisonResolvers, PerformanceFilter, QueryResolvers } from '../../graphql/types.ts';
import { greatestSamples } from './metric-figures.repository.ts';
import type { FigureQuery } from './metric-tiles.repository.ts';
import * as figures from './performance-figures.ts';
import type { Comparison } from './performance-figures.ts';
import type { SeriesCriteria } from './performance-metrics.repository.ts';

type Filter = PerformanceFilter | null | undefined;

const maxGroups = 50;
const maxEndpoints = 100;
const maxExemplars = 50;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'PERFORMANCE_READ');

/** What samples are of, as the repository takes it. Throws BAD_USER_INPUT that names the field. */
export async function seriesCriteria(
  context: SignedInContext,
  filter: Omit<NonNullable<Filter>, 'from' | 'to'> | null | undefined,
): Promise<SeriesCriteria> {
  return {
    metricTypes: filter?.metricTypes ?? null,
    names: filter?.names ?? null,
    endpoints: filter?.endpoints ?? null,
    moduleCodes: filter?.moduleCodes ?? null,
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    unit: filter?.unit ?? null,
  };
}

async function figureQuery(context: SignedInContext, filter: Filter): Promise<FigureQuery> {
  const period = figures.period(filter ?? {}, context.now(), ['filter']);
  return { scope: readScope(context), criteria: await seriesCriteria(context, filter), ...period };
}

function bounded(name: string, value: number, most: number): number {
  if (value < 1 || value > most) throw badInput([name], `must be between 1 and ${most}.`);
  return value;
}

const query: Required<
  Pick<QueryResolvers, 'performanceSeries' | 'slowestEndpoints' | 'comparePerformance' | 'performanceExemplars'>
> = {
  async performanceSeries(_, { filter, bucket, groupBy = null, limit }, context) {
    const groups = bounded('limit', limit, maxGroups);
    const query = await figureQuery(context, filter);
    const seconds = (Date.parse(query.to) - Date.parse(query.from)) / 1_000;
    const step = figures.bucketStep(bucket, seconds, groupBy === null ? 1 : groups);
    return figures.performanceSeries(context.db, query, { dimension: groupBy, limit: groups, step });
  },

  async slowestEndpoints(_, { filter, first, by }, context) {
    const count = bounded('first', first, maxEndpoints);
    const { scope, criteria, from, to } = await figureQuery(context, filter);
    return figures.slowestEndpoints(context.db, scope, { ...criteria, from, to }, { first: count, by });
  },

  async comparePerformance(_, { a, b, filter, groupBy = null, limit }, context) {
    for (const name of ['from', 'to'] as const) {
      if (filter?.[name] != null) throw badInput(['filter', name], 'must not be set: the periods are `a` and `b`.');
    }
    const groups = bounded('limit', limit, maxGroups);
    const base = { scope: readScope(context), criteria: await seriesCriteria(context, filter) };
    const [first, second] = [figures.period(a, context.now(), ['a']), figures.period(b, context.now(), ['b'])];
    return figures.comparePerformance(
      context.db,
      [
        { ...base, ...first },
        { ...base, ...second },
      ],
      groupBy,
      groups,
    );
  },

  async performanceExemplars(_, { filter, first }, context) {
    const count = bounded('first', first, maxExemplars);
    const query = await figureQuery(context, filter);
    const criteria = { ...query.criteria, unit: query.criteria.unit ?? figures.timeUnit };
    return greatestSamples(context.db, { ...query, criteria }, count);
  },
};

const changes = ['rate', 'mean', 'p50', 'p90', 'p95', 'p99'] as const;

const performanceComparison: Pick<PerformanceComparisonResolvers, 'changePercent'> = {
  changePercent: ({ a, b }: Comparison) =>
    Object.fromEntries(changes.map((name) => [name, figures.changePercent(a[name], b[name])])),
};

export const performanceFigureResolvers = { Query: query, PerformanceComparison: performanceComparison };
