-- What this API adds lives in a schema of its own, so that Laravel's migrations never touch it and these
-- never touch Laravel's tables. The service logs in as a member of the role atis_api, which owns nothing.

create schema if not exists api;

do $$
begin
    if not exists (select from pg_roles where rolname = 'atis_api') then
        create role atis_api nologin;
    end if;
exception when duplicate_object or unique_violation then
    null; -- another database of this cluster was migrated at the same moment
end
$$;

-- Workflow state of a security event; DB-6 has columns for the resolution only.
create table api.security_event_triage (
    event_id bigint primary key references public.security_events(id) on delete cascade,
    acknowledged_at timestamp,
    acknowledged_by bigint,
    assigned_to bigint,
    assigned_at timestamp,
    assigned_by bigint,
    escalated_at timestamp,
    escalated_by bigint,
    escalation_reason text,
    constraint security_event_triage_acknowledged_check check ((acknowledged_at is null) = (acknowledged_by is null)),
    constraint security_event_triage_assigned_check check ((assigned_at is null) = (assigned_to is null)),
    constraint security_event_triage_escalated_check check ((escalated_at is null) = (escalated_by is null))
);

create index security_event_triage_assigned_to_idx on api.security_event_triage(assigned_to) where assigned_to is not null;

-- The result of a mutation that carried an idempotency key, so that a repeat answers the same.
create table api.idempotency_keys (
    user_id bigint not null,
    key varchar(100) not null,
    operation varchar(100) not null,
    request_hash varchar(64) not null,
    entity_id bigint,
    created_at timestamp not null default (now() at time zone 'utc'),
    primary key (user_id, key)
);

create index idempotency_keys_created_at_idx on api.idempotency_keys(created_at);

-- Text order would put "critical" before "info" before "warning".
create function api.severity_rank(severity text) returns integer
    language sql immutable strict parallel safe
    return case severity when 'critical' then 3 when 'warning' then 2 when 'info' then 1 else 0 end;

-- The address, or NULL where the column holds something else ("unknown", a proxy chain, free text).
-- Not parallel safe: an exception block is a subtransaction.
create function api.try_inet(address text) returns inet
    language plpgsql immutable strict parallel unsafe
as $$
begin
    return address::inet;
exception when others then
    return null;
end
$$;

-- The values of a JSON list as text: PHP writes numbers or strings, and may write an object for a list.
create function api.json_texts(list jsonb) returns text[]
    language sql immutable parallel safe
    return case jsonb_typeof(list)
        when 'array' then array(select value from jsonb_array_elements_text(list) as item(value))
        when 'object' then array(select value from jsonb_each_text(list) as item(key, value))
        else '{}'::text[]
    end;
