-- What the jobs that look after security events, metrics and groups of errors remember from one run to the next.

-- How far a job has come; a job that runs for the first time has no mark.
create table api.job_marks (
    name varchar(100) primary key,
    marked_at timestamp not null
);

-- Sign-ins that were reported because many had failed before: each once, and each run of failures once, however often
-- and by however many workers it is looked for. Without a foreign key to the sign-in: what was reported stays so.
create table api.brute_force_incidents (
    success_event_id bigint primary key,
    -- The event that tells of it; null once that is gone.
    security_event_id bigint references security_events(id) on delete set null,
    succeeded_at timestamp not null,
    -- The subjects whose attempts failed, and the first and the last event that told of it: many are of one second.
    address varchar(45),
    address_from timestamp,
    address_from_id bigint,
    address_until timestamp,
    address_until_id bigint,
    user_id bigint,
    user_from timestamp,
    user_from_id bigint,
    user_until timestamp,
    user_until_id bigint,
    constraint brute_force_incidents_subject_check check (address is not null or user_id is not null),
    constraint brute_force_incidents_address_check
        check (num_nulls(address, address_from, address_from_id, address_until, address_until_id) in (0, 5)),
    constraint brute_force_incidents_user_check
        check (num_nulls(user_id, user_from, user_from_id, user_until, user_until_id) in (0, 5))
);
create index brute_force_incidents_address_idx on api.brute_force_incidents (address, address_until)
    where address is not null;
create index brute_force_incidents_user_idx on api.brute_force_incidents (user_id, user_until)
    where user_id is not null;
create index brute_force_incidents_event_idx on api.brute_force_incidents (security_event_id);
create index brute_force_incidents_time_idx on api.brute_force_incidents (succeeded_at);

-- Errors whose status should have followed what was decided of their group, but that somebody else was changing.
-- Without a foreign key, whose check would wait for just that.
create table api.error_status_leftovers (
    system_error_id bigint primary key,
    noted_at timestamp not null default (clock_timestamp() at time zone 'utc')
);

grant select, insert, update on api.job_marks to atis_api;
grant select, insert, delete on api.brute_force_incidents to atis_api;
grant select, insert, update, delete on api.error_status_leftovers to atis_api;
