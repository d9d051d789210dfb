-- DB-6's UNIQUE constraints let duplicates in where the last column is NULL.
create unique index system_configs_key_scope_not_distinct on system_configs(config_key, scope, scope_id) nulls not distinct;
create unique index integrations_name_institution_not_distinct on integrations(name, institution_id) nulls not distinct;

-- Keyset pages. A row without created_at is the oldest of all instead of vanishing from every page.
create index security_events_created_keyset on security_events
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc);
create index security_events_severity_keyset on security_events
    (api.severity_rank(severity) desc, coalesce(created_at, '-infinity'::timestamp) desc, id desc);
create index security_events_institution_keyset on security_events
    (institution_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc);
create index security_events_unresolved_keyset on security_events
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc) where resolution is null;
create index system_notifications_created_keyset on system_notifications
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc);
create index users_username_keyset on users(username, id);
create index institutions_name_keyset on institutions(name, id);
