// Generated from the database by `npm run generate`: change the migrations instead.

import { createRepository } from '../repository.ts';
import { tables } from './metadata.ts';

export const activityLogsRepository = createRepository(tables.activity_logs);
export const apiTokensRepository = createRepository(tables.api_tokens);
export const auditLogsRepository = createRepository(tables.audit_logs);
export const institutionsRepository = createRepository(tables.institutions);
export const integrationSyncLogsRepository = createRepository(tables.integration_sync_logs);
export const integrationsRepository = createRepository(tables.integrations);
export const jobLogsRepository = createRepository(tables.job_logs);
export const licensesRepository = createRepository(tables.licenses);
export const performanceMetricsRepository = createRepository(tables.performance_metrics);
export const rolesRepository = createRepository(tables.roles);
export const scheduledJobsRepository = createRepository(tables.scheduled_jobs);
export const securityEventsRepository = createRepository(tables.security_events);
export const systemConfigsRepository = createRepository(tables.system_configs);
export const systemErrorsRepository = createRepository(tables.system_errors);
export const systemModulesRepository = createRepository(tables.system_modules);
export const systemNotificationReadsRepository = createRepository(tables.system_notification_reads);
export const systemNotificationsRepository = createRepository(tables.system_notifications);
export const usersRepository = createRepository(tables.users);
export const activityClientIdsRepository = createRepository(tables['api.activity_client_ids']);
export const configRevisionsRepository = createRepository(tables['api.config_revisions']);
export const exportSegmentsRepository = createRepository(tables['api.export_segments']);
export const exportsRepository = createRepository(tables['api.exports']);
export const feedEntriesRepository = createRepository(tables['api.feed_entries']);
export const feedOutboxRepository = createRepository(tables['api.feed_outbox']);
export const feedPendingStartsRepository = createRepository(tables['api.feed_pending_starts']);
export const feedStateRepository = createRepository(tables['api.feed_state']);
export const feedSweepMarksRepository = createRepository(tables['api.feed_sweep_marks']);
export const feedTopicsRepository = createRepository(tables['api.feed_topics']);
export const idempotencyKeysRepository = createRepository(tables['api.idempotency_keys']);
export const integrationCredentialsRepository = createRepository(tables['api.integration_credentials']);
export const licenseSeatsRepository = createRepository(tables['api.license_seats']);
export const rateLimitsRepository = createRepository(tables['api.rate_limits']);
export const securityEventTriageRepository = createRepository(tables['api.security_event_triage']);
export const syncRunLeasesRepository = createRepository(tables['api.sync_run_leases']);
