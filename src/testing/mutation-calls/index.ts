import { activityLogCalls } from './activity-logs.ts';
import { apiTokenCalls } from './api-tokens.ts';
import type { MutationCalls } from './call.ts';
import { exportCalls } from './exports.ts';
import { moduleCalls } from './modules.ts';
import { integrationCalls } from './integrations.ts';
import { jobRunCalls } from './job-runs.ts';
import { licenseCalls } from './licenses.ts';
import { configCalls } from './configs.ts';
import { notificationCalls } from './notifications.ts';
import { retentionCalls } from './retention.ts';
import { performanceMetricCalls } from './performance-metrics.ts';
import { scheduledJobCalls } from './scheduled-jobs.ts';
import { securityEventCalls } from './security-events.ts';
import { systemErrorCalls } from './system-errors.ts';
import { syncRunCalls } from './sync-runs.ts';

/** One good call of every mutation of the schema; a new domain adds a line. */
export const mutationCalls: MutationCalls = {
  ...activityLogCalls,
  ...apiTokenCalls,
  ...securityEventCalls,
  ...notificationCalls,
  ...moduleCalls,
  ...integrationCalls,
  ...syncRunCalls,
  ...jobRunCalls,
  ...licenseCalls,
  ...configCalls,
  ...retentionCalls,
  ...scheduledJobCalls,
  ...exportCalls,
  ...performanceMetricCalls,
  ...systemErrorCalls,
};
