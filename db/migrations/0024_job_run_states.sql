-- The state machine of a run of a job.
--
--   waiting ──▶ ready ──▶ processing ──▶ ended
--                 ▲            │
--                 └────────────┘ handed back
--
-- Whoever changes how many runs of a job are open locks its row of scheduled_jobs first, then that of the run.

-- Puts an attempt into the log and the queue. `given` is what the run was given before; null: what the job has now.
create function api.insert_job_attempt(
    scheduled_job bigint, run uuid, attempt integer, origin text, planned timestamp, state text, available timestamp,
    started_by bigint, given jsonb default null
) returns bigint language sql volatile
begin atomic
    with logged as (
        insert into job_logs (job_id, job_class, queue, attempt, status, payload, scheduled_job_id, executed_by, created_at)
        select run::text, job.job_class, 'atis', attempt, 'queued', coalesce(given, job.parameters, '{}'), job.id, started_by,
            api.job_now()
        from scheduled_jobs job where job.id = scheduled_job
        returning id, job_class, payload
    )
    insert into api.job_runs (job_log_id, scheduled_job_id, run_id, attempt, job_class, trigger, scheduled_for, state,
        available_at, parameters, time_limit_seconds)
    select id, scheduled_job, run, attempt, job_class, origin, planned, state, available, payload,
        (select s.time_limit_seconds from api.job_schedules s where s.scheduled_job_id = scheduled_job)
    from logged
    returning job_log_id;
end;

-- Asks for a run of a job, whose row it locks. Gives the first attempt, or null where the overlap policy
-- lets this time pass, or where this planned time was run before.
create function api.enqueue_job_run(job_id bigint, origin text, planned timestamp, started_by bigint) returns bigint
    language plpgsql
as $$
declare
    policy text;
    concurrent integer;
    taken integer;
    queued integer;
    reason text;
begin
    perform from scheduled_jobs where id = job_id for no key update;
    if not found then
        return null;
    end if;
    select overlap_policy, case when overlap_policy = 'allow' then max_concurrent else 1 end into policy, concurrent
        from api.job_schedules where scheduled_job_id = job_id;
    if not found then
        policy := 'forbid';
        concurrent := 1;
    end if;
    if origin in ('schedule', 'missed') then
        insert into api.job_planned_times values (job_id, planned) on conflict do nothing;
        if not found then
            return null;
        end if;
        -- No clock goes back so far.
        delete from api.job_planned_times where scheduled_job_id = job_id and scheduled_for < planned - interval '30 days';
    end if;
    select count(*) filter (where r.state <> 'waiting'), count(*) filter (where r.state = 'waiting')
        into taken, queued from api.job_runs r where r.scheduled_job_id = job_id and r.state in ('waiting', 'ready', 'processing');
    -- What was missed is made up one after the other.
    if origin <> 'missed' then
        if taken + queued > 0 and policy = 'forbid' then
            reason := 'a run was open';
        elsif queued > 0 and policy = 'queue_one' then
            reason := 'a run was waiting already';
        end if;
    end if;
    if reason is not null then
        insert into api.job_schedules as s (scheduled_job_id, skipped_runs, last_skipped_at, last_skip_reason)
            values (job_id, 1, planned, reason)
            on conflict (scheduled_job_id) do update set skipped_runs = s.skipped_runs + 1,
                last_skipped_at = excluded.last_skipped_at, last_skip_reason = excluded.last_skip_reason;
        return null;
    end if;
    return api.insert_job_attempt(job_id, gen_random_uuid(), 1, origin, planned,
        case when taken < concurrent and queued = 0 then 'ready' else 'waiting' end, api.job_now(), started_by);
end
$$;

-- Shows in the log and in their jobs which of these runs are being worked on: claims do not, because how fast a queue is
-- depends on how little a claim writes. One that has ended meanwhile needs it no more: its end tells when it began.
create function api.note_job_runs(log_ids bigint[]) returns void language plpgsql
as $$
begin
    -- Always in the same order: two workers at once must not wait for each other.
    perform from scheduled_jobs s
        where s.id in (select r.scheduled_job_id from api.job_runs r where r.job_log_id = any(log_ids))
        order by s.id for no key update;
    with begun as (
        select r.job_log_id, r.scheduled_job_id, r.claimed_at from api.job_runs r
        where r.job_log_id = any(log_ids) and r.state = 'processing'
    ), logged as (
        update job_logs l set status = 'processing', start_time = begun.claimed_at
        from begun where l.id = begun.job_log_id
    )
    update scheduled_jobs s set is_running = true, last_run_at = j.claimed_at, updated_at = api.job_now()
    from (select b.scheduled_job_id, max(b.claimed_at) as claimed_at from begun b group by b.scheduled_job_id) j
    where s.id = j.scheduled_job_id;
end
$$;

-- The pause before the next attempt: a day at most.
create function api.job_retry_delay(scheduled_job bigint, attempt integer) returns interval language sql volatile
begin atomic
    select make_interval(secs => 60 * least(1440,
        greatest(coalesce(job.retry_delay_minutes, 5), 0)
        * case when coalesce(policy.retry_backoff, 'exponential') = 'exponential' then 2 ^ least(attempt - 1, 20) else 1 end
        * (1 + (random() * 2 - 1) * coalesce(policy.retry_jitter_percent, 20) / 100)))
    from scheduled_jobs job left join api.job_schedules policy on policy.scheduled_job_id = job.id
    where job.id = scheduled_job;
end;

-- Ends an attempt of which the caller has locked the job and the run: the next one is put into the queue where it failed
-- and may be tried again, else the run is over, and the next that waits for it becomes ready.
create function api.end_job_attempt(run api.job_runs, outcome text, answer jsonb, message text, trace text, retry boolean)
    returns void language plpgsql
as $$
declare
    job scheduled_jobs;
    log job_logs;
    again boolean;
    time constant timestamp := api.job_now();
    concurrent integer;
    taken integer;
begin
    update api.job_runs set state = 'ended' where job_log_id = run.job_log_id;
    -- A run that nobody began has no start: it was cancelled before.
    update job_logs set status = outcome, start_time = run.claimed_at, end_time = time, result = coalesce(answer, '{}'),
            error_message = message, error_trace = trace,
            duration = case when run.claimed_at is not null
                then greatest(round(extract(epoch from time - run.claimed_at)), 0) end
        where id = run.job_log_id
        returning * into log;
    select * into job from scheduled_jobs where id = run.scheduled_job_id;
    if not found then
        return;
    end if;
    -- Whoever asked to cancel it does not want another attempt, either.
    again := outcome = 'failed' and retry and run.cancel_requested_at is null
        and run.attempt < coalesce(job.max_attempts, 1);
    if again then
        perform api.insert_job_attempt(job.id, run.run_id, run.attempt + 1, run.trigger, run.scheduled_for, 'ready',
            time + api.job_retry_delay(job.id, run.attempt), log.executed_by, log.payload);
    else
        select case when overlap_policy = 'allow' then max_concurrent else 1 end into concurrent
            from api.job_schedules where scheduled_job_id = job.id;
        select count(*) into taken from api.job_runs r
            where r.scheduled_job_id = job.id and r.state in ('ready', 'processing');
        update api.job_runs set state = 'ready', available_at = greatest(available_at, time)
            where job_log_id in (
                select w.job_log_id from api.job_runs w where w.scheduled_job_id = job.id and w.state = 'waiting'
                order by w.available_at, w.job_log_id limit greatest(coalesce(concurrent, 1) - taken, 0));
    end if;
    -- What was cancelled before it began has not run.
    if run.state <> 'processing' and run.attempt = 1 then
        return;
    end if;
    update scheduled_jobs s set
        is_running = exists (
            select from api.job_runs r where r.scheduled_job_id = job.id and r.state = 'processing'),
        run_count = coalesce(s.run_count, 0) + (not again)::integer,
        failure_count = coalesce(s.failure_count, 0) + (not again and outcome = 'failed')::integer,
        last_run_at = coalesce(run.claimed_at, s.last_run_at),
        last_run_status = case outcome when 'completed' then 'success' else outcome end,
        last_run_message = left(message, 2000),
        last_run_duration = log.duration,
        updated_at = time
    where s.id = job.id;
end
$$;

-- Ends attempts as their workers say: outcomes are {id, token, status, result, error, trace, retry}. Gives a verdict on
-- each: `accepted`; `refused`, where the lease has run out or another worker has the run, and nothing is written; or
-- `held`, where a transaction of the run itself is still open, and the worker has to ask again.
create function api.finish_job_runs(outcomes jsonb) returns table (id bigint, verdict text) language plpgsql
as $$
declare
    given record;
    run api.job_runs;
begin
    for given in
        select o.*, r.scheduled_job_id
        from jsonb_to_recordset(outcomes)
            as o(id bigint, token bigint, status text, result jsonb, error text, trace text, retry boolean)
        left join api.job_runs r on r.job_log_id = o.id
        order by r.scheduled_job_id, o.id
    loop
        id := given.id;
        perform from scheduled_jobs s where s.id = given.scheduled_job_id for no key update;
        select * into run from api.job_runs r where r.job_log_id = given.id and r.fencing_token = given.token
            and r.state = 'processing' and r.lease_expires_at > api.job_now() for update skip locked;
        if found then
            perform api.end_job_attempt(
                run, given.status, given.result, given.error, given.trace, coalesce(given.retry, true));
            verdict := 'accepted';
        elsif exists (select from api.job_runs r where r.job_log_id = given.id and r.fencing_token = given.token
                and r.state = 'processing' and r.lease_expires_at > api.job_now()) then
            verdict := 'held';
        else
            verdict := 'refused';
        end if;
        return next;
    end loop;
end
$$;

-- Gives runs back that their worker cannot finish: they count as never begun, and another worker may take them at once.
create function api.release_job_runs(worker uuid) returns setof bigint language plpgsql
as $$
declare
    held record;
    run api.job_runs;
begin
    for held in
        select job_log_id, scheduled_job_id from api.job_runs where worker_id = worker and state = 'processing'
        order by scheduled_job_id, job_log_id
    loop
        perform from scheduled_jobs where id = held.scheduled_job_id for no key update;
        select * into run from api.job_runs r where r.job_log_id = held.job_log_id and r.worker_id = worker
            and r.state = 'processing' and r.lease_expires_at > api.job_now() for update;
        continue when not found;
        if run.cancel_requested_at is not null then
            perform api.end_job_attempt(run, 'cancelled', null, run.cancel_reason, null, false);
        else
            update api.job_runs set state = 'ready', worker_id = null, claimed_at = null, lease_expires_at = null,
                heartbeat_at = null, progress_done = null, progress_total = null, progress_message = null
                where job_log_id = held.job_log_id;
            update job_logs set status = 'queued', start_time = null where id = held.job_log_id;
            update scheduled_jobs s set is_running = exists (
                select from api.job_runs r where r.scheduled_job_id = s.id and r.state = 'processing')
                where s.id = held.scheduled_job_id;
        end if;
        return next held.job_log_id;
    end loop;
end
$$;

-- Ends attempts whose workers did not report before their leases ended. What somebody else is just ending is passed over.
create function api.reap_job_runs(maximum integer) returns setof bigint language plpgsql
as $$
declare
    abandoned record;
    run api.job_runs;
begin
    -- The clock went back: a lease must not last longer for it.
    update api.job_runs set heartbeat_at = api.job_now(),
            lease_expires_at = api.job_now() + (lease_expires_at - heartbeat_at)
        where state = 'processing' and heartbeat_at > api.job_now() + interval '5 seconds';
    -- Nor must what is ready wait longer: a repeat for its pause, and all else not at all.
    update api.job_runs r set available_at = least(r.available_at, api.job_now() + case when r.attempt = 1
            then interval '0' else api.job_retry_delay(r.scheduled_job_id, r.attempt - 1) end)
        from job_logs l
        where l.id = r.job_log_id and r.state = 'ready' and r.available_at > api.job_now() + interval '5 seconds'
            and (r.attempt = 1 or l.created_at > api.job_now() + interval '5 seconds');
    for abandoned in
        select job_log_id, scheduled_job_id from api.job_runs
        where state = 'processing' and lease_expires_at <= api.job_now()
        order by scheduled_job_id, job_log_id limit maximum
    loop
        perform from scheduled_jobs where id = abandoned.scheduled_job_id for no key update skip locked;
        continue when not found and abandoned.scheduled_job_id is not null;
        select * into run from api.job_runs r where r.job_log_id = abandoned.job_log_id and r.state = 'processing'
            and r.lease_expires_at <= api.job_now() for update skip locked;
        continue when not found;
        if run.cancel_requested_at is not null then
            perform api.end_job_attempt(run, 'cancelled', null, run.cancel_reason, null, false);
        else
            perform api.end_job_attempt(run, 'failed', null,
                format('The worker did not report before its lease ended at %s UTC.',
                    to_char(run.lease_expires_at, 'YYYY-MM-DD HH24:MI:SS')), null, true);
        end if;
        return next abandoned.job_log_id;
    end loop;
end
$$;

revoke execute on function
    api.insert_job_attempt(bigint, uuid, integer, text, timestamp, text, timestamp, bigint, jsonb),
    api.enqueue_job_run(bigint, text, timestamp, bigint), api.note_job_runs(bigint[]),
    api.job_retry_delay(bigint, integer), api.end_job_attempt(api.job_runs, text, jsonb, text, text, boolean),
    api.finish_job_runs(jsonb), api.release_job_runs(uuid), api.reap_job_runs(integer) from public;
grant execute on function
    api.insert_job_attempt(bigint, uuid, integer, text, timestamp, text, timestamp, bigint, jsonb),
    api.enqueue_job_run(bigint, text, timestamp, bigint), api.note_job_runs(bigint[]),
    api.job_retry_delay(bigint, integer), api.end_job_attempt(api.job_runs, text, jsonb, text, text, boolean),
    api.finish_job_runs(jsonb), api.release_job_runs(uuid), api.reap_job_runs(integer) to atis_api;
