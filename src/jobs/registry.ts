import { dueSyncsJob } from '../domains/sync-runs/due-syncs.job.ts';
import { staleSyncRunsJob } from '../domains/sync-runs/stale-sync-runs.job.ts';
import type { Job } from './job.ts';

/** Every job that this service can run; a new one adds a line. Classes of other applications are left alone. */
export const jobs: readonly Job[] = [dueSyncsJob, staleSyncRunsJob];
