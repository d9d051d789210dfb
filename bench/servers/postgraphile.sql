-- What PostGraphile cannot generate from the tables, in the way its manual recommends: functions become fields.
create schema bench;
grant usage on schema bench to atis_api;

create function bench.severe_events(severity text, institution_id bigint) returns setof public.security_events
language sql stable as $$
    with recursive subtree(id) as (
        select i.id from public.institutions i where i.id = severe_events.institution_id
        union all
        select i.id from public.institutions i join subtree on i.parent_id = subtree.id
    )
    select e.* from public.security_events e
    -- "is true" lets PostgreSQL walk the index of this order instead of collecting and sorting the whole region.
    where e.severity = severe_events.severity and (e.institution_id in (select subtree.id from subtree)) is true
    order by coalesce(e.created_at, '-infinity'::timestamp) desc, e.id desc
$$;

create function bench.events_by_severity("from" timestamp, "to" timestamp)
returns table (severity text, count integer)
language sql stable as $$
    select e.severity, count(*)::integer from public.security_events e
    where e.created_at >= "from" and e.created_at < "to"
    group by e.severity order by api.severity_rank(e.severity) desc
$$;

create function bench.events_by_hour("from" timestamp, "to" timestamp)
returns table (hour timestamp, count integer)
language sql stable as $$
    select hours.hour, count(e.id)::integer
    from generate_series("from", "to" - interval '1 hour', interval '1 hour') as hours(hour)
    left join public.security_events e
        on e.created_at >= "from" and e.created_at < "to" and date_trunc('hour', e.created_at) = hours.hour
    group by hours.hour order by hours.hour
$$;

create function bench.events_by_type("from" timestamp, "to" timestamp, "limit" integer)
returns table (event_type text, count integer)
language sql stable as $$
    select e.event_type, count(*)::integer from public.security_events e
    where e.created_at >= "from" and e.created_at < "to"
    group by e.event_type order by count(*) desc, e.event_type limit "limit"
$$;

create function bench.record_event(
    event_type text, severity text, user_id bigint, institution_id bigint, ip_address text, user_agent text,
    description text, event_data jsonb
) returns public.security_events
language plpgsql volatile as $$
declare
    event public.security_events;
begin
    insert into public.security_events
        (event_type, severity, user_id, institution_id, ip_address, user_agent, description, event_data)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    returning * into event;
    insert into public.audit_logs
        (user_id, event, auditable_type, auditable_id, new_values, url, ip_address, user_agent, tags, institution_id)
    values (1, 'security_event.recorded', 'security_events', event.id, to_jsonb(event), '/graphql', '127.0.0.1', 'bench',
        '["graphql"]', event.institution_id);
    return event;
end
$$;
