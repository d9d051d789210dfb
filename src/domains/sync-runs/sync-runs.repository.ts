import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { everything, type Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { IntegrationSyncLogRow, SyncRunLeaseRow } from '../../db/generated/tables.ts';
import { integrationSyncLogsRepository, syncRunLeasesRepository } from '../../db/generated/repositories.ts';
import { idArray, isOneOf, type Ids } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';

export const syncRunStates = ['QUEUED', 'RUNNING', 'STALE', 'CANCELLING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;
export type SyncRunState = (typeof syncRunStates)[number];

type Lease = Omit<SyncRunLeaseRow, 'sync_run_id'>;

/** A run with its lease, where it stood when it was read, and the version that optimistic locking compares. */
export type SyncRunView = IntegrationSyncLogRow & { [K in keyof Lease]: Lease[K] | null } & {
  readonly state: SyncRunState;
  readonly version: string;
  /** False for a run of another application. */
  readonly has_lease: boolean;
  /** Whose the integration is; null: the whole system's. */
  readonly institution_id: string | null;
  /** When it was read, by the database's clock. */
  readonly read_at: string;
};

/** Which runs; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface SyncRunCriteria {
  readonly integrationId?: string | null;
  readonly states?: readonly SyncRunState[] | null;
  readonly syncTypes?: readonly string[] | null;
  readonly institutionIds?: Ids | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

const byStart = [
  { expression: sql.ref('r.start_time'), type: 'timestamp', column: { name: 'start_time' } },
  { expression: sql.ref('r.id'), type: 'bigint', column: { name: 'id' } },
] as const;

export const syncRunOrders = {
  NEWEST_FIRST: { name: 'newest', direction: 'desc', keys: byStart },
  OLDEST_FIRST: { name: 'oldest', direction: 'asc', keys: byStart },
} as const satisfies Record<string, KeysetOrder>;

/** Moves on within a transaction, unlike now(): what was waited for a lock counts. */
export const nowUtc = sql<string>`(statement_timestamp() at time zone 'utc')`;

/** Another application may leave the status empty, which its column means as `running`. */
const isOpen = sql<boolean>`(r.status is null or r.status = 'running')`;

export const state = sql<SyncRunState>`case
  when not (${isOpen}) then upper(r.status)
  when l.sync_run_id is null then
    case when coalesce(r.updated_at, r.created_at, r.start_time) < ${nowUtc} - interval '1 hour' then 'STALE'
      else 'RUNNING' end
  when l.worker is null then 'QUEUED'
  when l.lease_expires_at <= ${nowUtc} then 'STALE'
  when l.cancel_requested_at is not null then 'CANCELLING'
  else 'RUNNING' end`;

/** A run follows its integration: what is the whole system's is seen by those who reach all of it. */
function isVisible(scope: Scope): RawBuilder<SqlBool> {
  if (scope.kind === 'all') return sql`true`;
  if (scope.kind === 'self') return sql`false`;
  return sql`(${isOneOf('i.institution_id', scope.institutionIds)} and i.is_system_wide is not true)`;
}

const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
  value == null ? [] : [condition(value)];

/** The visible runs that match, with their integration as `i` and their lease as `l`. */
export const matchingRuns = (db: Db, scope: Scope, criteria: SyncRunCriteria = {}) =>
  db
    .selectFrom('integration_sync_logs as r')
    .innerJoin('integrations as i', 'i.id', 'r.integration_id')
    .leftJoin('api.sync_run_leases as l', 'l.sync_run_id', 'r.id')
    .where((eb) =>
      eb.and([
        isVisible(scope),
        ...given(criteria.integrationId, (id) => sql`r.integration_id = ${id}`),
        ...given(criteria.states, (states) => sql`${state} = any(${states}::text[])`),
        ...given(criteria.syncTypes, (types) => sql`r.sync_type = any(${types}::text[])`),
        ...given(criteria.institutionIds, (ids) => isOneOf('i.institution_id', ids)),
        ...given(criteria.from, (from) => sql`r.start_time >= ${from}::timestamp`),
        ...given(criteria.to, (to) => sql`r.start_time < ${to}::timestamp`),
      ]),
    );

const runColumns = integrationSyncLogsRepository.table.selectable.map((column) => `r.${column}` as const);

const selectViews = (db: Db, scope: Scope, criteria?: SyncRunCriteria) =>
  matchingRuns(db, scope, criteria)
    .select(runColumns)
    .select([
      'l.worker',
      'l.fencing_token',
      'l.attempt',
      'l.claimed_at',
      'l.heartbeat_at',
      'l.lease_expires_at',
      'l.expected_records',
      'l.cancel_requested_at',
      'l.cancel_requested_by',
      'l.cancel_reason',
      state.as('state'),
      sql<boolean>`l.sync_run_id is not null`.as('has_lease'),
      sql<string | null>`case when i.is_system_wide is not true then i.institution_id end`.as('institution_id'),
      nowUtc.as('read_at'),
      // xmin changes with every write, whichever application makes it.
      sql<string>`r.xmin::text || '.' || coalesce(l.xmin::text, '0')`.as('version'),
    ]);

/** The run, where the scope sees it. */
export const findRun = (db: Db, scope: Scope, id: string): Promise<SyncRunView | undefined> =>
  selectViews(db, scope).where('r.id', '=', id).executeTakeFirst();

/** The run, locked against other writers until the transaction ends. */
export async function lockRun(tx: Transaction, scope: Scope, id: string): Promise<SyncRunView | undefined> {
  const locked = await tx
    .selectFrom('integration_sync_logs')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  // A second statement: it sees what was committed, and how late it was, once the lock was there.
  return locked && findRun(tx, scope, id);
}

export const pageRuns = (db: Db, scope: Scope, criteria: SyncRunCriteria, page: PageRequest) =>
  readPage(selectViews(db, scope, criteria), page);

export const totalRuns = (db: Db, scope: Scope, criteria: SyncRunCriteria) =>
  countUpTo(db, matchingRuns(db, scope, criteria));

/** The run of each integration that started last, by the integration's id. */
export async function findLastRuns(
  db: Db,
  scope: Scope,
  integrationIds: readonly string[],
): Promise<Map<string, SyncRunView>> {
  const rows = await selectViews(db, scope)
    .where(
      sql<boolean>`r.id in (select last.id from unnest(${idArray(integrationIds)}) as wanted(id)
        cross join lateral (select id from integration_sync_logs where integration_id = wanted.id
          order by start_time desc, id desc limit 1) as last)`,
    )
    .execute();
  return new Map(rows.map((row) => [row.integration_id, row]));
}

/** Runs of an integration and type that have not ended, whoever may see them: the integration was checked. */
export const findOpenRuns = (tx: Transaction, integrationId: string, syncType: string): Promise<SyncRunView[]> =>
  selectViews(tx, everything, { integrationId, syncTypes: [syncType] })
    .where(isOpen)
    .orderBy('r.id')
    .execute();

const openRuns = (tx: Transaction, ids: readonly { readonly id: string }[]): Promise<SyncRunView[]> =>
  selectViews(tx, everything)
    .where(sql<boolean>`r.id = any(${idArray(ids.map(({ id }) => id))}) and ${isOpen}`)
    .orderBy('r.id')
    .execute();

/** A run that is claimed so often is not given to another worker. */
export const maxAttempts = 3;

/**
 * Locks the oldest run that a worker may take; one that somebody else is just claiming is passed over. Of the lease,
 * too, so that PostgreSQL looks again at what has changed since the statement began.
 */
export async function lockClaimable(
  tx: Transaction,
  scope: Scope,
  criteria: Pick<SyncRunCriteria, 'integrationId' | 'syncTypes'>,
): Promise<SyncRunView | undefined> {
  const found = await matchingRuns(tx, scope, criteria)
    .innerJoin('api.sync_run_leases as lease', 'lease.sync_run_id', 'r.id')
    .select('r.id')
    .where(
      sql<boolean>`${isOpen} and coalesce(i.is_enabled, true) and lease.cancel_requested_at is null
      and (lease.worker is null or (lease.lease_expires_at <= ${nowUtc} and lease.attempt < ${maxAttempts}))`,
    )
    .orderBy('r.start_time')
    .orderBy('r.id')
    .limit(1)
    .forUpdate(['r', 'lease'])
    .skipLocked()
    .executeTakeFirst();
  return found && findRun(tx, scope, found.id);
}

/** Locks runs whose workers are given up; what another instance is just looking after is passed over. */
export async function lockAbandoned(tx: Transaction, limit: number): Promise<SyncRunView[]> {
  const ids = await tx
    .selectFrom('integration_sync_logs as r')
    .innerJoin('api.sync_run_leases as l', 'l.sync_run_id', 'r.id')
    .select('r.id')
    .where(
      sql<boolean>`${isOpen} and l.lease_expires_at <= ${nowUtc} and (l.attempt >= ${maxAttempts}
      or l.cancel_requested_at is not null or l.lease_expires_at < ${nowUtc} - interval '10 minutes')`,
    )
    .orderBy('r.id')
    .limit(limit)
    .forUpdate(['r', 'l'])
    .skipLocked()
    .execute();
  return openRuns(tx, ids);
}

/** Puts a run into the queue and gives its id. */
export async function insertRun(
  tx: Transaction,
  run: Pick<IntegrationSyncLogRow, 'integration_id' | 'sync_type' | 'initiated_by'> &
    Pick<SyncRunLeaseRow, 'expected_records'>,
): Promise<{ id: string }> {
  const { expected_records, ...row } = run;
  const { id } = await tx
    .insertInto('integration_sync_logs')
    .values({ ...row, start_time: nowUtc, status: 'running' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await syncRunLeasesRepository.append(tx, { sync_run_id: id, expected_records });
  return { id };
}

export type RunPatch = Parameters<typeof integrationSyncLogsRepository.update>[2];

export const updateRun = (tx: Transaction, id: string, patch: RunPatch) =>
  integrationSyncLogsRepository.update(tx, id, patch);

/** Ends the run now. */
export async function endRun(
  tx: Transaction,
  id: string,
  status: 'completed' | 'failed' | 'cancelled',
  patch: RunPatch = {},
): Promise<void> {
  await updateRun(tx, id, { ...patch, status });
  await tx.updateTable('integration_sync_logs').set({ end_time: nowUtc }).where('id', '=', id).execute();
}

export const updateLease = (tx: Transaction, id: string, patch: Parameters<typeof syncRunLeasesRepository.update>[2]) =>
  syncRunLeasesRepository.update(tx, id, patch);

/** Gives the run to a worker, with a fencing token greater than any before. */
export async function lease(tx: Transaction, id: string, worker: string, seconds: number): Promise<void> {
  await tx
    .updateTable('api.sync_run_leases')
    .set({
      worker,
      fencing_token: sql<string>`nextval('api.sync_run_fencing_tokens')`,
      attempt: sql<number>`attempt + 1`,
      claimed_at: nowUtc,
      heartbeat_at: nowUtc,
      lease_expires_at: sql<string>`${nowUtc} + make_interval(secs => ${seconds})`,
    })
    .where('sync_run_id', '=', id)
    .execute();
}

/** Prolongs the lease by as much as the worker asked for when it claimed the run. */
export async function prolongLease(tx: Transaction, id: string): Promise<void> {
  await tx
    .updateTable('api.sync_run_leases')
    .set({ heartbeat_at: nowUtc, lease_expires_at: sql<string>`${nowUtc} + (lease_expires_at - heartbeat_at)` })
    .where('sync_run_id', '=', id)
    .execute();
}

/** The integration counts as synchronised now. */
export async function markSynchronised(tx: Transaction, integrationId: string): Promise<void> {
  await tx
    .updateTable('integrations')
    .set({ last_sync_at: sql<string>`greatest(last_sync_at, ${nowUtc})` })
    .where('id', '=', integrationId)
    .execute();
}

/**
 * Runs for the feed, by id. Feeds read without a scope: the hub loads a row once for all its subscribers and asks for
 * each of them whether it is visible.
 */
export async function loadFeedRuns(db: Db, ids: readonly string[]): Promise<Map<string, SyncRunView>> {
  const rows = await selectViews(db, everything)
    .where(sql<boolean>`r.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
