-- Keyset pages of job logs, and of those that failed. A row without created_at is the oldest of all.
create index job_logs_created_keyset on job_logs
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc);
create index job_logs_failed_keyset on job_logs
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc) where status = 'failed';
create index job_logs_schedule_keyset on job_logs
    (scheduled_job_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) where scheduled_job_id is not null;
create index job_logs_user_keyset on job_logs
    (executed_by, coalesce(created_at, '-infinity'::timestamp) desc, id desc) include (created_at)
    where executed_by is not null;

-- A timeline reads each source in the order of time, by whom or what it is about. What Laravel writes most often, rows
-- without an address or user, is in none of these.
create index activity_logs_address_keyset on activity_logs
    (api.try_inet(ip_address), coalesce(created_at, '-infinity'::timestamp) desc, id desc) where ip_address is not null;
create index audit_logs_address_keyset on audit_logs
    (api.try_inet(ip_address), coalesce(created_at, '-infinity'::timestamp) desc, id desc) where ip_address is not null;
create index security_events_address_keyset on security_events
    (api.try_inet(ip_address), coalesce(created_at, '-infinity'::timestamp) desc, id desc) where ip_address is not null;
create index system_errors_address_keyset on system_errors
    (api.try_inet(ip_address), coalesce(created_at, '-infinity'::timestamp) desc, id desc) where ip_address is not null;

-- A region's page is merged from those of its users; created_at lets the planner read the index alone.
drop index if exists system_errors_user_keyset;
create index system_errors_user_covering on system_errors
    (user_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) include (created_at) where user_id is not null;

create index security_events_user_keyset on security_events
    (user_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) where user_id is not null;
create index security_events_target_user_keyset on security_events
    (target_user_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) where target_user_id is not null;

-- A request leaves few rows: they need no order. An id that is asked for has 200 characters at most; whatever a writer
-- puts there must fit into an index, or it could not write. Activities and audit records are found by the GIN indexes of their
-- properties and tags.
create index security_events_request_idx on security_events
    (left(coalesce(event_data ->> 'request_id', event_data ->> 'requestId'), 201))
    where coalesce(event_data ->> 'request_id', event_data ->> 'requestId') is not null;
create index system_errors_request_idx on system_errors
    (left(coalesce(context ->> 'request_id', context ->> 'requestId',
        request_data ->> 'request_id', request_data ->> 'requestId'), 201))
    where coalesce(context ->> 'request_id', context ->> 'requestId',
        request_data ->> 'request_id', request_data ->> 'requestId') is not null;
create index job_logs_request_idx on job_logs
    (left(coalesce(payload ->> 'request_id', payload ->> 'requestId'), 201))
    where coalesce(payload ->> 'request_id', payload ->> 'requestId') is not null;
