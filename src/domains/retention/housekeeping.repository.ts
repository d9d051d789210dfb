import { sql } from 'kysely';
import type { Transaction } from '../../db/client.ts';

/**
 * Forgets workers of jobs that have stopped, or given no sign of life, before a time, UTC; at most so many at once.
 * Gives how many.
 */
export async function forgetWorkers(tx: Transaction, before: string, limit: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from api.job_workers where id = any(array(
      select w.id from api.job_workers w
      where coalesce(w.stopped_at, w.heartbeat_at) < ${before}::timestamp
        and not exists (select from api.job_runs r where r.worker_id = w.id and r.state = 'processing')
      order by w.id limit ${sql.lit(limit)} for update skip locked))`.execute(tx);
  return Number(numAffectedRows);
}
