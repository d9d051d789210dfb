import type { CodegenConfig } from '@graphql-codegen/cli';

const rows = '../db/generated/tables.ts';

/** SDL → src/graphql/types.ts. Mappers name the row behind each type. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/graphql/types.ts': {
      plugins: [
        { add: { content: '// Generated from schema/*.graphql by `npm run generate`: change the schema instead.' } },
        'typescript',
        'typescript-resolvers',
      ],
      config: {
        contextType: '../context.ts#SignedInContext',
        useTypeImports: true,
        enumsAsTypes: true,
        immutableTypes: true,
        emitLegacyCommonJSImports: false,
        importExtension: '',
        defaultScalarType: 'unknown',
        scalars: {
          DateTime: 'string',
          JSON: 'unknown',
          Decimal: 'number | string',
          JSONObject: 'Record<string, unknown>',
          ID: 'string',
        },
        mappers: {
          Viewer: '../auth/viewer.ts#Viewer as SignedInViewer',
          Role: `${rows}#RoleRow`,
          User: `${rows}#UserRow`,
          Institution: `${rows}#InstitutionRow`,
          ApiToken: '../domains/api-tokens/api-tokens.repository.ts#ApiTokenView',
          SecurityEvent: '../domains/security-events/security-events.repository.ts#SecurityEventView',
          SecurityEventStats: '../domains/security-events/security-event-stats.resolvers.ts#SecurityEventStatistics',
          SecurityEventInstitutionCount:
            '../domains/security-events/security-event-stats.repository.ts#Counted<string | null>',
          SecurityEventUserCount: '../domains/security-events/security-event-stats.repository.ts#Counted<string>',
          SecurityEventFeedItem:
            '../domains/security-events/security-events.feed.ts#SecurityEventFeedItem as DeliveredSecurityEvent',
          ActivityLog: `${rows}#ActivityLogRow`,
          SystemNotification: '../domains/notifications/notifications.repository.ts#NotificationView',
          NotificationFeedItem:
            '../domains/notifications/notifications.feed.ts#NotificationFeedItem as DeliveredNotification',
          NotificationAudience: '../domains/notifications/notification-audience.repository.ts#AudienceQuery',
          NotificationReadStats: '../domains/notifications/notification-audience.repository.ts#ReadStats',
          NotificationRoleReadStats: '../domains/notifications/notification-audience.repository.ts#RoleReadStats',
          NotificationRegionReadStats: '../domains/notifications/notification-audience.repository.ts#RegionReadStats',
          Module: '../domains/modules/modules.repository.ts#ModuleView',
          Integration: '../domains/integrations/integrations.repository.ts#IntegrationView',
          IntegrationCredential: '../domains/integrations/credentials.ts#CredentialState',
          IntegrationTypeInfo: '../domains/integrations/integration-types.ts#IntegrationTypeInfo as TypeOfIntegration',
          IntegrationConnection: './pagination.ts#Connection<IntegrationView>',
          SyncRun: '../domains/sync-runs/sync-runs.repository.ts#SyncRunView',
          SyncRunFeedItem: '../domains/sync-runs/sync-runs.feed.ts#SyncRunFeedItem as DeliveredSyncRun',
          SyncStats: '../domains/sync-runs/sync-run-stats.resolvers.ts#SyncStatsQuery',
          SyncRunConnection: './pagination.ts#FeedConnection<SyncRunView>',
          License: '../domains/licenses/licenses.repository.ts#LicenseView',
          LicenseSeats: '../domains/licenses/license-type.resolvers.ts#LimitedLicense',
          LicenseSeat: '../domains/licenses/license-seats.repository.ts#LicenseSeatView',
          LicenseRevocationImpact: '../domains/licenses/license-revocation.service.ts#RevocationImpact',
          LicenseConnection: './pagination.ts#Connection<LicenseView>',
          LicenseSeatConnection: './pagination.ts#Connection<LicenseSeatView>',
          Config: '../domains/configs/configs.repository.ts#ConfigView',
          ConfigRevision: '../domains/configs/config-revisions.repository.ts#RevisionView',
          EffectiveConfig: '../domains/configs/config-resolution.ts#Effective<ConfigView>',
          ConfigLevel: '../domains/configs/configs.repository.ts#ConfigView',
          ConfigValueAt: '../domains/configs/config-history.resolvers.ts#StateAt',
          ConfigStats: '../domains/configs/config-stats.repository.ts#ConfigCounts',
          ConfigFeedItem: '../domains/configs/configs.feed.ts#ConfigFeedItem as DeliveredConfig',
          ConfigConnection: './pagination.ts#FeedConnection<ConfigView>',
          ConfigRevisionConnection: './pagination.ts#Connection<RevisionView>',
          ActivityLogConnection: './pagination.ts#Connection<ActivityLogRow>',
          PerformanceComparison: '../domains/performance-metrics/performance-figures.ts#Comparison',
          PerformanceMetric: `${rows}#PerformanceMetricRow`,
          PerformanceMetricConnection: './pagination.ts#Connection<PerformanceMetricRow>',
          UserConnection: './pagination.ts#Connection<UserRow>',
          InstitutionConnection: './pagination.ts#Connection<InstitutionRow>',
          SystemNotificationConnection: './pagination.ts#Connection<NotificationView>',
          MyNotificationConnection: './pagination.ts#FeedConnection<NotificationView>',
          SecurityEventConnection: './pagination.ts#FeedConnection<SecurityEventView>',
        },
      },
    },
  },
};
export default config;
