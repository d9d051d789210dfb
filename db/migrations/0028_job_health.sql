-- What the watchdog has told administrators about jobs, so that it tells each thing once and takes it back.
create table api.job_incidents (
    id bigint generated always as identity primary key,
    kind varchar(20) not null,
    -- Which job, worker or run; `all` where it concerns every one.
    subject varchar(200) not null,
    opened_at timestamp not null default api.job_now(),
    closed_at timestamp,
    notification_id bigint references system_notifications(id) on delete set null,
    constraint job_incidents_kind_check check (kind in ('no_worker', 'late_job', 'unplanned_job', 'late_run',
        'dead_worker', 'stuck_run'))
);

-- Instances that notice the same thing at once open it once.
create unique index job_incidents_open_key on api.job_incidents (kind, subject) where closed_at is null;
-- Whoever deletes a notification makes PostgreSQL look for its incidents.
create index job_incidents_notification_idx on api.job_incidents (notification_id) where notification_id is not null;

grant select, insert, update (closed_at, notification_id) on api.job_incidents to atis_api;

-- With the worker alone as its column, this index was taken for one job's running runs as well, and read whole for each
-- run that ended. How many run at once is bounded, so that finding those of a worker stays cheap.
drop index api.job_runs_processing_idx;
create index job_runs_processing_idx on api.job_runs (scheduled_job_id, worker_id) where state = 'processing';

-- As before, planned once instead of at each claim, which took longer than the claim: a LIMIT by parameter looks cheaper
-- each time its value is known. The plan must not depend on how much was ready when it was made, hence the settings.
create or replace function api.claim_job_runs(worker uuid, classes text[], maximum integer, lease interval)
    returns table (job_log_id bigint, scheduled_job_id bigint, run_id uuid, attempt integer, job_class text,
        scheduled_for timestamp, fencing_token bigint, payload jsonb, time_limit_seconds integer)
    language plpgsql volatile
    set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off
as $$
#variable_conflict use_column
begin
    return query
    with picked as (
        select r.job_log_id from api.job_runs r
        where r.state = 'ready' and r.available_at <= api.job_now() and r.job_class = any(classes)
        order by r.available_at, r.job_log_id
        limit maximum
        for update skip locked
    ), leased as (
        update api.job_runs r set state = 'processing', worker_id = worker,
            fencing_token = nextval('api.job_fencing_tokens'), heartbeat_at = api.job_now(),
            lease_expires_at = api.job_now() + lease
        from picked where r.job_log_id = picked.job_log_id
        returning r.*
    ), logged as (
        update job_logs l set status = 'processing', start_time = api.job_now()
        from leased where l.id = leased.job_log_id
        returning l.id, l.payload
    ), jobs as (
        -- Always in the same order: two workers that claim at once must not wait for each other.
        select s.id from scheduled_jobs s where s.id in (select l.scheduled_job_id from leased l)
        order by s.id for no key update
    ), marked as (
        update scheduled_jobs s set is_running = true, last_run_at = api.job_now(), updated_at = api.job_now()
        from jobs where s.id = jobs.id
    )
    select l.job_log_id, l.scheduled_job_id, l.run_id, l.attempt, l.job_class::text, l.scheduled_for, l.fencing_token,
        logged.payload, s.time_limit_seconds
    from leased l join logged on logged.id = l.job_log_id
    left join api.job_schedules s on s.scheduled_job_id = l.scheduled_job_id
    order by l.available_at, l.job_log_id;
end
$$;
