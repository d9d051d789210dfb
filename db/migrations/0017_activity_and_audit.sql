-- Keyset pages of audit_logs, as 0008 has them for activity_logs: a row without created_at is the oldest of all.
create index audit_logs_created_keyset on audit_logs
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc);
-- A subtree's page is merged from those of its institutions; created_at lets the planner read the index alone.
create index audit_logs_institution_keyset on audit_logs
    (institution_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) include (created_at);
create index audit_logs_user_keyset on audit_logs
    (user_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc);
-- What belongs to no institution is seen through its user.
create index audit_logs_unplaced_keyset on audit_logs
    (user_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) where institution_id is null;
-- The history of one entity; the id first, because it tells more than the type and may come without it.
create index audit_logs_entity_keyset on audit_logs
    (auditable_id, auditable_type, coalesce(created_at, '-infinity'::timestamp) desc, id desc);

-- Activities that writers gave an id of their own, so that a batch sent twice is recorded once.
create table api.activity_client_ids (
    user_id bigint not null,
    client_id text not null check (char_length(client_id) between 1 and 100),
    request_hash text not null,
    activity_id bigint,
    created_at timestamp not null default (now() at time zone 'utc'),
    primary key (user_id, client_id)
);
comment on table api.activity_client_ids is 'Which activity a writer recorded under which id of its own.';
-- What is forgotten first.
create index activity_client_ids_created on api.activity_client_ids (user_id, created_at);
grant select, insert, delete on api.activity_client_ids to atis_api;
grant update (activity_id) on api.activity_client_ids to atis_api;
