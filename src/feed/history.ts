import type { Db } from '../db/client.ts';
import { FeedError } from './errors.ts';
import { readEntries, type FeedState } from './feed.repository.ts';
import type { FeedLimits } from './limits.ts';
import { withRows } from './rows.ts';
import type { HistoryPage } from './subscription.ts';
import type { FeedTopic } from './topic.ts';
import { estimatedBytes } from './window.ts';

export interface HistoryOptions {
  readonly db: Db;
  readonly topics: ReadonlyMap<string, FeedTopic<unknown>>;
  readonly limits: FeedLimits;
  /** Runs a read of the database again and again until it succeeds or the feed stops. */
  readonly persist: <Result>(read: () => Promise<Result>) => Promise<Result>;
}

/** What is older than the window. */
export interface History {
  /** Gives what follows a position. Rejects with FeedError when that position cannot be resumed (any more). */
  read(topic: FeedTopic<unknown>, after: number, newest: number): Promise<HistoryPage>;
  /** Drops what is kept: the database is another one. */
  forget(): void;
}

interface Page extends HistoryPage {
  readonly state: FeedState;
  readonly bytes: number;
  readonly readAt: number;
}

/**
 * Gives the reader of entries that are older than the window. Pages begin at multiples of their length and full
 * ones are kept for a moment, so that a crowd that comes back shares them although everyone resumes elsewhere;
 * and only a few reads run at a time, so that the crowd does not take every connection of the pool.
 */
export function createHistory({ db, topics, limits, persist }: HistoryOptions): History {
  const reads = new Map<string, Promise<Page>>();
  const kept = new Map<string, Page>();
  const queue: (() => void)[] = [];
  let keptBytes = 0;
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

  const drop = (key: string) => {
    keptBytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, page: Page) => {
    drop(key);
    kept.set(key, page);
    keptBytes += page.bytes;
    for (const [oldest, { readAt }] of kept) {
      if (keptBytes <= limits.historyBytes && performance.now() - readAt <= limits.historyKept) return;
      drop(oldest);
    }
  };

  const readPage = async (topic: FeedTopic<unknown>, start: number, newest: number): Promise<Page> => {
    const { state, entries } = await readEntries(db, start, limits.historyPage, topic.name);
    if (state.position < newest) throw new FeedError('CURSOR_INVALID');
    const last = entries.length === limits.historyPage ? entries.at(-1) : undefined;
    const loaded = await withRows(db, topics, entries);
    return {
      entries: loaded,
      through: last?.position ?? state.position,
      state,
      bytes: loaded.reduce((sum, entry) => sum + estimatedBytes(entry), 0),
      readAt: performance.now(),
    };
  };

  const getPage = (topic: FeedTopic<unknown>, start: number, newest: number): Page | Promise<Page> => {
    const key = `${topic.name} ${start}`;
    const page = kept.get(key);
    if (page !== undefined && performance.now() - page.readAt <= limits.historyKept) return page;
    const shared = reads.get(key);
    if (shared !== undefined) return shared;
    const read = inTurn(() => persist(() => readPage(topic, start, newest)));
    reads.set(key, read);
    const finish = (fresh?: Page) => {
      if (reads.get(key) !== read) return;
      reads.delete(key);
      if (fresh?.entries.length === limits.historyPage) keep(key, fresh);
    };
    read.then(finish, () => finish());
    return read;
  };

  return {
    async read(topic, after, newest) {
      const { entries, through, state } = await getPage(topic, after - (after % limits.historyPage), newest);
      if (after < state.prunedThrough) throw new FeedError('CURSOR_EXPIRED');
      // A read that others began may end before this position: nothing is gained then, and the next one is new.
      return { entries: entries.filter(({ position }) => position > after), through: Math.max(after, through) };
    },
    forget() {
      reads.clear();
      kept.clear();
      keptBytes = 0;
    },
  };
}
