import { encodeCursor } from './cursor.ts';
import type { FeedEntry, FeedItem } from './topic.ts';

const kinds = { created: 'CREATED', updated: 'UPDATED', deleted: 'DELETED' } as const;

const items = new WeakMap<FeedEntry<unknown>, FeedItem<unknown>>();

/** The item of an entry. Made once for all subscribers: its cursor takes longer to write than all else about it. */
export function itemOf<Row>(entry: FeedEntry<Row>): FeedItem<Row> {
  let item = items.get(entry) as FeedItem<Row> | undefined;
  if (item === undefined) {
    item = { cursor: encodeCursor(entry.position), kind: kinds[entry.operation], entry };
    items.set(entry, item);
  }
  return item;
}

/** The item that only moves the cursor. */
export const progressAt = (position: number): FeedItem<never> => ({
  cursor: encodeCursor(position),
  kind: 'PROGRESS',
  entry: null,
});
