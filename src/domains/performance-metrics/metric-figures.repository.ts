import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import type { PerformanceMetricRow } from '../../db/generated/tables.ts';
import { seriesConditions } from './performance-metrics.repository.ts';
import { tiles, widths, type FigureQuery, type Width } from './metric-tiles.repository.ts';

/** By what samples can be told apart, and the column. */
export const dimensions = {
  METRIC_TYPE: 'metric_type',
  NAME: 'name',
  ENDPOINT: 'endpoint',
  MODULE: 'module_code',
  INSTITUTION: 'institution_id',
} as const;
export type Dimension = keyof typeof dimensions;

/** What the samples of a group add up to in a bucket. The sketch has bins more than once: `decodeSketch` merges them. */
export interface Cell {
  /** Where the bucket begins, as PostgreSQL writes it; null where the whole period is one. */
  readonly at: string | null;
  readonly key: string | null;
  /** The canonical unit. */
  readonly unit: string;
  readonly samples: number;
  readonly total: number;
  readonly least: number;
  readonly greatest: number;
  readonly sketch: Buffer;
}

/** How samples are grouped. */
export interface Grouping {
  readonly dimension: Dimension | null;
  /** How many groups, those with the most samples. */
  readonly limit: number;
  /** Length of a bucket in seconds; null: the whole period is one. */
  readonly step: number | null;
}

/** A Monday, so that buckets of a week begin with the week. */
const origin = sql`timestamp '2001-01-01'`;

/** The widest rollups of which a bucket consists. */
const widestWithin = (step: number | null): Width | null =>
  (['week', 'day', 'hour', 'minute'] as const).find((width) => step === null || (step * 1_000) % widths[width] === 0) ??
  null;

/** What samples add up to, by group, unit and bucket; buckets without samples are left out. */
export async function readCells(db: Db, query: FigureQuery, { dimension, limit, step }: Grouping): Promise<Cell[]> {
  const key = (series: string) =>
    dimension === null ? sql`null::text` : sql`${sql.ref(`${series}.${dimensions[dimension]}`)}::text`;
  const bucket = (time: string) =>
    step === null
      ? sql`null::timestamp`
      : sql`date_bin(make_interval(secs => ${sql.lit(step)}), ${sql.ref(time)}, ${origin})`;
  const conditions = sql.join(seriesConditions(query.scope, query.criteria, 's'), sql` and `);
  const { rows } = await sql<Cell>`
    with ${tiles(query, widestWithin(step))}, series as materialized (
      select s.id, ${key('s')} as key, s.unit from api.metric_series s where ${conditions}
    ), parts as (
      select ${bucket('rollups.bucket')} as at, series.key, series.unit, samples, total, least, greatest, sketch
      from rollups join series on series.id = rollups.series_id
      union all
      select ${bucket('samples.timestamp')}, ${key('samples')}, samples.canonical_unit, 1, amount, amount, amount,
        api.sketch_entry(api.sketch_bin(amount), 1)
      from samples
    ), cells as materialized (
      select at, key, unit, sum(samples)::double precision as samples, sum(total) as total, min(least) as least,
        max(greatest) as greatest, string_agg(sketch, ''::bytea) as sketch
      from parts group by at, key, unit
    ), top as (
      select key from cells group by key order by sum(samples) desc, key limit ${sql.lit(limit)}
    )
    select cells.* from cells join top on top.key is not distinct from cells.key order by at`.execute(db);
  return rows;
}

/** The samples with the greatest values, the greatest first. Rollups tell in which hours and minutes they are. */
export async function greatestSamples(db: Db, query: FigureQuery, limit: number): Promise<PerformanceMetricRow[]> {
  const conditions = sql.join(seriesConditions(query.scope, query.criteria, 's'), sql` and `);
  const count = sql.lit(limit);
  const { rows } = await sql<PerformanceMetricRow>`
    with ${tiles(query, 'hour')}, places as (
      select rollups.bucket, rollups.bucket + ('1 ' || rollups.width)::interval as until, s.*
      from rollups join api.metric_series s on s.id = rollups.series_id
      where ${conditions} order by rollups.greatest desc limit ${count}
    ), found as (
      (select id, amount from samples order by amount desc limit ${count})
      union all
      select nearest.id, nearest.amount from places cross join lateral (
        select m.id, m.value::double precision * coalesce(unit.factor, 1) as amount
        from performance_metrics m left join api.metric_units unit on unit.unit = lower(m.unit)
        where coalesce(m.timestamp, '-infinity'::timestamp) >= places.bucket
          and coalesce(m.timestamp, '-infinity'::timestamp) < places.until
          and m.name = places.name and m.metric_type = places.metric_type and m.value <> 'NaN'
          and coalesce(unit.canonical, m.unit) = places.unit
          and m.endpoint is not distinct from places.endpoint
          and m.module_code is not distinct from places.module_code
          and m.institution_id is not distinct from places.institution_id
        order by amount desc limit ${count}) as nearest
    )
    select m.* from (select id, amount from found order by amount desc, id limit ${count}) as greatest
    join performance_metrics m on m.id = greatest.id order by greatest.amount desc, m.id`.execute(db);
  return rows;
}
