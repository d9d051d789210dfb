import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { isVisibleUser } from './system-errors.repository.ts';

/** How many errors a user or an institution has, by database id. */
export interface CountedErrors {
  readonly value: string;
  readonly count: number;
}

/** Occurrences of a group in each hour of a period that had visible ones, by the beginning of the hour. */
export async function countHours(
  db: Db,
  scope: Scope,
  groupId: string,
  period: { readonly from: string; readonly to: string },
): Promise<Map<string, number>> {
  const { rows } = await sql<{ hour: string; count: number }>`
    select h.hour::text as hour, sum(h.occurrence_count)::integer as count from api.error_group_hours h
    where h.group_id = ${groupId} and h.hour >= ${period.from}::timestamp and h.hour < ${period.to}::timestamp
      and ${isVisibleUser(scope, 'h.user_id')}
    group by h.hour`.execute(db);
  return new Map(rows.map(({ hour, count }) => [hour, count]));
}

/** How many visible users or institutions a group concerns. */
export async function countAffected(
  db: Db,
  scope: Scope,
  groupId: string,
): Promise<{ users: number; institutions: number }> {
  const { rows } = await sql<{ users: number; institutions: number }>`
    select count(*)::integer as users, count(distinct u.institution_id)::integer as institutions
    from api.error_group_users gu left join users u on u.id = gu.user_id
    where gu.group_id = ${groupId} and gu.user_id <> 0 and ${isVisibleUser(scope, 'gu.user_id')}`.execute(db);
  return rows[0] ?? { users: 0, institutions: 0 };
}

/** The visible users to whom it happened most often. */
export async function topUsers(db: Db, scope: Scope, groupId: string, limit: number): Promise<CountedErrors[]> {
  const { rows } = await sql<CountedErrors>`
    select gu.user_id as value, gu.occurrence_count::float8 as count from api.error_group_users gu
    where gu.group_id = ${groupId} and gu.user_id <> 0 and ${isVisibleUser(scope, 'gu.user_id')}
    order by gu.occurrence_count desc, gu.user_id limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** The institutions to whose visible users it happened most often. */
export async function topInstitutions(db: Db, scope: Scope, groupId: string, limit: number): Promise<CountedErrors[]> {
  const { rows } = await sql<CountedErrors>`
    select u.institution_id as value, sum(gu.occurrence_count)::float8 as count
    from api.error_group_users gu join users u on u.id = gu.user_id
    where gu.group_id = ${groupId} and u.institution_id is not null and ${isVisibleUser(scope, 'gu.user_id')}
    group by u.institution_id order by 2 desc, u.institution_id limit ${sql.lit(limit)}`.execute(db);
  return rows;
}
