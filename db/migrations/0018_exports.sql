-- Downloads of records as files. An export is a promise of certain bytes: which rows and how they are written is fixed
-- when it starts, and what was sent of it once is never sent differently.
create table api.exports (
    id bigint generated always as identity primary key,
    user_id bigint not null references users(id) on delete cascade,
    source varchar(30) not null,
    format varchar(10) not null,
    has_byte_order_mark boolean not null default false,
    -- As the client gave it; read anew for each download, because the institutions below another may have changed.
    filter jsonb not null default '{}',
    -- Rows with a larger id came later and are not part of it.
    last_row_id bigint not null,
    -- Transactions that were writing to the table when the export started, and may commit rows with smaller ids.
    awaited_transactions jsonb not null default '[]',
    estimated_rows bigint not null,
    -- How far it was sent at most, over all downloads together.
    rows_sent bigint not null default 0,
    bytes_sent bigint not null default 0,
    -- The length of the file, once it is known.
    total_bytes bigint,
    -- When a download that is running last sent something.
    active_at timestamp,
    completed_at timestamp,
    created_at timestamp not null default (now() at time zone 'utc'),
    expires_at timestamp not null,
    constraint exports_source_check
        check (source in ('audit_logs', 'activity_logs', 'security_events', 'system_errors')),
    constraint exports_format_check check (format in ('ndjson', 'csv'))
);

create index exports_user_idx on api.exports(user_id, id);
create index exports_expires_idx on api.exports(expires_at);

-- Parts of the file that were sent at least once, of about 256 KB each: from where a download can go on without
-- reading the rows before, and what its bytes must be.
create table api.export_segments (
    export_id bigint not null references api.exports(id) on delete cascade,
    start_byte bigint not null,
    end_byte bigint not null,
    -- The row before its first one, 0 at the beginning of the file, and its last one.
    after_row_id bigint not null,
    last_row_id bigint not null,
    rows_before bigint not null,
    row_count integer not null,
    -- SHA-256 of its bytes, in base64.
    digest varchar(44) not null,
    constraint export_segments_pkey primary key (export_id, start_byte)
);

grant select, insert, update, delete on api.exports to atis_api;
grant select, insert, update on api.export_segments to atis_api;
