import { sql } from 'kysely';
import type { Transaction } from '../../db/client.ts';
import type { MetricRollupWidth } from '../../db/generated/enums.ts';
import { decodeSketch, encodeSketch } from './sketch.ts';
import { sampleValue, withUnit } from './metric-tiles.repository.ts';

/** Identifies the lock that one instance holds while it rolls up. */
export const rollupLock = 4_020_020;

/** Whether this transaction may roll up; no other does until it ends. */
export async function lockRollups(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(${rollupLock}) as locked`.execute(
    tx,
  );
  return rows[0]?.locked === true;
}

/**
 * Takes at most `limit` buckets that have to be made anew and ended before `settled`, the oldest first. What is
 * committed after this statement began leaves another note, and its bucket is made once more.
 */
export async function takeDirtyBuckets(
  tx: Transaction,
  width: MetricRollupWidth,
  settled: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ bucket: string }>`
    with taken as (
      delete from api.metric_dirty_buckets where width = ${width} and bucket in (
        select distinct bucket from api.metric_dirty_buckets
        where width = ${width} and bucket + ${`1 ${width}`}::interval <= ${settled}::timestamp
        order by bucket limit ${sql.lit(limit)})
      returning bucket)
    select distinct bucket from taken order by bucket`.execute(tx);
  return rows.map(({ bucket }) => bucket);
}

/** Notes the wider buckets in which these are. */
export async function noteDirtyBuckets(
  tx: Transaction,
  width: MetricRollupWidth,
  within: readonly string[],
): Promise<void> {
  await sql`
    insert into api.metric_dirty_buckets(width, bucket)
    select distinct ${width}::varchar, date_trunc(${width}::text, bucket)
    from unnest(${within}::timestamp[]) as within(bucket)
    where not exists (select from api.metric_dirty_buckets known
      where known.width = ${width} and known.bucket = date_trunc(${width}::text, within.bucket))`.execute(tx);
}

/**
 * Notes minutes of a period that have more samples than their rollups say and no note: a trigger that failed or was
 * switched off left none. Gives how many.
 */
export async function sweepMinutes(tx: Transaction, from: string, to: string): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into api.metric_dirty_buckets(width, bucket)
    select 'minute', counted.bucket from (
      select date_trunc('minute', m.timestamp) as bucket, count(*) as samples from performance_metrics m
      where coalesce(m.timestamp, '-infinity'::timestamp) >= ${from}::timestamp
        and coalesce(m.timestamp, '-infinity'::timestamp) < ${to}::timestamp and m.value <> 'NaN'
      group by 1) as counted
    where counted.samples > (select coalesce(sum(r.samples), 0) from api.metric_rollups r
        where r.width = 'minute' and r.bucket = counted.bucket)
      and not exists (select from api.metric_dirty_buckets noted
        where noted.width = 'minute' and noted.bucket = counted.bucket)`.execute(tx);
  return Number(numAffectedRows);
}

/**
 * Of minutes: their samples with what identifies their series. Minute by minute (`offset 0`): as a plain join, the
 * planner reads the whole table and compares each sample with each minute.
 */
const samplesOf = (minutes: readonly string[], joined = sql``) => sql`
  unnest(${minutes}::timestamp[]) as minutes(bucket)
  cross join lateral (select * from performance_metrics
    where coalesce(timestamp, '-infinity'::timestamp) >= minutes.bucket
      and coalesce(timestamp, '-infinity'::timestamp) < minutes.bucket + interval '1 minute' offset 0) m
  ${withUnit} ${joined} where m.value <> 'NaN'`;

/** Joins the series of a sample: by what can be hashed, and then by what may be null. */
const ofSeries = sql`
  join api.metric_series s on s.name = m.name and s.metric_type = m.metric_type
    and s.unit = coalesce(unit.canonical, m.unit) and coalesce(s.endpoint, '') = coalesce(m.endpoint, '')
    and coalesce(s.institution_id, 0) = coalesce(m.institution_id, 0)
    and s.endpoint is not distinct from m.endpoint and s.module_code is not distinct from m.module_code
    and s.institution_id is not distinct from m.institution_id`;

/**
 * A rollup with fewer samples than the one that is there is not taken: samples were deleted since then, as retention
 * does, and rollups outlive them.
 */
const keepLarger = sql`
  on conflict (width, bucket, series_id) do update
  set samples = excluded.samples, total = excluded.total, least = excluded.least, greatest = excluded.greatest,
    sketch = excluded.sketch
  where excluded.samples >= metric_rollups.samples`;

/** Makes the rollups of these minutes from their samples. */
export async function rollUpMinutes(tx: Transaction, minutes: readonly string[]): Promise<void> {
  await sql`
    insert into api.metric_series(metric_type, name, unit, endpoint, module_code, institution_id)
    select distinct m.metric_type, m.name, coalesce(unit.canonical, m.unit), m.endpoint, m.module_code, m.institution_id
    from ${samplesOf(minutes)}
    except select metric_type, name, unit, endpoint, module_code, institution_id from api.metric_series
    on conflict do nothing`.execute(tx);
  await sql`
    with binned as (
      select minutes.bucket, s.id as series_id, api.sketch_bin(${sampleValue}) as bin, count(*) as samples,
        sum(${sampleValue}) as total, min(${sampleValue}) as least, max(${sampleValue}) as greatest
      from ${samplesOf(minutes, ofSeries)}
      group by 1, 2, 3
    )
    insert into api.metric_rollups(width, bucket, series_id, samples, total, least, greatest, sketch)
    select 'minute', bucket, series_id, sum(samples), sum(total), min(least), max(greatest),
      string_agg(api.sketch_entry(bin, samples), ''::bytea order by bin)
    from binned group by bucket, series_id
    ${keepLarger}`.execute(tx);
}

/** Of what a bucket is made. */
const narrower = { hour: 'minute', day: 'hour', week: 'day' } as const;

/** Makes the rollups of one bucket from those of the next narrower width. */
export async function rollUpBucket(
  tx: Transaction,
  width: Exclude<MetricRollupWidth, 'minute'>,
  bucket: string,
): Promise<void> {
  const { rows } = await sql<
    { series_id: number; samples: string; sketch: Buffer } & Record<'total' | 'least' | 'greatest', number>
  >`
    select series_id, sum(samples)::bigint as samples, sum(total) as total, min(least) as least,
      max(greatest) as greatest, string_agg(sketch, ''::bytea) as sketch
    from api.metric_rollups
    where width = ${narrower[width]} and bucket >= ${bucket}::timestamp
      and bucket < ${bucket}::timestamp + ${`1 ${width}`}::interval
    group by series_id`.execute(tx);
  await sql`
    insert into api.metric_rollups(width, bucket, series_id, samples, total, least, greatest, sketch)
    select ${width}, ${bucket}::timestamp, made.*
    from unnest(${rows.map((row) => row.series_id)}::integer[], ${rows.map((row) => row.samples)}::bigint[],
      ${rows.map((row) => row.total)}::float8[], ${rows.map((row) => row.least)}::float8[],
      ${rows.map((row) => row.greatest)}::float8[],
      ${rows.map((row) => encodeSketch(decodeSketch(row.sketch)))}::bytea[]) as made
    ${keepLarger}`.execute(tx);
}
