import type { Db } from '../db/client.ts';
import { jobLogsRepository, scheduledJobsRepository } from '../db/generated/repositories.ts';

type JobLog = Partial<Parameters<typeof jobLogsRepository.insert>[1]>;
type ScheduledJob = Partial<Parameters<typeof scheduledJobsRepository.insert>[1]>;

/** Inserts runs of jobs as another application would, completed unless told, and gives their ids in order. */
export async function insertJobLogs(owner: Db, rows: readonly JobLog[]): Promise<string[]> {
  const inserted = await jobLogsRepository.insertMany(
    owner,
    rows.map((row) => ({ job_class: 'App\\Jobs\\SendReports', status: 'completed', ...row })),
  );
  return inserted.map(({ id }) => id);
}

/** Inserts a scheduled job, an hourly one unless told, and gives its id. */
export async function insertScheduledJob(owner: Db, job: ScheduledJob = {}): Promise<string> {
  const row = { name: 'Reports', job_class: 'App\\Jobs\\SendReports', interval_minutes: 60, ...job };
  return (await scheduledJobsRepository.insert(owner, row)).id;
}
