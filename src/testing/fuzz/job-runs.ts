import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';

/**
 * Makes every second run of job_logs one of this service, in every state, with the marker in all its texts: what it
 * said, how far it is, why it is to stop, and who has it.
 */
export async function manageMarkedRuns(db: Db, marker: string, user: string): Promise<void> {
  const worker = randomUUID();
  await sql`insert into api.job_workers (id, name, concurrency, lease_seconds) values (${worker}, ${marker}, 1, 60)`.execute(
    db,
  );
  await sql`
    insert into api.job_runs (job_log_id, scheduled_job_id, run_id, attempt, job_class, trigger, scheduled_for, state,
      available_at, worker_id, fencing_token, heartbeat_at, lease_expires_at, cancel_requested_at, cancel_requested_by,
      cancel_reason, progress_done, progress_total, progress_message)
    select id, scheduled_job_id, md5((id / 4)::text)::uuid, (1 + id % 4)::integer, job_class,
      (array['schedule', 'missed', 'manual', 'retry'])[1 + id % 4], now(),
      case status when 'processing' then 'processing' when 'queued' then case when id % 4 < 2 then 'waiting' else 'ready' end
        else 'ended' end,
      now() + (id % 3 - 1) * interval '1 hour', ${worker}, id, now(), now() + (id % 3 - 1) * interval '1 hour',
      case when id % 3 = 0 then now() end, ${user}, ${marker},
      case id % 5 when 0 then float8 'NaN' when 1 then null else id end,
      case id % 7 when 0 then float8 'infinity' else id * 2 end, ${marker}
    from job_logs where id % 2 = 0`.execute(db);
  await sql`insert into api.job_run_lines (job_log_id, message)
    select job_log_id, ${marker} || n from api.job_runs, generate_series(1, 3) n`.execute(db);
}
