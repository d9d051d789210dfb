import { sql, type RawBuilder } from 'kysely';
import { seriesConditions, type SeriesCriteria } from './performance-metrics.repository.ts';
import type { Scope } from '../../auth/scope.ts';

/** What figures are made of: visible samples that match, of a period whose ends are UTC texts. */
export interface FigureQuery {
  readonly scope: Scope;
  readonly criteria: SeriesCriteria;
  readonly from: string;
  readonly to: string;
}

/** Milliseconds. */
export const widths = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;
export type Width = keyof typeof widths;

/** Joins the unit of a sample `m`, which the table of units may not know. */
export const withUnit = sql`left join api.metric_units unit on unit.unit = lower(m.unit)`;
/** The value of a sample `m` in its canonical unit. */
export const sampleValue = sql<number>`(m.value::double precision * coalesce(unit.factor, 1))`;

const recordedAt = sql`coalesce(m.timestamp, '-infinity'::timestamp)`;

/** Part of a period, in milliseconds since 1970; empty where `from` is not before `to`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const timeText = (time: number): string => new Date(time).toISOString();
const isBelowMillisecond = (time: string): boolean => /\.\d{3}\d*[1-9]/.test(time);

/** A time at which buckets of every width begin: weeks with Mondays. */
const origin = Date.UTC(1970, 0, 5);

/** When the bucket of this time begins, or the next one. */
const floorTo = (time: number, width: Width): number =>
  Math.floor((time - origin) / widths[width]) * widths[width] + origin;
const ceilTo = (time: number, width: Width): number => -floorTo(2 * origin - time, width) + 2 * origin;

/** The whole buckets of a width within a span; where there is none, an empty span at its end. */
function whole({ from, to }: Span, width: Width): Span {
  const first = ceilTo(from, width);
  const end = floorTo(to, width);
  return first < end ? { from: first, to: end } : { from: to, to };
}

/** What is left of `outer` on both sides of `inner`. */
const rest = (outer: Span, inner: Span): Span[] => [
  { from: outer.from, to: Math.min(inner.from, outer.to) },
  { from: inner.to, to: outer.to },
];

const within = (column: RawBuilder<unknown>, { from, to }: Span): RawBuilder<boolean> =>
  sql<boolean>`(${column} >= ${timeText(from)}::timestamp and ${column} < ${timeText(to)}::timestamp)`;

const withinAny = (column: RawBuilder<unknown>, spans: readonly Span[]): RawBuilder<boolean>[] =>
  spans.filter(({ from, to }) => from < to).map((span) => within(column, span));

/**
 * A period, cut into the widest buckets that `widest` allows and whose rollups are up to date, and into samples where
 * there are none: at the ends of the period, and wherever samples came after their rollup. Gives the row sources
 * `rollups` (of `api.metric_rollups`) and `samples` (of `performance_metrics` as `m` with its `unit`) for a `with`
 * clause. One statement has one snapshot, in which each sample is noted as new, or part of a rollup: it counts once.
 */
export function tiles({ scope, criteria, from, to }: FigureQuery, widest: Width | null) {
  // Rollups begin and end with whole milliseconds; samples are compared with the texts.
  const period = { from: Date.parse(from) + (isBelowMillisecond(from) ? 1 : 0), to: Date.parse(to) };
  const allowed = (width: Width) => widest !== null && widths[width] <= widths[widest];
  const spanOf = (outer: Span, width: Width): Span =>
    allowed(width) ? whole(outer, width) : { from: outer.to, to: outer.to };
  const minutes = spanOf(period, 'minute');
  const hours = spanOf(minutes, 'hour');
  const days = spanOf(hours, 'day');
  const weeks = spanOf(days, 'week');

  const columns = sql`r.width, r.bucket, r.series_id, r.samples, r.total, r.least, r.greatest, r.sketch`;
  const bucket = sql`r.bucket`;
  const clean = (noted: string) => sql`not exists (select from ${sql.ref(noted)} noted where noted.bucket = r.bucket)`;
  /** Rollups of a width at the ends of the span, and where a wider bucket within it cannot be used. */
  const ofWidth = (width: Width, ends: readonly Span[], wider?: { width: Width; span: Span }) => {
    const parts = withinAny(bucket, ends).map(
      (isEnd) => sql`select ${columns} from api.metric_rollups r
        where r.width = ${sql.lit(width)} and ${isEnd} and ${clean(`noted_${width}s`)}`,
    );
    if (wider && wider.span.from < wider.span.to) {
      const length = sql.lit(widths[wider.width] / 1_000);
      parts.push(sql`select ${columns} from ${sql.ref(`noted_${wider.width}s`)} wider
        cross join lateral (select * from api.metric_rollups
          where width = ${sql.lit(width)} and bucket >= wider.bucket
            and bucket < wider.bucket + make_interval(secs => ${length}) offset 0) r
        where ${within(sql`wider.bucket`, wider.span)} and ${clean(`noted_${width}s`)}`);
    }
    return parts;
  };
  const rollups = [
    ...ofWidth('week', [weeks]),
    ...ofWidth('day', rest(days, weeks), { width: 'week', span: weeks }),
    ...ofWidth('hour', rest(hours, days), { width: 'day', span: days }),
    ...ofWidth('minute', rest(minutes, hours), { width: 'hour', span: hours }),
  ];
  const none = sql`select ${columns} from api.metric_rollups r where false`;

  const start = timeText(floorTo(period.from, 'week'));
  const isSample = sql.join([sql`m.value <> 'NaN'`, ...seriesConditions(scope, criteria, 'm')], sql` and `);
  const sample = sql`select m.*, ${sampleValue} as amount, coalesce(unit.canonical, m.unit) as canonical_unit`;
  const [before, after] =
    minutes.from < minutes.to
      ? [sql`${timeText(minutes.from)}::timestamp`, sql`${timeText(minutes.to)}::timestamp`]
      : [sql`${to}::timestamp`, sql`${to}::timestamp`];
  return sql`
    noted as materialized (
      select distinct width, bucket from api.metric_dirty_buckets
      where width in ('minute', 'hour', 'day', 'week') and bucket >= ${start}::timestamp and bucket < ${to}::timestamp
    ), noted_minutes as materialized (
      select bucket from noted where width = 'minute'
    ), noted_hours as materialized (
      select distinct date_trunc('hour', bucket) as bucket from noted where width in ('minute', 'hour')
    ), noted_days as materialized (
      select distinct date_trunc('day', bucket) as bucket from noted where width <> 'week'
    ), noted_weeks as materialized (
      select distinct date_trunc('week', bucket) as bucket from noted
    ), rollups as (
      ${rollups.length > 0 ? sql.join(rollups, sql` union all `) : none}
    ), samples as (
      ${sample} from performance_metrics m ${withUnit}
      where ((${recordedAt} >= ${from}::timestamp and ${recordedAt} < ${before})
          or (${recordedAt} >= ${after} and ${recordedAt} < ${to}::timestamp))
        and ${isSample}
      union all
      ${sample} from noted_minutes
      cross join lateral (select * from performance_metrics m
        where ${recordedAt} >= noted_minutes.bucket
          and ${recordedAt} < noted_minutes.bucket + interval '1 minute' offset 0) m
      ${withUnit}
      where noted_minutes.bucket >= ${before} and noted_minutes.bucket < ${after} and ${isSample}
    )`;
}
