import { sql } from 'kysely';
import type { Db } from '../db/client.ts';
import type { JsonValue } from '../db/column-types.ts';
import type { FeedOperation } from './topic.ts';

/** The newest position, and the newest one that retention has removed. */
export interface FeedState {
  readonly position: number;
  readonly prunedThrough: number;
}

/** An entry as stored, its row not loaded. */
export interface StoredEntry {
  readonly position: number;
  readonly topic: string;
  readonly rowId: string;
  readonly operation: FeedOperation;
  readonly payload: JsonValue;
  readonly sequencedAt: string;
}

/**
 * Gives the newest position of the feed, as seen by this connection. A list that reads it before its rows, and
 * a client that subscribes after it, miss nothing; a change between the two reads comes twice, never not at all.
 */
export async function currentPosition(db: Db): Promise<number> {
  return (await readFeedState(db)).position;
}

export async function readFeedState(db: Db): Promise<FeedState> {
  const state = await db
    .selectFrom('api.feed_state')
    .select(['position', 'pruned_through'])
    .executeTakeFirstOrThrow(() => new Error('api.feed_state has no row: run the migrations again on a new database.'));
  return { position: Number(state.position), prunedThrough: Number(state.pruned_through) };
}

interface EntryRecord {
  readonly head: string;
  readonly pruned_through: string;
  readonly position: string | null;
  readonly topic: string;
  readonly row_id: string;
  readonly operation: FeedOperation;
  readonly payload: JsonValue;
  readonly sequenced_at: string;
}

/**
 * Gives at most `limit` entries after a position, oldest first, of all topics or of one, together with the state
 * of the same snapshot: what is missing between two positions was pruned, or never existed.
 */
export async function readEntries(
  db: Db,
  after: number,
  limit: number,
  topic?: string,
): Promise<{ state: FeedState; entries: StoredEntry[] }> {
  const ofTopic = topic === undefined ? sql`` : sql`and topic = ${topic}`;
  const { rows } = await sql<EntryRecord>`
    select state.position as head, state.pruned_through, entry.*
    from api.feed_state state
    left join lateral (
      select position, topic, row_id, operation, payload, sequenced_at
      from api.feed_entries
      where position > ${after} ${ofTopic}
      order by position
      limit ${sql.lit(limit)}
    ) entry on true
    order by entry.position`.execute(db);
  const [first] = rows;
  if (first === undefined) throw new Error('api.feed_state has no row: run the migrations again on a new database.');
  const entries = rows.flatMap(({ position, topic, row_id, operation, payload, sequenced_at }) =>
    position === null
      ? []
      : [{ position: Number(position), topic, rowId: row_id, operation, payload, sequencedAt: sequenced_at }],
  );
  return { state: { position: Number(first.head), prunedThrough: Number(first.pruned_through) }, entries };
}

/** Tells the sequencer, on whichever instance it runs, that somebody listens. */
export async function announceDemand(db: Db): Promise<void> {
  await sql`select pg_notify('atis_feed_demand', '')`.execute(db);
}
