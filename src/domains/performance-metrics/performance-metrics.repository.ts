import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { Columns } from '../../db/columns.ts';
import { performanceMetricsRepository } from '../../db/generated/repositories.ts';
import type { PerformanceMetricRow } from '../../db/generated/tables.ts';
import { isOneOf, type Ids } from '../../db/id-list.ts';
import {
  countUpTo,
  pageStatement,
  toPage,
  withKeyColumns,
  type KeysetOrder,
  type Page,
  type PageRequest,
} from '../../db/keyset.ts';

/** Of what samples are; null and absent do not restrict. */
export interface SeriesCriteria {
  readonly metricTypes?: readonly string[] | null;
  readonly names?: readonly string[] | null;
  readonly endpoints?: readonly string[] | null;
  readonly moduleCodes?: readonly string[] | null;
  readonly institutionIds?: Ids | null;
  /** Any name of it; what can be converted to it matches as well. */
  readonly unit?: string | null;
}

/** Which samples. Times are UTC texts, `to` exclusive. */
export interface MetricCriteria extends SeriesCriteria {
  readonly requestId?: string | null;
  readonly userId?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Laravel may leave the time empty: such a sample is the oldest of all. */
export const recordedAt = sql<string>`coalesce(m.timestamp, '-infinity'::timestamp)`;
const byTime = [
  { expression: recordedAt, type: 'timestamp', column: { name: 'timestamp', ifNull: '-infinity' } },
  { expression: sql.ref('m.id'), type: 'bigint', column: { name: 'id' } },
] as const;

export const metricOrders = {
  NEWEST_FIRST: { name: 'metric_newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'metric_oldest', direction: 'asc', keys: byTime },
} as const satisfies Record<string, KeysetOrder>;

/** Samples of no institution belong to the whole system; those of one's own requests are no figures of one's own. */
export function isVisibleSeries(scope: Scope, series: string): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  return scope.kind === 'self' ? sql<boolean>`false` : isOneOf(`${series}.institution_id`, scope.institutionIds);
}

const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
  value == null ? [] : [condition(value)];

/** What the unit of a sample or series is compared by. */
export const canonicalUnit = (series: string): RawBuilder<string> => sql<string>`coalesce(
  (select known.canonical from api.metric_units known where known.unit = lower(${sql.ref(`${series}.unit`)})),
  ${sql.ref(`${series}.unit`)})`;

/** The visible series, or samples, that match; `series` names the table that has their columns. */
export function seriesConditions(scope: Scope, criteria: SeriesCriteria, series: string): RawBuilder<SqlBool>[] {
  const column = (name: string) => sql.ref(`${series}.${name}`);
  const isOf = (name: string) => (values: readonly string[]) => sql<SqlBool>`${column(name)} = any(${values}::text[])`;
  return [
    isVisibleSeries(scope, series),
    ...given(criteria.metricTypes, isOf('metric_type')),
    ...given(criteria.names, isOf('name')),
    ...given(criteria.endpoints, isOf('endpoint')),
    ...given(criteria.moduleCodes, isOf('module_code')),
    ...given(criteria.institutionIds, (ids) => isOneOf(`${series}.institution_id`, ids)),
    ...given(
      criteria.unit,
      (unit) => sql`${canonicalUnit(series)} = coalesce(
        (select named.canonical from api.metric_units named where named.unit = lower(${unit})), ${unit})`,
    ),
  ];
}

function matching(db: Db, scope: Scope, criteria: MetricCriteria) {
  const conditions = [
    ...seriesConditions(scope, criteria, 'm'),
    ...given(criteria.requestId, (id) => sql`m.request_id = ${id}`),
    ...given(criteria.userId, (id) => sql`m.user_id = ${id}`),
    ...given(criteria.from, (from) => sql`${recordedAt} >= ${from}::timestamp`),
    ...given(criteria.to, (to) => sql`${recordedAt} < ${to}::timestamp`),
  ];
  return db.selectFrom('performance_metrics as m').where((eb) => eb.and(conditions));
}

/** The columns asked for; rows have no others, whatever their type says. */
const selected = (columns: Columns) =>
  performanceMetricsRepository.table.selectable
    .filter((name) => columns === 'all' || columns.has(name))
    .map((name) => `m.${name}` as const);

/** A sample, or of it only what `columns` names. */
export const findMetric = (
  db: Db,
  scope: Scope,
  id: string,
  columns: Columns = 'all',
): Promise<PerformanceMetricRow | undefined> =>
  matching(db, scope, {}).select(selected(columns)).where('m.id', '=', id).executeTakeFirst();

/** One page of samples. */
export async function pageMetrics(
  db: Db,
  scope: Scope,
  criteria: MetricCriteria,
  page: PageRequest,
  columns: Columns = 'all',
): Promise<Page<PerformanceMetricRow>> {
  const query = matching(db, scope, criteria).select(selected(withKeyColumns(columns, page.order)));
  return toPage(await pageStatement(query, page).execute(), page);
}

export const totalMetrics = (db: Db, scope: Scope, criteria: MetricCriteria) =>
  countUpTo(db, matching(db, scope, criteria));
