import type { Db } from '../db/client.ts';
import { auditLogsRepository } from '../db/generated/repositories.ts';

type Audit = Partial<Parameters<typeof auditLogsRepository.insert>[1]>;

/** Inserts audit records as another application would, `data_access` unless told, and gives their ids in order. */
export async function insertAudits(db: Db, rows: readonly Audit[]): Promise<string[]> {
  const inserted = await auditLogsRepository.insertMany(
    db,
    rows.map((row) => ({ event: 'data_access', ...row })),
  );
  return inserted.map(({ id }) => id);
}
