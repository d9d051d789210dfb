import { claimRuns, finishRun, insertTestJob, queueRun, registerTestJob } from '../job-runs.ts';
import type { MutationCalls } from './call.ts';

export const jobRunCalls: MutationCalls = {
  runJobNow: async ({ database: { owner } }) => {
    registerTestJob();
    const scheduledJobId = await insertTestJob(owner);
    return { input: { scheduledJobId }, event: 'job_run.started', table: 'job_logs' };
  },
  cancelJobRun: async ({ database: { owner } }) => {
    const id = await queueRun(owner, await insertTestJob(owner));
    return { input: { id, reason: 'x' }, event: 'job_run.cancelled', table: 'job_logs' };
  },
  retryJobRun: async ({ database: { owner } }) => {
    registerTestJob();
    const id = await queueRun(owner, await insertTestJob(owner));
    const claimed = await claimRuns(owner);
    await finishRun(
      owner,
      claimed.find((run) => run.id === id)!,
      { status: 'failed', error: 'x' },
    );
    return { input: { id }, event: 'job_run.retried', table: 'job_logs' };
  },
};
