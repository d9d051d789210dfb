import { sql } from 'kysely';
import type { Transaction } from './db/client.ts';
import type { IdempotencyKeyRow } from './db/generated/tables.ts';

/** Whose key it is. */
type KeyOf = Pick<IdempotencyKeyRow, 'user_id' | 'key'>;

/** How long a key is remembered. */
const lifetime = sql`interval '24 hours'`;

/**
 * Claims a key for this transaction; false when it is taken. Forgets the user's old keys. Whoever comes second waits here until the first
 * one's transaction has ended.
 */
export async function claimKey(
  tx: Transaction,
  claim: KeyOf & Pick<IdempotencyKeyRow, 'operation' | 'request_hash'>,
): Promise<boolean> {
  await tx
    .deleteFrom('api.idempotency_keys')
    .where('user_id', '=', claim.user_id)
    .where(sql<boolean>`created_at < (now() at time zone 'utc') - ${lifetime}`)
    .execute();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('api.idempotency_keys')
    .values(claim)
    .onConflict((conflict) => conflict.columns(['user_id', 'key']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Keeps what the claimed key made. */
export async function keepEntity(tx: Transaction, { user_id, key }: KeyOf, entityId: string): Promise<void> {
  await tx
    .updateTable('api.idempotency_keys')
    .set({ entity_id: entityId })
    .where('user_id', '=', user_id)
    .where('key', '=', key)
    .execute();
}

export const findKey = (tx: Transaction, { user_id, key }: KeyOf): Promise<IdempotencyKeyRow | undefined> =>
  tx
    .selectFrom('api.idempotency_keys')
    .selectAll()
    .where('user_id', '=', user_id)
    .where('key', '=', key)
    .executeTakeFirst();
