import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { json } from '../../db/column-types.ts';
import { retentionHoldsRepository } from '../../db/generated/repositories.ts';
import type { RetentionHoldRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { isVisible, type RetentionSource } from './retention.repository.ts';

/** A hold, whether it keeps anything now, and the version that optimistic locking compares. */
export type RetentionHoldView = RetentionHoldRow & { readonly is_active: boolean; readonly version: string };

/** Which holds; null and absent do not restrict. */
export interface HoldCriteria {
  readonly isActive?: boolean | null;
  readonly source?: RetentionSource | null;
  readonly userId?: string | null;
  readonly institutionId?: string | null;
}

export const holdOrder: KeysetOrder = {
  name: 'holds',
  direction: 'desc',
  keys: [{ expression: sql.ref('h.id'), type: 'bigint', column: { name: 'id' } }],
};

/** As `api.retention_holds_on` has it. */
const isActive = sql<boolean>`(h.released_at is null
  and (h.until_at is null or h.until_at > clock_timestamp() at time zone 'utc'))`;

function matchingHolds(db: Db, scope: Scope, criteria: HoldCriteria) {
  let query = db.selectFrom('api.retention_holds as h').where(isVisible(scope));
  if (criteria.isActive != null) query = query.where(sql<boolean>`${isActive} = ${criteria.isActive}`);
  if (criteria.source != null) query = query.where(sql<boolean>`(h.sources is null or h.sources ? ${criteria.source})`);
  if (criteria.userId != null) query = query.where('h.user_id', '=', criteria.userId);
  if (criteria.institutionId != null) query = query.where('h.institution_id', '=', criteria.institutionId);
  return query;
}

const selectHolds = (db: Db, scope: Scope, criteria: HoldCriteria = {}) =>
  matchingHolds(db, scope, criteria)
    .select(retentionHoldsRepository.table.selectable.map((column) => `h.${column}` as const))
    .select([isActive.as('is_active'), sql<string>`h.xmin::text`.as('version')]);

export const findHold = (db: Db, scope: Scope, id: string): Promise<RetentionHoldView | undefined> =>
  selectHolds(db, scope).where('h.id', '=', id).executeTakeFirst();

/** The hold, locked until the transaction ends. */
export const lockHold = (tx: Transaction, scope: Scope, id: string): Promise<RetentionHoldView | undefined> =>
  selectHolds(tx, scope)
    .where('h.id', '=', id)
    .modifyEnd(sql`for no key update of h`)
    .executeTakeFirst();

/** Holds by id. */
export async function findHolds(db: Db, scope: Scope, ids: readonly string[]): Promise<Map<string, RetentionHoldView>> {
  if (ids.length === 0) return new Map();
  const rows = await selectHolds(db, scope)
    .where(sql<boolean>`h.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export const pageHolds = (db: Db, scope: Scope, criteria: HoldCriteria, page: PageRequest) =>
  readPage(selectHolds(db, scope, criteria), page);

export const totalHolds = (db: Db, scope: Scope, criteria: HoldCriteria) =>
  countUpTo(db, matchingHolds(db, scope, criteria));

export type NewHold = Pick<
  RetentionHoldRow,
  'reason' | 'user_id' | 'institution_id' | 'from_at' | 'to_at' | 'until_at' | 'placed_by'
> & { readonly sources: readonly RetentionSource[] | null };

/** Places a hold and gives its id. Waits for the batches that are on their way: see docs/retention.md. */
export const insertHold = (tx: Transaction, { sources, ...hold }: NewHold): Promise<{ id: string }> =>
  tx
    .insertInto('api.retention_holds')
    .values({ ...hold, sources: sources && json(sources) })
    .returning('id')
    .executeTakeFirstOrThrow();

export async function releaseHold(tx: Transaction, id: string, reason: string, releasedBy: string): Promise<void> {
  await tx
    .updateTable('api.retention_holds')
    .set({
      released_by: releasedBy,
      released_at: sql<string>`statement_timestamp() at time zone 'utc'`,
      release_reason: reason,
    })
    .where('id', '=', id)
    .execute();
}
