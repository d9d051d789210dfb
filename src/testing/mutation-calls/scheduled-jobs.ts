import { createReportJob, reportJob } from '../scheduled-jobs.ts';
import type { MakeCall, MutationCalls } from './call.ts';

/** A call about a job that was just set up. */
const call =
  (verb: string, more: Record<string, unknown> = {}, job: Record<string, unknown> = {}): MakeCall =>
  async (service) => ({
    input: { id: await createReportJob(service, job), ...more },
    event: `scheduled_job.${verb}`,
    table: 'scheduled_jobs',
  });

export const scheduledJobCalls: MutationCalls = {
  createScheduledJob: () =>
    Promise.resolve({
      input: { name: 'Report', jobClass: reportJob.jobClass, parameters: { token: 'hunter2' } },
      event: 'scheduled_job.created',
      table: 'scheduled_jobs',
    }),
  updateScheduledJob: call('updated', { parameters: { token: 'hunter2' }, timezone: 'Asia/Baku' }),
  pauseScheduledJob: call('paused'),
  resumeScheduledJob: call('resumed', {}, { isActive: false }),
  deleteScheduledJob: call('deleted'),
};
