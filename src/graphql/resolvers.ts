import { activityLogResolvers } from '../domains/activity-logs/activity-logs.resolvers.ts';
import { apiTokenResolvers } from '../domains/api-tokens/api-tokens.resolvers.ts';
import { auditLogResolvers } from '../domains/audit-logs/audit-logs.resolvers.ts';
import { configResolvers } from '../domains/configs/configs.resolvers.ts';
import { directoryResolvers } from '../domains/directory/directory.resolvers.ts';
import { exportResolvers } from '../domains/exports/exports.resolvers.ts';
import { moduleResolvers } from '../domains/modules/modules.resolvers.ts';
import { integrationResolvers } from '../domains/integrations/integrations.resolvers.ts';
import { jobHealthResolvers } from '../domains/job-health/job-health.resolvers.ts';
import { jobLogResolvers } from '../domains/job-logs/job-logs.resolvers.ts';
import { jobRunResolvers } from '../domains/job-logs/job-runs.resolvers.ts';
import { licenseResolvers } from '../domains/licenses/licenses.resolvers.ts';
import { logStatsResolvers } from '../domains/logs/log-stats.resolvers.ts';
import { notificationResolvers } from '../domains/notifications/notifications.resolvers.ts';
import { overviewResolvers } from '../domains/overview/overview.resolvers.ts';
import { retentionResolvers } from '../domains/retention/retention.resolvers.ts';
import { performanceMetricResolvers } from '../domains/performance-metrics/performance-metrics.resolvers.ts';
import { securityEventResolvers } from '../domains/security-events/security-events.resolvers.ts';
import { syncRunResolvers } from '../domains/sync-runs/sync-runs.resolvers.ts';
import { scheduledJobResolvers } from '../domains/scheduled-jobs/scheduled-jobs.resolvers.ts';
import { timelineResolvers } from '../domains/timeline/timeline.resolvers.ts';
import { systemErrorResolvers } from '../domains/system-errors/system-errors.resolvers.ts';
import { errorGroupResolvers } from '../domains/system-errors/error-groups.resolvers.ts';
import { nodeResolvers } from './node.ts';
import { DateTime, Decimal, JSONObject, JSONValue } from './scalars.ts';

/** The resolvers of every domain; a new domain adds a line. */
export const resolvers = [
  { DateTime, Decimal, JSON: JSONValue, JSONObject },
  nodeResolvers,
  directoryResolvers,
  apiTokenResolvers,
  securityEventResolvers,
  activityLogResolvers,
  jobHealthResolvers,
  jobLogResolvers,
  jobRunResolvers,
  scheduledJobResolvers,
  timelineResolvers,
  auditLogResolvers,
  logStatsResolvers,
  notificationResolvers,
  moduleResolvers,
  integrationResolvers,
  syncRunResolvers,
  licenseResolvers,
  overviewResolvers,
  configResolvers,
  systemErrorResolvers,
  retentionResolvers,
  exportResolvers,
  performanceMetricResolvers,
  errorGroupResolvers,
];
