-- Scheduled jobs that this service runs: what DB-6's tables cannot hold.
--
-- A run is one or more attempts, each a row of job_logs with a row of api.job_runs beside it. A row of job_logs without
-- one belongs to another application and is left alone.

-- The clock of the scheduler, one function so that a test can move it.
create function api.job_now() returns timestamp language sql stable
    return statement_timestamp() at time zone 'utc';

-- How a job is to be run. A job without a row here has the defaults.
create table api.job_schedules (
    scheduled_job_id bigint primary key references scheduled_jobs(id) on delete cascade,
    skipped_times varchar(20) not null default 'run_after',
    doubled_times varchar(20) not null default 'first',
    misfire_policy varchar(20) not null default 'run_once',
    misfire_limit integer not null default 1,
    misfire_grace_seconds integer not null default 60,
    overlap_policy varchar(20) not null default 'forbid',
    max_concurrent integer not null default 1,
    retry_backoff varchar(20) not null default 'exponential',
    retry_jitter_percent integer not null default 20,
    time_limit_seconds integer,
    -- What next_run_at was computed from, and what came out: whoever changes either by hand is noticed.
    planned_from text,
    planned_run_at timestamp,
    -- Times that were let pass because a run was open.
    skipped_runs integer not null default 0,
    last_skipped_at timestamp,
    last_skip_reason text,
    constraint job_schedules_skipped_times_check check (skipped_times in ('run_after', 'leave_out')),
    constraint job_schedules_doubled_times_check check (doubled_times in ('first', 'second', 'both')),
    constraint job_schedules_misfire_policy_check check (misfire_policy in ('skip', 'run_once', 'run_all')),
    constraint job_schedules_misfire_limit_check check (misfire_limit between 1 and 1000),
    constraint job_schedules_misfire_grace_seconds_check check (misfire_grace_seconds between 1 and 86400),
    constraint job_schedules_overlap_policy_check check (overlap_policy in ('forbid', 'queue_one', 'allow')),
    constraint job_schedules_max_concurrent_check check (max_concurrent between 1 and 100),
    constraint job_schedules_retry_backoff_check check (retry_backoff in ('fixed', 'exponential')),
    constraint job_schedules_retry_jitter_percent_check check (retry_jitter_percent between 0 and 100),
    constraint job_schedules_time_limit_seconds_check check (time_limit_seconds between 1 and 604800)
);

create table api.job_workers (
    id uuid primary key,
    name varchar(200) not null,
    concurrency integer not null,
    lease_seconds integer not null,
    started_at timestamp not null default api.job_now(),
    heartbeat_at timestamp not null default api.job_now(),
    -- It takes no more runs.
    stopping_at timestamp,
    stopped_at timestamp,
    constraint job_workers_concurrency_check check (concurrency >= 1),
    constraint job_workers_lease_seconds_check check (lease_seconds >= 1)
);

create sequence api.job_fencing_tokens;

create table api.job_runs (
    job_log_id bigint primary key references job_logs(id) on delete cascade,
    scheduled_job_id bigint references scheduled_jobs(id) on delete set null,
    run_id uuid not null,
    attempt integer not null,
    job_class varchar(200) not null,
    -- How the run came about; all its attempts say the same.
    trigger varchar(20) not null,
    scheduled_for timestamp not null,
    state varchar(20) not null,
    available_at timestamp not null,
    -- What a claim gives its worker, so that it reads no other table.
    parameters jsonb not null default '{}',
    time_limit_seconds integer,
    worker_id uuid,
    fencing_token bigint,
    claimed_at timestamp,
    heartbeat_at timestamp,
    lease_expires_at timestamp,
    cancel_requested_at timestamp,
    cancel_requested_by bigint references users(id) on delete set null,
    cancel_reason text,
    progress_done double precision,
    progress_total double precision,
    progress_message text,
    constraint job_runs_trigger_check check (trigger in ('schedule', 'missed', 'manual', 'retry')),
    constraint job_runs_state_check check (state in ('waiting', 'ready', 'processing', 'ended'))
);

-- Each index here is written by each claim: attempts at a run are found by job_logs.job_id instead.
create index job_runs_ready_idx on api.job_runs (available_at, job_log_id) where state = 'ready';
create index job_runs_open_idx on api.job_runs (state, scheduled_job_id) where state <> 'ended';

-- Planned times that were dealt with: none is twice, whatever the clock does.
create table api.job_planned_times (
    scheduled_job_id bigint references scheduled_jobs(id) on delete cascade,
    scheduled_for timestamp,
    primary key (scheduled_job_id, scheduled_for)
);

-- What a run says while it runs.
create table api.job_run_lines (
    id bigint generated always as identity primary key,
    job_log_id bigint not null references job_logs(id) on delete cascade,
    written_at timestamp not null default api.job_now(),
    message text not null
);
create index job_run_lines_run_idx on api.job_run_lines (job_log_id, id);

-- Jobs that were offered to this installation: one that an administrator deletes is not offered again.
create table api.offered_jobs (
    job_class varchar(200) primary key,
    offered_at timestamp not null default api.job_now()
);

grant insert, update, delete on scheduled_jobs to atis_api;
grant usage on sequence scheduled_jobs_id_seq to atis_api;
grant insert on job_logs to atis_api;
grant update (status, start_time, end_time, duration, result, error_message, error_trace, scheduled_job_id)
    on job_logs to atis_api;
grant usage on sequence job_logs_id_seq to atis_api;
grant select, insert, update on api.job_schedules to atis_api;
grant select, insert, update, delete on api.job_workers to atis_api;
grant select, insert, update on api.job_runs to atis_api;
grant select, insert on api.job_run_lines to atis_api;
grant select, insert on api.offered_jobs to atis_api;
grant select, insert, delete on api.job_planned_times to atis_api;
grant usage on sequence api.job_fencing_tokens to atis_api;
revoke execute on function api.job_now() from public;
grant execute on function api.job_now() to atis_api;
