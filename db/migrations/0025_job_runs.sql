-- What is asked of runs of jobs, and the live feeds of runs and of what they say. See docs/jobs.md.

-- Runs on their way are few among many that have ended.
create index job_logs_open_keyset on job_logs
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc) where status in ('queued', 'processing');

-- Locks a run, its job first; gives whether there is one. Claims lock the run first: whoever finds it locked lets go of
-- the job and tries again, as they would wait for each other otherwise. Not `for update`: what a worker writes while it
-- holds the run must not keep anybody from cancelling it.
create function api.lock_job_run(log_id bigint) returns boolean language plpgsql
as $$
begin
    loop
        begin
            perform from scheduled_jobs s
                where s.id = (select r.scheduled_job_id from api.job_runs r where r.job_log_id = log_id) for no key update;
            perform from api.job_runs r where r.job_log_id = log_id for no key update nowait;
            return found;
        exception when lock_not_available then
            perform pg_sleep(0.005);
        end;
    end loop;
end
$$;

-- Cancels a run: at once where no worker has it, otherwise its worker is asked to stop. Who asks first is remembered.
-- Gives `cancelled` or `requested`; null where there is no such run, or it has ended.
create function api.cancel_job_run(log_id bigint, requester bigint, reason text) returns text language plpgsql
as $$
declare
    run api.job_runs;
begin
    perform api.lock_job_run(log_id);
    select * into run from api.job_runs r where r.job_log_id = log_id;
    if not found or run.state = 'ended' then
        return null;
    end if;
    if run.cancel_requested_at is null then
        update api.job_runs set cancel_requested_at = api.job_now(), cancel_requested_by = requester,
                cancel_reason = reason
            where job_log_id = log_id returning * into run;
    end if;
    if run.state = 'processing' then
        return 'requested';
    end if;
    perform api.end_job_attempt(run, 'cancelled', null, run.cancel_reason, null, false);
    return 'cancelled';
end
$$;

insert into api.feed_topics(topic, table_name) values
    ('job_log', 'public.job_logs'),
    ('job_line', 'api.job_run_lines');
insert into api.feed_sweep_marks(topic, max_id, marked_at)
    select 'job_log', coalesce(max(id), 0), '-infinity'::timestamp from job_logs
    union all
    select 'job_line', coalesce(max(id), 0), '-infinity'::timestamp from api.job_run_lines;

create trigger feed_created after insert on job_logs
    referencing new table as new_rows for each statement execute function api.capture_created('job_log');
create trigger feed_updated after update on job_logs
    referencing old table as old_rows new table as new_rows for each statement execute function api.capture_updated('job_log');
create trigger feed_deleted after delete on job_logs
    referencing old table as old_rows for each statement execute function api.capture_deleted('job_log', 'job_id');

-- Lines are never changed; they go with their run.
create trigger feed_created after insert on api.job_run_lines
    referencing new table as new_rows for each statement execute function api.capture_created('job_line');

-- What of a run is not in its log. For each row, and only where one of these columns is set: claims, heartbeats and ends,
-- which are many, cost nothing. Claims and ends are told by the log.
create function api.capture_job_run() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.feed_outbox(topic, row_id, operation) values ('job_log', new.job_log_id, 'updated');
    return null;
exception when others then
    raise warning 'api.feed_outbox could not record a change: %', sqlerrm;
    return null;
end
$$;

create trigger feed_run_updated
    after update of available_at, cancel_requested_at, progress_done, progress_total, progress_message on api.job_runs
    for each row when (
        (old.state = 'waiting' and new.state = 'ready')
        or old.cancel_requested_at is distinct from new.cancel_requested_at
        or old.progress_done is distinct from new.progress_done
        or old.progress_total is distinct from new.progress_total
        or old.progress_message is distinct from new.progress_message
    )
    execute function api.capture_job_run();

-- Trigger functions need no grant to run.
revoke execute on function api.capture_job_run(), api.lock_job_run(bigint), api.cancel_job_run(bigint, bigint, text)
    from public;
grant execute on function api.lock_job_run(bigint), api.cancel_job_run(bigint, bigint, text) to atis_api;
