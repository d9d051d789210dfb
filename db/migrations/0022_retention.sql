-- Logs that nobody changes, and how long records are kept. See docs/retention.md.

-- A row for as long as a transaction deletes by retention. Only the owner can write one, so that nobody else can
-- pass for retention.
create table api.retention_marks (
    transaction_id xid8 primary key,
    marked_at timestamp not null default (clock_timestamp() at time zone 'utc')
);

-- Runs as whoever changes the log: within the retention function that is the owner of api.retention_marks.
create function api.refuse_log_change() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'DELETE'
        and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'api.retention_marks'::regclass) then
        if exists (select from api.retention_marks where transaction_id = pg_current_xact_id_if_assigned()) then
            return old;
        end if;
    end if;
    raise exception '% is append-only: % is refused.', tg_table_name, tg_op
        using errcode = 'object_not_in_prerequisite_state',
            hint = 'Rows that are old enough are deleted by retention alone: npm run retention, see docs/retention.md.';
end
$$;

-- For each row, so that it holds whatever a statement is called and through whatever view, rule or parent table it
-- comes. Not ENABLE ALWAYS: a replica must be able to apply what retention deleted on its primary.
create trigger append_only before update or delete on activity_logs
    for each row execute function api.refuse_log_change();
create trigger append_only before update or delete on audit_logs
    for each row execute function api.refuse_log_change();
create trigger append_only_truncate before truncate on activity_logs
    for each statement execute function api.refuse_log_change();
create trigger append_only_truncate before truncate on audit_logs
    for each statement execute function api.refuse_log_change();

-- What retention knows of a table, as SQL: `t` is the row, `h` a hold with its `user_id` and `institutions`. Only
-- the owner writes here, for what stands here is executed.
create table api.retention_sources (
    source varchar(50) primary key,
    table_name text not null,
    -- What a row's age is counted from, in the words of an index that has the id after it: many rows may be of one
    -- time. Rows where it is null or -infinity are kept.
    aged_at text not null,
    -- Whether a row may go at all, however old it is.
    deletable text not null,
    concerns_user text not null,
    concerns_institution text not null,
    -- Rows that go first, in batches of their own, and the column by which they refer to the source's rows.
    dependent_table text,
    dependent_column text
);

insert into api.retention_sources values
    ('activity_logs', 'public.activity_logs', $$coalesce(t.created_at, '-infinity'::timestamp)$$, 'true',
        $$t.user_id = h.user_id or (t.entity_id = h.user_id and t.entity_type ~* '(^|\\)users?$')$$,
        $$t.institution_id = any(h.institutions) or (t.entity_id = any(h.institutions) and t.entity_type ~* '(^|\\)institutions?$')
            or exists (select from public.users u where u.id = t.user_id and u.institution_id = any(h.institutions))$$),
    ('audit_logs', 'public.audit_logs', $$coalesce(t.created_at, '-infinity'::timestamp)$$, 'true',
        $$t.user_id = h.user_id or (t.auditable_id = h.user_id and t.auditable_type ~* '(^|\\)users?$')$$,
        $$t.institution_id = any(h.institutions) or (t.auditable_id = any(h.institutions) and t.auditable_type ~* '(^|\\)institutions?$')
            or exists (select from public.users u where u.id = t.user_id and u.institution_id = any(h.institutions))$$),
    ('security_events', 'public.security_events', $$coalesce(t.created_at, '-infinity'::timestamp)$$,
        $$t.resolution in ('resolved', 'false_positive', 'action_taken', 'ignored')$$,
        'h.user_id in (t.user_id, t.target_user_id)',
        $$t.institution_id = any(h.institutions) or exists (select from public.users u
            where u.id in (t.user_id, t.target_user_id) and u.institution_id = any(h.institutions))$$),
    ('system_errors', 'public.system_errors', $$coalesce(t.created_at, '-infinity'::timestamp)$$,
        $$t.status in ('resolved', 'ignored')$$,
        't.user_id = h.user_id',
        'exists (select from public.users u where u.id = t.user_id and u.institution_id = any(h.institutions))'),
    -- Samples whose minute is still to be rolled up stay until it is: rollups are made of them, and outlive them.
    ('performance_metrics', 'public.performance_metrics', $$coalesce(t."timestamp", '-infinity'::timestamp)$$,
        $$not exists (select from api.metric_dirty_buckets d
            where d.width = 'minute' and d.bucket = date_trunc('minute', t."timestamp"))$$,
        't.user_id = h.user_id',
        $$t.institution_id = any(h.institutions)
            or exists (select from public.users u where u.id = t.user_id and u.institution_id = any(h.institutions))$$),
    ('job_logs', 'public.job_logs', $$coalesce(t.created_at, '-infinity'::timestamp)$$,
        $$t.status in ('completed', 'failed', 'cancelled')$$,
        't.executed_by = h.user_id',
        'exists (select from public.users u where u.id = t.executed_by and u.institution_id = any(h.institutions))'),
    ('integration_sync_logs', 'public.integration_sync_logs', 't.start_time',
        $$t.status in ('completed', 'failed', 'cancelled')$$,
        't.initiated_by = h.user_id',
        $$exists (select from public.integrations i where i.id = t.integration_id and i.institution_id = any(h.institutions))
            or exists (select from public.users u where u.id = t.initiated_by and u.institution_id = any(h.institutions))$$);
insert into api.retention_sources values
    ('system_notifications', 'public.system_notifications', $$coalesce(t.end_at, 'infinity'::timestamp)$$, 'true',
        $$t.created_by = h.user_id or exists (select from public.system_notification_reads r
            where r.notification_id = t.id and r.user_id = h.user_id)$$,
        $$exists (select from unnest(h.institutions) i where i::text = any(api.json_texts(t.target_institutions)))
            or exists (select from public.users u where u.id = t.created_by and u.institution_id = any(h.institutions))$$,
        'public.system_notification_reads', 'notification_id');

drop index if exists system_notifications_end_at_idx;
create index system_notifications_end_keyset on system_notifications (coalesce(end_at, 'infinity'::timestamp), id);

-- How long each source is kept. Nothing is deleted until somebody enables it.
create table api.retention_policies (
    id bigint generated always as identity primary key,
    source varchar(50) not null unique references api.retention_sources(source),
    keep_days integer not null,
    minimum_days integer not null,
    enabled boolean not null default false,
    updated_at timestamp,
    updated_by bigint references users(id) on delete set null,
    constraint retention_policies_minimum_days_check check (minimum_days >= 1),
    constraint retention_policies_keep_days_check check (keep_days >= minimum_days and keep_days <= 36500),
    constraint retention_policies_audit_check check (source <> 'audit_logs' or minimum_days >= 365)
);

insert into api.retention_policies(source, keep_days, minimum_days) values
    ('activity_logs', 730, 90),
    ('audit_logs', 3650, 365),
    ('security_events', 1095, 180),
    ('system_errors', 365, 30),
    ('performance_metrics', 90, 7),
    ('job_logs', 180, 7),
    ('integration_sync_logs', 365, 30),
    ('system_notifications', 365, 30);

-- What is not deleted, however old. Users and institutions are named without a foreign key: a hold outlives them.
create table api.retention_holds (
    id bigint generated always as identity primary key,
    reason text not null,
    -- A list of sources; null: all.
    sources jsonb,
    user_id bigint,
    institution_id bigint,
    from_at timestamp,
    to_at timestamp,
    placed_by bigint references users(id) on delete set null,
    placed_at timestamp not null default (clock_timestamp() at time zone 'utc'),
    until_at timestamp,
    released_by bigint references users(id) on delete set null,
    released_at timestamp,
    release_reason text,
    constraint retention_holds_sources_check check (sources is null or (jsonb_typeof(sources) = 'array' and sources <> '[]')),
    constraint retention_holds_period_check check (from_at < to_at),
    constraint retention_holds_released_check check ((released_at is null) = (release_reason is null))
);

-- The holds on a source that are in force now, each with its institution and all below it as of now.
create function api.retention_holds_on(wanted_source text)
    returns table (id bigint, user_id bigint, institutions bigint[], from_at timestamp, to_at timestamp)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select hold.id, hold.user_id,
        case when hold.institution_id is not null then array(
            with recursive below(id) as (
                select hold.institution_id
                union
                select child.id from below join public.institutions child on child.parent_id = below.id
            )
            select below.id from below
        ) end,
        hold.from_at, hold.to_at
    from api.retention_holds hold
    where hold.released_at is null
        and (hold.until_at is null or hold.until_at > clock_timestamp() at time zone 'utc')
        and (hold.sources is null or hold.sources ? wanted_source)
$$;

-- The oldest rows of a source that are older than the cutoff and may go but for holds, after a place in their order,
-- and which holds keep them. The dry run and the run both ask here.
-- Sorting by and by would tempt the planner to DB-6's index on the time alone, and to read all rows of one time.
create function api.expired_rows(wanted_source text, cutoff timestamp, after_at timestamp, after_id bigint, maximum integer)
    returns table (id bigint, aged_at timestamp, held_by bigint[])
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_incremental_sort = off
as $$
declare
    source api.retention_sources;
begin
    select * into strict source from api.retention_sources known where known.source = wanted_source;
    return query execute format(
        $query$
            with holds as materialized (select * from api.retention_holds_on($1)),
            past as (
                select * from %1$s t
                where %2$s > '-infinity' and %2$s < $2 and (%3$s) and ($3 is null or (%2$s, t.id) > ($3, $4))
                order by %2$s, t.id limit $5
            )
            select t.id, %2$s, array(
                select h.id from holds h
                where (h.from_at is null or %2$s >= h.from_at) and (h.to_at is null or %2$s < h.to_at)
                    and (h.user_id is null or (%4$s)) and (h.institutions is null or (%5$s))
                order by h.id)
            from past t order by %2$s, t.id
        $query$,
        source.table_name, source.aged_at, source.deletable, source.concerns_user, source.concerns_institution)
        using wanted_source, cutoff, after_at, after_id, maximum;
end
$$;

-- What a run would find now: it looks at the oldest rows past their age, so many at most. With other days than the
-- policy's where they are given.
create function api.preview_retention(wanted_source text, days integer, maximum integer)
    returns table (looked bigint, is_complete boolean, deletable bigint, oldest timestamp, newest timestamp, held bigint,
        holds jsonb)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    with found as materialized (
        select row_number() over (order by row.aged_at, row.id) as number, row.*
        from api.retention_policies policy, api.expired_rows(policy.source,
            (clock_timestamp() at time zone 'utc') - make_interval(days => coalesce(days, policy.keep_days)),
            null, null, maximum + 1) row
        where policy.source = wanted_source
    ), seen as (
        select * from found where number <= maximum
    ), per_hold as (
        select hold, count(*) as rows from seen, unnest(held_by) hold group by hold
    )
    select count(*), not exists (select from found where number > maximum),
        count(*) filter (where held_by = '{}'),
        min(aged_at) filter (where held_by = '{}'), max(aged_at) filter (where held_by = '{}'),
        count(*) filter (where held_by <> '{}'),
        coalesce((select jsonb_agg(jsonb_build_object('id', hold::text, 'rows', rows) order by hold) from per_hold), '[]')
    from seen
$$;

-- When the oldest row of a source is from, whether or not it may go; null where there is none with a time.
create function api.oldest_record(wanted_source text) returns timestamp
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    source api.retention_sources;
    oldest timestamp;
begin
    select * into strict source from api.retention_sources known where known.source = wanted_source;
    execute format($query$ select %2$s from %1$s t where %2$s > '-infinity' order by %2$s limit 1 $query$,
        source.table_name, source.aged_at) into oldest;
    return oldest;
end
$$;

-- One batch, in the transaction of the caller: looks at the next 1,000 rows past their age, and deletes at most
-- `maximum` of them, those that no hold keeps and nobody else has locked. Gives no row where the policy is not enabled. Holds that are being placed are
-- waited for, and whoever places one waits for the batch: what a hold keeps stays from the moment it is placed.
create function api.delete_expired(wanted_source text, after_at timestamp, after_id bigint, maximum integer)
    returns table (looked integer, deleted integer, dependents integer, oldest timestamp, newest timestamp, held integer,
        last_at timestamp, last_id bigint, is_last boolean, keep_days integer)
    language plpgsql security definer set search_path = pg_catalog, pg_temp set lock_timeout = '500ms'
    set enable_incremental_sort = off
as $$
declare
    source api.retention_sources;
    cutoff timestamp;
    batch_size constant integer := 1000;
    ids bigint[];
begin
    lock table api.retention_holds in share mode;
    select policy.keep_days into keep_days from api.retention_policies policy
        where policy.source = wanted_source and policy.enabled for share;
    if not found then
        return;
    end if;
    select * into strict source from api.retention_sources known where known.source = wanted_source;
    cutoff := (clock_timestamp() at time zone 'utc') - make_interval(days => keep_days);

    -- As far as the last row that this batch may take, and the held ones after it.
    select count(*), coalesce(array_agg(row.id) filter (where row.held_by = '{}'), '{}'),
        count(*) filter (where row.held_by <> '{}'),
        (array_agg(row.aged_at order by row.aged_at desc, row.id desc))[1],
        (array_agg(row.id order by row.aged_at desc, row.id desc))[1],
        coalesce(max(row.found) < batch_size and count(*) = max(row.found), true)
        into looked, ids, held, last_at, last_id, is_last
        from (
            select expired.*, count(*) over () as found,
                count(*) filter (where expired.held_by = '{}') over (order by expired.aged_at, expired.id) as number
            from api.expired_rows(wanted_source, cutoff, after_at, after_id, batch_size) expired
        ) row
        where row.number <= maximum;

    -- Whether a row may go is asked again of the row that is locked: it may have changed since it was found.
    execute format(
        'select array(select t.id from %1$s t where t.id = any($1) and %2$s < $2 and (%3$s) for update of t skip locked)',
        source.table_name, source.aged_at, source.deletable) into ids using ids, cutoff;

    insert into api.retention_marks values (pg_current_xact_id());
    dependents := 0;
    deleted := 0;
    if source.dependent_table is not null and ids <> '{}' then
        execute format('delete from %1$s where id in (select id from %1$s where %2$I = any($1) limit $2 for update skip locked)',
            source.dependent_table, source.dependent_column) using ids, batch_size;
        get diagnostics dependents = row_count;
    end if;
    if dependents < batch_size then
        execute format(
            'with gone as (delete from %1$s t where t.id = any($1) returning %2$s as aged_at)
                select count(*), min(aged_at), max(aged_at) from gone',
            source.table_name, source.aged_at) into deleted, oldest, newest using ids;
    else
        -- There may be more of them: the same rows are the next batch.
        last_at := after_at;
        last_id := after_id;
        is_last := false;
    end if;
    delete from api.retention_marks where transaction_id = pg_current_xact_id();
    return next;
end
$$;

-- What retention deletes is no news for subscribers.
create or replace function api.capture_deleted() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from api.retention_marks where transaction_id = pg_current_xact_id_if_assigned()) then
        return null;
    end if;
    insert into api.feed_outbox(topic, row_id, operation, payload)
        select tg_argv[0], old_row.id, 'deleted',
            (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(old_row)) where key = any(tg_argv[1:]))
        from old_rows old_row
        order by old_row.id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

revoke execute on function api.refuse_log_change(), api.retention_holds_on(text),
    api.expired_rows(text, timestamp, timestamp, bigint, integer), api.preview_retention(text, integer, integer),
    api.oldest_record(text), api.delete_expired(text, timestamp, bigint, integer) from public;
grant execute on function api.preview_retention(text, integer, integer), api.oldest_record(text),
    api.delete_expired(text, timestamp, bigint, integer) to atis_api;
grant select, update (keep_days, enabled, updated_at, updated_by) on api.retention_policies to atis_api;
grant select, insert, update (released_by, released_at, release_reason) on api.retention_holds to atis_api;
