import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { LicenseSeatRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import type { StateTerms } from './license-state.ts';
import { isCounting, matchingLicenses, type LicenseCriteria } from './licenses.repository.ts';

/** A seat, and whether its holder may use it now. */
export type LicenseSeatView = LicenseSeatRow & { readonly is_used: boolean };

/** Users within the licence's institution that are active, and those of them who have a seat. */
export interface SeatCounts {
  readonly eligible: number;
  readonly used: number;
}

export const seatOrder: KeysetOrder = {
  name: 'seats',
  direction: 'asc',
  keys: [{ expression: sql.ref('seat.user_id'), type: 'bigint', column: { name: 'user_id' } }],
};

/**
 * Who may have a seat, as `member(license_id, user_id)`: active users of the licence's institution and of those below
 * it, of a system-wide licence all. `chosen` selects `id` and `institution_id` of the licences. For `with recursive`.
 */
const members = (chosen: RawBuilder<unknown>) => sql`
  chosen(id, institution_id) as (${chosen}),
  below(license_id, institution_id) as (
    select id, institution_id from chosen where institution_id is not null
    union
    select below.license_id, child.id from below join institutions child on child.parent_id = below.institution_id
  ),
  member(license_id, user_id) as (
    select below.license_id, u.id from below join users u on u.institution_id = below.institution_id
      where coalesce(u.is_active, true)
    union all
    select chosen.id, u.id from chosen cross join users u
      where chosen.institution_id is null and coalesce(u.is_active, true)
  )`;

const these = (ids: readonly string[]) => sql`select id, institution_id from licenses where id = any(${idArray(ids)})`;

/** Seats of licences by id; no rows for a licence that nobody may have a seat of. */
export async function countSeats(db: Db, licenseIds: readonly string[]): Promise<Map<string, SeatCounts>> {
  const { rows } = await sql<SeatCounts & { license_id: string }>`
    with recursive ${members(these(licenseIds))}
    select member.license_id, count(*)::integer as eligible, count(seat.user_id)::integer as used
    from member left join api.license_seats seat using (license_id, user_id)
    group by member.license_id`.execute(db);
  return new Map(rows.map(({ license_id: id, eligible, used }) => [id, { eligible, used }]));
}

/** Seats of the visible licences that match, count now and are limited. */
export async function sumSeats(
  db: Db,
  scope: Scope,
  criteria: LicenseCriteria,
  terms: StateTerms,
): Promise<{ limited: number; used: number }> {
  const limited = matchingLicenses(db, scope, criteria, terms)
    .where(isCounting(terms))
    .where('l.user_limit', 'is not', null)
    .select(['l.id', 'l.institution_id', 'l.user_limit']);
  const { rows } = await sql<{ limited: number; used: number }>`
    with recursive counted as (${limited}), ${members(sql`select id, institution_id from counted`)}
    select least((select coalesce(sum(user_limit), 0) from counted), 2147483647)::integer as limited,
      (select count(*) from member join api.license_seats using (license_id, user_id))::integer as used`.execute(db);
  return rows[0] ?? { limited: 0, used: 0 };
}

/** What a request for seats meets: of each user, whether there is one, may have a seat, and has one. */
export interface SeatCandidate {
  readonly user_id: string;
  readonly is_active: boolean;
  readonly is_member: boolean;
  readonly has_seat: boolean;
}

/** Those of the users that exist. */
export async function findCandidates(
  tx: Transaction,
  licenseId: string,
  userIds: readonly string[],
): Promise<Map<string, SeatCandidate>> {
  const { rows } = await sql<SeatCandidate>`
    with recursive ${members(these([licenseId]))}
    select u.id as user_id, coalesce(u.is_active, true) as is_active,
      u.id in (select user_id from member) as is_member,
      exists (select from api.license_seats where license_id = ${licenseId} and user_id = u.id) as has_seat
    from users u where u.id = any(${idArray(userIds)})`.execute(tx);
  return new Map(rows.map((row) => [row.user_id, row]));
}

/** All seats of a licence, first those whose holders may not use them any more, the oldest first. */
export async function listSeats(db: Db, licenseId: string): Promise<LicenseSeatView[]> {
  const { rows } = await sql<LicenseSeatView>`
    with recursive ${members(these([licenseId]))}
    select seat.license_id, seat.user_id, seat.activated_at, seat.activated_by, member.user_id is not null as is_used
    from api.license_seats seat left join member using (license_id, user_id)
    where seat.license_id = ${licenseId}
    order by is_used, seat.activated_at, seat.user_id`.execute(db);
  return rows;
}

/** Seats of a licence whose holders are visible under the scope. */
const visibleSeats = (db: Db, scope: Scope, licenseId: string) => {
  const visible =
    scope.kind === 'all'
      ? sql<boolean>`true`
      : scope.kind === 'self'
        ? sql<boolean>`false`
        : sql<boolean>`u.institution_id = any(${idArray(scope.institutionIds)})`;
  return db
    .selectFrom('api.license_seats as seat')
    .innerJoin('users as u', 'u.id', 'seat.user_id')
    .where('seat.license_id', '=', licenseId)
    .where(visible);
};

/** One page of the seats whose holders are visible under the scope. */
export const pageSeats = (db: Db, scope: Scope, licenseId: string, page: PageRequest) =>
  readPage(
    visibleSeats(db, scope, licenseId)
      .select(['seat.license_id', 'seat.user_id', 'seat.activated_at', 'seat.activated_by'])
      .select(
        sql<boolean>`seat.user_id in (with recursive ${members(these([licenseId]))} select user_id from member)`.as(
          'is_used',
        ),
      ),
    page,
  );

export const totalSeats = (db: Db, scope: Scope, licenseId: string) =>
  countUpTo(db, visibleSeats(db, scope, licenseId));

/** Gives seats; who has one keeps it. */
export async function insertSeats(
  tx: Transaction,
  licenseId: string,
  userIds: readonly string[],
  activatedBy: string,
): Promise<LicenseSeatRow[]> {
  if (userIds.length === 0) return [];
  return tx
    .insertInto('api.license_seats')
    .values(userIds.map((userId) => ({ license_id: licenseId, user_id: userId, activated_by: activatedBy })))
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute();
}

/** Takes seats back and gives those that there were. */
export const deleteSeats = (
  tx: Transaction,
  licenseId: string,
  userIds: readonly string[],
): Promise<LicenseSeatRow[]> =>
  tx
    .deleteFrom('api.license_seats')
    .where('license_id', '=', licenseId)
    .where(sql<boolean>`user_id = any(${idArray(userIds)})`)
    .returningAll()
    .execute();
