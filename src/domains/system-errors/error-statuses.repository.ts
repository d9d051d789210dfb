import { sql, type RawBuilder } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';

/**
 * Notes errors whose status does not follow their group yet, because somebody else was changing them. `ids` is a
 * subquery or list of their ids. The newest note counts: whoever works on an older one leaves it.
 */
export const noteLeftovers = (ids: RawBuilder<unknown>) => sql`
  insert into api.error_status_leftovers(system_error_id) select id from (${ids}) as leftovers(id) order by id
  on conflict (system_error_id) do update set noted_at = excluded.noted_at`;

/** What a round over leftovers did. */
export interface LeftoverRound {
  /** Errors that follow their group now. */
  readonly followed: number;
  /** Where the next round begins; null where nothing is left to try. */
  readonly last: string | null;
}

/**
 * Lets errors that were left over follow what is decided of their group now: occurrences that the decision is about
 * where they have a status that it replaces, later ones where they are open. A note goes once its error follows, or once
 * it has another status that somebody gave it. What is still being changed waits for the next time.
 */
export async function followLeftovers(tx: Transaction, after: string, limit: number): Promise<LeftoverRound> {
  const pending = sql`
    o.system_error_id = e.id and g.id = o.group_id
    and case when o.number <= coalesce(g.spread_through, 0)
      then coalesce(e.status, 'open') = any(string_to_array(g.spread_from, ','))
        and (g.spread_resolved_at is null or e.resolved_at = g.spread_resolved_at)
      else coalesce(e.status, 'open') = 'open' and g.status <> 'open' end`;
  const { rows } = await sql<LeftoverRound>`
    with batch as materialized (
      select system_error_id as id, noted_at from api.error_status_leftovers where system_error_id > ${after}
      order by system_error_id limit ${sql.lit(limit)} for update skip locked
    ), pending as materialized (
      select e.id from batch join system_errors e using (id), api.error_occurrences o, api.error_groups g where ${pending}
    ), free as materialized (
      select e.id from system_errors e, api.error_occurrences o, api.error_groups g
      where e.id = any(array(select id from batch)) and ${pending}
      for no key update of e skip locked
    ), followed as (
      update system_errors e set status = decision.status,
        resolved_at = case decision.status when 'resolved' then decision.decided_at end,
        resolved_by = case decision.status when 'resolved' then decision.decided_by end,
        resolution_notes = case decision.status when 'resolved' then decision.notes end
      from (
        select free.id, g.decided_at, g.decided_by, g.notes,
          case when o.number <= coalesce(g.spread_through, 0) then g.spread_status else g.status end as status
        from free join api.error_occurrences o on o.system_error_id = free.id join api.error_groups g on g.id = o.group_id
      ) decision
      where e.id = decision.id returning e.id
    ), done as (
      delete from api.error_status_leftovers l using batch where l.system_error_id = batch.id
        and (batch.id in (select id from free) or batch.id not in (select id from pending))
    )
    select (select count(*)::integer from followed) as followed,
      case when (select count(*) from batch) = ${sql.lit(limit)} then (select max(id) from batch) end as last`.execute(
    tx,
  );
  return rows[0] ?? { followed: 0, last: null };
}

/** What waits: errors that do not follow their group yet, and those that could not be grouped. */
export async function countWaiting(db: Db): Promise<{ statuses: number; ungrouped: number }> {
  const { rows } = await sql<{ statuses: number; ungrouped: number }>`
    select (select count(*)::integer from api.error_status_leftovers) as statuses,
      (select count(*)::integer from api.error_intake where put_off_until is not null) as ungrouped`.execute(db);
  return rows[0] ?? { statuses: 0, ungrouped: 0 };
}
