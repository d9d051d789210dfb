import { licenseExpiryNoticesJob } from '../domains/licenses/license-expiry-notices.job.ts';
import { notificationUpkeepJob } from '../domains/notifications/notification-upkeep.job.ts';
import { dueSyncsJob } from '../domains/sync-runs/due-syncs.job.ts';
import { staleSyncRunsJob } from '../domains/sync-runs/stale-sync-runs.job.ts';
import type { Job } from './job.ts';

/** Every job that this service can run; a new one adds a line. Classes of other applications are left alone. */
export const jobs: readonly Job[] = [licenseExpiryNoticesJob, notificationUpkeepJob, dueSyncsJob, staleSyncRunsJob];
