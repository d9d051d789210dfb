import type { Db } from '../db/client.ts';
import { activityLogsRepository } from '../db/generated/repositories.ts';

type Activity = Partial<Parameters<typeof activityLogsRepository.insert>[1]>;

/** Inserts activities as another application would, `view` unless told, and gives their ids in order. */
export async function insertActivities(db: Db, rows: readonly Activity[]): Promise<string[]> {
  const inserted = await activityLogsRepository.insertMany(
    db,
    rows.map((row) => ({ activity_type: 'view', ...row })),
  );
  return inserted.map(({ id }) => id);
}
