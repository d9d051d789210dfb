// Generated from the database by `npm run generate`: change the migrations instead.

export const institutionTypeValues = ['ministry', 'region', 'sektor', 'school', 'vocational', 'university'] as const;
export type InstitutionType = (typeof institutionTypeValues)[number];

export const integrationSyncLogSyncTypeValues = ['full', 'incremental', 'export', 'import'] as const;
export type IntegrationSyncLogSyncType = (typeof integrationSyncLogSyncTypeValues)[number];

export const integrationSyncLogStatusValues = ['running', 'completed', 'failed', 'cancelled'] as const;
export type IntegrationSyncLogStatus = (typeof integrationSyncLogStatusValues)[number];

export const integrationTypeValues = [
  'api',
  'sso',
  'payment',
  'lms',
  'data_import',
  'notification',
  'calendar',
  'email',
  'storage',
] as const;
export type IntegrationType = (typeof integrationTypeValues)[number];

export const jobLogStatusValues = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;
export type JobLogStatus = (typeof jobLogStatusValues)[number];

export const licenseTypeValues = ['trial', 'standard', 'premium', 'enterprise'] as const;
export type LicenseType = (typeof licenseTypeValues)[number];

export const licenseStatusValues = ['inactive', 'active', 'expired', 'revoked'] as const;
export type LicenseStatus = (typeof licenseStatusValues)[number];

export const scheduledJobLastRunStatusValues = ['success', 'failed', 'cancelled'] as const;
export type ScheduledJobLastRunStatus = (typeof scheduledJobLastRunStatusValues)[number];

export const securityEventSeverityValues = ['info', 'warning', 'critical'] as const;
export type SecurityEventSeverity = (typeof securityEventSeverityValues)[number];

export const systemConfigScopeValues = ['global', 'institution', 'module', 'user'] as const;
export type SystemConfigScope = (typeof systemConfigScopeValues)[number];

export const systemConfigDataTypeValues = ['string', 'integer', 'boolean', 'json', 'array'] as const;
export type SystemConfigDataType = (typeof systemConfigDataTypeValues)[number];

export const systemErrorSeverityValues = ['debug', 'info', 'warning', 'error', 'critical'] as const;
export type SystemErrorSeverity = (typeof systemErrorSeverityValues)[number];

export const systemErrorStatusValues = ['open', 'investigating', 'resolved', 'ignored'] as const;
export type SystemErrorStatus = (typeof systemErrorStatusValues)[number];

export const systemNotificationLevelValues = ['info', 'warning', 'danger', 'success'] as const;
export type SystemNotificationLevel = (typeof systemNotificationLevelValues)[number];

export const configRevisionOperationValues = ['baseline', 'created', 'updated', 'deleted'] as const;
export type ConfigRevisionOperation = (typeof configRevisionOperationValues)[number];

export const configRevisionSourceValues = ['api', 'database'] as const;
export type ConfigRevisionSource = (typeof configRevisionSourceValues)[number];

export const errorGroupStatusValues = ['open', 'investigating', 'resolved', 'ignored'] as const;
export type ErrorGroupStatus = (typeof errorGroupStatusValues)[number];

export const errorGroupSeverityValues = ['debug', 'info', 'warning', 'error', 'critical'] as const;
export type ErrorGroupSeverity = (typeof errorGroupSeverityValues)[number];

export const exportSourceValues = ['audit_logs', 'activity_logs', 'security_events', 'system_errors'] as const;
export type ExportSource = (typeof exportSourceValues)[number];

export const exportFormatValues = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof exportFormatValues)[number];

export const feedOutboxOperationValues = ['created', 'updated', 'deleted'] as const;
export type FeedOutboxOperation = (typeof feedOutboxOperationValues)[number];

export const jobIncidentKindValues = [
  'no_worker',
  'late_job',
  'unplanned_job',
  'late_run',
  'dead_worker',
  'stuck_run',
] as const;
export type JobIncidentKind = (typeof jobIncidentKindValues)[number];

export const jobRunTriggerValues = ['schedule', 'missed', 'manual', 'retry'] as const;
export type JobRunTrigger = (typeof jobRunTriggerValues)[number];

export const jobRunStateValues = ['waiting', 'ready', 'processing', 'ended'] as const;
export type JobRunState = (typeof jobRunStateValues)[number];

export const jobScheduleSkippedTimesValues = ['run_after', 'leave_out'] as const;
export type JobScheduleSkippedTimes = (typeof jobScheduleSkippedTimesValues)[number];

export const jobScheduleDoubledTimesValues = ['first', 'second', 'both'] as const;
export type JobScheduleDoubledTimes = (typeof jobScheduleDoubledTimesValues)[number];

export const jobScheduleMisfirePolicyValues = ['skip', 'run_once', 'run_all'] as const;
export type JobScheduleMisfirePolicy = (typeof jobScheduleMisfirePolicyValues)[number];

export const jobScheduleOverlapPolicyValues = ['forbid', 'queue_one', 'allow'] as const;
export type JobScheduleOverlapPolicy = (typeof jobScheduleOverlapPolicyValues)[number];

export const jobScheduleRetryBackoffValues = ['fixed', 'exponential'] as const;
export type JobScheduleRetryBackoff = (typeof jobScheduleRetryBackoffValues)[number];

export const metricDirtyBucketWidthValues = ['minute', 'hour', 'day', 'week'] as const;
export type MetricDirtyBucketWidth = (typeof metricDirtyBucketWidthValues)[number];

export const metricRollupWidthValues = ['minute', 'hour', 'day', 'week'] as const;
export type MetricRollupWidth = (typeof metricRollupWidthValues)[number];
