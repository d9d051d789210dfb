-- Errors, metrics and jobs: what the service may do with DB-6's tables of them.
grant select, insert, update on system_errors to atis_api;
grant select, insert on performance_metrics to atis_api;
grant select on scheduled_jobs, job_logs to atis_api;

do $$
declare
    written constant text[] := array['system_errors', 'performance_metrics'];
    name text;
begin
    foreach name in array written loop
        if pg_get_serial_sequence(name, 'id') is not null then
            execute format('grant usage on sequence %s to atis_api', pg_get_serial_sequence(name, 'id'));
        end if;
    end loop;
end
$$;
