import { createHash } from 'node:crypto';
import type { Viewer } from './auth/viewer.ts';
import type { Transaction } from './db/client.ts';
import { userError } from './errors.ts';
import { claimKey, findKey, keepEntity } from './idempotency.repository.ts';

const maxKeyLength = 100;

/**
 * Runs `create` once for a key: a repeat by the same user answers with the id of what the first call made,
 * also when both arrive at once (the second waits for the first one's commit). Without a key it just
 * creates. Throws a user error when the key was used with another input.
 */
export async function createOnce<Entity extends { readonly id: string }>(
  tx: Transaction,
  viewer: Viewer,
  operation: string,
  input: { readonly idempotencyKey?: string | null },
  create: () => Promise<Entity>,
): Promise<{ created: Entity } | { repeatedId: string }> {
  const key = input.idempotencyKey;
  if (key == null) return { created: await create() };
  if (key.length < 1 || key.length > maxKeyLength) {
    throw userError('INVALID', ['idempotencyKey'], `idempotencyKey must have 1 to ${maxKeyLength} characters.`);
  }
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const mine = { user_id: viewer.userId, key };
  if (await claimKey(tx, { ...mine, operation, request_hash: hash })) {
    const created = await create();
    await keepEntity(tx, mine, created.id);
    return { created };
  }
  const first = await findKey(tx, mine);
  if (first?.entity_id == null || first.operation !== operation || first.request_hash !== hash) {
    throw userError('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey'], 'idempotencyKey was used before with another input.');
  }
  return { repeatedId: first.entity_id };
}
