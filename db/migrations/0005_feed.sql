-- The live feed: writers → outbox → dense, ordered entries. See docs/feed.md.

create table api.feed_outbox (
    id bigint generated always as identity primary key,
    topic text not null,
    row_id bigint not null,
    operation text not null,
    payload jsonb,
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint feed_outbox_operation_check check (operation in ('created', 'updated', 'deleted'))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create table api.feed_entries (
    position bigint primary key,
    topic text not null,
    row_id bigint not null,
    operation text not null,
    payload jsonb,
    sequenced_at timestamp not null default (clock_timestamp() at time zone 'utc')
);

create index feed_entries_row_idx on api.feed_entries(topic, row_id);
create index feed_entries_sequenced_at_idx on api.feed_entries(sequenced_at);

-- One row. `position` is the newest entry, `pruned_through` the newest entry that retention has removed.
create table api.feed_state (
    singleton boolean primary key default true check (singleton),
    position bigint not null default 0,
    pruned_through bigint not null default 0
);
insert into api.feed_state default values;

-- Notifications that become visible later than they were written.
create table api.feed_pending_starts (
    notification_id bigint primary key,
    start_at timestamp not null
);
create index feed_pending_starts_start_at_idx on api.feed_pending_starts(start_at);

-- How far the sweep for rows that bypassed the triggers has looked. What exists at installation is history.
create table api.feed_sweep_marks (
    topic text not null,
    max_id bigint not null,
    marked_at timestamp not null default (clock_timestamp() at time zone 'utc'),
    primary key (topic, marked_at)
);
insert into api.feed_sweep_marks(topic, max_id, marked_at)
    select 'security_event', coalesce(max(id), 0), '-infinity'::timestamp from security_events
    union all
    select 'notification', coalesce(max(id), 0), '-infinity'::timestamp from system_notifications;
insert into api.feed_pending_starts(notification_id, start_at)
    select id, start_at from system_notifications where start_at > now() at time zone 'utc';

-- Statement-level, so that a bulk statement costs one insert. Never fails the writer: a new row that cannot be
-- recorded here is found by api.sweep_feed(), another change is lost to the feed and leaves a warning.
-- No NOTIFY: it would serialise the commits of every writer.
create function api.capture_created() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation)
        select tg_argv[0], id, 'created' from new_rows order by id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

create function api.capture_updated() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation)
        select tg_argv[0], new_row.id, 'updated'
        from new_rows new_row join old_rows old_row on old_row.id = new_row.id
        where new_row *<> old_row -- compares bytes: a column of type json has no other equality
        order by new_row.id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

-- Who may learn of a deletion can only be told from what the row was: the payload keeps those columns.
create function api.capture_deleted() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
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

-- Triage is part of the event that a subscriber sees.
create function api.capture_triage() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation)
        select 'security_event', event_id, 'updated' from new_rows order by event_id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

create trigger feed_created after insert on security_events
    referencing new table as new_rows for each statement execute function api.capture_created('security_event');
create trigger feed_updated after update on security_events
    referencing old table as old_rows new table as new_rows for each statement execute function api.capture_updated('security_event');
create trigger feed_deleted after delete on security_events
    referencing old table as old_rows for each statement
    execute function api.capture_deleted('security_event', 'institution_id');

create trigger feed_created after insert on system_notifications
    referencing new table as new_rows for each statement execute function api.capture_created('notification');
create trigger feed_updated after update on system_notifications
    referencing old table as old_rows new table as new_rows for each statement execute function api.capture_updated('notification');
create trigger feed_deleted after delete on system_notifications
    referencing old table as old_rows for each statement
    execute function api.capture_deleted('notification', 'target_roles', 'target_institutions', 'start_at');

create trigger feed_triage_created after insert on api.security_event_triage
    referencing new table as new_rows for each statement execute function api.capture_triage();
create trigger feed_triage_updated after update on api.security_event_triage
    referencing new table as new_rows for each statement execute function api.capture_triage();

-- Moves committed outbox rows to feed_entries with dense positions, and wakes every instance once.
-- Returns how many outbox rows it took. The row lock on feed_state makes positions dense and their commit
-- order equal to their own order even if two sequencers should run. Several changes that one transaction
-- made to one row are one entry. A notification that starts later is held back until it starts.
create function api.sequence_feed(batch_size integer) returns integer
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    head bigint;
    new_head bigint;
    taken_count integer;
    now_utc constant timestamp := clock_timestamp() at time zone 'utc';
begin
    if not exists (select from api.feed_outbox)
        and not exists (select from api.feed_pending_starts where start_at <= now_utc) then
        return 0;
    end if;

    select position into head from api.feed_state for update;

    with taken as (
        delete from api.feed_outbox
        where id in (select id from api.feed_outbox order by id limit batch_size)
        returning *
    ), changes as (
        select distinct on (topic, row_id, transaction_id, operation = 'deleted') *
        from taken
        order by topic, row_id, transaction_id, operation = 'deleted', operation <> 'created', id
    ), timed as (
        select changes.*, notification.start_at,
            coalesce(notification.start_at > now_utc, false) as starts_later,
            -- No subscriber has been told of this row yet.
            pending.notification_id is not null or bool_or(operation = 'created') over same_row as is_news,
            -- Nor has any list shown it: it came and went in one transaction, or never started.
            pending.notification_id is not null or bool_or(operation = 'created') over same_change
                or coalesce((payload ->> 'start_at')::timestamp > now_utc, false) as is_unseen,
            row_number() over (partition by topic, row_id order by changes.id) as change_number
        from changes
        left join system_notifications notification on topic = 'notification' and notification.id = row_id
        left join api.feed_pending_starts pending on topic = 'notification' and pending.notification_id = row_id
        window same_row as (partition by topic, row_id), same_change as (partition by topic, row_id, transaction_id)
    ), held_back as (
        insert into api.feed_pending_starts(notification_id, start_at)
        select distinct row_id, start_at from timed where starts_later
        on conflict (notification_id) do update set start_at = excluded.start_at
    ), released as (
        delete from api.feed_pending_starts
        where notification_id in (select row_id from timed where topic = 'notification' and not starts_later)
    ), due as (
        -- One that was changed as well is released above, or by the batch that takes that change.
        delete from api.feed_pending_starts pending
        where start_at <= now_utc
            and not exists (select from api.feed_outbox where topic = 'notification' and row_id = notification_id)
        returning notification_id, start_at
    ), announced as (
        select id, topic, row_id, payload, null::timestamp as start_at,
            case when is_news and change_number = 1 and operation = 'updated' then 'created' else operation end as operation
        from timed
        where not (starts_later and is_news)
            and not (operation = 'deleted' and is_unseen and not exists (
                select from api.feed_entries entry where entry.topic = timed.topic and entry.row_id = timed.row_id))
        union all
        select null, 'notification', notification_id, null, start_at, 'created' from due
    ), published as (
        insert into api.feed_entries(position, topic, row_id, operation, payload)
        select head + row_number() over (order by id nulls last, start_at, row_id), topic, row_id, operation, payload
        from announced
        returning position
    )
    select (select count(*) from taken), (select max(position) from published) into taken_count, new_head;

    if new_head is not null then
        update api.feed_state set position = new_head;
        perform pg_notify('atis_feed', new_head::text);
    end if;
    return taken_count;
end
$$;

-- Finds rows that no trigger reported (replica role, disabled triggers, a capture that failed) and reports
-- them. Looks again at everything younger than the lag, because ids are not commit order. Returns how many.
create function api.sweep_feed(lag interval default '10 minutes') returns integer
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    now_utc constant timestamp := clock_timestamp() at time zone 'utc';
    found_events integer;
    found_notifications integer;
begin
    -- Two sweeps at once would report a row twice.
    lock table api.feed_sweep_marks in share row exclusive mode;

    with mark as (
        select max(max_id) as max_id from api.feed_sweep_marks
        where topic = 'security_event' and marked_at <= now_utc - lag
    )
    insert into api.feed_outbox(topic, row_id, operation)
        select 'security_event', source.id, 'created'
        from security_events source
        where source.id > (select max_id from mark)
            and not exists (select from api.feed_entries where topic = 'security_event' and row_id = source.id)
            and not exists (select from api.feed_outbox where topic = 'security_event' and row_id = source.id)
        order by source.id;
    get diagnostics found_events = row_count;

    with mark as (
        select max(max_id) as max_id from api.feed_sweep_marks
        where topic = 'notification' and marked_at <= now_utc - lag
    )
    insert into api.feed_outbox(topic, row_id, operation)
        select 'notification', source.id, 'created'
        from system_notifications source
        where source.id > (select max_id from mark)
            and not exists (select from api.feed_entries where topic = 'notification' and row_id = source.id)
            and not exists (select from api.feed_outbox where topic = 'notification' and row_id = source.id)
            and not exists (select from api.feed_pending_starts where notification_id = source.id)
        order by source.id;
    get diagnostics found_notifications = row_count;

    insert into api.feed_sweep_marks(topic, max_id, marked_at)
        select 'security_event', coalesce(max(id), 0), now_utc from security_events
        union all
        select 'notification', coalesce(max(id), 0), now_utc from system_notifications;
    delete from api.feed_sweep_marks mark
        where marked_at < (
            select max(newer.marked_at) from api.feed_sweep_marks newer
            where newer.topic = mark.topic and newer.marked_at <= now_utc - lag
        );
    return found_events + found_notifications;
end
$$;

-- Removes at most `batch_size` entries older than `keep`, oldest first. Returns how many. What the next sweep
-- compares with stays, or it would report old rows as new ones after a long standstill.
create function api.prune_feed(keep interval, batch_size integer) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    last_pruned bigint;
    pruned integer;
begin
    perform from api.feed_state for update;
    with removed as (
        delete from api.feed_entries
        where position in (
            select position from api.feed_entries
            where sequenced_at < least(
                (clock_timestamp() at time zone 'utc') - keep,
                (select min(marked_at) from api.feed_sweep_marks)
            )
            order by position limit batch_size
        )
        returning position
    )
    select max(position), count(*) into last_pruned, pruned from removed;
    if last_pruned is not null then
        update api.feed_state set pruned_through = last_pruned;
    end if;
    return pruned;
end
$$;
