// Generated from the database by `npm run generate`: change the migrations instead.

import type { Selectable } from 'kysely';
import type { Generated, GeneratedAlways, Int8, Json, Numeric, Timestamp, Unreadable } from '../column-types.ts';
import type {
  InstitutionType,
  IntegrationSyncLogSyncType,
  IntegrationSyncLogStatus,
  IntegrationType,
  JobLogStatus,
  LicenseType,
  LicenseStatus,
  ScheduledJobLastRunStatus,
  SecurityEventSeverity,
  SystemConfigScope,
  SystemConfigDataType,
  SystemErrorSeverity,
  SystemErrorStatus,
  SystemNotificationLevel,
  ConfigRevisionOperation,
  ConfigRevisionSource,
  ErrorGroupStatus,
  ErrorGroupSeverity,
  ExportSource,
  ExportFormat,
  FeedOutboxOperation,
  JobIncidentKind,
  JobRunTrigger,
  JobRunState,
  JobScheduleSkippedTimes,
  JobScheduleDoubledTimes,
  JobScheduleMisfirePolicy,
  JobScheduleOverlapPolicy,
  JobScheduleRetryBackoff,
  MetricDirtyBucketWidth,
  MetricRollupWidth,
} from './enums.ts';

export interface ActivityLogsTable {
  id: Generated<Int8>;
  user_id: Int8 | null;
  ip_address: string | null;
  user_agent: string | null;
  activity_type: string;
  entity_type: string | null;
  entity_id: Int8 | null;
  description: string | null;
  properties: Generated<Json | null>;
  before_state: Generated<Json | null>;
  after_state: Generated<Json | null>;
  institution_id: Int8 | null;
  created_at: Generated<Timestamp | null>;
}

export type ActivityLogRow = Selectable<ActivityLogsTable>;

export interface ApiTokensTable {
  id: Generated<Int8>;
  user_id: Int8;
  name: string;
  token: string;
  abilities: Generated<Json | null>;
  last_used_at: Timestamp | null;
  expires_at: Timestamp | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type ApiTokenRow = Selectable<ApiTokensTable>;

export interface AuditLogsTable {
  id: Generated<Int8>;
  user_id: Int8 | null;
  event: string;
  auditable_type: string | null;
  auditable_id: Int8 | null;
  old_values: Generated<Json | null>;
  new_values: Generated<Json | null>;
  url: string | null;
  ip_address: string | null;
  user_agent: string | null;
  tags: Generated<Json | null>;
  institution_id: Int8 | null;
  created_at: Generated<Timestamp | null>;
}

export type AuditLogRow = Selectable<AuditLogsTable>;

export interface InstitutionsTable {
  id: Generated<Int8>;
  name: string;
  short_name: string | null;
  type: InstitutionType;
  parent_id: Int8 | null;
  level: number;
  region_code: string | null;
  institution_code: string | null;
  contact_info: Generated<Json | null>;
  location: Generated<Json | null>;
  metadata: Generated<Json | null>;
  is_active: Generated<boolean | null>;
  established_date: string | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type InstitutionRow = Selectable<InstitutionsTable>;

export interface IntegrationSyncLogsTable {
  id: Generated<Int8>;
  integration_id: Int8;
  sync_type: IntegrationSyncLogSyncType;
  start_time: Timestamp;
  end_time: Timestamp | null;
  status: Generated<IntegrationSyncLogStatus | null>;
  records_processed: Generated<number | null>;
  records_created: Generated<number | null>;
  records_updated: Generated<number | null>;
  records_failed: Generated<number | null>;
  error_message: string | null;
  error_details: Generated<Json | null>;
  sync_summary: Generated<Json | null>;
  initiated_by: Int8 | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type IntegrationSyncLogRow = Selectable<IntegrationSyncLogsTable>;

export interface IntegrationsTable {
  id: Generated<Int8>;
  name: string;
  integration_type: IntegrationType;
  provider: string;
  credentials: Generated<Json | null>;
  config: Generated<Json | null>;
  institution_id: Int8 | null;
  is_system_wide: Generated<boolean | null>;
  is_enabled: Generated<boolean | null>;
  last_sync_at: Timestamp | null;
  sync_frequency: string | null;
  api_rate_limit: number | null;
  created_by: Int8 | null;
  notes: string | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type IntegrationRow = Selectable<IntegrationsTable>;

export interface JobLogsTable {
  id: Generated<Int8>;
  job_id: string | null;
  job_class: string;
  queue: string | null;
  attempt: Generated<number>;
  status: JobLogStatus;
  payload: Generated<Json | null>;
  result: Generated<Json | null>;
  error_message: string | null;
  error_trace: string | null;
  start_time: Timestamp | null;
  end_time: Timestamp | null;
  duration: number | null;
  scheduled_job_id: Int8 | null;
  executed_by: Int8 | null;
  created_at: Generated<Timestamp | null>;
}

export type JobLogRow = Selectable<JobLogsTable>;

export interface LicensesTable {
  id: Generated<Int8>;
  license_key: string;
  module_code: string;
  institution_id: Int8 | null;
  license_type: LicenseType;
  user_limit: number | null;
  features: Generated<Json | null>;
  issued_at: Timestamp;
  expires_at: Timestamp | null;
  activation_date: Timestamp | null;
  last_validation_date: Timestamp | null;
  status: Generated<LicenseStatus | null>;
  issued_to: string | null;
  issued_by: string | null;
  notes: string | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type LicenseRow = Selectable<LicensesTable>;

export interface PerformanceMetricsTable {
  id: Generated<Int8>;
  metric_type: string;
  name: string;
  value: Numeric;
  unit: string;
  context: Generated<Json | null>;
  timestamp: Generated<Timestamp | null>;
  request_id: string | null;
  user_id: Int8 | null;
  instance_id: string | null;
  endpoint: string | null;
  module_code: string | null;
  institution_id: Int8 | null;
}

export type PerformanceMetricRow = Selectable<PerformanceMetricsTable>;

export interface RolesTable {
  id: Generated<Int8>;
  name: string;
  display_name: string;
  description: string | null;
  guard_name: Generated<string | null>;
  level: number;
  department_access: Generated<Json | null>;
  max_institutions: number | null;
  is_active: Generated<boolean | null>;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type RoleRow = Selectable<RolesTable>;

export interface ScheduledJobsTable {
  id: Generated<Int8>;
  name: string;
  job_class: string;
  parameters: Generated<Json | null>;
  cron_expression: string | null;
  interval_minutes: number | null;
  next_run_at: Timestamp | null;
  timezone: Generated<string | null>;
  is_active: Generated<boolean | null>;
  is_running: Generated<boolean | null>;
  last_run_at: Timestamp | null;
  last_run_status: ScheduledJobLastRunStatus | null;
  last_run_message: string | null;
  last_run_duration: number | null;
  run_count: Generated<number | null>;
  failure_count: Generated<number | null>;
  max_attempts: Generated<number | null>;
  retry_delay_minutes: Generated<number | null>;
  created_by: Int8 | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type ScheduledJobRow = Selectable<ScheduledJobsTable>;

export interface SecurityEventsTable {
  id: Generated<Int8>;
  event_type: string;
  severity: SecurityEventSeverity;
  user_id: Int8 | null;
  target_user_id: Int8 | null;
  ip_address: string | null;
  location_data: Generated<Json | null>;
  user_agent: string | null;
  description: string | null;
  event_data: Generated<Json | null>;
  resolution: string | null;
  resolution_notes: string | null;
  resolved_by: Int8 | null;
  resolved_at: Timestamp | null;
  institution_id: Int8 | null;
  created_at: Generated<Timestamp | null>;
}

export type SecurityEventRow = Selectable<SecurityEventsTable>;

export interface SystemConfigsTable {
  id: Generated<Int8>;
  config_key: string;
  config_value: Generated<Json>;
  scope: Generated<SystemConfigScope | null>;
  scope_id: Int8 | null;
  description: string | null;
  data_type: SystemConfigDataType;
  is_encrypted: Generated<boolean | null>;
  is_hidden: Generated<boolean | null>;
  is_readonly: Generated<boolean | null>;
  created_by: Int8 | null;
  updated_by: Int8 | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type SystemConfigRow = Selectable<SystemConfigsTable>;

export interface SystemErrorsTable {
  id: Generated<Int8>;
  error_code: string | null;
  error_type: string;
  message: string;
  file_path: string | null;
  line_number: number | null;
  stack_trace: string | null;
  context: Generated<Json | null>;
  request_data: Generated<Json | null>;
  user_id: Int8 | null;
  ip_address: string | null;
  user_agent: string | null;
  severity: Generated<SystemErrorSeverity>;
  status: Generated<SystemErrorStatus | null>;
  resolved_at: Timestamp | null;
  resolved_by: Int8 | null;
  resolution_notes: string | null;
  created_at: Generated<Timestamp | null>;
}

export type SystemErrorRow = Selectable<SystemErrorsTable>;

export interface SystemModulesTable {
  id: Generated<Int8>;
  name: string;
  code: string;
  description: string | null;
  version: string | null;
  is_core: Generated<boolean | null>;
  is_enabled: Generated<boolean | null>;
  requires_license: Generated<boolean | null>;
  dependencies: Generated<Json | null>;
  settings: Generated<Json | null>;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type SystemModuleRow = Selectable<SystemModulesTable>;

export interface SystemNotificationReadsTable {
  id: Generated<Int8>;
  notification_id: Int8;
  user_id: Int8;
  read_at: Generated<Timestamp>;
  dismissed: Generated<boolean | null>;
  dismissed_at: Timestamp | null;
  device_info: Generated<Json | null>;
}

export type SystemNotificationReadRow = Selectable<SystemNotificationReadsTable>;

export interface SystemNotificationsTable {
  id: Generated<Int8>;
  type: string;
  title: string;
  message: string;
  level: Generated<SystemNotificationLevel | null>;
  icon: string | null;
  action_text: string | null;
  action_url: string | null;
  start_at: Timestamp | null;
  end_at: Timestamp | null;
  is_dismissible: Generated<boolean | null>;
  target_roles: Generated<Json | null>;
  target_institutions: Generated<Json | null>;
  created_by: Int8 | null;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type SystemNotificationRow = Selectable<SystemNotificationsTable>;

export interface UsersTable {
  id: Generated<Int8>;
  username: string;
  email: string | null;
  password: Unreadable<string>;
  role_id: Int8;
  institution_id: Int8 | null;
  departments: Generated<Json | null>;
  is_active: Generated<boolean | null>;
  last_login_at: Timestamp | null;
  password_changed_at: Timestamp | null;
  failed_login_attempts: Generated<number | null>;
  locked_until: Timestamp | null;
  email_verified_at: Timestamp | null;
  remember_token: Unreadable<string | null>;
  created_at: Generated<Timestamp | null>;
  updated_at: Generated<Timestamp | null>;
}

export type UserRow = Selectable<UsersTable>;

export interface ActivityClientIdsTable {
  user_id: Int8;
  client_id: string;
  request_hash: string;
  activity_id: Int8 | null;
  created_at: Generated<Timestamp>;
}

export type ActivityClientIdRow = Selectable<ActivityClientIdsTable>;

export interface BruteForceIncidentsTable {
  success_event_id: Int8;
  security_event_id: Int8 | null;
  succeeded_at: Timestamp;
  address: string | null;
  address_from: Timestamp | null;
  address_from_id: Int8 | null;
  address_until: Timestamp | null;
  address_until_id: Int8 | null;
  user_id: Int8 | null;
  user_from: Timestamp | null;
  user_from_id: Int8 | null;
  user_until: Timestamp | null;
  user_until_id: Int8 | null;
}

export type BruteForceIncidentRow = Selectable<BruteForceIncidentsTable>;

export interface ConfigRevisionsTable {
  id: GeneratedAlways<Int8>;
  config_id: Int8;
  config_key: string;
  scope: string | null;
  scope_id: Int8 | null;
  operation: ConfigRevisionOperation;
  before: Json | null;
  after: Json | null;
  changed_at: Generated<Timestamp>;
  changed_by: Int8 | null;
  source: ConfigRevisionSource;
  database_role: string;
  request_id: string | null;
  restores_revision_id: Int8 | null;
}

export type ConfigRevisionRow = Selectable<ConfigRevisionsTable>;

export interface ErrorGroupHoursTable {
  group_id: Int8;
  hour: Timestamp;
  user_id: Int8;
  occurrence_count: number;
}

export type ErrorGroupHourRow = Selectable<ErrorGroupHoursTable>;

export interface ErrorGroupUsersTable {
  group_id: Int8;
  user_id: Int8;
  occurrence_count: Int8;
  first_seen_at: Timestamp | null;
  last_seen_at: Timestamp | null;
  severity: string;
}

export type ErrorGroupUserRow = Selectable<ErrorGroupUsersTable>;

export interface ErrorGroupsTable {
  id: GeneratedAlways<Int8>;
  fingerprint: string;
  error_type: string;
  error_code: string | null;
  title: string;
  culprit: string | null;
  status: Generated<ErrorGroupStatus>;
  revision: Generated<number>;
  severity: ErrorGroupSeverity;
  first_seen_at: Timestamp | null;
  last_seen_at: Timestamp | null;
  occurrence_count: Generated<Int8>;
  assigned_to: Int8 | null;
  assigned_at: Timestamp | null;
  decided_by: Int8 | null;
  decided_at: Timestamp | null;
  notes: string | null;
  resolved_through: Int8 | null;
  resolved_until: Timestamp | null;
  ignored_until: Timestamp | null;
  ignored_until_occurrence: Int8 | null;
  regressed_at: Timestamp | null;
  regression_count: Generated<number>;
  spread_status: string | null;
  spread_from: string | null;
  spread_resolved_at: Timestamp | null;
  spread_through: Int8 | null;
  spread_after: Int8 | null;
  created_at: Generated<Timestamp>;
}

export type ErrorGroupRow = Selectable<ErrorGroupsTable>;

export interface ErrorIntakeTable {
  system_error_id: Int8;
  queued_at: Generated<Timestamp>;
  put_off_until: Timestamp | null;
}

export type ErrorIntakeRow = Selectable<ErrorIntakeTable>;

export interface ErrorOccurrencesTable {
  system_error_id: Int8;
  group_id: Int8;
  number: Int8;
  occurred_at: Timestamp | null;
}

export type ErrorOccurrenceRow = Selectable<ErrorOccurrencesTable>;

export interface ErrorReportsTable {
  id: GeneratedAlways<Int8>;
  reported_by: Int8;
  client_id: string | null;
  fingerprint: string | null;
  system_error_id: Int8 | null;
}

export type ErrorReportRow = Selectable<ErrorReportsTable>;

export interface ErrorStatusLeftoversTable {
  system_error_id: Int8;
  noted_at: Generated<Timestamp>;
}

export type ErrorStatusLeftoverRow = Selectable<ErrorStatusLeftoversTable>;

export interface ErrorSweepTable {
  singleton: Generated<boolean>;
  checked_through: Generated<Int8>;
  settled_through: Generated<Int8>;
  settled_at: Generated<Timestamp>;
}

export type ErrorSweepRow = Selectable<ErrorSweepTable>;

export interface ExportSegmentsTable {
  export_id: Int8;
  start_byte: Int8;
  end_byte: Int8;
  after_row_id: Int8;
  last_row_id: Int8;
  rows_before: Int8;
  row_count: number;
  digest: string;
}

export type ExportSegmentRow = Selectable<ExportSegmentsTable>;

export interface ExportsTable {
  id: GeneratedAlways<Int8>;
  user_id: Int8;
  source: ExportSource;
  format: ExportFormat;
  has_byte_order_mark: Generated<boolean>;
  filter: Generated<Json>;
  last_row_id: Int8;
  awaited_transactions: Generated<Json>;
  estimated_rows: Int8;
  rows_sent: Generated<Int8>;
  bytes_sent: Generated<Int8>;
  total_bytes: Int8 | null;
  active_at: Timestamp | null;
  completed_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp;
}

export type ExportRow = Selectable<ExportsTable>;

export interface FeedEntriesTable {
  position: Int8;
  topic: string;
  row_id: Int8;
  operation: string;
  payload: Json | null;
  sequenced_at: Generated<Timestamp>;
}

export type FeedEntryRow = Selectable<FeedEntriesTable>;

export interface FeedOutboxTable {
  id: GeneratedAlways<Int8>;
  topic: string;
  row_id: Int8;
  operation: FeedOutboxOperation;
  payload: Json | null;
  transaction_id: Generated<string>;
}

export type FeedOutboxRow = Selectable<FeedOutboxTable>;

export interface FeedPendingEndsTable {
  notification_id: Int8;
  end_at: Timestamp;
}

export type FeedPendingEndRow = Selectable<FeedPendingEndsTable>;

export interface FeedPendingStartsTable {
  notification_id: Int8;
  start_at: Timestamp;
}

export type FeedPendingStartRow = Selectable<FeedPendingStartsTable>;

export interface FeedStateTable {
  singleton: Generated<boolean>;
  position: Generated<Int8>;
  pruned_through: Generated<Int8>;
}

export type FeedStateRow = Selectable<FeedStateTable>;

export interface FeedSweepMarksTable {
  topic: string;
  max_id: Int8;
  marked_at: Generated<Timestamp>;
}

export type FeedSweepMarkRow = Selectable<FeedSweepMarksTable>;

export interface FeedTopicsTable {
  topic: string;
  table_name: string;
}

export type FeedTopicRow = Selectable<FeedTopicsTable>;

export interface IdempotencyKeysTable {
  user_id: Int8;
  key: string;
  operation: string;
  request_hash: string;
  entity_id: Int8 | null;
  created_at: Generated<Timestamp>;
}

export type IdempotencyKeyRow = Selectable<IdempotencyKeysTable>;

export interface IntegrationCredentialsTable {
  integration_id: Int8;
  name: string;
  set_at: Generated<Timestamp>;
  set_by: Int8 | null;
}

export type IntegrationCredentialRow = Selectable<IntegrationCredentialsTable>;

export interface JobIncidentsTable {
  id: GeneratedAlways<Int8>;
  kind: JobIncidentKind;
  subject: string;
  opened_at: Generated<Timestamp>;
  closed_at: Timestamp | null;
  notification_id: Int8 | null;
}

export type JobIncidentRow = Selectable<JobIncidentsTable>;

export interface JobMarksTable {
  name: string;
  marked_at: Timestamp;
}

export type JobMarkRow = Selectable<JobMarksTable>;

export interface JobPlannedTimesTable {
  scheduled_job_id: Int8;
  scheduled_for: Timestamp;
}

export type JobPlannedTimeRow = Selectable<JobPlannedTimesTable>;

export interface JobRunLinesTable {
  id: GeneratedAlways<Int8>;
  job_log_id: Int8;
  written_at: Generated<Timestamp>;
  message: string;
}

export type JobRunLineRow = Selectable<JobRunLinesTable>;

export interface JobRunsTable {
  job_log_id: Int8;
  scheduled_job_id: Int8 | null;
  run_id: string;
  attempt: number;
  job_class: string;
  trigger: JobRunTrigger;
  scheduled_for: Timestamp;
  state: JobRunState;
  available_at: Timestamp;
  parameters: Generated<Json>;
  time_limit_seconds: number | null;
  worker_id: string | null;
  fencing_token: Int8 | null;
  claimed_at: Timestamp | null;
  heartbeat_at: Timestamp | null;
  lease_expires_at: Timestamp | null;
  cancel_requested_at: Timestamp | null;
  cancel_requested_by: Int8 | null;
  cancel_reason: string | null;
  progress_done: number | null;
  progress_total: number | null;
  progress_message: string | null;
}

export type JobRunRow = Selectable<JobRunsTable>;

export interface JobSchedulesTable {
  scheduled_job_id: Int8;
  skipped_times: Generated<JobScheduleSkippedTimes>;
  doubled_times: Generated<JobScheduleDoubledTimes>;
  misfire_policy: Generated<JobScheduleMisfirePolicy>;
  misfire_limit: Generated<number>;
  misfire_grace_seconds: Generated<number>;
  overlap_policy: Generated<JobScheduleOverlapPolicy>;
  max_concurrent: Generated<number>;
  retry_backoff: Generated<JobScheduleRetryBackoff>;
  retry_jitter_percent: Generated<number>;
  time_limit_seconds: number | null;
  planned_from: string | null;
  planned_run_at: Timestamp | null;
  skipped_runs: Generated<number>;
  last_skipped_at: Timestamp | null;
  last_skip_reason: string | null;
}

export type JobScheduleRow = Selectable<JobSchedulesTable>;

export interface JobWorkersTable {
  id: string;
  name: string;
  concurrency: number;
  lease_seconds: number;
  started_at: Generated<Timestamp>;
  heartbeat_at: Generated<Timestamp>;
  stopping_at: Timestamp | null;
  stopped_at: Timestamp | null;
}

export type JobWorkerRow = Selectable<JobWorkersTable>;

export interface LicenseNoticesTable {
  id: GeneratedAlways<Int8>;
  license_id: Int8 | null;
  expires_at: Timestamp;
  threshold: number;
  region_id: Int8 | null;
  notification_id: Int8 | null;
  noticed_at: Generated<Timestamp>;
  closed_at: Timestamp | null;
}

export type LicenseNoticeRow = Selectable<LicenseNoticesTable>;

export interface LicenseSeatsTable {
  license_id: Int8;
  user_id: Int8;
  activated_at: Generated<Timestamp>;
  activated_by: Int8 | null;
}

export type LicenseSeatRow = Selectable<LicenseSeatsTable>;

export interface MetricDirtyBucketsTable {
  width: MetricDirtyBucketWidth;
  bucket: Timestamp;
}

export type MetricDirtyBucketRow = Selectable<MetricDirtyBucketsTable>;

export interface MetricRollupsTable {
  width: MetricRollupWidth;
  bucket: Timestamp;
  series_id: number;
  samples: Int8;
  total: number;
  least: number;
  greatest: number;
  sketch: Buffer;
}

export type MetricRollupRow = Selectable<MetricRollupsTable>;

export interface MetricSeriesTable {
  id: GeneratedAlways<number>;
  metric_type: string;
  name: string;
  unit: string;
  endpoint: string | null;
  module_code: string | null;
  institution_id: Int8 | null;
}

export type MetricSeryRow = Selectable<MetricSeriesTable>;

export interface MetricUnitsTable {
  unit: string;
  canonical: string;
  factor: number;
}

export type MetricUnitRow = Selectable<MetricUnitsTable>;

export interface OfferedJobsTable {
  job_class: string;
  offered_at: Generated<Timestamp>;
}

export type OfferedJobRow = Selectable<OfferedJobsTable>;

export interface RateLimitsTable {
  subject: string;
  window_end: Int8;
  used: Int8;
}

export type RateLimitRow = Selectable<RateLimitsTable>;

export interface RetentionHoldsTable {
  id: GeneratedAlways<Int8>;
  reason: string;
  sources: Json | null;
  user_id: Int8 | null;
  institution_id: Int8 | null;
  from_at: Timestamp | null;
  to_at: Timestamp | null;
  placed_by: Int8 | null;
  placed_at: Generated<Timestamp>;
  until_at: Timestamp | null;
  released_by: Int8 | null;
  released_at: Timestamp | null;
  release_reason: string | null;
}

export type RetentionHoldRow = Selectable<RetentionHoldsTable>;

export interface RetentionMarksTable {
  transaction_id: string;
  marked_at: Generated<Timestamp>;
}

export type RetentionMarkRow = Selectable<RetentionMarksTable>;

export interface RetentionPoliciesTable {
  id: GeneratedAlways<Int8>;
  source: string;
  keep_days: number;
  minimum_days: number;
  enabled: Generated<boolean>;
  updated_at: Timestamp | null;
  updated_by: Int8 | null;
}

export type RetentionPolicyRow = Selectable<RetentionPoliciesTable>;

export interface RetentionSourcesTable {
  source: string;
  table_name: string;
  aged_at: string;
  deletable: string;
  concerns_user: string;
  concerns_institution: string;
  dependent_table: string | null;
  dependent_column: string | null;
}

export type RetentionSourceRow = Selectable<RetentionSourcesTable>;

export interface SecurityEventTriageTable {
  event_id: Int8;
  acknowledged_at: Timestamp | null;
  acknowledged_by: Int8 | null;
  assigned_to: Int8 | null;
  assigned_at: Timestamp | null;
  assigned_by: Int8 | null;
  escalated_at: Timestamp | null;
  escalated_by: Int8 | null;
  escalation_reason: string | null;
}

export type SecurityEventTriageRow = Selectable<SecurityEventTriageTable>;

export interface SyncRunLeasesTable {
  sync_run_id: Int8;
  worker: string | null;
  fencing_token: Int8 | null;
  attempt: Generated<number>;
  claimed_at: Timestamp | null;
  heartbeat_at: Timestamp | null;
  lease_expires_at: Timestamp | null;
  expected_records: number | null;
  cancel_requested_at: Timestamp | null;
  cancel_requested_by: Int8 | null;
  cancel_reason: string | null;
}

export type SyncRunLeaseRow = Selectable<SyncRunLeasesTable>;

/** Every table, by the name that a query uses. */
export interface DB {
  activity_logs: ActivityLogsTable;
  api_tokens: ApiTokensTable;
  audit_logs: AuditLogsTable;
  institutions: InstitutionsTable;
  integration_sync_logs: IntegrationSyncLogsTable;
  integrations: IntegrationsTable;
  job_logs: JobLogsTable;
  licenses: LicensesTable;
  performance_metrics: PerformanceMetricsTable;
  roles: RolesTable;
  scheduled_jobs: ScheduledJobsTable;
  security_events: SecurityEventsTable;
  system_configs: SystemConfigsTable;
  system_errors: SystemErrorsTable;
  system_modules: SystemModulesTable;
  system_notification_reads: SystemNotificationReadsTable;
  system_notifications: SystemNotificationsTable;
  users: UsersTable;
  'api.activity_client_ids': ActivityClientIdsTable;
  'api.brute_force_incidents': BruteForceIncidentsTable;
  'api.config_revisions': ConfigRevisionsTable;
  'api.error_group_hours': ErrorGroupHoursTable;
  'api.error_group_users': ErrorGroupUsersTable;
  'api.error_groups': ErrorGroupsTable;
  'api.error_intake': ErrorIntakeTable;
  'api.error_occurrences': ErrorOccurrencesTable;
  'api.error_reports': ErrorReportsTable;
  'api.error_status_leftovers': ErrorStatusLeftoversTable;
  'api.error_sweep': ErrorSweepTable;
  'api.export_segments': ExportSegmentsTable;
  'api.exports': ExportsTable;
  'api.feed_entries': FeedEntriesTable;
  'api.feed_outbox': FeedOutboxTable;
  'api.feed_pending_ends': FeedPendingEndsTable;
  'api.feed_pending_starts': FeedPendingStartsTable;
  'api.feed_state': FeedStateTable;
  'api.feed_sweep_marks': FeedSweepMarksTable;
  'api.feed_topics': FeedTopicsTable;
  'api.idempotency_keys': IdempotencyKeysTable;
  'api.integration_credentials': IntegrationCredentialsTable;
  'api.job_incidents': JobIncidentsTable;
  'api.job_marks': JobMarksTable;
  'api.job_planned_times': JobPlannedTimesTable;
  'api.job_run_lines': JobRunLinesTable;
  'api.job_runs': JobRunsTable;
  'api.job_schedules': JobSchedulesTable;
  'api.job_workers': JobWorkersTable;
  'api.license_notices': LicenseNoticesTable;
  'api.license_seats': LicenseSeatsTable;
  'api.metric_dirty_buckets': MetricDirtyBucketsTable;
  'api.metric_rollups': MetricRollupsTable;
  'api.metric_series': MetricSeriesTable;
  'api.metric_units': MetricUnitsTable;
  'api.offered_jobs': OfferedJobsTable;
  'api.rate_limits': RateLimitsTable;
  'api.retention_holds': RetentionHoldsTable;
  'api.retention_marks': RetentionMarksTable;
  'api.retention_policies': RetentionPoliciesTable;
  'api.retention_sources': RetentionSourcesTable;
  'api.security_event_triage': SecurityEventTriageTable;
  'api.sync_run_leases': SyncRunLeasesTable;
}
