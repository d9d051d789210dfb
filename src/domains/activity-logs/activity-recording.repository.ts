import { sql } from 'kysely';
import type { Transaction } from '../../db/client.ts';
import { activityLogsRepository } from '../../db/generated/repositories.ts';

/** An activity's id of the writer's own, and what it was sent with. */
export interface ClientId {
  readonly client_id: string;
  readonly request_hash: string;
}

/** How long ids are remembered, and how many that are older are forgotten at once. */
const lifetime = sql`interval '35 days'`;
const forgottenAtOnce = 1_000;

/**
 * Claims the ids of a writer for this transaction and gives those that were free. Forgets old ones. Whoever comes
 * second waits here until the first one's transaction has ended; all claim in one order, so that none waits in a circle.
 */
export async function claimClientIds(tx: Transaction, writer: string, ids: readonly ClientId[]): Promise<Set<string>> {
  await sql`
    delete from api.activity_client_ids where (user_id, client_id) in (
      select user_id, client_id from api.activity_client_ids
      where user_id = ${writer} and created_at < (now() at time zone 'utc') - ${lifetime}
      order by created_at limit ${sql.lit(forgottenAtOnce)} for update skip locked)`.execute(tx);
  const { rows } = await sql<{ client_id: string }>`
    insert into api.activity_client_ids (user_id, client_id, request_hash)
    select ${writer}, client_id, request_hash
    from unnest(${ids.map((id) => id.client_id)}::text[], ${ids.map((id) => id.request_hash)}::text[])
      as given(client_id, request_hash)
    order by client_id collate "C"
    on conflict (user_id, client_id) do nothing
    returning client_id`.execute(tx);
  return new Set(rows.map((row) => row.client_id));
}

/** What a writer recorded under these ids. */
export async function findClientIds(tx: Transaction, writer: string, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('api.activity_client_ids')
    .select(['client_id', 'request_hash', 'activity_id'])
    .where('user_id', '=', writer)
    .where(sql<boolean>`client_id = any(${ids}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.client_id, row]));
}

/** Inserts activities and keeps under which ids of the writer; gives their rows in order. */
export async function insertActivities(
  tx: Transaction,
  writer: string,
  activities: readonly { clientId: string; row: Parameters<typeof activityLogsRepository.insert>[1] }[],
) {
  const rows = await activityLogsRepository.insertMany(
    tx,
    activities.map(({ row }) => row),
  );
  await sql`
    update api.activity_client_ids as kept set activity_id = given.activity_id
    from unnest(${activities.map(({ clientId }) => clientId)}::text[], ${rows.map(({ id }) => id)}::bigint[])
      as given(client_id, activity_id)
    where kept.user_id = ${writer} and kept.client_id = given.client_id`.execute(tx);
  return rows;
}
