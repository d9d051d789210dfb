import type { Db } from '../db/client.ts';
import type { StoredEntry } from './feed.repository.ts';
import type { FeedEntry, FeedTopic } from './topic.ts';

/** Gives the entries with their rows: one query a topic, each row once. A row that is gone is null. */
export async function withRows(
  db: Db,
  topics: ReadonlyMap<string, FeedTopic<unknown>>,
  entries: readonly StoredEntry[],
): Promise<FeedEntry<unknown>[]> {
  const ids = new Map<string, Set<string>>();
  for (const { topic, rowId, operation } of entries) {
    if (operation === 'deleted' || !topics.has(topic)) continue;
    const ofTopic = ids.get(topic) ?? new Set();
    ids.set(topic, ofTopic.add(rowId));
  }
  const loaded = await Promise.all(
    [...ids].map(async ([name, rowIds]) => [name, await topics.get(name)?.load(db, [...rowIds])] as const),
  );
  const rows = new Map(loaded);
  return entries.map((entry) => ({
    ...entry,
    row: entry.operation === 'deleted' ? null : (rows.get(entry.topic)?.get(entry.rowId) ?? null),
  }));
}
