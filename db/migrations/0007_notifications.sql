-- The notifications that every signed-in user asks for are those that have not ended; most have.
create index system_notifications_end_at_idx on system_notifications (coalesce(end_at, 'infinity'::timestamp));

-- Whoever was addressed before an update and is not any more must learn that the notification is gone:
-- the payload keeps what it was.
create function api.capture_notification_updated() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation, payload)
        select 'notification', new_row.id, 'updated', jsonb_build_object(
            'target_roles', old_row.target_roles,
            'target_institutions', old_row.target_institutions,
            'started', coalesce(old_row.start_at <= clock_timestamp() at time zone 'utc', true))
        from new_rows new_row join old_rows old_row on old_row.id = new_row.id
        where new_row *<> old_row
        order by new_row.id;
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;
revoke execute on function api.capture_notification_updated() from public;

drop trigger feed_updated on system_notifications;
create trigger feed_updated after update on system_notifications
    referencing old table as old_rows new table as new_rows for each statement
    execute function api.capture_notification_updated();
