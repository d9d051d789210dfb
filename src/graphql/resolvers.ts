import { activityLogResolvers } from '../domains/activity-logs/activity-logs.resolvers.ts';
import { apiTokenResolvers } from '../domains/api-tokens/api-tokens.resolvers.ts';
import { auditLogResolvers } from '../domains/audit-logs/audit-logs.resolvers.ts';
import { configResolvers } from '../domains/configs/configs.resolvers.ts';
import { directoryResolvers } from '../domains/directory/directory.resolvers.ts';
import { exportResolvers } from '../domains/exports/exports.resolvers.ts';
import { moduleResolvers } from '../domains/modules/modules.resolvers.ts';
import { integrationResolvers } from '../domains/integrations/integrations.resolvers.ts';
import { licenseResolvers } from '../domains/licenses/licenses.resolvers.ts';
import { notificationResolvers } from '../domains/notifications/notifications.resolvers.ts';
import { securityEventResolvers } from '../domains/security-events/security-events.resolvers.ts';
import { syncRunResolvers } from '../domains/sync-runs/sync-runs.resolvers.ts';
import { systemErrorResolvers } from '../domains/system-errors/system-errors.resolvers.ts';
import { nodeResolvers } from './node.ts';
import { DateTime, JSONObject, JSONValue } from './scalars.ts';

/** The resolvers of every domain; a new domain adds a line. */
export const resolvers = [
  { DateTime, JSON: JSONValue, JSONObject },
  nodeResolvers,
  directoryResolvers,
  apiTokenResolvers,
  securityEventResolvers,
  activityLogResolvers,
  auditLogResolvers,
  notificationResolvers,
  moduleResolvers,
  integrationResolvers,
  syncRunResolvers,
  licenseResolvers,
  configResolvers,
  exportResolvers,
  systemErrorResolvers,
];
