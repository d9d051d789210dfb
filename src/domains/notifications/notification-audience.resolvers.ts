import { scopeOf } from '../../auth/viewer.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  NotificationAudienceResolvers,
  NotificationRegionReadStatsResolvers,
  NotificationRoleReadStatsResolvers,
  SystemNotificationResolvers,
} from '../../graphql/types.ts';
import { loadVisible } from '../../loaders.ts';
import {
  countAudience,
  readStats,
  sampleAudience,
  type AudienceQuery,
  type RegionReadStats,
  type RoleReadStats,
} from './notification-audience.repository.ts';
import { audienceOf, isManaged } from './notification-visibility.repository.ts';

const sampleSize = 10;

export const statistics: NonNullable<SystemNotificationResolvers['statistics']> = async (
  row,
  _,
  { db, viewer, tree },
) => {
  const scope = scopeOf(viewer, 'NOTIFICATIONS_MANAGE');
  if (!isManaged(scope, row)) return null;
  return readStats(db, { scope, audience: audienceOf(row, await tree()) }, row.id);
};

const audience: StrictResolvers<NotificationAudienceResolvers, AudienceQuery> = {
  count: (query, _, { db }) => countAudience(db, query),
  sample: async (query, _, { db, loaders }) =>
    loadVisible(loaders.userById, await sampleAudience(db, query, sampleSize)),
};

const roleReadStats: StrictResolvers<NotificationRoleReadStatsResolvers, RoleReadStats> = {
  role: (stats, _, { loaders }) => loaders.roleById.load(stats.role_id),
};

const regionReadStats: StrictResolvers<NotificationRegionReadStatsResolvers, RegionReadStats> = {
  institution: (stats, _, { loaders }) =>
    stats.region_id === null ? null : loaders.institutionById.load(stats.region_id),
};

export const notificationAudienceResolvers = {
  NotificationAudience: audience,
  NotificationRoleReadStats: roleReadStats,
  NotificationRegionReadStats: regionReadStats,
};
