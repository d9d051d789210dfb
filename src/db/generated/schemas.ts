// Generated from the database by `npm run generate`: change the migrations instead.

import { z } from 'zod';
import { date, int8, integer, json, numeric, text, timestamp } from '../column-schemas.ts';
import {
  institutionTypeValues,
  integrationSyncLogSyncTypeValues,
  integrationSyncLogStatusValues,
  integrationTypeValues,
  jobLogStatusValues,
  licenseTypeValues,
  licenseStatusValues,
  scheduledJobLastRunStatusValues,
  securityEventSeverityValues,
  systemConfigScopeValues,
  systemConfigDataTypeValues,
  systemErrorSeverityValues,
  systemErrorStatusValues,
  systemNotificationLevelValues,
  configRevisionOperationValues,
  configRevisionSourceValues,
  errorGroupStatusValues,
  errorGroupSeverityValues,
  exportSourceValues,
  exportFormatValues,
  feedOutboxOperationValues,
  jobIncidentKindValues,
  jobRunTriggerValues,
  jobRunStateValues,
  jobScheduleSkippedTimesValues,
  jobScheduleDoubledTimesValues,
  jobScheduleMisfirePolicyValues,
  jobScheduleOverlapPolicyValues,
  jobScheduleRetryBackoffValues,
  metricDirtyBucketWidthValues,
  metricRollupWidthValues,
} from './enums.ts';

export const activityLogInsertSchema = z.strictObject({
  id: int8().optional(),
  user_id: int8().nullish(),
  ip_address: text(45).nullish(),
  user_agent: text().nullish(),
  activity_type: text(100),
  entity_type: text(100).nullish(),
  entity_id: int8().nullish(),
  description: text().nullish(),
  properties: json().nullish(),
  before_state: json().nullish(),
  after_state: json().nullish(),
  institution_id: int8().nullish(),
  created_at: timestamp().nullish(),
});
export const activityLogUpdateSchema = activityLogInsertSchema.omit({ id: true }).partial();

export const apiTokenInsertSchema = z.strictObject({
  id: int8().optional(),
  user_id: int8(),
  name: text(100),
  token: text(255),
  abilities: json().nullish(),
  last_used_at: timestamp().nullish(),
  expires_at: timestamp().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const apiTokenUpdateSchema = apiTokenInsertSchema.omit({ id: true }).partial();

export const auditLogInsertSchema = z.strictObject({
  id: int8().optional(),
  user_id: int8().nullish(),
  event: text(100),
  auditable_type: text(100).nullish(),
  auditable_id: int8().nullish(),
  old_values: json().nullish(),
  new_values: json().nullish(),
  url: text().nullish(),
  ip_address: text(45).nullish(),
  user_agent: text().nullish(),
  tags: json().nullish(),
  institution_id: int8().nullish(),
  created_at: timestamp().nullish(),
});
export const auditLogUpdateSchema = auditLogInsertSchema.omit({ id: true }).partial();

export const institutionInsertSchema = z.strictObject({
  id: int8().optional(),
  name: text(200),
  short_name: text(50).nullish(),
  type: z.enum(institutionTypeValues),
  parent_id: int8().nullish(),
  level: integer(1, 5),
  region_code: text(10).nullish(),
  institution_code: text(20).nullish(),
  contact_info: json().nullish(),
  location: json().nullish(),
  metadata: json().nullish(),
  is_active: z.boolean().nullish(),
  established_date: date().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const institutionUpdateSchema = institutionInsertSchema.omit({ id: true }).partial();

export const integrationSyncLogInsertSchema = z.strictObject({
  id: int8().optional(),
  integration_id: int8(),
  sync_type: z.enum(integrationSyncLogSyncTypeValues),
  start_time: timestamp(),
  end_time: timestamp().nullish(),
  status: z.enum(integrationSyncLogStatusValues).nullish(),
  records_processed: integer().nullish(),
  records_created: integer().nullish(),
  records_updated: integer().nullish(),
  records_failed: integer().nullish(),
  error_message: text().nullish(),
  error_details: json().nullish(),
  sync_summary: json().nullish(),
  initiated_by: int8().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const integrationSyncLogUpdateSchema = integrationSyncLogInsertSchema.omit({ id: true }).partial();

export const integrationInsertSchema = z.strictObject({
  id: int8().optional(),
  name: text(100),
  integration_type: z.enum(integrationTypeValues),
  provider: text(100),
  credentials: json().nullish(),
  config: json().nullish(),
  institution_id: int8().nullish(),
  is_system_wide: z.boolean().nullish(),
  is_enabled: z.boolean().nullish(),
  last_sync_at: timestamp().nullish(),
  sync_frequency: text(50).nullish(),
  api_rate_limit: integer().nullish(),
  created_by: int8().nullish(),
  notes: text().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const integrationUpdateSchema = integrationInsertSchema.omit({ id: true }).partial();

export const jobLogInsertSchema = z.strictObject({
  id: int8().optional(),
  job_id: text(100).nullish(),
  job_class: text(200),
  queue: text(100).nullish(),
  attempt: integer().optional(),
  status: z.enum(jobLogStatusValues),
  payload: json().nullish(),
  result: json().nullish(),
  error_message: text().nullish(),
  error_trace: text().nullish(),
  start_time: timestamp().nullish(),
  end_time: timestamp().nullish(),
  duration: integer().nullish(),
  scheduled_job_id: int8().nullish(),
  executed_by: int8().nullish(),
  created_at: timestamp().nullish(),
});
export const jobLogUpdateSchema = jobLogInsertSchema.omit({ id: true }).partial();

export const licenseInsertSchema = z.strictObject({
  id: int8().optional(),
  license_key: text(100),
  module_code: text(50),
  institution_id: int8().nullish(),
  license_type: z.enum(licenseTypeValues),
  user_limit: integer(1).nullish(),
  features: json().nullish(),
  issued_at: timestamp(),
  expires_at: timestamp().nullish(),
  activation_date: timestamp().nullish(),
  last_validation_date: timestamp().nullish(),
  status: z.enum(licenseStatusValues).nullish(),
  issued_to: text(200).nullish(),
  issued_by: text(200).nullish(),
  notes: text().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const licenseUpdateSchema = licenseInsertSchema.omit({ id: true }).partial();

export const performanceMetricInsertSchema = z.strictObject({
  id: int8().optional(),
  metric_type: text(100),
  name: text(100),
  value: numeric(12, 4),
  unit: text(20),
  context: json().nullish(),
  timestamp: timestamp().nullish(),
  request_id: text(100).nullish(),
  user_id: int8().nullish(),
  instance_id: text(100).nullish(),
  endpoint: text(200).nullish(),
  module_code: text(50).nullish(),
  institution_id: int8().nullish(),
});
export const performanceMetricUpdateSchema = performanceMetricInsertSchema.omit({ id: true }).partial();

export const roleInsertSchema = z.strictObject({
  id: int8().optional(),
  name: text(50),
  display_name: text(100),
  description: text().nullish(),
  guard_name: text(50).nullish(),
  level: integer(1, 10),
  department_access: json().nullish(),
  max_institutions: integer().nullish(),
  is_active: z.boolean().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const roleUpdateSchema = roleInsertSchema.omit({ id: true }).partial();

export const scheduledJobInsertSchema = z.strictObject({
  id: int8().optional(),
  name: text(100),
  job_class: text(200),
  parameters: json().nullish(),
  cron_expression: text(100).nullish(),
  interval_minutes: integer().nullish(),
  next_run_at: timestamp().nullish(),
  timezone: text(50).nullish(),
  is_active: z.boolean().nullish(),
  is_running: z.boolean().nullish(),
  last_run_at: timestamp().nullish(),
  last_run_status: z.enum(scheduledJobLastRunStatusValues).nullish(),
  last_run_message: text().nullish(),
  last_run_duration: integer().nullish(),
  run_count: integer().nullish(),
  failure_count: integer().nullish(),
  max_attempts: integer().nullish(),
  retry_delay_minutes: integer().nullish(),
  created_by: int8().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const scheduledJobUpdateSchema = scheduledJobInsertSchema.omit({ id: true }).partial();

export const securityEventInsertSchema = z.strictObject({
  id: int8().optional(),
  event_type: text(100),
  severity: z.enum(securityEventSeverityValues),
  user_id: int8().nullish(),
  target_user_id: int8().nullish(),
  ip_address: text(45).nullish(),
  location_data: json().nullish(),
  user_agent: text().nullish(),
  description: text().nullish(),
  event_data: json().nullish(),
  resolution: text(50).nullish(),
  resolution_notes: text().nullish(),
  resolved_by: int8().nullish(),
  resolved_at: timestamp().nullish(),
  institution_id: int8().nullish(),
  created_at: timestamp().nullish(),
});
export const securityEventUpdateSchema = securityEventInsertSchema.omit({ id: true }).partial();

export const systemConfigInsertSchema = z.strictObject({
  id: int8().optional(),
  config_key: text(100),
  config_value: json().optional(),
  scope: z.enum(systemConfigScopeValues).nullish(),
  scope_id: int8().nullish(),
  description: text().nullish(),
  data_type: z.enum(systemConfigDataTypeValues),
  is_encrypted: z.boolean().nullish(),
  is_hidden: z.boolean().nullish(),
  is_readonly: z.boolean().nullish(),
  created_by: int8().nullish(),
  updated_by: int8().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const systemConfigUpdateSchema = systemConfigInsertSchema.omit({ id: true }).partial();

export const systemErrorInsertSchema = z.strictObject({
  id: int8().optional(),
  error_code: text(50).nullish(),
  error_type: text(100),
  message: text(),
  file_path: text().nullish(),
  line_number: integer().nullish(),
  stack_trace: text().nullish(),
  context: json().nullish(),
  request_data: json().nullish(),
  user_id: int8().nullish(),
  ip_address: text(45).nullish(),
  user_agent: text().nullish(),
  severity: z.enum(systemErrorSeverityValues).optional(),
  status: z.enum(systemErrorStatusValues).nullish(),
  resolved_at: timestamp().nullish(),
  resolved_by: int8().nullish(),
  resolution_notes: text().nullish(),
  created_at: timestamp().nullish(),
});
export const systemErrorUpdateSchema = systemErrorInsertSchema.omit({ id: true }).partial();

export const systemModuleInsertSchema = z.strictObject({
  id: int8().optional(),
  name: text(100),
  code: text(50),
  description: text().nullish(),
  version: text(20).nullish(),
  is_core: z.boolean().nullish(),
  is_enabled: z.boolean().nullish(),
  requires_license: z.boolean().nullish(),
  dependencies: json().nullish(),
  settings: json().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const systemModuleUpdateSchema = systemModuleInsertSchema.omit({ id: true }).partial();

export const systemNotificationReadInsertSchema = z.strictObject({
  id: int8().optional(),
  notification_id: int8(),
  user_id: int8(),
  read_at: timestamp().optional(),
  dismissed: z.boolean().nullish(),
  dismissed_at: timestamp().nullish(),
  device_info: json().nullish(),
});
export const systemNotificationReadUpdateSchema = systemNotificationReadInsertSchema.omit({ id: true }).partial();

export const systemNotificationInsertSchema = z.strictObject({
  id: int8().optional(),
  type: text(100),
  title: text(200),
  message: text(),
  level: z.enum(systemNotificationLevelValues).nullish(),
  icon: text(50).nullish(),
  action_text: text(100).nullish(),
  action_url: text(255).nullish(),
  start_at: timestamp().nullish(),
  end_at: timestamp().nullish(),
  is_dismissible: z.boolean().nullish(),
  target_roles: json().nullish(),
  target_institutions: json().nullish(),
  created_by: int8().nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const systemNotificationUpdateSchema = systemNotificationInsertSchema.omit({ id: true }).partial();

export const userInsertSchema = z.strictObject({
  id: int8().optional(),
  username: text(50),
  email: text(100).nullish(),
  password: text(255),
  role_id: int8(),
  institution_id: int8().nullish(),
  departments: json().nullish(),
  is_active: z.boolean().nullish(),
  last_login_at: timestamp().nullish(),
  password_changed_at: timestamp().nullish(),
  failed_login_attempts: integer().nullish(),
  locked_until: timestamp().nullish(),
  email_verified_at: timestamp().nullish(),
  remember_token: text(100).nullish(),
  created_at: timestamp().nullish(),
  updated_at: timestamp().nullish(),
});
export const userUpdateSchema = userInsertSchema.omit({ id: true }).partial();

export const activityClientIdInsertSchema = z.strictObject({
  user_id: int8(),
  client_id: text(),
  request_hash: text(),
  activity_id: int8().nullish(),
  created_at: timestamp().optional(),
});
export const activityClientIdUpdateSchema = activityClientIdInsertSchema
  .omit({ user_id: true, client_id: true })
  .partial();

export const bruteForceIncidentInsertSchema = z.strictObject({
  success_event_id: int8(),
  security_event_id: int8().nullish(),
  succeeded_at: timestamp(),
  address: text(45).nullish(),
  address_from: timestamp().nullish(),
  address_from_id: int8().nullish(),
  address_until: timestamp().nullish(),
  address_until_id: int8().nullish(),
  user_id: int8().nullish(),
  user_from: timestamp().nullish(),
  user_from_id: int8().nullish(),
  user_until: timestamp().nullish(),
  user_until_id: int8().nullish(),
});
export const bruteForceIncidentUpdateSchema = bruteForceIncidentInsertSchema.omit({ success_event_id: true }).partial();

export const configRevisionInsertSchema = z.strictObject({
  config_id: int8(),
  config_key: text(100),
  scope: text(50).nullish(),
  scope_id: int8().nullish(),
  operation: z.enum(configRevisionOperationValues),
  before: json().nullish(),
  after: json().nullish(),
  changed_at: timestamp().optional(),
  changed_by: int8().nullish(),
  source: z.enum(configRevisionSourceValues),
  database_role: text(63),
  request_id: text(200).nullish(),
  restores_revision_id: int8().nullish(),
});
export const configRevisionUpdateSchema = configRevisionInsertSchema.partial();

export const errorGroupHourInsertSchema = z.strictObject({
  group_id: int8(),
  hour: timestamp(),
  user_id: int8(),
  occurrence_count: integer(),
});
export const errorGroupHourUpdateSchema = errorGroupHourInsertSchema
  .omit({ group_id: true, hour: true, user_id: true })
  .partial();

export const errorGroupUserInsertSchema = z.strictObject({
  group_id: int8(),
  user_id: int8(),
  occurrence_count: int8(),
  first_seen_at: timestamp().nullish(),
  last_seen_at: timestamp().nullish(),
  severity: text(20),
});
export const errorGroupUserUpdateSchema = errorGroupUserInsertSchema.omit({ group_id: true, user_id: true }).partial();

export const errorGroupInsertSchema = z.strictObject({
  fingerprint: text(64),
  error_type: text(100),
  error_code: text(50).nullish(),
  title: text(),
  culprit: text().nullish(),
  status: z.enum(errorGroupStatusValues).optional(),
  revision: integer().optional(),
  severity: z.enum(errorGroupSeverityValues),
  first_seen_at: timestamp().nullish(),
  last_seen_at: timestamp().nullish(),
  occurrence_count: int8().optional(),
  assigned_to: int8().nullish(),
  assigned_at: timestamp().nullish(),
  decided_by: int8().nullish(),
  decided_at: timestamp().nullish(),
  notes: text().nullish(),
  resolved_through: int8().nullish(),
  resolved_until: timestamp().nullish(),
  ignored_until: timestamp().nullish(),
  ignored_until_occurrence: int8().nullish(),
  regressed_at: timestamp().nullish(),
  regression_count: integer().optional(),
  spread_status: text(20).nullish(),
  spread_from: text(100).nullish(),
  spread_resolved_at: timestamp().nullish(),
  spread_through: int8().nullish(),
  spread_after: int8().nullish(),
  created_at: timestamp().optional(),
});
export const errorGroupUpdateSchema = errorGroupInsertSchema.partial();

export const errorIntakeInsertSchema = z.strictObject({
  system_error_id: int8(),
  queued_at: timestamp().optional(),
  put_off_until: timestamp().nullish(),
});
export const errorIntakeUpdateSchema = errorIntakeInsertSchema.omit({ system_error_id: true }).partial();

export const errorOccurrenceInsertSchema = z.strictObject({
  system_error_id: int8(),
  group_id: int8(),
  number: int8(),
  occurred_at: timestamp().nullish(),
});
export const errorOccurrenceUpdateSchema = errorOccurrenceInsertSchema.omit({ system_error_id: true }).partial();

export const errorReportInsertSchema = z.strictObject({
  reported_by: int8(),
  client_id: text(100).nullish(),
  fingerprint: text(200).nullish(),
  system_error_id: int8().nullish(),
});
export const errorReportUpdateSchema = errorReportInsertSchema.partial();

export const errorStatusLeftoverInsertSchema = z.strictObject({
  system_error_id: int8(),
  noted_at: timestamp().optional(),
});
export const errorStatusLeftoverUpdateSchema = errorStatusLeftoverInsertSchema
  .omit({ system_error_id: true })
  .partial();

export const errorSweepInsertSchema = z.strictObject({
  singleton: z.boolean().optional(),
  checked_through: int8().optional(),
  settled_through: int8().optional(),
  settled_at: timestamp().optional(),
});
export const errorSweepUpdateSchema = errorSweepInsertSchema.omit({ singleton: true }).partial();

export const exportSegmentInsertSchema = z.strictObject({
  export_id: int8(),
  start_byte: int8(),
  end_byte: int8(),
  after_row_id: int8(),
  last_row_id: int8(),
  rows_before: int8(),
  row_count: integer(),
  digest: text(44),
});
export const exportSegmentUpdateSchema = exportSegmentInsertSchema
  .omit({ export_id: true, start_byte: true })
  .partial();

export const exportInsertSchema = z.strictObject({
  user_id: int8(),
  source: z.enum(exportSourceValues),
  format: z.enum(exportFormatValues),
  has_byte_order_mark: z.boolean().optional(),
  filter: json().optional(),
  last_row_id: int8(),
  awaited_transactions: json().optional(),
  estimated_rows: int8(),
  rows_sent: int8().optional(),
  bytes_sent: int8().optional(),
  total_bytes: int8().nullish(),
  active_at: timestamp().nullish(),
  completed_at: timestamp().nullish(),
  created_at: timestamp().optional(),
  expires_at: timestamp(),
});
export const exportUpdateSchema = exportInsertSchema.partial();

export const feedEntryInsertSchema = z.strictObject({
  position: int8(),
  topic: text(),
  row_id: int8(),
  operation: text(),
  payload: json().nullish(),
  sequenced_at: timestamp().optional(),
});
export const feedEntryUpdateSchema = feedEntryInsertSchema.omit({ position: true }).partial();

export const feedOutboxInsertSchema = z.strictObject({
  topic: text(),
  row_id: int8(),
  operation: z.enum(feedOutboxOperationValues),
  payload: json().nullish(),
  transaction_id: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});
export const feedOutboxUpdateSchema = feedOutboxInsertSchema.partial();

export const feedPendingEndInsertSchema = z.strictObject({
  notification_id: int8(),
  end_at: timestamp(),
});
export const feedPendingEndUpdateSchema = feedPendingEndInsertSchema.omit({ notification_id: true }).partial();

export const feedPendingStartInsertSchema = z.strictObject({
  notification_id: int8(),
  start_at: timestamp(),
});
export const feedPendingStartUpdateSchema = feedPendingStartInsertSchema.omit({ notification_id: true }).partial();

export const feedStateInsertSchema = z.strictObject({
  singleton: z.boolean().optional(),
  position: int8().optional(),
  pruned_through: int8().optional(),
});
export const feedStateUpdateSchema = feedStateInsertSchema.omit({ singleton: true }).partial();

export const feedSweepMarkInsertSchema = z.strictObject({
  topic: text(),
  max_id: int8(),
  marked_at: timestamp().optional(),
});
export const feedSweepMarkUpdateSchema = feedSweepMarkInsertSchema.omit({ topic: true, marked_at: true }).partial();

export const feedTopicInsertSchema = z.strictObject({
  topic: text(),
  table_name: text(),
});
export const feedTopicUpdateSchema = feedTopicInsertSchema.omit({ topic: true }).partial();

export const idempotencyKeyInsertSchema = z.strictObject({
  user_id: int8(),
  key: text(100),
  operation: text(100),
  request_hash: text(64),
  entity_id: int8().nullish(),
  created_at: timestamp().optional(),
});
export const idempotencyKeyUpdateSchema = idempotencyKeyInsertSchema.omit({ user_id: true, key: true }).partial();

export const integrationCredentialInsertSchema = z.strictObject({
  integration_id: int8(),
  name: text(100),
  set_at: timestamp().optional(),
  set_by: int8().nullish(),
});
export const integrationCredentialUpdateSchema = integrationCredentialInsertSchema
  .omit({ integration_id: true, name: true })
  .partial();

export const jobIncidentInsertSchema = z.strictObject({
  kind: z.enum(jobIncidentKindValues),
  subject: text(200),
  opened_at: timestamp().optional(),
  closed_at: timestamp().nullish(),
  notification_id: int8().nullish(),
});
export const jobIncidentUpdateSchema = jobIncidentInsertSchema.partial();

export const jobMarkInsertSchema = z.strictObject({
  name: text(100),
  marked_at: timestamp(),
});
export const jobMarkUpdateSchema = jobMarkInsertSchema.omit({ name: true }).partial();

export const jobPlannedTimeInsertSchema = z.strictObject({
  scheduled_job_id: int8(),
  scheduled_for: timestamp(),
});
export const jobPlannedTimeUpdateSchema = jobPlannedTimeInsertSchema
  .omit({ scheduled_job_id: true, scheduled_for: true })
  .partial();

export const jobRunLineInsertSchema = z.strictObject({
  job_log_id: int8(),
  written_at: timestamp().optional(),
  message: text(),
});
export const jobRunLineUpdateSchema = jobRunLineInsertSchema.partial();

export const jobRunInsertSchema = z.strictObject({
  job_log_id: int8(),
  scheduled_job_id: int8().nullish(),
  run_id: z.uuid(),
  attempt: integer(),
  job_class: text(200),
  trigger: z.enum(jobRunTriggerValues),
  scheduled_for: timestamp(),
  state: z.enum(jobRunStateValues),
  available_at: timestamp(),
  parameters: json().optional(),
  time_limit_seconds: integer().nullish(),
  worker_id: z.uuid().nullish(),
  fencing_token: int8().nullish(),
  claimed_at: timestamp().nullish(),
  heartbeat_at: timestamp().nullish(),
  lease_expires_at: timestamp().nullish(),
  cancel_requested_at: timestamp().nullish(),
  cancel_requested_by: int8().nullish(),
  cancel_reason: text().nullish(),
  progress_done: z.number().nullish(),
  progress_total: z.number().nullish(),
  progress_message: text().nullish(),
});
export const jobRunUpdateSchema = jobRunInsertSchema.omit({ job_log_id: true }).partial();

export const jobScheduleInsertSchema = z.strictObject({
  scheduled_job_id: int8(),
  skipped_times: z.enum(jobScheduleSkippedTimesValues).optional(),
  doubled_times: z.enum(jobScheduleDoubledTimesValues).optional(),
  misfire_policy: z.enum(jobScheduleMisfirePolicyValues).optional(),
  misfire_limit: integer(1, 1000).optional(),
  misfire_grace_seconds: integer(1, 86400).optional(),
  overlap_policy: z.enum(jobScheduleOverlapPolicyValues).optional(),
  max_concurrent: integer(1, 100).optional(),
  retry_backoff: z.enum(jobScheduleRetryBackoffValues).optional(),
  retry_jitter_percent: integer(0, 100).optional(),
  time_limit_seconds: integer(1, 604800).nullish(),
  planned_from: text().nullish(),
  planned_run_at: timestamp().nullish(),
  skipped_runs: integer().optional(),
  last_skipped_at: timestamp().nullish(),
  last_skip_reason: text().nullish(),
});
export const jobScheduleUpdateSchema = jobScheduleInsertSchema.omit({ scheduled_job_id: true }).partial();

export const jobWorkerInsertSchema = z.strictObject({
  id: z.uuid(),
  name: text(200),
  concurrency: integer(1),
  lease_seconds: integer(1),
  started_at: timestamp().optional(),
  heartbeat_at: timestamp().optional(),
  stopping_at: timestamp().nullish(),
  stopped_at: timestamp().nullish(),
});
export const jobWorkerUpdateSchema = jobWorkerInsertSchema.omit({ id: true }).partial();

export const licenseNoticeInsertSchema = z.strictObject({
  license_id: int8().nullish(),
  expires_at: timestamp(),
  threshold: integer(-1),
  region_id: int8().nullish(),
  notification_id: int8().nullish(),
  noticed_at: timestamp().optional(),
  closed_at: timestamp().nullish(),
});
export const licenseNoticeUpdateSchema = licenseNoticeInsertSchema.partial();

export const licenseSeatInsertSchema = z.strictObject({
  license_id: int8(),
  user_id: int8(),
  activated_at: timestamp().optional(),
  activated_by: int8().nullish(),
});
export const licenseSeatUpdateSchema = licenseSeatInsertSchema.omit({ license_id: true, user_id: true }).partial();

export const metricDirtyBucketInsertSchema = z.strictObject({
  width: z.enum(metricDirtyBucketWidthValues),
  bucket: timestamp(),
});
export const metricDirtyBucketUpdateSchema = metricDirtyBucketInsertSchema.partial();

export const metricRollupInsertSchema = z.strictObject({
  width: z.enum(metricRollupWidthValues),
  bucket: timestamp(),
  series_id: integer(),
  samples: int8(),
  total: z.number(),
  least: z.number(),
  greatest: z.number(),
  sketch: z.instanceof(Buffer),
});
export const metricRollupUpdateSchema = metricRollupInsertSchema
  .omit({ width: true, bucket: true, series_id: true })
  .partial();

export const metricSeryInsertSchema = z.strictObject({
  metric_type: text(100),
  name: text(100),
  unit: text(20),
  endpoint: text(200).nullish(),
  module_code: text(50).nullish(),
  institution_id: int8().nullish(),
});
export const metricSeryUpdateSchema = metricSeryInsertSchema.partial();

export const metricUnitInsertSchema = z.strictObject({
  unit: text(20),
  canonical: text(20),
  factor: z.number(),
});
export const metricUnitUpdateSchema = metricUnitInsertSchema.omit({ unit: true }).partial();

export const offeredJobInsertSchema = z.strictObject({
  job_class: text(200),
  offered_at: timestamp().optional(),
});
export const offeredJobUpdateSchema = offeredJobInsertSchema.omit({ job_class: true }).partial();

export const rateLimitInsertSchema = z.strictObject({
  subject: text(200),
  window_end: int8(),
  used: int8(),
});
export const rateLimitUpdateSchema = rateLimitInsertSchema.omit({ subject: true, window_end: true }).partial();

export const retentionHoldInsertSchema = z.strictObject({
  reason: text(),
  sources: json().nullish(),
  user_id: int8().nullish(),
  institution_id: int8().nullish(),
  from_at: timestamp().nullish(),
  to_at: timestamp().nullish(),
  placed_by: int8().nullish(),
  placed_at: timestamp().optional(),
  until_at: timestamp().nullish(),
  released_by: int8().nullish(),
  released_at: timestamp().nullish(),
  release_reason: text().nullish(),
});
export const retentionHoldUpdateSchema = retentionHoldInsertSchema.partial();

export const retentionMarkInsertSchema = z.strictObject({
  transaction_id: z.string().regex(/^\d{1,20}$/),
  marked_at: timestamp().optional(),
});
export const retentionMarkUpdateSchema = retentionMarkInsertSchema.omit({ transaction_id: true }).partial();

export const retentionPolicyInsertSchema = z.strictObject({
  source: text(50),
  keep_days: integer(),
  minimum_days: integer(1),
  enabled: z.boolean().optional(),
  updated_at: timestamp().nullish(),
  updated_by: int8().nullish(),
});
export const retentionPolicyUpdateSchema = retentionPolicyInsertSchema.partial();

export const retentionSourceInsertSchema = z.strictObject({
  source: text(50),
  table_name: text(),
  aged_at: text(),
  deletable: text(),
  concerns_user: text(),
  concerns_institution: text(),
  dependent_table: text().nullish(),
  dependent_column: text().nullish(),
});
export const retentionSourceUpdateSchema = retentionSourceInsertSchema.omit({ source: true }).partial();

export const securityEventTriageInsertSchema = z.strictObject({
  event_id: int8(),
  acknowledged_at: timestamp().nullish(),
  acknowledged_by: int8().nullish(),
  assigned_to: int8().nullish(),
  assigned_at: timestamp().nullish(),
  assigned_by: int8().nullish(),
  escalated_at: timestamp().nullish(),
  escalated_by: int8().nullish(),
  escalation_reason: text().nullish(),
});
export const securityEventTriageUpdateSchema = securityEventTriageInsertSchema.omit({ event_id: true }).partial();

export const syncRunLeaseInsertSchema = z.strictObject({
  sync_run_id: int8(),
  worker: text(100).nullish(),
  fencing_token: int8().nullish(),
  attempt: integer(0).optional(),
  claimed_at: timestamp().nullish(),
  heartbeat_at: timestamp().nullish(),
  lease_expires_at: timestamp().nullish(),
  expected_records: integer(0).nullish(),
  cancel_requested_at: timestamp().nullish(),
  cancel_requested_by: int8().nullish(),
  cancel_reason: text().nullish(),
});
export const syncRunLeaseUpdateSchema = syncRunLeaseInsertSchema.omit({ sync_run_id: true }).partial();
