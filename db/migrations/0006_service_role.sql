-- What the service may do, and no more: no DDL, logs append-only, no password hash readable by any query.

grant usage on schema public, api to atis_api;

grant select on roles, institutions to atis_api;
grant select (id, username, email, role_id, institution_id, departments, is_active, last_login_at,
    password_changed_at, failed_login_attempts, locked_until, email_verified_at, created_at, updated_at)
    on users to atis_api;
grant select, insert, delete on api_tokens to atis_api;
grant update (last_used_at) on api_tokens to atis_api;

grant select, insert on activity_logs, audit_logs to atis_api;
grant select, insert, update on security_events to atis_api;
grant select, insert, update, delete on system_notifications to atis_api;
grant select, insert, update on system_notification_reads to atis_api;

grant select, insert, update, delete on api.security_event_triage, api.idempotency_keys to atis_api;
grant select on api.feed_outbox, api.feed_entries, api.feed_state, api.feed_pending_starts to atis_api;

-- At its start the service looks whether everything is applied; the runner makes this table.
do $$
begin
    if to_regclass('api.schema_migrations') is not null then
        grant select on api.schema_migrations to atis_api;
    end if;
end
$$;

do $$
declare
    written constant text[] := array['api_tokens', 'activity_logs', 'audit_logs', 'security_events',
        'system_notifications', 'system_notification_reads'];
    name text;
begin
    foreach name in array written loop
        if pg_get_serial_sequence(name, 'id') is not null then
            execute format('grant usage on sequence %s to atis_api', pg_get_serial_sequence(name, 'id'));
        end if;
    end loop;
end
$$;

-- Trigger functions need no grant to run; with one, anybody could attach them to a table of their own.
revoke execute on all functions in schema api from public;
grant execute on function api.severity_rank(text), api.try_inet(text), api.json_texts(jsonb),
    api.sequence_feed(integer), api.sweep_feed(interval), api.prune_feed(interval, integer) to atis_api;

-- Indexes on expressions evaluate this one as whoever writes the row.
grant usage on schema api to public;
grant execute on function api.severity_rank(text) to public;
