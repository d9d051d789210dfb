-- Keyset pages of job logs, and of those that failed. A row without created_at is the oldest of all.
create index job_logs_created_keyset on job_logs
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc);
create index job_logs_failed_keyset on job_logs
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc) where status = 'failed';
create index job_logs_schedule_keyset on job_logs
    (scheduled_job_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) where scheduled_job_id is not null;
create index job_logs_user_keyset on job_logs
    (executed_by, coalesce(created_at, '-infinity'::timestamp) desc, id desc) where executed_by is not null;
