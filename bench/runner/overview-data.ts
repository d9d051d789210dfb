/** What the overview tells of besides events, as of now: its periods end when it is asked for. */
export const overviewData = [
  `insert into system_modules (code, name, version, is_enabled)
    select 'm' || i, 'Module ' || i, '1.0.0', true from generate_series(1, 5) i`,
  `insert into licenses (license_key, module_code, license_type, status, institution_id, issued_at, expires_at)
    select 'BENCH-' || i, 'm' || 1 + i % 5, 'standard', 'active', 14 + i % 780, timestamp '2024-01-01',
      date_trunc('hour', now() at time zone 'utc') + interval '1 hour' * (i * 10) from generate_series(1, 400) i`,
  `insert into integrations (name, integration_type, provider, institution_id, is_enabled, sync_frequency, last_sync_at)
    select 'Integration ' || i, 'api', 'Provider', 14 + i % 780, true, case i % 3 when 0 then 'hourly' else 'daily' end,
      (now() at time zone 'utc') - interval '1 minute' * (i * 7) from generate_series(1, 800) i`,
  `insert into job_logs (job_class, status, error_message, created_at)
    select 'App\\Jobs\\Job' || i % 40, case when i % 20 = 0 then 'failed' else 'completed' end,
      case when i % 20 = 0 then 'It failed' end, (now() at time zone 'utc') - interval '1 minute' * i
    from generate_series(1, 50000) i`,
  `insert into api.error_groups (fingerprint, error_type, title, status, severity, first_seen_at, last_seen_at,
      occurrence_count, resolved_through, resolved_until)
    select 'bench-' || i, 'RuntimeException', 'Title ' || i, case when i % 4 = 0 then 'resolved' else 'open' end, 'error',
      timestamp '2024-01-01', (now() at time zone 'utc') - interval '1 minute' * i, i, i, timestamp '2024-06-01'
    from generate_series(1, 2000) i`,
  `insert into system_notifications (type, title, message, created_at)
    select 'announcement', 'Notification ' || i, 'Text', now() at time zone 'utc' from generate_series(1, 40) i`,
];
