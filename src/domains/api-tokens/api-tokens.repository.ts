import { sql } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';
import type { ApiTokenRow } from '../../db/generated/tables.ts';

/** A token without its hash, which no query of the API reads. */
export type ApiTokenView = Omit<ApiTokenRow, 'token'>;

const columns = [
  'id',
  'user_id',
  'name',
  'abilities',
  'last_used_at',
  'expires_at',
  'created_at',
  'updated_at',
] as const;

/** A user's tokens, the newest first. */
export const listTokens = (db: Db, userId: string): Promise<ApiTokenView[]> =>
  db.selectFrom('api_tokens').select(columns).where('user_id', '=', userId).orderBy('id', 'desc').execute();

/** One of the user's own tokens. */
export const findToken = (db: Db, userId: string, id: string): Promise<ApiTokenView | undefined> =>
  db.selectFrom('api_tokens').select(columns).where('user_id', '=', userId).where('id', '=', id).executeTakeFirst();

/**
 * How many tokens of the user still work. Until the transaction ends, no other transaction can count them, so
 * that two at once do not both find room for one more.
 */
export const countLiveTokens = async (tx: Transaction, userId: string): Promise<number> => {
  // The service may not lock rows of users. The count is a statement of its own: it must see what the
  // transaction before has written.
  await sql`select pg_advisory_xact_lock(hashtextextended('api_tokens ' || ${userId}::text, 0))`.execute(tx);
  const { count } = await tx
    .selectFrom('api_tokens')
    .select(sql<number>`count(*)::integer`.as('count'))
    .where('user_id', '=', userId)
    .where(sql<boolean>`coalesce(expires_at > now() at time zone 'utc', true)`)
    .executeTakeFirstOrThrow();
  return count;
};

/** Stores a token by the hash of its secret. */
export const insertToken = (
  db: Db,
  token: { userId: string; name: string; hash: string; abilities: readonly string[]; expiresAt: string | null },
): Promise<ApiTokenView> =>
  db
    .insertInto('api_tokens')
    .values({
      user_id: token.userId,
      name: token.name,
      token: token.hash,
      abilities: sql`${JSON.stringify(token.abilities)}::jsonb`,
      expires_at: token.expiresAt,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();

/** Removes one of the user's own tokens; undefined where there is none. */
export const deleteToken = (tx: Transaction, userId: string, id: string): Promise<ApiTokenView | undefined> =>
  tx.deleteFrom('api_tokens').where('user_id', '=', userId).where('id', '=', id).returning(columns).executeTakeFirst();
