import { sql, type RawBuilder } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';
import { errorGroupSeverityValues, type ErrorGroupSeverity } from '../../db/generated/enums.ts';
import type { ErrorGroupRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import { noteLeftovers } from './error-statuses.repository.ts';
import type { Identity, Recognisable } from './fingerprint.ts';

/** An error as grouping needs it. */
export interface UngroupedError extends Recognisable {
  readonly id: string;
  /** 0: nobody. */
  readonly user_id: string;
  readonly severity: ErrorGroupSeverity;
  /** Null where the writer left it out or wrote none that is on a calendar. */
  readonly occurred_at: string | null;
  readonly hour: string | null;
}

export const nowUtc = sql<string>`(clock_timestamp() at time zone 'utc')`;

/** From the least to the most severe, for `array_position`. */
export const severities = sql.raw(`array[${errorGroupSeverityValues.map((value) => `'${value}'`).join()}]`);

/** The worse of two severities. */
const worse = (one: RawBuilder<unknown>, other: RawBuilder<unknown>) =>
  sql`case when array_position(${severities}, ${one}::text) >= array_position(${severities}, ${other}::text)
    then ${one} else ${other} end`;

/** Takes errors that wait out of the queue, passing over those that another instance is just taking. */
export async function takeWaiting(tx: Transaction, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from api.error_intake where system_error_id = any(array(
      select system_error_id from api.error_intake where put_off_until is null or put_off_until <= ${nowUtc}
      order by system_error_id limit ${sql.lit(limit)} for update skip locked))
    returning system_error_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Lets an error wait longer, so that those behind it get their turn. */
export const putOff = (db: Db, id: string) =>
  sql`update api.error_intake set put_off_until = ${nowUtc} + interval '5 minutes' where system_error_id = ${id}`.execute(
    db,
  );

/** Takes these errors out of the queue: who wrote them groups them. */
export const takeOut = (tx: Transaction, ids: readonly string[]) =>
  sql`delete from api.error_intake where system_error_id = any(${idArray(ids)})`.execute(tx);

/** Those of the errors that are in no group yet, whoever may see them. */
export async function findUngrouped(tx: Transaction, ids: readonly string[]): Promise<UngroupedError[]> {
  const at = sql`case when isfinite(e.created_at) then e.created_at end`;
  const { rows } = await sql<UngroupedError>`
    select e.id, e.error_type, e.error_code, left(e.message, 10000) as message, e.file_path,
      left(e.stack_trace, 50000) as stack_trace, coalesce(e.user_id, 0)::text as user_id,
      case when e.severity = any(${severities}) then e.severity else 'error' end as severity,
      (${at})::text as occurred_at, date_trunc('hour', ${at})::text as hour,
      coalesce(report.fingerprint, case when jsonb_typeof(e.context -> 'fingerprint') = 'string'
        then left(e.context ->> 'fingerprint', 200) end) as fingerprint
    from system_errors e left join api.error_reports report on report.system_error_id = e.id
    where e.id = any(${idArray(ids)})
      and not exists (select from api.error_occurrences o where o.system_error_id = e.id)
    order by e.created_at nulls first, e.id`.execute(tx);
  return rows;
}

/** Errors of one group that are counted at once. */
export interface GroupBatch extends Identity {
  readonly errors: readonly UngroupedError[];
}

/** What a group was decided to be, and how many occurrences it has with those counted now. */
export interface CountedGroup extends Pick<
  ErrorGroupRow,
  'id' | 'fingerprint' | 'status' | 'occurrence_count' | 'resolved_through'
> {
  /** As PostgreSQL writes times, so that its text compares with theirs. */
  readonly resolved_until: string | null;
  /** Whether the time or count is reached until which it was to be ignored. */
  readonly ignored_enough: boolean;
}

const asJson = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`;

interface Tally {
  readonly count: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly severity: string;
}

/** How many, from when to when, and how bad. */
export function tally(errors: readonly UngroupedError[]): Tally {
  const times = errors.map(({ occurred_at }) => occurred_at).filter((at) => at !== null);
  const ranks = errors.map(({ severity }) => errorGroupSeverityValues.indexOf(severity));
  return {
    count: errors.length,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    severity: errorGroupSeverityValues[Math.max(...ranks)] ?? 'error',
  };
}

/**
 * Counts the errors of each batch in its group, which is made where there is none: one row lock for a batch and group,
 * always taken in the order of fingerprints. Held until the transaction ends, it makes the numbers of occurrences dense.
 */
export async function countInGroups(tx: Transaction, batches: readonly GroupBatch[]): Promise<CountedGroup[]> {
  const rows = batches.map(({ errors, ...identity }) => ({ ...identity, ...tally(errors) }));
  const counted = await sql<CountedGroup>`
    insert into api.error_groups as g (fingerprint, error_type, error_code, title, culprit, severity, first_seen_at,
        last_seen_at, occurrence_count)
      select fingerprint, "errorType", "errorCode", title, culprit, severity, first, last, count
      from jsonb_to_recordset(${asJson(rows)}) as new(fingerprint text, "errorType" text, "errorCode" text, title text,
        culprit text, severity text, first timestamp, last timestamp, count bigint)
      order by fingerprint collate "C"
    on conflict (fingerprint) do update set
      occurrence_count = g.occurrence_count + excluded.occurrence_count,
      first_seen_at = least(g.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(g.last_seen_at, excluded.last_seen_at),
      severity = ${worse(sql`g.severity`, sql`excluded.severity`)}
    returning id, fingerprint, status, occurrence_count, resolved_through, resolved_until::text,
      coalesce(ignored_until <= ${nowUtc}, false) or coalesce(occurrence_count >= ignored_until_occurrence, false)
        as ignored_enough`.execute(tx);
  return counted.rows;
}

export interface Occurrence {
  readonly error: UngroupedError;
  readonly group: CountedGroup;
  readonly number: number;
}

export const insertOccurrences = (tx: Transaction, occurrences: readonly Occurrence[]) =>
  sql`insert into api.error_occurrences(system_error_id, group_id, number, occurred_at)
    select * from jsonb_to_recordset(${asJson(
      occurrences.map(({ error, group, number }) => ({
        system_error_id: error.id,
        group_id: group.id,
        number,
        occurred_at: error.occurred_at,
      })),
    )}) as new(system_error_id bigint, group_id bigint, number bigint, occurred_at timestamp)`.execute(tx);

/**
 * Opens groups whose error has come back, or that were to be ignored only until now: of these also the occurrences, as
 * what was decided about them has ended.
 */
export const reopen = (tx: Transaction, groupIds: readonly string[]) =>
  sql`update api.error_groups set status = 'open', revision = revision + 1,
      regressed_at = case status when 'resolved' then ${nowUtc} else regressed_at end,
      regression_count = regression_count + case status when 'resolved' then 1 else 0 end,
      resolved_through = null, resolved_until = null, ignored_until = null, ignored_until_occurrence = null,
      spread_status = case status when 'ignored' then 'open' else spread_status end,
      spread_from = case status when 'ignored' then 'ignored' else spread_from end,
      spread_resolved_at = case status when 'ignored' then null else spread_resolved_at end,
      spread_through = case status when 'ignored' then occurrence_count else spread_through end,
      spread_after = case status when 'ignored' then 0 else spread_after end
    where id = any(${idArray(groupIds)})`.execute(tx);

/**
 * Lets new occurrences have the status that was decided for their group, unless another application has given them one.
 * A row that somebody else is changing is left over: nobody waits for us, and we wait for nobody.
 */
export const followDecisions = (tx: Transaction, errorIds: readonly string[]) =>
  sql`with wanted as (
      select e.id from system_errors e join api.error_occurrences o on o.system_error_id = e.id
        join api.error_groups g on g.id = o.group_id
      where e.id = any(${idArray(errorIds)}) and coalesce(e.status, 'open') = 'open' and g.status <> 'open'
    ), free as (
      select id from system_errors where id = any(${idArray(errorIds)}) and coalesce(status, 'open') = 'open'
        for no key update skip locked
    ), left_over as (
      ${noteLeftovers(sql`select id from wanted except select id from free`)}
    )
    update system_errors e set status = g.status,
      resolved_at = case g.status when 'resolved' then g.decided_at else e.resolved_at end,
      resolved_by = case g.status when 'resolved' then g.decided_by else e.resolved_by end,
      resolution_notes = case g.status when 'resolved' then g.notes else e.resolution_notes end
    from free join api.error_occurrences o on o.system_error_id = free.id join api.error_groups g on g.id = o.group_id
    where e.id = free.id and g.status <> 'open'`.execute(tx);

/** Counts by user and hour, after everything else: whom a group reaches anew is told to them alone. */
export async function countByHourAndUser(tx: Transaction, occurrences: readonly Occurrence[]): Promise<void> {
  const timed = occurrences.filter(({ error }) => error.hour !== null);
  const hours = [...Map.groupBy(timed, ({ error, group }) => [group.id, error.hour, error.user_id].join())].map(
    ([key, counted]) => {
      const [group_id, hour, user_id] = key.split(',');
      return { group_id, hour, user_id, count: counted.length };
    },
  );
  await sql`insert into api.error_group_hours as h (group_id, hour, user_id, occurrence_count)
    select group_id, hour, user_id, count
    from jsonb_to_recordset(${asJson(hours)}) as new(group_id bigint, hour timestamp, user_id bigint, count integer)
    on conflict (group_id, hour, user_id) do update
      set occurrence_count = h.occurrence_count + excluded.occurrence_count`.execute(tx);
  const users = [...Map.groupBy(occurrences, ({ error, group }) => [group.id, error.user_id].join())].map(
    ([key, counted]) => {
      const [group_id, user_id] = key.split(',');
      return { group_id, user_id, ...tally(counted.map(({ error }) => error)) };
    },
  );
  await sql`insert into api.error_group_users as u (group_id, user_id, occurrence_count, first_seen_at, last_seen_at, severity)
    select group_id, user_id, count, first, last, severity
    from jsonb_to_recordset(${asJson(users)}) as new(group_id bigint, user_id bigint, count bigint, first timestamp,
      last timestamp, severity text)
    on conflict (group_id, user_id) do update set
      occurrence_count = u.occurrence_count + excluded.occurrence_count,
      first_seen_at = least(u.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(u.last_seen_at, excluded.last_seen_at),
      severity = ${worse(sql`u.severity`, sql`excluded.severity`)}`.execute(tx);
}

/** Groups that were to be ignored until a time that is over. */
export async function lockIgnoredTooLong(tx: Transaction, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from api.error_groups
    where status = 'ignored' and ignored_until <= ${nowUtc}
    order by fingerprint collate "C" limit ${sql.lit(limit)} for update skip locked`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Groups whose decision has not reached all of their occurrences. */
export async function findSpreading(db: Db, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('api.error_groups')
    .select('id')
    .where('spread_after', 'is not', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Gives the next occurrences of a group the status that was decided for it, where they have one that the decision
 * replaces; those that somebody else is changing are left over. Gives whether there are more.
 */
export async function spreadDecision(tx: Transaction, groupId: string, limit: number): Promise<boolean> {
  const replaced = sql`e.id = any(array(select system_error_id from batch))
    and coalesce(e.status, 'open') = any(string_to_array(g.spread_from, ','))
    and (g.spread_resolved_at is null or e.resolved_at = g.spread_resolved_at)`;
  const { rows } = await sql<{ more: boolean }>`
    with g as (
      select * from api.error_groups where id = ${groupId} and spread_after is not null for update
    ), batch as (
      select o.system_error_id, o.number from api.error_occurrences o, g
      where o.group_id = g.id and o.number > g.spread_after and o.number <= g.spread_through
      order by o.number limit ${sql.lit(limit)}
    ), wanted as (
      select e.id from system_errors e, g where ${replaced}
    ), free as (
      select e.id from system_errors e, g where ${replaced} for no key update of e skip locked
    ), left_over as (
      ${noteLeftovers(sql`select id from wanted except select id from free`)}
    ), changed as (
      update system_errors e set status = g.spread_status,
        resolved_at = case g.spread_status when 'resolved' then g.decided_at end,
        resolved_by = case g.spread_status when 'resolved' then g.decided_by end,
        resolution_notes = case g.spread_status when 'resolved' then g.notes end
      from g, free where e.id = free.id
    )
    update api.error_groups set spread_after =
        case when (select count(*) from batch) = ${sql.lit(limit)} then (select max(number) from batch) end
      from g where error_groups.id = g.id
      returning error_groups.spread_after is not null as more`.execute(tx);
  return rows[0]?.more ?? false;
}

/** How long errors may take to be committed after they got their number. */
const settling = '10 minutes';

/**
 * Queues errors that the trigger has not: what was there before it, and what bypassed it. Numbers are not the order of
 * commits, so that what was looked through is looked through once more when it has settled. Gives how many numbers
 * were looked through and how many errors were found.
 */
export async function sweepErrors(tx: Transaction, limit: number): Promise<{ checked: number; found: number }> {
  const { rows } = await sql<{ checked: number; found: number }>`
    with sweep as (
      select checked_through from api.error_sweep for update skip locked
    ), chunk as (
      select e.id from system_errors e, sweep where e.id > sweep.checked_through order by e.id limit ${sql.lit(limit)}
    ), found as (
      insert into api.error_intake(system_error_id)
      select id from chunk
      where not exists (select from api.error_occurrences o where o.system_error_id = chunk.id)
        and not exists (select from api.error_intake i where i.system_error_id = chunk.id)
      on conflict do nothing returning system_error_id
    ), moved as (
      update api.error_sweep set checked_through = (select max(id) from chunk) from sweep
      where exists (select from chunk)
    ), settled as (
      update api.error_sweep set checked_through = settled_through, settled_through = error_sweep.checked_through,
        settled_at = ${nowUtc}
      from sweep where not exists (select from chunk) and settled_at < ${nowUtc} - ${sql.lit(settling)}::interval
    )
    select (select count(*)::integer from chunk) as checked, (select count(*)::integer from found) as found
    `.execute(tx);
  return rows[0] ?? { checked: 0, found: 0 };
}
