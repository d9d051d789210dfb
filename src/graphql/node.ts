import type { SignedInContext } from '../context.ts';
import { badInput } from '../errors.ts';
import { reach } from '../auth/viewer.ts';
import type { Permission } from '../auth/policy.ts';
import { activityLogNodes } from '../domains/activity-logs/activity-logs.resolvers.ts';
import { apiTokenNodes } from '../domains/api-tokens/api-tokens.resolvers.ts';
import { auditLogNodes } from '../domains/audit-logs/audit-logs.resolvers.ts';
import { configNodes } from '../domains/configs/configs.resolvers.ts';
import { directoryNodes } from '../domains/directory/directory.resolvers.ts';
import { exportNodes } from '../domains/exports/exports.resolvers.ts';
import { moduleNodes } from '../domains/modules/modules.resolvers.ts';
import { integrationNodes } from '../domains/integrations/integrations.resolvers.ts';
import { jobLogNodes } from '../domains/job-logs/job-logs.resolvers.ts';
import { licenseNodes } from '../domains/licenses/licenses.resolvers.ts';
import { notificationNodes } from '../domains/notifications/notifications.resolvers.ts';
import { retentionNodes } from '../domains/retention/retention.resolvers.ts';
import { performanceMetricNodes } from '../domains/performance-metrics/performance-metrics.resolvers.ts';
import { scheduledJobNodes } from '../domains/scheduled-jobs/scheduled-jobs.resolvers.ts';
import { securityEventNodes } from '../domains/security-events/security-events.resolvers.ts';
import { syncRunNodes } from '../domains/sync-runs/sync-runs.resolvers.ts';
import { systemErrorNodes } from '../domains/system-errors/system-errors.resolvers.ts';
import { errorGroupNodes } from '../domains/system-errors/error-groups.resolvers.ts';
import { decodeGlobalId } from './global-id.ts';

/** How a type of the Node interface is looked up: with which permission, and by what function. */
export interface NodeLookup {
  readonly permission: Permission;
  readonly find: (context: SignedInContext, databaseId: string) => Found | Promise<Found>;
}

type Found = object | null | undefined;

/** Every type that `node(id)` knows; a new domain adds a line. */
const lookups: Readonly<Record<string, NodeLookup>> = {
  ...directoryNodes,
  ...apiTokenNodes,
  ...securityEventNodes,
  ...activityLogNodes,
  ...jobLogNodes,
  ...scheduledJobNodes,
  ...auditLogNodes,
  ...notificationNodes,
  ...moduleNodes,
  ...integrationNodes,
  ...syncRunNodes,
  ...licenseNodes,
  ...configNodes,
  ...systemErrorNodes,
  ...retentionNodes,
  ...exportNodes,
  ...performanceMetricNodes,
  ...errorGroupNodes,
};

/** Types that `node(id)` knows. */
export const nodeTypes = Object.keys(lookups);

async function findNode(context: SignedInContext, id: string, field: readonly string[]) {
  const decoded = decodeGlobalId(id);
  if (decoded === null) throw badInput(field, 'must be the `id` of an object.');
  const lookup = lookups[decoded.type];
  if (!lookup || reach(context.viewer, lookup.permission) === null) return null;
  const row = await lookup.find(context, decoded.databaseId);
  return row ? { ...row, __typename: decoded.type } : null;
}

export const nodeResolvers = {
  Query: {
    node: (_: unknown, { id }: { id: string }, context: SignedInContext) => findNode(context, id, ['id']),
    nodes: (_: unknown, { ids }: { ids: string[] }, context: SignedInContext) =>
      Promise.all(ids.map((id, index) => findNode(context, id, ['ids', String(index)]))),
  },
  Node: { __resolveType: (node: { __typename: string }) => node.__typename },
};
