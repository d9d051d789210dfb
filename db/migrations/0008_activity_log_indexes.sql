-- Keyset pages of activity_logs. A row without created_at is the oldest of all instead of vanishing from every page.
create index activity_logs_created_keyset on activity_logs
    (coalesce(created_at, '-infinity'::timestamp) desc, id desc);
-- A subtree's page is merged from those of its institutions. created_at is there for the planner alone: it reads an
-- index with an expression by itself, without the table, only where the columns of the expression are in it too.
create index activity_logs_institution_keyset on activity_logs
    (institution_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) include (created_at);
create index activity_logs_user_keyset on activity_logs
    (user_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc);
-- What belongs to no institution is seen through its user.
create index activity_logs_unplaced_keyset on activity_logs
    (user_id, coalesce(created_at, '-infinity'::timestamp) desc, id desc) where institution_id is null;
-- The history of one entity; the id first, because it tells more than the type and may come without it.
create index activity_logs_entity_keyset on activity_logs
    (entity_id, entity_type, coalesce(created_at, '-infinity'::timestamp) desc, id desc);
