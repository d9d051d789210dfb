-- Which ends of licences administrators were told of, once each, by which notification. A renewal starts anew.
create table api.license_notices (
    id bigint generated always as identity primary key,
    license_id bigint references licenses(id) on delete set null,
    expires_at timestamp not null,
    -- Days before the end; 0: it has come, and days of grace run; -1: the licence does not count any more.
    threshold integer not null,
    -- Whose region administrators were told; null: super administrators.
    region_id bigint references institutions(id) on delete cascade,
    -- Null once somebody has deleted it.
    notification_id bigint references system_notifications(id) on delete set null,
    noticed_at timestamp not null default api.job_now(),
    -- When the notice was ended because another one, a renewal or a revocation made it pointless.
    closed_at timestamp,
    constraint license_notices_threshold_check check (threshold >= -1)
);
-- Of licences that are there: those that are gone are all without a number, and would keep each other from going.
create unique index license_notices_key on api.license_notices (license_id, expires_at, threshold, region_id)
    nulls not distinct where license_id is not null;
create index license_notices_open_idx on api.license_notices (license_id) where closed_at is null;
create index license_notices_notification_idx on api.license_notices (notification_id);

grant select, insert, update (closed_at) on api.license_notices to atis_api;

-- Notifications whose end the feed has to tell of, as api.feed_pending_starts has those whose start it has to.
create table api.feed_pending_ends (
    notification_id bigint primary key references system_notifications(id) on delete cascade,
    end_at timestamp not null
);
create index feed_pending_ends_end_at_idx on api.feed_pending_ends (end_at);
-- What has ended before is history.
insert into api.feed_pending_ends (notification_id, end_at)
    select id, end_at from system_notifications
    where coalesce(end_at, 'infinity'::timestamp) > now() at time zone 'utc' and isfinite(end_at);

-- An end that has come when a row is written is told by the item of that very change. Never fails the writer: what it
-- cannot note, api.tell_notification_ends() finds.
create function api.note_notification_ends() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    now_utc constant timestamp := clock_timestamp() at time zone 'utc';
begin
    delete from api.feed_pending_ends
        where notification_id in (select id from new_rows where not coalesce(isfinite(end_at) and end_at > now_utc, false));
    insert into api.feed_pending_ends as pending (notification_id, end_at)
        select id, end_at from new_rows where isfinite(end_at) and end_at > now_utc order by id
        on conflict (notification_id) do update set end_at = excluded.end_at where pending.end_at <> excluded.end_at;
    return null;
exception when others then
    raise warning 'api.feed_pending_ends could not record a change: %', sqlerrm;
    return null;
end
$$;
create trigger feed_end_created after insert on system_notifications
    referencing new table as new_rows for each statement execute function api.note_notification_ends();
create trigger feed_end_updated after update on system_notifications
    referencing new table as new_rows for each statement execute function api.note_notification_ends();

-- Tells the feed of at most `maximum` ends that have come, each once: whoever takes a row away, tells. Several may do so
-- at once. Gives how many ends were taken, and how many of them told: one that was moved meanwhile is not.
create function api.tell_notification_ends(maximum integer) returns table (taken integer, told integer)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    with due as (
        select notification_id from api.feed_pending_ends where end_at <= api.job_now()
        order by end_at, notification_id limit maximum for update skip locked
    ), removed as (
        delete from api.feed_pending_ends pending using due where pending.notification_id = due.notification_id
        returning pending.notification_id
    ), ended as (
        insert into api.feed_outbox (topic, row_id, operation)
        select 'notification', n.id, 'updated'
        from removed join system_notifications n on n.id = removed.notification_id
        where n.end_at <= api.job_now()
        order by n.end_at, n.id
        returning 1
    )
    select (select count(*) from removed), (select count(*) from ended) into taken, told;
    -- Ends that were written while the triggers did not fire, or moved while they were taken.
    update api.feed_pending_ends pending set end_at = n.end_at
        from system_notifications n
        where n.id = pending.notification_id and isfinite(n.end_at) and n.end_at <> pending.end_at;
    insert into api.feed_pending_ends (notification_id, end_at)
        select id, end_at from system_notifications
        -- Not the time when the caller's statement began: what others have told since is not ahead any more.
        where coalesce(end_at, 'infinity'::timestamp)
                > (select greatest(api.job_now(), clock_timestamp() at time zone 'utc'))
            and isfinite(end_at)
            and not exists (select from api.feed_pending_ends where notification_id = id)
        on conflict do nothing;
    return next;
end
$$;

-- Makes api.feed_pending_starts true again where notifications were written while the triggers did not fire: the
-- sequencer tells of what has started, and waits for what has not. Gives how many starts were mended.
create function api.mend_notification_starts() returns integer
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    now_utc constant timestamp := clock_timestamp() at time zone 'utc';
    mended integer;
begin
    if not exists (
        select from api.feed_pending_starts p join system_notifications n on n.id = p.notification_id
        where p.start_at is distinct from n.start_at
    ) and not exists (
        select from system_notifications n where n.start_at > now_utc and isfinite(n.start_at)
            and not exists (select from api.feed_pending_starts where notification_id = n.id)
    ) then
        return 0;
    end if;
    -- As the sequencer does: what is being sequenced is settled then.
    perform from api.feed_state for update;
    with wrong as (
        update api.feed_pending_starts p set start_at = coalesce(n.start_at, now_utc)
        from system_notifications n
        where n.id = p.notification_id and p.start_at is distinct from n.start_at
            and not exists (select from api.feed_outbox where topic = 'notification' and row_id = n.id)
        returning 1
    ), missing as (
        insert into api.feed_pending_starts (notification_id, start_at)
        select n.id, n.start_at from system_notifications n
        where n.start_at > now_utc and isfinite(n.start_at)
            and not exists (select from api.feed_pending_starts where notification_id = n.id)
            and not exists (select from api.feed_outbox where topic = 'notification' and row_id = n.id)
        on conflict do nothing
        returning 1
    )
    select (select count(*) from wrong) + (select count(*) from missing) into mended;
    return mended;
end
$$;

revoke execute on function api.note_notification_ends(), api.tell_notification_ends(integer),
    api.mend_notification_starts() from public;
grant execute on function api.tell_notification_ends(integer), api.mend_notification_starts() to atis_api;

-- Whether a run of an integration is on its way is asked every minute, of all that are due.
create index integration_sync_logs_open_idx on integration_sync_logs (integration_id, sync_type)
    where status is null or status = 'running';
