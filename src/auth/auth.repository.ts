import { sql } from 'kysely';
import type { Db } from '../db/client.ts';
import { json } from '../db/column-types.ts';
import { codeOf, sqlState } from '../db/faults.ts';
import { hashSecret } from './secrets.ts';

/** What a stored credential stands for. */
export interface StoredCredential {
  readonly userId: string;
  readonly abilities: readonly string[];
  /** In milliseconds since 1970; null: never. */
  readonly expiresAt: number | null;
}

/** A user who may sign in: neither user nor role disabled, and the account not locked. */
export const findActiveUser = (db: Db, id: string) =>
  db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .select(['users.id', 'users.username', 'users.role_id', 'users.institution_id', 'roles.name as role'])
    .where('users.id', '=', id)
    .where(sql<boolean>`coalesce(users.is_active, true) and coalesce(roles.is_active, true)`)
    .where(sql<boolean>`coalesce(users.locked_until <= now() at time zone 'utc', true)`)
    .executeTakeFirst();

const notExpired = sql<boolean>`coalesce(expires_at > now() at time zone 'utc', true)`;
const expiryMillis = sql<number | null>`(extract(epoch from expires_at) * 1000)::float8`.as('expires_at_ms');

/** The API token with this secret, its last use noted once a minute. */
export async function findApiToken(db: Db, secret: string): Promise<StoredCredential | undefined> {
  const row = await db
    .selectFrom('api_tokens')
    .select(['id', 'user_id', 'abilities', expiryMillis])
    .select(sql<boolean>`coalesce(last_used_at < now() at time zone 'utc' - interval '1 minute', true)`.as('stale'))
    .where('token', '=', hashSecret(secret))
    .where(notExpired)
    .executeTakeFirst();
  if (row?.stale === true) {
    const now = sql<string>`now() at time zone 'utc'`;
    await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute();
  }
  return row && { userId: row.user_id, abilities: abilityList(row.abilities), expiresAt: row.expires_at_ms };
}

/** Laravel Sanctum's token with this id and secret. The table may be absent, or closed to this service. */
export async function findSanctumToken(db: Db, id: string, secret: string): Promise<StoredCredential | undefined> {
  try {
    const { rows } = await sql<{ user_id: string; abilities: string | null; expires_at_ms: number | null }>`
      select tokenable_id as user_id, abilities, (extract(epoch from expires_at) * 1000)::float8 as expires_at_ms
      from personal_access_tokens
      where id = ${id} and token = ${hashSecret(secret)} and tokenable_type = 'App\\Models\\User' and ${notExpired}
    `.execute(db);
    const [row] = rows;
    return row && { userId: row.user_id, abilities: abilityList(row.abilities), expiresAt: row.expires_at_ms };
  } catch (error) {
    const code = codeOf(error);
    if (code === sqlState.undefinedTable || code === sqlState.insufficientPrivilege) return undefined;
    throw error;
  }
}

/** Sanctum keeps abilities as JSON text, api_tokens as JSON. What cannot be read allows nothing. */
function abilityList(abilities: unknown): string[] {
  try {
    const list: unknown = typeof abilities === 'string' ? JSON.parse(abilities) : abilities;
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}

/** Every institution with its parent. */
export const listInstitutionParents = (db: Db): Promise<{ id: string; parent_id: string | null }[]> =>
  db.selectFrom('institutions').select(['id', 'parent_id']).execute();

/** Users by name, for operators. */
export const findUsersByName = (db: Db, usernames: readonly string[]) =>
  db.selectFrom('users').select(['id', 'username', 'is_active']).where('username', 'in', usernames).execute();

/** Leaves each of the users the newest `keep` tokens of this name, without the expired ones. */
export async function deleteOldTokens(
  db: Db,
  { userIds, name, keep }: { userIds: readonly string[]; name: string; keep: number },
): Promise<void> {
  if (userIds.length === 0) return;
  const numbered = db
    .selectFrom('api_tokens')
    .select('id')
    .select(notExpired.as('live'))
    .select(sql<number>`row_number() over (partition by user_id order by id desc)`.as('age'))
    .where('user_id', 'in', userIds)
    .where('name', '=', name);
  await db
    .deleteFrom('api_tokens')
    .where('id', 'in', (query) =>
      query
        .selectFrom(numbered.as('numbered'))
        .select('id')
        .where(sql<boolean>`age > ${keep} or not live`),
    )
    .execute();
}

/** Records that an address failed to sign in again and again, for those who see the whole system. */
export async function insertFailedSignIns(
  db: Db,
  { address, failures, minutes }: { address: string; failures: number; minutes: number },
): Promise<void> {
  await db
    .insertInto('security_events')
    .values({
      event_type: 'failed_login',
      severity: 'warning',
      ip_address: address,
      description: `${failures} requests from this address had credentials that are not valid, within ${minutes} minutes.`,
      event_data: json({ source: 'api', failures, minutes }),
    })
    .execute();
}
