import type { Viewer } from '../auth/viewer.ts';
import { encodeCursor } from './cursor.ts';
import { FeedError } from './errors.ts';
import type { FeedLimits } from './limits.ts';
import type { FeedEntry, FeedItem, FeedTopic } from './topic.ts';

/** A stretch of one topic's past: all its entries between the position asked for and `through`. */
export interface HistoryPage {
  readonly entries: readonly FeedEntry<unknown>[];
  readonly through: number;
}

/** Where a subscription reads from. */
export interface FeedSource {
  /** The newest position that can be read. */
  readonly through: number;
  /** The entry at a position, while it is kept in memory. */
  get(position: number): FeedEntry<unknown> | undefined;
  /** Reads on from the database. Rejects with FeedError when that position cannot be resumed (any more). */
  readHistory(topic: FeedTopic<unknown>, after: number): Promise<HistoryPage>;
}

export interface SubscribeOptions<Row> {
  readonly topic: FeedTopic<Row>;
  /** Resume after this item; absent: from now on. */
  readonly after?: string | null | undefined;
  /** The viewer as of now; asked anew for every entry. */
  readonly viewer: () => Viewer;
  /** The client's own filter, asked after visibility. */
  readonly matches?: ((entry: FeedEntry<Row>) => boolean) | undefined;
  /** Completes the subscription. */
  readonly signal?: AbortSignal | undefined;
  /** Called once at the end, with the error unless it is a normal completion: the transport may close now. */
  readonly onEnd?: ((error: Error | undefined) => void) | undefined;
}

/** What the hub does with a subscription. */
export interface Subscriber {
  /** Everything up to here was delivered, or is not for this subscriber. */
  readonly position: number;
  /** There may be something new. */
  wake(): void;
  /** Ends a consumer that is too slow, and gives a due progress mark. `now` is of performance.now(). */
  upkeep(now: number): void;
  /** Completes, or fails with this error. Only the first call counts. */
  end(error?: Error): void;
}

interface Waiting<Row> {
  readonly resolve: (result: IteratorResult<FeedItem<Row>, undefined>) => void;
  readonly reject: (error: Error) => void;
}

const kinds = { created: 'CREATED', updated: 'UPDATED', deleted: 'DELETED' } as const;
const completed = { done: true, value: undefined } as const;

/**
 * One subscriber: a position in the feed and nothing else, so that a slow consumer costs no memory. It is pulled:
 * `next()` looks for the following entry that may be delivered, in memory or else in the database.
 * An explicit iterator, because an async generator that awaits an event cannot be cancelled before the event.
 */
export class FeedSubscription<Row> implements Subscriber, AsyncIterableIterator<FeedItem<Row>, undefined, undefined> {
  readonly #options: SubscribeOptions<Row>;
  readonly #source: FeedSource;
  readonly #limits: FeedLimits;
  readonly #onEnd: () => void;
  readonly #waiting: Waiting<Row>[] = [];
  #position: number;
  /** The newest position that the client was told. */
  #told: number | undefined;
  #toldAt = performance.now();
  #page: (HistoryPage & { next: number }) | undefined;
  #reading = false;
  #end: { error: Error | undefined } | undefined;

  constructor(
    options: SubscribeOptions<Row>,
    position: number,
    source: FeedSource,
    limits: FeedLimits,
    onEnd: (subscription: Subscriber) => void,
  ) {
    this.#options = options;
    this.#position = position;
    this.#source = source;
    this.#limits = limits;
    this.#onEnd = () => onEnd(this);
    if (options.signal?.aborted) this.end();
    else options.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  readonly #abort = () => this.end();

  get position(): number {
    return this.#position;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Gives the next item; the first is PROGRESS with the cursor of the start. Rejects once if it ended by an error. */
  next(): Promise<IteratorResult<FeedItem<Row>, undefined>> {
    if (this.#end !== undefined) {
      const { error } = this.#end;
      this.#end = { error: undefined };
      return error === undefined ? Promise.resolve(completed) : Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.wake();
    });
  }

  /** Completes at once, also a pending `next()`. */
  return(): Promise<IteratorResult<FeedItem<Row>, undefined>> {
    this.end();
    return Promise.resolve(completed);
  }

  throw(error: unknown): Promise<IteratorResult<FeedItem<Row>, undefined>> {
    this.end();
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }

  wake(): void {
    try {
      while (this.#waiting.length > 0 && this.#end === undefined) {
        const item = this.#take();
        if (item === undefined) return;
        this.#deliver(item);
      }
    } catch (error) {
      this.end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  upkeep(now: number): void {
    const silent = now - this.#toldAt;
    if (this.#waiting.length > 0) {
      const unseen = this.#told !== undefined && this.#position > this.#told;
      if (unseen && silent >= this.#limits.progressInterval) this.#deliver(this.#progress());
    } else if (
      silent > this.#limits.slowConsumerTime &&
      this.#source.through - this.#position > this.#limits.slowConsumerEntries
    ) {
      this.end(new FeedError('CONSUMER_TOO_SLOW'));
    }
  }

  end(error?: Error): void {
    if (this.#end !== undefined) return;
    const [first, ...others] = this.#waiting.splice(0);
    this.#end = { error: first === undefined ? error : undefined };
    this.#page = undefined;
    this.#options.signal?.removeEventListener('abort', this.#abort);
    if (error === undefined) first?.resolve(completed);
    else first?.reject(error);
    for (const other of others) other.resolve(completed);
    this.#onEnd();
    this.#options.onEnd?.(error);
  }

  #deliver(item: FeedItem<Row>): void {
    this.#told = this.#position;
    this.#toldAt = performance.now();
    this.#waiting.shift()?.resolve({ done: false, value: item });
  }

  #take(): FeedItem<Row> | undefined {
    if (this.#told === undefined) return this.#progress();
    for (let entry = this.#advance(); entry !== undefined; entry = this.#advance()) {
      if (this.#wants(entry)) return { cursor: encodeCursor(this.#position), kind: kinds[entry.operation], entry };
      if (this.#position - this.#told >= this.#limits.progressEntries) return this.#progress();
    }
    return this.#position - this.#told >= this.#limits.progressEntries ? this.#progress() : undefined;
  }

  #progress(): FeedItem<Row> {
    return { cursor: encodeCursor(this.#position), kind: 'PROGRESS', entry: null };
  }

  #wants(entry: FeedEntry<unknown>): entry is FeedEntry<Row> {
    const { topic, viewer, matches } = this.#options;
    if (entry.topic !== topic.name) return false;
    if (entry.operation !== 'deleted' && entry.row === null) return false;
    const own = entry as FeedEntry<Row>;
    return topic.visible(viewer(), own) && (matches?.(own) ?? true);
  }

  /** Moves to the next entry and gives it; undefined when there is none to be had now. */
  #advance(): FeedEntry<unknown> | undefined {
    if (this.#page !== undefined) {
      const entry = this.#page.entries[this.#page.next++];
      this.#position = entry?.position ?? this.#page.through;
      if (entry !== undefined) return entry;
      this.#page = undefined;
    }
    if (this.#position >= this.#source.through) return undefined;
    const entry = this.#source.get(this.#position + 1);
    if (entry === undefined) this.#readHistory();
    else this.#position = entry.position;
    return entry;
  }

  #readHistory(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#source
      .readHistory(this.#options.topic, this.#position)
      .then((page) => {
        if (this.#end === undefined) this.#page = { ...page, next: 0 };
      })
      .catch((error: unknown) => this.end(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        this.#reading = false;
        this.wake();
      });
  }
}
