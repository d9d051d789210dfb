import { sql } from 'kysely';
import type { Transaction } from '../../db/client.ts';
import { systemErrorsRepository } from '../../db/generated/repositories.ts';
import type { NewRow } from '../../db/repository.ts';

/** An error to store, with what its reporter says of it. */
export interface Report {
  readonly clientId: string | null;
  readonly fingerprint: string | null;
  readonly row: NewRow<'system_errors'>;
}

/**
 * Notes these client ids, in their order so that two who note the same ones do not wait for each other. Gives those
 * that are new; of the others, somebody else's transaction has ended by then.
 */
export async function claimClientIds(
  tx: Transaction,
  reporter: string,
  clientIds: readonly string[],
): Promise<Set<string>> {
  if (clientIds.length === 0) return new Set();
  const { rows } = await sql<{ client_id: string }>`
    insert into api.error_reports(reported_by, client_id)
    select ${reporter}, id from unnest(${clientIds}::text[]) as ids(id) order by id collate "C"
    on conflict (reported_by, client_id) do nothing returning client_id`.execute(tx);
  return new Set(rows.map((row) => row.client_id));
}

/** The errors that were stored under these client ids. */
export async function findReported(
  tx: Transaction,
  reporter: string,
  clientIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ client_id: string; id: string }>`
    select client_id, system_error_id as id from api.error_reports
    where reported_by = ${reporter} and client_id = any(${clientIds}::text[]) and system_error_id is not null`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.client_id, row.id]));
}

/** Stores errors and gives their ids in order; the client ids were claimed. */
export async function insertReports(tx: Transaction, reporter: string, reports: readonly Report[]): Promise<string[]> {
  const rows = await systemErrorsRepository.insertMany(
    tx,
    reports.map(({ row }) => row),
  );
  const noted = reports.map(({ clientId, fingerprint }, index) => ({ clientId, fingerprint, id: rows[index]?.id }));
  const known = noted.filter(({ clientId }) => clientId !== null);
  if (known.length > 0) {
    await sql`update api.error_reports r set system_error_id = new.id, fingerprint = new.fingerprint
      from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as new("clientId" text, fingerprint text, id bigint)
      where r.reported_by = ${reporter} and r.client_id = new."clientId"`.execute(tx);
  }
  const others = noted.filter(({ clientId, fingerprint }) => clientId === null && fingerprint !== null);
  if (others.length > 0) {
    await sql`insert into api.error_reports(reported_by, fingerprint, system_error_id)
      select ${reporter}, fingerprint, id
      from jsonb_to_recordset(${JSON.stringify(others)}::jsonb) as new(fingerprint text, id bigint)`.execute(tx);
  }
  return rows.map(({ id }) => id);
}
