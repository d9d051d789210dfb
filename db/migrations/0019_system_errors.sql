-- System errors: lists in order, and groups of equal ones. See docs/system-errors.md.

create index system_errors_keyset on system_errors(coalesce(created_at, '-infinity'::timestamp) desc, id desc)
    include (user_id, severity, status);
create index system_errors_user_keyset on system_errors(user_id, (coalesce(created_at, '-infinity'::timestamp)) desc, id desc);

-- Errors with one cause. What identifies a group (type, code, title, culprit) follows from its fingerprint, so that it
-- says nothing of one occurrence that another does not. `revision` changes with every change but counting.
create table api.error_groups (
    id bigint generated always as identity primary key,
    fingerprint varchar(64) not null,
    error_type varchar(100) not null,
    error_code varchar(50),
    title text not null,
    culprit text,
    status varchar(20) not null default 'open',
    revision integer not null default 1,
    severity varchar(20) not null,
    first_seen_at timestamp,
    last_seen_at timestamp,
    occurrence_count bigint not null default 0,
    assigned_to bigint references users(id) on delete set null,
    assigned_at timestamp,
    decided_by bigint references users(id) on delete set null,
    decided_at timestamp,
    notes text,
    resolved_through bigint,
    resolved_until timestamp,
    ignored_until timestamp,
    ignored_until_occurrence bigint,
    regressed_at timestamp,
    regression_count integer not null default 0,
    -- What the status column of the occurrences follows: those with one of these statuses, after this number.
    spread_status varchar(20),
    spread_from varchar(100),
    spread_resolved_at timestamp,
    spread_through bigint,
    spread_after bigint,
    created_at timestamp not null default (clock_timestamp() at time zone 'utc'),
    constraint error_groups_fingerprint_key unique (fingerprint),
    constraint error_groups_status_check check (status in ('open', 'investigating', 'resolved', 'ignored')),
    constraint error_groups_severity_check check (severity in ('debug', 'info', 'warning', 'error', 'critical')),
    constraint error_groups_resolved_check check (status <> 'resolved' or (resolved_through is not null and resolved_until is not null))
);

create index error_groups_last_seen on api.error_groups(coalesce(last_seen_at, '-infinity'::timestamp) desc, id desc);
create index error_groups_first_seen on api.error_groups(coalesce(first_seen_at, '-infinity'::timestamp) desc, id desc);
create index error_groups_count on api.error_groups(occurrence_count desc, id desc);
create index error_groups_ignored_until on api.error_groups(ignored_until) where status = 'ignored';
create index error_groups_spread on api.error_groups(id) where spread_after is not null;
-- Whoever removes a user looks for the groups that name it.
create index error_groups_assigned_to on api.error_groups(assigned_to);
create index error_groups_decided_by on api.error_groups(decided_by);

-- Which group an error belongs to, and as the how manieth.
create table api.error_occurrences (
    system_error_id bigint primary key references system_errors(id) on delete cascade,
    group_id bigint not null references api.error_groups(id) on delete cascade,
    number bigint not null,
    occurred_at timestamp,
    constraint error_occurrences_number_key unique (group_id, number)
);
create index error_occurrences_keyset on api.error_occurrences(group_id, (coalesce(occurred_at, '-infinity'::timestamp)) desc, system_error_id desc);

-- Whom a group concerns: who may see an error follows from its user alone, and so do the figures that each viewer gets.
-- User 0: errors of nobody.
create table api.error_group_users (
    group_id bigint not null references api.error_groups(id) on delete cascade,
    user_id bigint not null,
    occurrence_count bigint not null,
    first_seen_at timestamp,
    last_seen_at timestamp,
    severity varchar(20) not null,
    primary key (group_id, user_id)
);
create index error_group_users_user on api.error_group_users(user_id);

create table api.error_group_hours (
    group_id bigint not null references api.error_groups(id) on delete cascade,
    hour timestamp not null,
    user_id bigint not null,
    occurrence_count integer not null,
    primary key (group_id, hour, user_id)
);

-- What clients said of the errors that they reported.
create table api.error_reports (
    id bigint generated always as identity primary key,
    reported_by bigint not null references users(id) on delete cascade,
    client_id varchar(100),
    fingerprint varchar(200),
    system_error_id bigint references system_errors(id) on delete cascade,
    constraint error_reports_client_key unique (reported_by, client_id)
);
create index error_reports_system_error on api.error_reports(system_error_id);

-- Errors that wait to be grouped; what could not be is put off.
create table api.error_intake (
    system_error_id bigint primary key,
    queued_at timestamp not null default (clock_timestamp() at time zone 'utc'),
    put_off_until timestamp
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- How far the sweep for errors that bypassed the trigger has looked; at installation everything is still to be grouped.
create table api.error_sweep (
    singleton boolean primary key default true check (singleton),
    checked_through bigint not null default 0,
    settled_through bigint not null default 0,
    settled_at timestamp not null default '-infinity'
);
insert into api.error_sweep default values;

-- Only notes which errors there are: grouping must neither slow nor fail whoever writes them. What cannot be noted is
-- found by the sweep.
create function api.queue_errors() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.error_intake(system_error_id) select id from new_rows on conflict do nothing;
    return null;
exception when others then
    raise warning 'api.error_intake could not note an error: %', sqlerrm;
    return null;
end
$$;

create trigger queue_errors after insert on system_errors
    referencing new table as new_rows for each statement execute function api.queue_errors();

insert into api.feed_topics(topic, table_name) values ('error_group', 'api.error_groups');
insert into api.feed_sweep_marks(topic, max_id, marked_at)
    select 'error_group', coalesce(max(id), 0), '-infinity'::timestamp from api.error_groups;

-- Every decision about a group and every regression is told; that it has happened once more is not.
create function api.capture_error_group() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation)
        select 'error_group', new_row.id, 'updated'
        from new_rows new_row join old_rows old_row using (id)
        where new_row.revision <> old_row.revision
        order by new_row.id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

-- A group is news to those whose institution it has not concerned before, and to nobody else.
create function api.capture_error_group_reach() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation, payload)
        select 'error_group', new_row.group_id, 'updated',
            jsonb_build_object('institution_ids', jsonb_agg(distinct u.institution_id))
        from new_rows new_row join public.users u on u.id = new_row.user_id
        where u.institution_id is not null and not exists (
            select from api.error_group_users known join public.users other on other.id = known.user_id
            where known.group_id = new_row.group_id and other.institution_id = u.institution_id
                and not exists (select from new_rows same
                    where same.group_id = known.group_id and same.user_id = known.user_id))
        group by new_row.group_id
        order by new_row.group_id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

create trigger feed_created after insert on api.error_groups
    referencing new table as new_rows for each statement execute function api.capture_created('error_group');
create trigger feed_updated after update on api.error_groups
    referencing old table as old_rows new table as new_rows for each statement execute function api.capture_error_group();
create trigger feed_deleted after delete on api.error_groups
    referencing old table as old_rows for each statement execute function api.capture_deleted('error_group');
create trigger feed_reach after insert on api.error_group_users
    referencing new table as new_rows for each statement execute function api.capture_error_group_reach();

-- Trigger functions need no grant to run.
revoke execute on function api.queue_errors(), api.capture_error_group(), api.capture_error_group_reach() from public;

grant select, insert, update on api.error_groups, api.error_group_users, api.error_group_hours, api.error_reports to atis_api;
grant select, insert on api.error_occurrences to atis_api;
grant select, insert, delete, update on api.error_intake to atis_api;
grant select, update on api.error_sweep to atis_api;
