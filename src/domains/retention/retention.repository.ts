import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { retentionPoliciesRepository } from '../../db/generated/repositories.ts';
import type { RetentionPolicyRow } from '../../db/generated/tables.ts';

/** Kinds of records, by the names that their tables have. */
export const retentionSources = [
  'activity_logs',
  'audit_logs',
  'security_events',
  'system_errors',
  'performance_metrics',
  'job_logs',
  'integration_sync_logs',
  'system_notifications',
] as const;
export type RetentionSource = (typeof retentionSources)[number];

/** A policy with the version that optimistic locking compares. */
export type RetentionPolicyView = RetentionPolicyRow & { readonly version: string };

/** What a run would do: figures over the records that were looked at. */
export interface RetentionPreview {
  readonly source: string;
  readonly keepDays: number;
  readonly looked: number;
  /** Whether these are all that are past their age. */
  readonly isComplete: boolean;
  readonly deletable: number;
  /** UTC, of those that would be deleted. */
  readonly oldestAt: string | null;
  readonly newestAt: string | null;
  readonly held: number;
  /** Ids of holds, and how many records each keeps. */
  readonly holds: readonly { readonly id: string; readonly rows: number }[];
}

/** Records belong to the whole system here: whoever reaches less of it sees nothing. */
export const isVisible = (scope: Scope) => sql<boolean>`${scope.kind === 'all'}`;

const selectPolicies = (db: Db, scope: Scope) =>
  db
    .selectFrom('api.retention_policies as p')
    .select(retentionPoliciesRepository.table.selectable.map((column) => `p.${column}` as const))
    .select(sql<string>`p.xmin::text`.as('version'))
    .where(isVisible(scope));

/** Every policy, in the order in which sources are told. */
export const listPolicies = (db: Db, scope: Scope): Promise<RetentionPolicyView[]> =>
  selectPolicies(db, scope).orderBy('p.id').execute();

export const findPolicy = (db: Db, scope: Scope, source: RetentionSource): Promise<RetentionPolicyView | undefined> =>
  selectPolicies(db, scope).where('p.source', '=', source).executeTakeFirst();

/** The policy, locked until the transaction ends: batches that go by it are waited for. */
export const lockPolicy = (
  tx: Transaction,
  scope: Scope,
  source: RetentionSource,
): Promise<RetentionPolicyView | undefined> =>
  selectPolicies(tx, scope)
    .where('p.source', '=', source)
    .modifyEnd(sql`for no key update of p`)
    .executeTakeFirst();

/** Sets a policy, now. */
export async function updatePolicy(
  tx: Transaction,
  id: string,
  patch: Pick<RetentionPolicyRow, 'keep_days' | 'enabled' | 'updated_by'>,
): Promise<void> {
  await tx
    .updateTable('api.retention_policies')
    .set({ ...patch, updated_at: sql<string>`statement_timestamp() at time zone 'utc'` })
    .where('id', '=', id)
    .execute();
}

/** When the oldest record of a source is from, UTC; null where none has a time. */
export async function oldestRecord(db: Db, scope: Scope, source: string): Promise<string | null> {
  const { rows } = await sql<{ oldest: string | null }>`
    select api.oldest_record(${source}) as oldest where ${isVisible(scope)}`.execute(db);
  return rows[0]?.oldest ?? null;
}

/** What a run of a source would do, looking at so many records at most; `keepDays` instead of the policy's. */
export async function previewRetention(
  db: Db,
  scope: Scope,
  source: string,
  maximum: number,
  keepDays?: number | null,
): Promise<RetentionPreview | null> {
  const { rows } = await sql<RetentionPreview>`
    select policy.source, coalesce(${keepDays ?? null}::integer, policy.keep_days) as "keepDays",
      looked::integer, is_complete as "isComplete", deletable::integer, oldest as "oldestAt", newest as "newestAt",
      held::integer, holds
    from api.retention_policies policy,
      api.preview_retention(policy.source, ${keepDays ?? null}::integer, ${maximum}::integer)
    where policy.source = ${source} and ${isVisible(scope)}`.execute(db);
  return rows[0] ?? null;
}

/** A place in the order in which a source is worked through. */
export interface RetentionPlace {
  readonly at: string;
  readonly id: string;
}

/** What one batch did. */
export interface RetentionBatch {
  readonly keep_days: number;
  readonly looked: number;
  readonly deleted: number;
  /** Rows that belonged to deleted ones, such as who has read a notification. */
  readonly dependents: number;
  readonly held: number;
  readonly oldest: string | null;
  readonly newest: string | null;
  /** Where the next batch begins; null where this one found nothing. */
  readonly last_at: string | null;
  readonly last_id: string | null;
  /** Whether nothing follows. */
  readonly is_last: boolean;
}

/** Deletes the next records of a source that may go, or gives null where its policy is not enabled. */
export async function deleteExpired(
  tx: Transaction,
  source: RetentionSource,
  after: RetentionPlace | null,
  maximum: number,
): Promise<RetentionBatch | null> {
  const { rows } = await sql<RetentionBatch>`
    select * from api.delete_expired(${source}, ${after?.at ?? null}::timestamp, ${after?.id ?? null}::bigint,
      ${maximum}::integer)`.execute(tx);
  return rows[0] ?? null;
}
