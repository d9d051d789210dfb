import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/**
 * The tables of the ATİS design document DB-6: columns (`!` is NOT NULL, `=` the default), then constraints,
 * then indexes. Taken from the document by PostgreSQL, not from the migrations.
 */
const documented: Record<string, string[]> = {
  activity_logs: [
    "id bigint! = nextval('activity_logs_id_seq'), user_id bigint, ip_address varchar(45), user_agent text, activity_type varchar(100)!, entity_type varchar(100), entity_id bigint, description text, properties jsonb = '{}', before_state jsonb = '{}', after_state jsonb = '{}', institution_id bigint, created_at timestamp = now()",
    'activity_logs_pkey: PRIMARY KEY (id)',
    'idx_activity_logs_activity_type: btree (activity_type)',
    'idx_activity_logs_created_at: btree (created_at)',
    'idx_activity_logs_entity: btree (entity_type, entity_id)',
    'idx_activity_logs_institution: btree (institution_id)',
    'idx_activity_logs_properties: gin (properties)',
    'idx_activity_logs_user: btree (user_id)',
  ],
  audit_logs: [
    "id bigint! = nextval('audit_logs_id_seq'), user_id bigint, event varchar(100)!, auditable_type varchar(100), auditable_id bigint, old_values jsonb = '{}', new_values jsonb = '{}', url text, ip_address varchar(45), user_agent text, tags jsonb = '[]', institution_id bigint, created_at timestamp = now()",
    'audit_logs_pkey: PRIMARY KEY (id)',
    'idx_audit_logs_auditable: btree (auditable_type, auditable_id)',
    'idx_audit_logs_created_at: btree (created_at)',
    'idx_audit_logs_event: btree (event)',
    'idx_audit_logs_institution: btree (institution_id)',
    'idx_audit_logs_tags: gin (tags)',
    'idx_audit_logs_user: btree (user_id)',
  ],
  integration_sync_logs: [
    "id bigint! = nextval('integration_sync_logs_id_seq'), integration_id bigint!, sync_type varchar(50)!, start_time timestamp!, end_time timestamp, status varchar(20) = 'running', records_processed integer = 0, records_created integer = 0, records_updated integer = 0, records_failed integer = 0, error_message text, error_details jsonb = '{}', sync_summary jsonb = '{}', initiated_by bigint, created_at timestamp = now(), updated_at timestamp = now()",
    'integration_sync_logs_initiated_by_fkey: FOREIGN KEY (initiated_by) REFERENCES users(id)',
    'integration_sync_logs_integration_id_fkey: FOREIGN KEY (integration_id) REFERENCES integrations(id)',
    'integration_sync_logs_pkey: PRIMARY KEY (id)',
    "integration_sync_logs_status_check: CHECK (((status) = ANY ((ARRAY['running', 'completed', 'failed', 'cancelled']))))",
    "integration_sync_logs_sync_type_check: CHECK (((sync_type) = ANY ((ARRAY['full', 'incremental', 'export', 'import']))))",
    'idx_integration_sync_logs_integration: btree (integration_id)',
    'idx_integration_sync_logs_start_time: btree (start_time)',
    'idx_integration_sync_logs_status: btree (status)',
  ],
  integrations: [
    "id bigint! = nextval('integrations_id_seq'), name varchar(100)!, integration_type varchar(50)!, provider varchar(100)!, credentials jsonb = '{}', config jsonb = '{}', institution_id bigint, is_system_wide boolean = false, is_enabled boolean = true, last_sync_at timestamp, sync_frequency varchar(50), api_rate_limit integer, created_by bigint, notes text, created_at timestamp = now(), updated_at timestamp = now()",
    'integrations_created_by_fkey: FOREIGN KEY (created_by) REFERENCES users(id)',
    'integrations_institution_id_fkey: FOREIGN KEY (institution_id) REFERENCES institutions(id)',
    "integrations_integration_type_check: CHECK (((integration_type) = ANY ((ARRAY['api', 'sso', 'payment', 'lms', 'data_import', 'notification', 'calendar', 'email', 'storage']))))",
    'integrations_name_institution_unique: UNIQUE (name, institution_id)',
    'integrations_pkey: PRIMARY KEY (id)',
    'idx_integrations_enabled: btree (is_enabled)',
    'idx_integrations_institution: btree (institution_id)',
    'idx_integrations_provider: btree (provider)',
    'idx_integrations_type: btree (integration_type)',
  ],
  job_logs: [
    "id bigint! = nextval('job_logs_id_seq'), job_id varchar(100), job_class varchar(200)!, queue varchar(100), attempt integer! = 1, status varchar(20)!, payload jsonb = '{}', result jsonb = '{}', error_message text, error_trace text, start_time timestamp, end_time timestamp, duration integer, scheduled_job_id bigint, executed_by bigint, created_at timestamp = now()",
    'job_logs_executed_by_fkey: FOREIGN KEY (executed_by) REFERENCES users(id)',
    'job_logs_pkey: PRIMARY KEY (id)',
    'job_logs_scheduled_job_id_fkey: FOREIGN KEY (scheduled_job_id) REFERENCES scheduled_jobs(id)',
    "job_logs_status_check: CHECK (((status) = ANY ((ARRAY['queued', 'processing', 'completed', 'failed', 'cancelled']))))",
    'idx_job_logs_job_class: btree (job_class)',
    'idx_job_logs_job_id: btree (job_id)',
    'idx_job_logs_queue: btree (queue)',
    'idx_job_logs_scheduled_job: btree (scheduled_job_id)',
    'idx_job_logs_start_time: btree (start_time)',
    'idx_job_logs_status: btree (status)',
  ],
  licenses: [
    "id bigint! = nextval('licenses_id_seq'), license_key varchar(100)!, module_code varchar(50)!, institution_id bigint, license_type varchar(50)!, user_limit integer, features jsonb = '{}', issued_at timestamp!, expires_at timestamp, activation_date timestamp, last_validation_date timestamp, status varchar(20) = 'inactive', issued_to varchar(200), issued_by varchar(200), notes text, created_at timestamp = now(), updated_at timestamp = now()",
    'licenses_institution_id_fkey: FOREIGN KEY (institution_id) REFERENCES institutions(id)',
    'licenses_license_key_key: UNIQUE (license_key)',
    "licenses_license_type_check: CHECK (((license_type) = ANY ((ARRAY['trial', 'standard', 'premium', 'enterprise']))))",
    'licenses_module_code_fkey: FOREIGN KEY (module_code) REFERENCES system_modules(code)',
    'licenses_pkey: PRIMARY KEY (id)',
    "licenses_status_check: CHECK (((status) = ANY ((ARRAY['inactive', 'active', 'expired', 'revoked']))))",
    'licenses_user_limit_check: CHECK (((user_limit IS NULL) OR (user_limit > 0)))',
    'idx_licenses_expiration: btree (expires_at)',
    'idx_licenses_institution: btree (institution_id)',
    'idx_licenses_key: btree (license_key)',
    'idx_licenses_module_code: btree (module_code)',
    'idx_licenses_status: btree (status)',
  ],
  performance_metrics: [
    "id bigint! = nextval('performance_metrics_id_seq'), metric_type varchar(100)!, name varchar(100)!, value numeric(12,4)!, unit varchar(20)!, context jsonb = '{}', timestamp timestamp = now(), request_id varchar(100), user_id bigint, instance_id varchar(100), endpoint varchar(200), module_code varchar(50), institution_id bigint",
    'performance_metrics_institution_id_fkey: FOREIGN KEY (institution_id) REFERENCES institutions(id)',
    'performance_metrics_module_code_fkey: FOREIGN KEY (module_code) REFERENCES system_modules(code)',
    'performance_metrics_pkey: PRIMARY KEY (id)',
    'performance_metrics_user_id_fkey: FOREIGN KEY (user_id) REFERENCES users(id)',
    'idx_performance_metrics_endpoint: btree (endpoint)',
    'idx_performance_metrics_institution: btree (institution_id)',
    'idx_performance_metrics_module: btree (module_code)',
    'idx_performance_metrics_name: btree (name)',
    'idx_performance_metrics_request_id: btree (request_id)',
    'idx_performance_metrics_timestamp: btree ("timestamp")',
    'idx_performance_metrics_type: btree (metric_type)',
    'idx_performance_metrics_user: btree (user_id)',
  ],
  scheduled_jobs: [
    "id bigint! = nextval('scheduled_jobs_id_seq'), name varchar(100)!, job_class varchar(200)!, parameters jsonb = '{}', cron_expression varchar(100), interval_minutes integer, next_run_at timestamp, timezone varchar(50) = 'UTC', is_active boolean = true, is_running boolean = false, last_run_at timestamp, last_run_status varchar(20), last_run_message text, last_run_duration integer, run_count integer = 0, failure_count integer = 0, max_attempts integer = 1, retry_delay_minutes integer = 5, created_by bigint, created_at timestamp = now(), updated_at timestamp = now()",
    'scheduled_jobs_created_by_fkey: FOREIGN KEY (created_by) REFERENCES users(id)',
    "scheduled_jobs_last_run_status_check: CHECK (((last_run_status IS NULL) OR ((last_run_status) = ANY ((ARRAY['success', 'failed', 'cancelled'])))))",
    'scheduled_jobs_pkey: PRIMARY KEY (id)',
    'scheduled_jobs_schedule_check: CHECK (((cron_expression IS NOT NULL) OR (interval_minutes IS NOT NULL)))',
    'idx_scheduled_jobs_active: btree (is_active)',
    'idx_scheduled_jobs_name: btree (name)',
    'idx_scheduled_jobs_next_run: btree (next_run_at)',
    'idx_scheduled_jobs_running: btree (is_running)',
  ],
  security_events: [
    "id bigint! = nextval('security_events_id_seq'), event_type varchar(100)!, severity varchar(20)!, user_id bigint, target_user_id bigint, ip_address varchar(45), location_data jsonb = '{}', user_agent text, description text, event_data jsonb = '{}', resolution varchar(50), resolution_notes text, resolved_by bigint, resolved_at timestamp, institution_id bigint, created_at timestamp = now()",
    'security_events_institution_id_fkey: FOREIGN KEY (institution_id) REFERENCES institutions(id)',
    'security_events_pkey: PRIMARY KEY (id)',
    'security_events_resolved_by_fkey: FOREIGN KEY (resolved_by) REFERENCES users(id)',
    "security_events_severity_check: CHECK (((severity) = ANY ((ARRAY['info', 'warning', 'critical']))))",
    'security_events_target_user_id_fkey: FOREIGN KEY (target_user_id) REFERENCES users(id)',
    'security_events_user_id_fkey: FOREIGN KEY (user_id) REFERENCES users(id)',
    'idx_security_events_created_at: btree (created_at)',
    'idx_security_events_institution: btree (institution_id)',
    'idx_security_events_resolution: btree (resolution)',
    'idx_security_events_severity: btree (severity)',
    'idx_security_events_target_user: btree (target_user_id)',
    'idx_security_events_type: btree (event_type)',
    'idx_security_events_user: btree (user_id)',
  ],
  system_configs: [
    "id bigint! = nextval('system_configs_id_seq'), config_key varchar(100)!, config_value jsonb! = '{}', scope varchar(50) = 'global', scope_id bigint, description text, data_type varchar(20)!, is_encrypted boolean = false, is_hidden boolean = false, is_readonly boolean = false, created_by bigint, updated_by bigint, created_at timestamp = now(), updated_at timestamp = now()",
    'system_configs_created_by_fkey: FOREIGN KEY (created_by) REFERENCES users(id)',
    "system_configs_data_type_check: CHECK (((data_type) = ANY ((ARRAY['string', 'integer', 'boolean', 'json', 'array']))))",
    'system_configs_key_scope_unique: UNIQUE (config_key, scope, scope_id)',
    'system_configs_pkey: PRIMARY KEY (id)',
    "system_configs_scope_check: CHECK (((scope) = ANY ((ARRAY['global', 'institution', 'module', 'user']))))",
    'system_configs_updated_by_fkey: FOREIGN KEY (updated_by) REFERENCES users(id)',
    'idx_system_configs_key: btree (config_key)',
    'idx_system_configs_scope: btree (scope, scope_id)',
  ],
  system_errors: [
    "id bigint! = nextval('system_errors_id_seq'), error_code varchar(50), error_type varchar(100)!, message text!, file_path text, line_number integer, stack_trace text, context jsonb = '{}', request_data jsonb = '{}', user_id bigint, ip_address varchar(45), user_agent text, severity varchar(20)! = 'error', status varchar(20) = 'open', resolved_at timestamp, resolved_by bigint, resolution_notes text, created_at timestamp = now()",
    'system_errors_pkey: PRIMARY KEY (id)',
    'system_errors_resolved_by_fkey: FOREIGN KEY (resolved_by) REFERENCES users(id)',
    "system_errors_severity_check: CHECK (((severity) = ANY ((ARRAY['debug', 'info', 'warning', 'error', 'critical']))))",
    "system_errors_status_check: CHECK (((status) = ANY ((ARRAY['open', 'investigating', 'resolved', 'ignored']))))",
    'system_errors_user_id_fkey: FOREIGN KEY (user_id) REFERENCES users(id)',
    'idx_system_errors_created_at: btree (created_at)',
    'idx_system_errors_error_code: btree (error_code)',
    'idx_system_errors_error_type: btree (error_type)',
    'idx_system_errors_severity: btree (severity)',
    'idx_system_errors_status: btree (status)',
    'idx_system_errors_user: btree (user_id)',
  ],
  system_modules: [
    "id bigint! = nextval('system_modules_id_seq'), name varchar(100)!, code varchar(50)!, description text, version varchar(20), is_core boolean = false, is_enabled boolean = true, requires_license boolean = false, dependencies jsonb = '[]', settings jsonb = '{}', created_at timestamp = now(), updated_at timestamp = now()",
    'system_modules_code_key: UNIQUE (code)',
    'system_modules_pkey: PRIMARY KEY (id)',
    'idx_system_modules_code: btree (code)',
    'idx_system_modules_dependencies: gin (dependencies)',
    'idx_system_modules_enabled: btree (is_enabled)',
  ],
  system_notification_reads: [
    "id bigint! = nextval('system_notification_reads_id_seq'), notification_id bigint!, user_id bigint!, read_at timestamp! = now(), dismissed boolean = false, dismissed_at timestamp, device_info jsonb = '{}'",
    'system_notification_reads_notification_id_fkey: FOREIGN KEY (notification_id) REFERENCES system_notifications(id) ON DELETE CASCADE',
    'system_notification_reads_pkey: PRIMARY KEY (id)',
    'system_notification_reads_unique: UNIQUE (notification_id, user_id)',
    'system_notification_reads_user_id_fkey: FOREIGN KEY (user_id) REFERENCES users(id)',
    'idx_system_notification_reads_dismissed: btree (dismissed)',
    'idx_system_notification_reads_notification: btree (notification_id)',
    'idx_system_notification_reads_read_at: btree (read_at)',
    'idx_system_notification_reads_user: btree (user_id)',
  ],
  system_notifications: [
    "id bigint! = nextval('system_notifications_id_seq'), type varchar(100)!, title varchar(200)!, message text!, level varchar(20) = 'info', icon varchar(50), action_text varchar(100), action_url varchar(255), start_at timestamp, end_at timestamp, is_dismissible boolean = true, target_roles jsonb = '[]', target_institutions jsonb = '[]', created_by bigint, created_at timestamp = now(), updated_at timestamp = now()",
    'system_notifications_created_by_fkey: FOREIGN KEY (created_by) REFERENCES users(id)',
    'system_notifications_date_check: CHECK (((end_at IS NULL) OR (end_at > start_at)))',
    "system_notifications_level_check: CHECK (((level) = ANY ((ARRAY['info', 'warning', 'danger', 'success']))))",
    'system_notifications_pkey: PRIMARY KEY (id)',
    'idx_system_notifications_dates: btree (start_at, end_at)',
    'idx_system_notifications_level: btree (level)',
    'idx_system_notifications_target_institutions: gin (target_institutions)',
    'idx_system_notifications_target_roles: gin (target_roles)',
    'idx_system_notifications_type: btree (type)',
  ],
};

/** Indexes that the migrations replace by fewer: docs/decisions/0023-metrics-have-few-indexes.md. */
const isReplaced = (line: string) => line.startsWith('idx_performance_metrics_');

test('the migrations make the tables of DB-6 as the document defines them, but for replaced indexes', async () => {
  const { rows } = await sql<{ table: string; lines: string[] }>`
    select class.relname as table,
      array[(
        select string_agg(format('%s %s%s%s', attname, format_type(atttypid, atttypmod),
          case when attnotnull then '!' else '' end, ' = ' || pg_get_expr(adbin, adrelid)), ', ' order by attnum)
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = class.oid and attnum > 0 and not attisdropped
      )] || array(
        select format('%s: %s', conname, pg_get_constraintdef(oid)) from pg_constraint
        where conrelid = class.oid and contype in ('p', 'u', 'f', 'c') order by conname
      ) || array(
        select format('%s: %s', index.relname, substring(pg_get_indexdef(indexrelid) from ' USING (.*)'))
        from pg_index join pg_class index on index.oid = indexrelid
        where indrelid = class.oid and index.relname like 'idx\\_%' order by index.relname
      ) as lines
    from pg_class class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname = any(${Object.keys(documented)})
    order by relname`.execute(database.owner);

  const found = Object.fromEntries(rows.map(({ table, lines }) => [table, lines.map(shorten)]));
  const expected = Object.entries(documented).map(([table, lines]) => [
    table,
    lines.filter((line) => !isReplaced(line)),
  ]);
  expect(found).toEqual(Object.fromEntries(expected));
  expect(Object.keys(found)).toHaveLength(14);
});

/** PostgreSQL's long type names and the casts that it adds. */
function shorten(line: string): string {
  return line
    .replaceAll('character varying', 'varchar')
    .replaceAll('timestamp without time zone', 'timestamp')
    .replaceAll(/::(varchar|text|jsonb|regclass)(\[\])?/g, '');
}
