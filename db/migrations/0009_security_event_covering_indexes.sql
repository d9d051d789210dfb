-- Pages and counts of security_events are found in an index alone, and only the rows on the page are looked up. For that the
-- columns that decide who sees a row are in the index, and created_at, without which the planner would not believe
-- that the index knows the expression.
create index security_events_created_covering on security_events
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc)
    include (created_at, institution_id, user_id, target_user_id, severity, event_type);
drop index security_events_created_keyset;

-- One severity, the newest first: what dashboards and the triage ask for.
create index security_events_one_severity_covering on security_events
    (severity, coalesce(created_at, '-infinity'::timestamp) desc, id desc)
    include (created_at, institution_id, user_id, target_user_id);

-- One institution; a school's few critical events are found among its own instead of among everybody's.
create index security_events_institution_covering on security_events
    (institution_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc)
    include (created_at, severity, user_id, target_user_id);
drop index security_events_institution_keyset;

-- Addresses and networks, evaluated as whoever writes the row: `10.1.0.0/16` finds its events without reading all of them.
grant execute on function api.try_inet(text) to public;
create index security_events_address_idx on security_events using gist (api.try_inet(ip_address) inet_ops);
