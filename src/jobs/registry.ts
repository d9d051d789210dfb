import { bruteForceJob } from '../domains/security-events/brute-force.job.ts';
import { dueSyncsJob } from '../domains/sync-runs/due-syncs.job.ts';
import { errorGroupUpkeepJob } from '../domains/system-errors/error-group-upkeep.job.ts';
import { licenseExpiryNoticesJob } from '../domains/licenses/license-expiry-notices.job.ts';
import { metricRollupsJob } from '../domains/performance-metrics/metric-rollups.job.ts';
import { notificationUpkeepJob } from '../domains/notifications/notification-upkeep.job.ts';
import { retentionJob } from '../domains/retention/retention.job.ts';
import { staleSyncRunsJob } from '../domains/sync-runs/stale-sync-runs.job.ts';
import type { Job } from './job.ts';

/** Every job that this service can run; a new one adds a line. Classes of other applications are left alone. */
export const jobs: readonly Job[] = [
  bruteForceJob,
  dueSyncsJob,
  errorGroupUpkeepJob,
  licenseExpiryNoticesJob,
  metricRollupsJob,
  notificationUpkeepJob,
  retentionJob,
  staleSyncRunsJob,
];
