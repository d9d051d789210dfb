import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { Audience } from './notification-visibility.repository.ts';

/** Whom to count: users of an audience, within a scope. */
export interface AudienceQuery {
  readonly scope: Scope;
  readonly audience: Audience;
}

const reachable = (scope: Scope) => {
  if (scope.kind === 'all') return sql<boolean>`true`;
  const oneself = sql<boolean>`u.id = ${scope.userId}`;
  if (scope.kind === 'self') return oneself;
  return sql<boolean>`(${oneself} or u.institution_id = any(${[...scope.institutionIds]}::bigint[]))`;
};

/** Those who can sign in and are addressed. */
function users(db: Db, { scope, audience }: AudienceQuery) {
  let query = db
    .selectFrom('users as u')
    .innerJoin('roles as role', 'role.id', 'u.role_id')
    .where(sql<boolean>`coalesce(u.is_active, true) and coalesce(role.is_active, true)`)
    .where(reachable(scope));
  const { roleIds, institutionIds, includesTop } = audience;
  if (roleIds !== null) query = query.where(sql<boolean>`u.role_id = any(${roleIds}::bigint[])`);
  if (institutionIds !== null) {
    query = query.where(sql<boolean>`(u.institution_id = any(${institutionIds}::bigint[])
      or (u.institution_id is null and ${includesTop}))`);
  }
  return query;
}

export const countAudience = async (db: Db, query: AudienceQuery): Promise<number> =>
  (
    await users(db, query)
      .select(sql<number>`count(*)::integer`.as('count'))
      .executeTakeFirstOrThrow()
  ).count;

/** Ids of the first users by name. */
export const sampleAudience = async (db: Db, query: AudienceQuery, size: number): Promise<string[]> =>
  (await users(db, query).select('u.id').orderBy('u.username').orderBy('u.id').limit(sql.lit(size)).execute()).map(
    (user) => user.id,
  );

/** How users have read a notification. */
export interface ReadCounts {
  readonly audience: number;
  readonly read: number;
  readonly dismissed: number;
}
export type RoleReadStats = ReadCounts & { readonly role_id: string };
export type RegionReadStats = ReadCounts & { readonly region_id: string | null };
export type ReadStats = ReadCounts & { readonly byRole: RoleReadStats[]; readonly byRegion: RegionReadStats[] };

/** Every institution of a region; a region within a region stands for itself. */
const regions = sql<{ id: string; region_id: string }>`(
  with recursive region(id, region_id) as (
    select id, id from institutions where type = 'region'
    union
    select below.id, region.region_id
    from institutions as below join region on below.parent_id = region.id
    where below.type <> 'region'
  )
  select id, region_id from region)`;

/** How the audience has read a notification: in one statement, summed up here. */
export async function readStats(db: Db, query: AudienceQuery, notificationId: string): Promise<ReadStats> {
  const groups = await users(db, query)
    .leftJoin(regions.as('region'), 'region.id', 'u.institution_id')
    .leftJoin('system_notification_reads as r', (join) =>
      join.onRef('r.user_id', '=', 'u.id').on('r.notification_id', '=', notificationId),
    )
    .select(['u.role_id', 'region.region_id'])
    .select([
      sql<number>`count(*)::integer`.as('audience'),
      sql<number>`count(r.id)::integer`.as('read'),
      sql<number>`count(*) filter (where r.dismissed)::integer`.as('dismissed'),
    ])
    .groupBy(['u.role_id', 'region.region_id'])
    .orderBy('u.role_id')
    .orderBy('region.region_id')
    .execute();
  const by = <Key extends 'role_id' | 'region_id'>(key: Key) =>
    [...Map.groupBy(groups, (group) => group[key])]
      .map(([value, counted]) => ({ [key]: value, ...sum(counted) }) as ReadCounts & Pick<(typeof groups)[0], Key>)
      .toSorted((left, right) => right.audience - left.audience);
  return { ...sum(groups), byRole: by('role_id'), byRegion: by('region_id') };
}

const sum = (counts: readonly ReadCounts[]): ReadCounts =>
  counts.reduce(
    (total, { audience, read, dismissed }) => ({
      audience: total.audience + audience,
      read: total.read + read,
      dismissed: total.dismissed + dismissed,
    }),
    { audience: 0, read: 0, dismissed: 0 },
  );
