import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { matchingEvents, type SecurityEventCriteria } from './security-events.repository.ts';

/** What a statistics object asks about: visible events that match, within a period whose ends are set. */
export interface StatsQuery {
  readonly scope: Scope;
  readonly criteria: SecurityEventCriteria & { readonly from: string; readonly to: string };
}

/** How many rows have a value. */
export interface Counted<Value> {
  readonly value: Value;
  readonly count: number;
}

const countAll = sql<number>`count(*)::integer`;

const matching = (db: Db, { scope, criteria }: StatsQuery) => matchingEvents(db, scope, criteria);

export const countEvents = async (db: Db, query: StatsQuery): Promise<number> =>
  (await matching(db, query).select(countAll.as('count')).executeTakeFirstOrThrow()).count;

export const countUnresolved = async (db: Db, query: StatsQuery): Promise<number> =>
  (
    await matching(db, query)
      .where(sql<boolean>`(e.resolution is null or e.resolution = 'escalated')`)
      .select(countAll.as('count'))
      .executeTakeFirstOrThrow()
  ).count;

/** The most frequent values of an expression; `limit` null gives all of them. NULL counts only where asked. */
async function countBy<Value>(
  db: Db,
  query: StatsQuery,
  value: RawBuilder<Value>,
  limit: number | null,
  withNull: boolean,
): Promise<Counted<Value>[]> {
  let counted = matching(db, query)
    .select([value.as('value'), countAll.as('count')])
    .groupBy(sql`1`)
    .orderBy(sql`2`, 'desc')
    .orderBy(sql`1`);
  if (!withNull) counted = counted.where(sql<boolean>`${value} is not null`);
  if (limit !== null) counted = counted.limit(sql.lit(limit));
  return (await counted.execute()) as Counted<Value>[];
}

export const countBySeverity = (db: Db, query: StatsQuery) => countBy(db, query, sql<string>`e.severity`, null, false);

export const countByType = (db: Db, query: StatsQuery, limit: number) =>
  countBy(db, query, sql<string>`e.event_type`, limit, false);

export const countByInstitution = (db: Db, query: StatsQuery, limit: number) =>
  countBy(db, query, sql<string | null>`e.institution_id`, limit, true);

export const countByAddress = (db: Db, query: StatsQuery, limit: number) =>
  countBy(db, query, sql<string>`e.ip_address`, limit, false);

export const countByUser = (db: Db, query: StatsQuery, limit: number) =>
  countBy(db, query, sql<string>`e.user_id`, limit, false);

/** Counts for every hour that the period touches, in order, hours without events included. */
export async function countByHour(db: Db, query: StatsQuery): Promise<{ hour: string; count: number }[]> {
  const { from, to } = query.criteria;
  const counted = matching(db, query)
    .select([sql<string>`date_trunc('hour', e.created_at)`.as('hour'), countAll.as('count')])
    .groupBy(sql`1`);
  const { rows } = await sql<{ hour: string; count: number }>`
    select hours.hour, coalesce(counted.count, 0) as count
    from generate_series(date_trunc('hour', ${from}::timestamp), ${to}::timestamp - interval '1 microsecond', interval '1 hour') as hours(hour)
    left join (${counted}) as counted on counted.hour = hours.hour
    order by hours.hour`.execute(db);
  return rows;
}

export interface Percentiles {
  readonly count: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
}

/** Seconds from an event to its acknowledgement or resolution; clocks that ran backwards count as zero. */
export async function waitingTimes(
  db: Db,
  query: StatsQuery,
  until: 'acknowledged' | 'resolved',
): Promise<Percentiles> {
  const end = sql.ref(until === 'acknowledged' ? 'triage.acknowledged_at' : 'e.resolved_at');
  const seconds = sql<number>`greatest(extract(epoch from ${end} - e.created_at), 0)::float8`;
  const at = (fraction: number) =>
    sql<number | null>`percentile_cont(${sql.lit(fraction)}) within group (order by ${seconds})`;
  return matching(db, query)
    .where(sql<boolean>`isfinite(${end}) and isfinite(e.created_at)`)
    .where(until === 'resolved' ? sql<boolean>`e.resolution <> 'escalated'` : sql<boolean>`true`)
    .select([countAll.as('count'), at(0.5).as('p50'), at(0.9).as('p90'), at(0.99).as('p99')])
    .executeTakeFirstOrThrow();
}
