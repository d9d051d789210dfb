import { sql } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';
import type { BruteForceIncidentRow } from '../../db/generated/tables.ts';
import { bruteForceIncidentsRepository } from '../../db/generated/repositories.ts';

/** Identifies the lock that one worker holds while it reports an incident. */
const reportLock = 4_027_001;

/** An event about signing in, as it was written. */
export interface SignInRow {
  readonly id: string;
  /** UTC, as PostgreSQL writes it, and in microseconds since 1970. */
  readonly at: string;
  readonly micros: string;
  readonly failed: boolean;
  readonly attempts: number;
  /** Without a mask where the column holds an address; otherwise whatever it holds. */
  readonly ip: string | null;
  readonly user_id: string | null;
  /** Whom the event names where it has no user. */
  readonly username: string | null;
  readonly institution_id: string | null;
}

/** Which events; times are UTC texts, both inclusive. */
export interface SignInPeriod {
  readonly failureTypes: readonly string[];
  readonly successTypes: readonly string[];
  readonly from: string;
  readonly to: string;
}

/**
 * The next events about signing in, in the order of time and id. Without a time an event is in no order, and left out.
 * Failures that this service counts by itself are one event for many.
 */
export async function signInsAfter(
  db: Db,
  { failureTypes, successTypes, from, to }: SignInPeriod,
  after: Pick<SignInRow, 'at' | 'id'> | null,
  limit: number,
): Promise<SignInRow[]> {
  const at = sql`coalesce(e.created_at, '-infinity'::timestamp)`;
  const { rows } = await sql<SignInRow>`
    select e.id, e.created_at::text as at, (extract(epoch from e.created_at) * 1000000)::bigint::text as micros,
      e.event_type = any(${failureTypes}::text[]) as failed,
      case when e.event_data ->> 'source' = 'api' and e.event_data ->> 'failures' ~ '^[1-9][0-9]{0,5}$'
        then (e.event_data ->> 'failures')::integer else 1 end as attempts,
      coalesce(host(api.try_inet(e.ip_address)), e.ip_address) as ip, coalesce(e.target_user_id, e.user_id) as user_id,
      case when e.target_user_id is null and e.user_id is null
        then left(coalesce(e.event_data ->> 'username', e.event_data ->> 'email'), 100) end as username,
      e.institution_id
    from security_events e
    where ${at} >= ${from}::timestamp and ${at} <= ${to}::timestamp
      and (${at}, e.id) > (${after?.at ?? from}::timestamp, ${after?.id ?? '0'}::bigint)
      and e.event_type = any(${[...failureTypes, ...successTypes]}::text[])
    order by ${at}, e.id limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

export interface NamedUser {
  readonly id: string;
  readonly institution_id: string | null;
}

/** The users with these names or e-mail addresses, by what was asked for; a name goes before an address. */
export async function findUsersByName(db: Db, names: readonly string[]): Promise<Map<string, NamedUser>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<NamedUser & { name: string }>`
    select email as name, id, institution_id from users where email = any(${names}::text[])
    union all
    select username, id, institution_id from users where username = any(${names}::text[])`.execute(db);
  return new Map(rows.map(({ name, ...user }) => [name, user]));
}

/** The institution of a user; null where it has none or does not exist. */
export async function findInstitutionOf(db: Db, userId: string): Promise<string | null> {
  const { rows } = await sql<{
    institution_id: string | null;
  }>`select institution_id from users where id = ${userId}`.execute(db);
  return rows[0]?.institution_id ?? null;
}

/** Lets no other worker report until this transaction ends. */
export const lockReports = (tx: Transaction) => sql`select pg_advisory_xact_lock(${reportLock})`.execute(tx);

export type IncidentKey = Omit<BruteForceIncidentRow, 'security_event_id' | 'succeeded_at'>;

/** What of an incident was reported before: the sign-in itself, or failures of its subjects. */
export async function findReported(
  db: Db,
  incident: IncidentKey,
): Promise<Record<'success' | 'address' | 'user', boolean>> {
  const { success_event_id: id, address, user_id } = incident;
  const { address_from, address_from_id, address_until, address_until_id } = incident;
  const { user_from, user_from_id, user_until, user_until_id } = incident;
  const { rows } = await sql<Record<'success' | 'address' | 'user', boolean>>`
    select exists (select from api.brute_force_incidents where success_event_id = ${id}) as success,
      exists (select from api.brute_force_incidents where address = ${address}
        and (address_until, address_until_id) >= (${address_from}::timestamp, ${address_from_id}::bigint)
        and (address_from, address_from_id) <= (${address_until}::timestamp, ${address_until_id}::bigint)) as address,
      exists (select from api.brute_force_incidents where user_id = ${user_id}
        and (user_until, user_until_id) >= (${user_from}::timestamp, ${user_from_id}::bigint)
        and (user_from, user_from_id) <= (${user_until}::timestamp, ${user_until_id}::bigint)) as user`.execute(db);
  return rows[0] ?? { success: false, address: false, user: false };
}

export const insertIncident = (tx: Transaction, incident: BruteForceIncidentRow) =>
  bruteForceIncidentsRepository.append(tx, incident);

/** Forgets what was reported before a time, UTC, at most so many at once. Gives how many. */
export async function forgetIncidents(tx: Transaction, before: string, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from api.brute_force_incidents where success_event_id = any(array(
      select success_event_id from api.brute_force_incidents where succeeded_at < ${before}::timestamp
      order by succeeded_at limit ${sql.lit(limit)}))`.execute(tx);
  return Number(numAffectedRows);
}
