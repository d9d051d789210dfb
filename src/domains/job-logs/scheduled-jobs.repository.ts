import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { scheduledJobsRepository } from '../../db/generated/repositories.ts';
import type { ScheduledJobRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';

/** Jobs belong to the whole system. */
const visibleJobs = (db: Db, scope: Scope) =>
  db
    .selectFrom('scheduled_jobs')
    .select(scheduledJobsRepository.table.selectable)
    .where(sql<boolean>`${sql.lit(scope.kind === 'all')}`);

/** The visible ones of these jobs, by id. */
export async function findScheduledJobs(
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, ScheduledJobRow>> {
  const rows = await visibleJobs(db, scope)
    .where(sql<boolean>`id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** All of them, by name: as many as somebody has set up. */
export const listScheduledJobs = (db: Db, scope: Scope): Promise<ScheduledJobRow[]> =>
  visibleJobs(db, scope).orderBy('name').orderBy('id').execute();

/** Active jobs that should have begun `graceMinutes` ago and have not, those that are late the longest first. */
export const lateJobs = (db: Db, scope: Scope, graceMinutes: number): Promise<ScheduledJobRow[]> =>
  visibleJobs(db, scope)
    .where(sql<boolean>`is_active is not false and is_running is not true`)
    .where(sql<boolean>`next_run_at < (now() at time zone 'utc') - make_interval(mins => ${sql.lit(graceMinutes)})`)
    .orderBy('next_run_at')
    .orderBy('id')
    .execute();
