import { sql, type RawBuilder } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { exportsRepository } from '../../db/generated/repositories.ts';
import type { ExportRow, ExportSegmentRow } from '../../db/generated/tables.ts';
import { countUpTo, readPage, type KeysetOrder, type Page, type PageRequest } from '../../db/keyset.ts';
import type { RowQuery } from '../../db/row-cursor.ts';

export type ExportStatus = 'READY' | 'RUNNING' | 'INTERRUPTED' | 'COMPLETED' | 'EXPIRED';

/** An export and how far it is. */
export type ExportView = ExportRow & { readonly status: ExportStatus };

/** Which exports; null and absent do not restrict. */
export interface ExportCriteria {
  readonly sources?: readonly string[] | null;
  readonly userId?: string | null;
}

/** How long a download counts as running after it last sent something: a client may read slowly. */
const activeFor = sql`interval '75 seconds'`;
/** How long an export is kept after it has expired, so that its owner can still see what became of it. */
const keptAfterExpiry = sql`interval '7 days'`;

const now = sql`(now() at time zone 'utc')`;

const status = sql<ExportStatus>`case
  when e.expires_at <= ${now} then 'EXPIRED'
  when e.active_at > ${now} - ${activeFor} then 'RUNNING'
  when e.completed_at is not null then 'COMPLETED'
  when e.bytes_sent > 0 then 'INTERRUPTED'
  else 'READY' end`;

export const newestFirst: KeysetOrder = {
  name: 'exports',
  direction: 'desc',
  keys: [{ expression: sql.ref('e.id'), type: 'bigint', column: { name: 'id' } }],
};

function matching(db: Db, scope: Scope, { sources, userId }: ExportCriteria) {
  let query = db.selectFrom('api.exports as e');
  if (scope.kind !== 'all') query = query.where('e.user_id', '=', scope.userId);
  if (sources != null) query = query.where(sql<boolean>`e.source = any(${sources}::text[])`);
  if (userId != null) query = query.where('e.user_id', '=', userId);
  return query;
}

/** An export that this scope sees: one's own, or any where it sees everything. */
export const findExport = (db: Db, scope: Scope, id: string): Promise<ExportView | undefined> =>
  matching(db, scope, {}).selectAll('e').select(status.as('status')).where('e.id', '=', id).executeTakeFirst();

export const pageExports = (
  db: Db,
  scope: Scope,
  criteria: ExportCriteria,
  page: PageRequest,
): Promise<Page<ExportView>> =>
  readPage(matching(db, scope, criteria).selectAll('e').select(status.as('status')), page);

export const totalExports = (db: Db, scope: Scope, criteria: ExportCriteria) =>
  countUpTo(db, matching(db, scope, criteria));

export const insertExport = async (
  tx: Transaction,
  row: Parameters<typeof exportsRepository.insert>[1],
): Promise<ExportView> => ({ ...(await exportsRepository.insert(tx, row)), status: 'READY' });

/** A table that is exported. */
export type ExportedTable = 'audit_logs' | 'activity_logs' | 'security_events' | 'system_errors';

/** How many rows PostgreSQL expects of a query. */
export async function estimateRows(db: Db, query: RowQuery): Promise<number> {
  const { rows } = await sql<{
    'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }];
  }>`explain (format json) ${query}`.execute(db);
  return Math.round(rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0);
}

/**
 * The largest id of the moment, and the transactions that may still commit rows with smaller ones: whoever inserts
 * holds this lock since before the id was taken from its sequence.
 */
export async function presentRows(
  tx: Transaction,
  table: ExportedTable,
): Promise<{ lastRowId: string; awaited: string[] }> {
  const { last } = await tx
    .selectFrom(table)
    .select(sql<string>`coalesce(max(id), 0)`.as('last'))
    .executeTakeFirstOrThrow();
  // Only now: a transaction that has ended in between is seen by whoever reads the rows later.
  const { rows } = await sql<{ id: string }>`
    select distinct virtualtransaction as id from pg_locks where ${writesTo(table)} and pid <> pg_backend_pid()`.execute(
    tx,
  );
  return { lastRowId: last, awaited: rows.map(({ id }) => id) };
}

const writesTo = (table: ExportedTable): RawBuilder<boolean> => sql<boolean>`(locktype = 'relation'
  and database = (select oid from pg_database where datname = current_database())
  and relation = ${`public.${table}`}::regclass and mode = 'RowExclusiveLock')`;

/** Whether all of these transactions have ended. */
export async function haveEnded(db: Db, table: ExportedTable, transactions: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`select not exists (
    select from pg_locks where ${writesTo(table)} and virtualtransaction = any(${transactions}::text[])) as ended`.execute(
    db,
  );
  return rows[0]?.ended ?? false;
}

/** The segment in which this byte is; of the end of what was sent, the last one. Undefined where nothing was sent. */
export const findSegment = (db: Db, exportId: string, byte: number): Promise<ExportSegmentRow | undefined> =>
  db
    .selectFrom('api.export_segments')
    .selectAll()
    .where('export_id', '=', exportId)
    .where('start_byte', '<=', String(byte))
    .orderBy('start_byte', 'desc')
    .limit(1)
    .executeTakeFirst();

/** How far a download has come. */
export interface Progress {
  readonly rows: number;
  readonly bytes: number;
}

const farthest = ({ rows, bytes }: Progress) => ({
  rows_sent: sql<string>`greatest(rows_sent, ${rows})`,
  bytes_sent: sql<string>`greatest(bytes_sent, ${bytes})`,
});

/**
 * Keeps a segment before it is sent for the first time, and notes how much was sent before it. Gives the segment that
 * is kept: of one that was sent before, what it was then.
 */
export const keepSegment = (
  db: Db,
  segment: ExportSegmentRow,
  progress: Progress,
): Promise<Pick<ExportSegmentRow, 'end_byte' | 'digest'>> =>
  db
    .with('progress', (query) =>
      query
        .updateTable('api.exports')
        .set({ ...farthest(progress), active_at: sql<string>`${now}` })
        .where('id', '=', segment.export_id),
    )
    .insertInto('api.export_segments')
    .values(segment)
    // Changes nothing: a conflict that does nothing returns nothing either.
    .onConflict((conflict) =>
      conflict.columns(['export_id', 'start_byte']).doUpdateSet({ digest: sql`export_segments.digest` }),
    )
    .returning(['end_byte', 'digest'])
    .executeTakeFirstOrThrow();

/** Keeps the length of the file, and gives the one that is kept. */
export async function keepLength(db: Db, exportId: string, length: number): Promise<number> {
  const { total_bytes: kept } = await db
    .updateTable('api.exports')
    .set({ total_bytes: sql<string>`coalesce(total_bytes, ${length})` })
    .where('id', '=', exportId)
    .returning('total_bytes')
    .executeTakeFirstOrThrow();
  return Number(kept);
}

/** Notes that a download has ended, and whether its client has the end of the file. */
export async function endDownload(tx: Transaction, exportId: string, progress: Progress, completed: boolean) {
  await tx
    .updateTable('api.exports')
    .set({
      ...farthest(progress),
      active_at: null,
      ...(completed ? { completed_at: sql<string>`coalesce(completed_at, ${now})` } : {}),
    })
    .where('id', '=', exportId)
    .execute();
}

/** Removes exports that expired long ago, and gives how many. */
export async function deleteExpired(db: Db): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('api.exports')
    .where(sql<boolean>`expires_at < ${now} - ${keptAfterExpiry}`)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
