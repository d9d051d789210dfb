import type { Db } from '../db/client.ts';
import { FeedError } from './errors.ts';
import { readEntries } from './feed.repository.ts';
import type { FeedLimits } from './limits.ts';
import { withRows } from './rows.ts';
import type { HistoryPage } from './subscription.ts';
import type { FeedTopic } from './topic.ts';

export interface HistoryOptions {
  readonly db: Db;
  readonly topics: ReadonlyMap<string, FeedTopic<unknown>>;
  readonly limits: FeedLimits;
  /** Runs a read of the database again and again until it succeeds or the feed stops. */
  readonly persist: <Result>(read: () => Promise<Result>) => Promise<Result>;
}

export type ReadHistory = (topic: FeedTopic<unknown>, after: number, newest: number) => Promise<HistoryPage>;

/**
 * Gives the reader of entries that are older than the window. Subscribers that resume from one place share one
 * read, and only a few reads run at a time: a crowd that reconnects must not take every connection of the pool.
 */
export function createHistory({ db, topics, limits, persist }: HistoryOptions): ReadHistory {
  const reads = new Map<string, Promise<HistoryPage>>();
  const queue: (() => void)[] = [];
  let running = 0;

  const inTurn = async <Result>(read: () => Promise<Result>): Promise<Result> => {
    if (running >= limits.historyReads) await new Promise<void>((resolve) => queue.push(resolve));
    else running += 1;
    try {
      return await read();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };

  const readPage = async (topic: FeedTopic<unknown>, after: number, newest: number): Promise<HistoryPage> => {
    const { state, entries } = await readEntries(db, after, limits.historyPage, topic.name);
    if (after < state.prunedThrough) throw new FeedError('CURSOR_EXPIRED');
    if (state.position < newest) throw new FeedError('CURSOR_INVALID');
    const last = entries.at(-1);
    const through = last !== undefined && entries.length === limits.historyPage ? last.position : state.position;
    return { entries: await withRows(db, topics, entries), through };
  };

  return (topic, after, newest) => {
    const key = `${topic.name} ${after}`;
    const shared = reads.get(key);
    if (shared !== undefined) return shared;
    const read = inTurn(() => persist(() => readPage(topic, after, newest))).finally(() => reads.delete(key));
    reads.set(key, read);
    return read;
  };
}
