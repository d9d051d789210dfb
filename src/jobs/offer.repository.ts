import { sql } from 'kysely';
import type { Transaction } from '../db/client.ts';
import type { ScheduledJobRow } from '../db/generated/tables.ts';
import { scheduledJobsRepository } from '../db/generated/repositories.ts';
import type { Job } from './job.ts';

const timezone = 'Asia/Baku';
const maxAttempts = 3;
const retryDelayMinutes = 1;

/** Which of these classes have not been offered to this installation, nor set up otherwise; notes that all are known. */
export async function noteOffered(tx: Transaction, classes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ job_class: string }>`
    with noted as (
      insert into api.offered_jobs (job_class) select c from unnest(${classes}::text[]) as c
      on conflict do nothing returning job_class
    )
    select n.job_class from noted n
    where not exists (select from scheduled_jobs s where s.job_class = n.job_class)`.execute(tx);
  return new Set(rows.map(({ job_class }) => job_class));
}

/** Schedules a job as it says itself, and gives its row. */
export async function insertOffered(tx: Transaction, job: Job): Promise<ScheduledJobRow> {
  const row = await tx
    .insertInto('scheduled_jobs')
    .values({
      name: job.title,
      job_class: job.jobClass,
      cron_expression: 'cron' in job.schedule ? job.schedule.cron : null,
      interval_minutes: 'cron' in job.schedule ? null : job.schedule.intervalMinutes,
      timezone,
      max_attempts: maxAttempts,
      retry_delay_minutes: retryDelayMinutes,
    })
    .returning(scheduledJobsRepository.table.selectable)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('api.job_schedules')
    .values({ scheduled_job_id: row.id, time_limit_seconds: job.timeLimitSeconds })
    .execute();
  return row;
}
