import { claimRuns, finishRun, insertIdleJob, queueRun } from '../job-runs.ts';
import type { MutationCalls } from './call.ts';

export const jobRunCalls: MutationCalls = {
  runJobNow: async ({ database }) => {
    const scheduledJobId = await insertIdleJob(database);
    return { input: { scheduledJobId }, event: 'job_run.started', table: 'job_logs' };
  },
  cancelJobRun: async ({ database }) => {
    const { owner } = database;
    const id = await queueRun(owner, await insertIdleJob(database));
    return { input: { id, reason: 'x' }, event: 'job_run.cancelled', table: 'job_logs' };
  },
  retryJobRun: async ({ database }) => {
    const { owner } = database;
    const id = await queueRun(owner, await insertIdleJob(database));
    const claimed = await claimRuns(owner);
    await finishRun(
      owner,
      claimed.find((run) => run.id === id)!,
      { status: 'failed', error: 'x' },
    );
    return { input: { id }, event: 'job_run.retried', table: 'job_logs' };
  },
};
