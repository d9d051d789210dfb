-- Performance metrics: units, rollups as sketches that can be merged, what has to be rolled up, and fewer indexes.

-- Units that samples may have, in lower case, and the unit in which their values can be compared. A kilobyte has 1,024
-- bytes, as PHP counts.
create table api.metric_units (
    unit varchar(20) primary key,
    canonical varchar(20) not null,
    factor double precision not null,
    constraint metric_units_factor_check check (factor > 0)
);

insert into api.metric_units(unit, canonical, factor) values
    ('ns', 'ms', 1e-6), ('nanoseconds', 'ms', 1e-6),
    ('us', 'ms', 1e-3), ('µs', 'ms', 1e-3), ('microseconds', 'ms', 1e-3),
    ('ms', 'ms', 1), ('milliseconds', 'ms', 1),
    ('s', 'ms', 1000), ('sec', 'ms', 1000), ('seconds', 'ms', 1000),
    ('min', 'ms', 60000), ('minutes', 'ms', 60000),
    ('h', 'ms', 3600000), ('hours', 'ms', 3600000),
    ('b', 'bytes', 1), ('bytes', 'bytes', 1),
    ('kb', 'bytes', 1024), ('kilobytes', 'bytes', 1024),
    ('mb', 'bytes', 1048576), ('megabytes', 'bytes', 1048576),
    ('gb', 'bytes', 1073741824), ('gigabytes', 'bytes', 1073741824),
    ('count', 'count', 1),
    ('percent', 'percent', 1), ('%', 'percent', 1), ('ratio', 'percent', 100);

-- The bin of a value in a sketch, in the order of the values: 0 for zero, above it for what is positive, below for
-- what is negative. Bins are e^0.016 wide, so that the middle of a bin is within 0.8 % of all that is in it.
create function api.sketch_bin(value double precision) returns smallint
    language sql immutable parallel safe
    return case when value = 0 then 0
        else sign(value) * least(greatest(ceil(ln(abs(value)) / 0.016) + 2000, 1), 32767) end::smallint;

-- A bin and its count as a sketch keeps them: two bytes and one, or five where there are 255 or more.
create function api.sketch_entry(bin smallint, samples bigint) returns bytea
    language sql immutable parallel safe
    return int2send(bin) || case when samples < 255 then set_byte('\x00'::bytea, 0, samples::integer)
        else '\xff'::bytea || int4send(samples::integer) end;

-- What rollups are about: each combination once.
create table api.metric_series (
    id integer generated always as identity primary key,
    metric_type varchar(100) not null,
    name varchar(100) not null,
    unit varchar(20) not null,
    endpoint varchar(200),
    module_code varchar(50),
    institution_id bigint,
    constraint metric_series_key unique nulls not distinct (name, endpoint, institution_id, module_code, metric_type, unit)
);

-- What the samples of a series add up to in a minute, an hour, a day or a week (from Monday) of UTC, in the canonical unit. Series are never
-- deleted: a foreign key would be checked for every rollup.
create table api.metric_rollups (
    width varchar(6) not null,
    bucket timestamp not null,
    series_id integer not null,
    samples bigint not null,
    total double precision not null,
    least double precision not null,
    greatest double precision not null,
    sketch bytea not null,
    primary key (width, bucket, series_id),
    constraint metric_rollups_width_check check (width in ('minute', 'hour', 'day', 'week'))
);

-- Buckets whose rollups are not what their samples add up to. Without a key, so that writers never wait for each other.
create table api.metric_dirty_buckets (
    width varchar(6) not null,
    bucket timestamp not null,
    constraint metric_dirty_buckets_width_check check (width in ('minute', 'hour', 'day', 'week'))
);

create index metric_dirty_buckets_idx on api.metric_dirty_buckets(width, bucket);

-- Never fails the writer: what could not be noted is found by the sweep.
create function api.note_metrics() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into api.metric_dirty_buckets(width, bucket)
        select distinct 'minute', date_trunc('minute', timestamp) from new_rows where isfinite(timestamp);
    return null;
exception when others then
    raise warning 'api.metric_dirty_buckets could not note new metrics: %', sqlerrm;
    return null;
end
$$;

create trigger metrics_noted after insert on performance_metrics
    referencing new table as new_rows for each statement execute function api.note_metrics();

-- What is there already.
insert into api.metric_dirty_buckets(width, bucket)
    select distinct 'minute', date_trunc('minute', timestamp) from performance_metrics where isfinite(timestamp);

-- See docs/decisions/0023. Rollups answer what these were for; each of them costs every sample that is written.
drop index if exists idx_performance_metrics_type;
drop index if exists idx_performance_metrics_name;
drop index if exists idx_performance_metrics_timestamp;
drop index if exists idx_performance_metrics_request_id;
drop index if exists idx_performance_metrics_user;
drop index if exists idx_performance_metrics_endpoint;
drop index if exists idx_performance_metrics_module;
drop index if exists idx_performance_metrics_institution;

create index performance_metrics_time_idx on performance_metrics(coalesce(timestamp, '-infinity'::timestamp), id);
create index performance_metrics_request_idx on performance_metrics(request_id) where request_id is not null;
-- For the foreign key, which otherwise reads the table for each user that the other application deletes.
create index performance_metrics_user_idx on performance_metrics(user_id) where user_id is not null;

grant select on api.metric_units to atis_api;
grant select, insert on api.metric_series to atis_api;
grant select, insert, update on api.metric_rollups to atis_api;
grant select, insert, delete on api.metric_dirty_buckets to atis_api;
revoke execute on function api.sketch_bin(double precision), api.sketch_entry(smallint, bigint), api.note_metrics() from public;
grant execute on function api.sketch_bin(double precision), api.sketch_entry(smallint, bigint) to atis_api;
