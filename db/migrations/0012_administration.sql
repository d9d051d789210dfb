-- Configuration, modules, licences, integrations and their sync runs: what DB-6's tables lack, and the rights on them.

-- Every state that a setting has had, whichever application wrote it. Rows are kept whole; an encrypted value is
-- kept encrypted.
create table api.config_revisions (
    id bigint generated always as identity primary key,
    config_id bigint not null,
    config_key varchar(100) not null,
    scope varchar(50),
    scope_id bigint,
    operation varchar(20) not null,
    before jsonb,
    after jsonb,
    changed_at timestamp not null default (clock_timestamp() at time zone 'utc'),
    changed_by bigint,
    source varchar(20) not null,
    database_role varchar(63) not null,
    request_id varchar(200),
    restores_revision_id bigint,
    constraint config_revisions_operation_check check (operation in ('baseline', 'created', 'updated', 'deleted')),
    constraint config_revisions_source_check check (source in ('api', 'database'))
);

create index config_revisions_config_idx on api.config_revisions(config_id, id);
create index config_revisions_key_idx on api.config_revisions(config_key, scope, scope_id, id);

-- Never fails the writer: what cannot be recorded leaves a warning. The service says who acts, in settings of its
-- transaction; of another application only what it wrote into the row and its database role are known.
create function api.record_config_revision() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    bookkeeping constant text[] := array['created_at', 'updated_at', 'created_by', 'updated_by'];
    row_before jsonb;
    row_after jsonb;
    subject jsonb;
    by_service boolean;
begin
    -- Not where they are declared: the exception block covers the body alone.
    row_before := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    row_after := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    subject := coalesce(row_after, row_before);
    by_service := coalesce(current_setting('atis.user_id', true), '') <> ''
        and pg_has_role(session_user, 'atis_api', 'member');
    if row_before - bookkeeping = row_after - bookkeeping then
        return null;
    end if;
    -- The owner of the tables may encrypt a value with another key: db/rotate-keys.ts.
    if tg_op = 'UPDATE' and coalesce(current_setting('atis.rotating_keys', true), '') = 'on'
        and session_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid)
        and old.is_encrypted and new.is_encrypted
        and row_before - (bookkeeping || 'config_value'::text) = row_after - (bookkeeping || 'config_value'::text) then
        return null;
    end if;
    insert into api.config_revisions(config_id, config_key, scope, scope_id, operation, before, after, changed_by,
        source, database_role, request_id, restores_revision_id)
    values (
        (subject ->> 'id')::bigint, subject ->> 'config_key', subject ->> 'scope', (subject ->> 'scope_id')::bigint,
        case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end,
        row_before, row_after,
        case
            when by_service then current_setting('atis.user_id')::bigint
            when tg_op = 'INSERT' then coalesce(row_after ->> 'updated_by', row_after ->> 'created_by')::bigint
            when row_after -> 'updated_at' <> row_before -> 'updated_at' then (row_after ->> 'updated_by')::bigint
        end,
        case when by_service then 'api' else 'database' end,
        session_user,
        case when by_service then nullif(current_setting('atis.request_id', true), '') end,
        case when by_service then nullif(current_setting('atis.restores_revision', true), '')::bigint end
    );
    return null;
exception when others then
    raise warning 'api.config_revisions could not record a change: %', sqlerrm;
    return null;
end
$$;

create trigger record_revision after insert or update or delete on system_configs
    for each row execute function api.record_config_revision();

-- Seeders of other applications empty tables in this way.
create function api.record_config_truncation() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    insert into api.config_revisions(config_id, config_key, scope, scope_id, operation, before, source, database_role)
        select id, config_key, scope, scope_id, 'deleted', to_jsonb(config), 'database', session_user
        from system_configs config order by id;
    return null;
exception when others then
    raise warning 'api.config_revisions could not record a change: %', sqlerrm;
    return null;
end
$$;

create trigger record_truncation before truncate on system_configs
    for each statement execute function api.record_config_truncation();

-- What is there already begins its history now.
insert into api.config_revisions(config_id, config_key, scope, scope_id, operation, after, changed_at, changed_by,
    source, database_role)
    select id, config_key, scope, scope_id, 'baseline', to_jsonb(config),
        coalesce(updated_at, created_at, now() at time zone 'utc'), coalesce(updated_by, created_by), 'database', session_user
    from system_configs config order by id;

-- Which credentials of an integration are set, and since when; the values are encrypted in `integrations.credentials`.
create table api.integration_credentials (
    integration_id bigint not null references integrations(id) on delete cascade,
    name varchar(100) not null,
    set_at timestamp not null default (now() at time zone 'utc'),
    set_by bigint references users(id) on delete set null,
    primary key (integration_id, name)
);

-- Who uses a licence that is limited to a number of users.
create table api.license_seats (
    license_id bigint not null references licenses(id) on delete cascade,
    user_id bigint not null references users(id) on delete cascade,
    activated_at timestamp not null default (now() at time zone 'utc'),
    activated_by bigint references users(id) on delete set null,
    primary key (license_id, user_id)
);

create index license_seats_user_idx on api.license_seats(user_id);

-- Who works on a sync run, until when, and whether it was asked to stop. A run that another application started has
-- no row here. Of two workers that believe to own a run, the one with the larger fencing token does.
create table api.sync_run_leases (
    sync_run_id bigint primary key references integration_sync_logs(id) on delete cascade,
    worker varchar(100),
    fencing_token bigint,
    attempt integer not null default 0,
    claimed_at timestamp,
    heartbeat_at timestamp,
    lease_expires_at timestamp,
    expected_records integer,
    cancel_requested_at timestamp,
    cancel_requested_by bigint references users(id) on delete set null,
    cancel_reason text,
    constraint sync_run_leases_claim_check check (
        (worker is null) = (fencing_token is null) and (worker is null) = (claimed_at is null)
        and (worker is null) = (heartbeat_at is null) and (worker is null) = (lease_expires_at is null)
    ),
    constraint sync_run_leases_attempt_check check (attempt >= 0),
    constraint sync_run_leases_expected_records_check check (expected_records >= 0)
);

create sequence api.sync_run_fencing_tokens;

create index integration_sync_logs_keyset on integration_sync_logs(start_time desc, id desc);
create index integration_sync_logs_integration_keyset on integration_sync_logs(integration_id, start_time desc, id desc);

-- Topics of the live feed and the tables whose rows they tell of.
create table api.feed_topics (
    topic text primary key,
    table_name text not null
);
insert into api.feed_topics(topic, table_name) values
    ('security_event', 'public.security_events'),
    ('notification', 'public.system_notifications'),
    ('config', 'public.system_configs'),
    ('sync_run', 'public.integration_sync_logs');

insert into api.feed_sweep_marks(topic, max_id, marked_at)
    select 'config', coalesce(max(id), 0), '-infinity'::timestamp from system_configs
    union all
    select 'sync_run', coalesce(max(id), 0), '-infinity'::timestamp from integration_sync_logs;

-- One loop over the topics instead of a block for each.
create or replace function api.sweep_feed(lag interval default '10 minutes') returns integer
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    now_utc constant timestamp := clock_timestamp() at time zone 'utc';
    source record;
    found_rows integer;
    found_total integer := 0;
begin
    -- Two sweeps at once would report a row twice.
    lock table api.feed_sweep_marks in share row exclusive mode;

    for source in select topic, table_name from api.feed_topics order by topic loop
        execute format($sweep$
            insert into api.feed_outbox(topic, row_id, operation)
                select $1, source.id, 'created'
                from %s source
                where source.id > (select max(max_id) from api.feed_sweep_marks where topic = $1 and marked_at <= $2)
                    and not exists (select from api.feed_entries where topic = $1 and row_id = source.id)
                    and not exists (select from api.feed_outbox where topic = $1 and row_id = source.id)
                    and not ($1 = 'notification'
                        and exists (select from api.feed_pending_starts where notification_id = source.id))
                order by source.id
            $sweep$, source.table_name) using source.topic, now_utc - lag;
        get diagnostics found_rows = row_count;
        found_total := found_total + found_rows;
        execute format(
            'insert into api.feed_sweep_marks(topic, max_id, marked_at) select $1, coalesce(max(id), 0), $2 from %s',
            source.table_name) using source.topic, now_utc;
    end loop;

    delete from api.feed_sweep_marks mark
        where marked_at < (
            select max(newer.marked_at) from api.feed_sweep_marks newer
            where newer.topic = mark.topic and newer.marked_at <= now_utc - lag
        );
    return found_total;
end
$$;

create trigger feed_created after insert on system_configs
    referencing new table as new_rows for each statement execute function api.capture_created('config');
create trigger feed_updated after update on system_configs
    referencing old table as old_rows new table as new_rows for each statement execute function api.capture_updated('config');
create trigger feed_deleted after delete on system_configs
    referencing old table as old_rows for each statement
    execute function api.capture_deleted('config', 'config_key', 'scope', 'scope_id', 'is_hidden');

create trigger feed_created after insert on integration_sync_logs
    referencing new table as new_rows for each statement execute function api.capture_created('sync_run');
create trigger feed_updated after update on integration_sync_logs
    referencing old table as old_rows new table as new_rows for each statement execute function api.capture_updated('sync_run');
create trigger feed_deleted after delete on integration_sync_logs
    referencing old table as old_rows for each statement
    execute function api.capture_deleted('sync_run', 'integration_id');

-- Who works on a run, and that it shall stop, is part of the run that a subscriber sees. A heartbeat alone is not.
create function api.capture_sync_run_lease() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation)
        select 'sync_run', new_row.sync_run_id, 'updated'
        from new_rows new_row join old_rows old_row using (sync_run_id)
        where (new_row.worker, new_row.fencing_token, new_row.expected_records, new_row.cancel_requested_at)
            is distinct from (old_row.worker, old_row.fencing_token, old_row.expected_records, old_row.cancel_requested_at)
        order by new_row.sync_run_id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

create trigger feed_lease_updated after update on api.sync_run_leases
    referencing old table as old_rows new table as new_rows for each statement execute function api.capture_sync_run_lease();

-- Trigger functions need no grant to run.
revoke execute on function api.record_config_revision(), api.record_config_truncation(), api.capture_sync_run_lease()
    from public;

grant select, insert, update, delete on system_configs, integrations to atis_api;
grant select, insert, update on system_modules, licenses, integration_sync_logs to atis_api;
grant select on api.config_revisions to atis_api;
grant select, insert, update, delete on api.integration_credentials to atis_api;
grant select, insert, delete on api.license_seats to atis_api;
grant select, insert, update on api.sync_run_leases to atis_api;
grant usage on sequence api.sync_run_fencing_tokens to atis_api;

do $$
declare
    written constant text[] := array['system_configs', 'system_modules', 'licenses', 'integrations', 'integration_sync_logs'];
    name text;
begin
    foreach name in array written loop
        if pg_get_serial_sequence(name, 'id') is not null then
            execute format('grant usage on sequence %s to atis_api', pg_get_serial_sequence(name, 'id'));
        end if;
    end loop;
end
$$;
