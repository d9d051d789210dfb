-- What clients have used of their budgets, for all instances together. Not logged: a crash of the server forgives what
-- was used in the current window, which is better than writing it ahead for every request.
create unlogged table api.rate_limits (
    -- Which budget, and whose.
    subject varchar(200) not null,
    -- When the window ends, in seconds since 1970: subjects are counted anew in each window.
    window_end bigint not null,
    used bigint not null,
    primary key (subject, window_end)
);

create index rate_limits_window_end_idx on api.rate_limits(window_end);

grant select, insert, update, delete on api.rate_limits to atis_api;
