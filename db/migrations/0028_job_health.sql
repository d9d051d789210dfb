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
