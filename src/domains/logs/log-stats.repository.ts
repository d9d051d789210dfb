import { sql, type SelectQueryBuilder } from 'kysely';
import type { Db } from '../../db/client.ts';
import {
  countingStatement,
  countsBy,
  maskOf,
  type Counted,
  type CountRow,
  type Dimensions,
} from '../../db/counting.ts';
import type { DB } from '../../db/generated/tables.ts';

/** The entries that are counted; the query names its table `a`. */
export type CountedEntries = SelectQueryBuilder<DB & { a: DB['activity_logs'] | DB['audit_logs'] }, 'a', object>;

/** In which steps and where a series counts; the zone is one that `isTimeZone` knows. */
export interface Series {
  readonly bucket: 'hour' | 'day';
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
}

/** What can be counted: all entries, or those of each value. */
export type LogCounting = 'total' | 'type' | 'user' | 'institution' | 'series';

/** When the steps of a series begin, also those without entries. */
function steps({ bucket, timeZone, from, to }: Series) {
  const zone = sql.lit(timeZone);
  const first = sql`(${from}::timestamp at time zone 'UTC')`;
  const last = sql`((${to}::timestamp - interval '1 microsecond') at time zone 'UTC')`;
  return bucket === 'hour'
    ? sql`generate_series(date_trunc('hour', ${first}, ${zone}), ${last}, interval '1 hour') as step(start)`
    : sql`(select day at time zone ${zone} from generate_series(date_trunc('day', ${first} at time zone ${zone}),
        ${last} at time zone ${zone}, interval '1 day') as days(day)) as step(start)`;
}

/**
 * Counts in one statement and one snapshot, however many countings are wanted; the most frequent values first. A
 * series has every step, the earliest first.
 */
export async function countEntries(
  db: Db,
  entries: CountedEntries,
  type: 'activity_type' | 'event',
  series: Series,
  wanted: readonly LogCounting[],
): Promise<Map<LogCounting, Counted<string | null>[]>> {
  const dimensions = {
    type: sql.ref(`a.${type}`),
    user: sql`a.user_id`,
    institution: sql`a.institution_id`,
    series: sql`date_trunc(${sql.lit(series.bucket)}, a.created_at at time zone 'UTC', ${sql.lit(series.timeZone)})`,
  } satisfies Dimensions;
  const counting = countingStatement(entries, dimensions, wanted, 'series');
  const statement = wanted.includes('series')
    ? sql<CountRow>`(${counting}) union all
        select ${sql.lit(maskOf(wanted, 'series'))}, start::text, 0 from ${steps(series)}`
    : counting;
  const { rows } = await statement.execute(db);
  const counted = countsBy(rows, wanted);
  const bySteps = Map.groupBy(counted.get('series') ?? [], ({ value }) => value);
  if (wanted.includes('series'))
    counted.set(
      'series',
      [...bySteps.entries()]
        .map(([value, counts]) => ({ value, count: Math.max(...counts.map(({ count }) => count)) }))
        .toSorted((one, other) => ((one.value ?? '') < (other.value ?? '') ? -1 : 1)),
    );
  return counted;
}

const knownZones = new Set(['Asia/Baku', 'UTC']);

/** Whether PostgreSQL knows a time zone by this name. */
export async function isTimeZone(db: Db, name: string): Promise<boolean> {
  if (knownZones.has(name)) return true;
  const { rows } = await sql`select from pg_timezone_names where name = ${name}`.execute(db);
  if (rows.length > 0) knownZones.add(name);
  return rows.length > 0;
}
