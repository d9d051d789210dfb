import type { Viewer } from '../auth/viewer.ts';
import { FeedError } from './errors.ts';
import { itemOf, progressAt } from './items.ts';
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

/** Takes items by `peek()` and `take()`, without a promise for each. Neither function may throw. */
export interface Consumer {
  /** `peek()` gave nothing before, and may give something now. */
  ready(): void;
  /** Called once at the end, with the error unless it is a normal completion. */
  ended(error: Error | undefined): void;
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

const completed = { done: true, value: undefined } as const;

/** How many entries `ahead()` looks at for each item that it may give: a narrow filter must not read all memory. */
const aheadReach = 4;

/**
 * One subscriber: a position in the feed and nothing else, so that a slow consumer costs no memory. It is pulled,
 * one item at a time, from memory or else from the database: by `peek()` and `take()` for a consumer that was
 * attached, by `next()` otherwise.
 * An explicit iterator, because an async generator that awaits an event cannot be cancelled before the event.
 */
export class FeedSubscription<Row> implements Subscriber, AsyncIterableIterator<FeedItem<Row>, undefined, undefined> {
  readonly #options: SubscribeOptions<Row>;
  readonly #source: FeedSource;
  readonly #limits: FeedLimits;
  readonly #onEnd: (subscription: Subscriber) => void;
  readonly #waiting: Waiting<Row>[] = [];
  #consumer: Consumer | undefined;
  #position: number;
  /** The newest position that the client was told, and when. */
  #told: number;
  #toldAt = performance.now();
  /** The first item says where the subscription begins. */
  #progressDue = true;
  /** The consumer asked for more than there is. */
  #hungry = false;
  /** Since when the consumer could have taken the next item. */
  #offeredAt = performance.now();
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
    this.#told = position;
    this.#source = source;
    this.#limits = limits;
    this.#onEnd = onEnd;
    if (options.signal?.aborted) this.end();
    else options.signal?.addEventListener('abort', this.#abort, { once: true });
  }

  readonly #abort = () => this.end();

  get position(): number {
    return this.#position;
  }

  /** Takes the items from now on; whoever calls it does not call `next()`. Told at once when it is over already. */
  attach(consumer: Consumer): void {
    this.#consumer = consumer;
    if (this.#end === undefined) return;
    const { error } = this.#end;
    this.#end = { error: undefined };
    consumer.ended(error);
  }

  /**
   * Gives the next item, visible to the viewer as of now, and stays before it; the first is PROGRESS with the cursor
   * of the start. Undefined: there is none yet, the consumer will be told.
   */
  peek(): FeedItem<Row> | undefined {
    if (this.#end !== undefined) return undefined;
    try {
      const item = this.#find();
      if (item !== undefined && this.#hungry) this.#offeredAt = performance.now();
      this.#hungry = item === undefined;
      return item;
    } catch (error) {
      this.end(toError(error));
      return undefined;
    }
  }

  /** Moves past the item that `peek()` gave: it is delivered. */
  take({ entry }: FeedItem<Row>): void {
    if (entry !== null) this.#pass(entry);
    this.#progressDue = false;
    this.#told = this.#position;
    this.#toldAt = this.#offeredAt = performance.now();
  }

  /** Gives what follows next and is at hand, at most so many items: a guess at what `peek()` will give in turn. */
  ahead(limit: number): FeedItem<Row>[] {
    const items: FeedItem<Row>[] = [];
    const page = this.#page;
    try {
      for (let offset = 0; offset < limit * aheadReach && items.length < limit; offset++) {
        const entry = page ? page.entries[page.next + offset] : this.#source.get(this.#position + 1 + offset);
        if (entry === undefined) break;
        if (this.#wants(entry)) items.push(itemOf(entry));
      }
    } catch {
      // `peek()` gets there too, and ends the subscription.
    }
    return items;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Gives the next item, as `peek()` does, and takes it. Rejects once if the subscription ended by an error. */
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
    return Promise.reject(toError(error));
  }

  wake(): void {
    if (this.#consumer !== undefined) {
      if (this.#hungry) this.#consumer.ready();
      return;
    }
    while (this.#waiting.length > 0) {
      const item = this.peek();
      if (item === undefined) return;
      this.take(item);
      this.#waiting.shift()?.resolve({ done: false, value: item });
    }
  }

  upkeep(now: number): void {
    if (this.#hungry) {
      if (this.#position === this.#told || now - this.#toldAt < this.#limits.progressInterval) return;
      this.#progressDue = true;
      this.wake();
    } else if (
      now - this.#offeredAt > this.#limits.slowConsumerTime &&
      this.#source.through - this.#position > this.#limits.slowConsumerEntries
    ) {
      this.end(new FeedError('CONSUMER_TOO_SLOW'));
    }
  }

  end(error?: Error): void {
    if (this.#end !== undefined) return;
    const [first, ...others] = this.#waiting.splice(0);
    this.#end = { error: first === undefined && this.#consumer === undefined ? error : undefined };
    this.#page = undefined;
    this.#options.signal?.removeEventListener('abort', this.#abort);
    if (error === undefined) first?.resolve(completed);
    else first?.reject(error);
    for (const other of others) other.resolve(completed);
    this.#onEnd(this);
    this.#options.onEnd?.(error);
    this.#consumer?.ended(error);
  }

  #find(): FeedItem<Row> | undefined {
    // First of all: a mark that is due stays the same until it is taken, however much passes meanwhile.
    if (this.#progressDue || this.#manyPassed()) return progressAt(this.#position);
    for (let entry = this.#following(); entry !== undefined; entry = this.#following()) {
      if (this.#wants(entry)) return itemOf(entry);
      this.#pass(entry);
      if (this.#manyPassed()) return progressAt(this.#position);
    }
    return this.#manyPassed() ? progressAt(this.#position) : undefined;
  }

  #manyPassed(): boolean {
    return this.#position - this.#told >= this.#limits.progressEntries;
  }

  #wants(entry: FeedEntry<unknown>): entry is FeedEntry<Row> {
    const { topic, viewer, matches } = this.#options;
    if (entry.topic !== topic.name) return false;
    if (entry.operation !== 'deleted' && entry.row === null) return false;
    const own = entry as FeedEntry<Row>;
    return topic.visible(viewer(), own) && (matches?.(own) ?? true);
  }

  /** Gives the entry after the position and stays before it; undefined when there is none to be had now. */
  #following(): FeedEntry<unknown> | undefined {
    if (this.#page !== undefined) {
      const entry = this.#page.entries[this.#page.next];
      if (entry !== undefined) return entry;
      this.#position = this.#page.through;
      this.#page = undefined;
    }
    if (this.#position >= this.#source.through) return undefined;
    const entry = this.#source.get(this.#position + 1);
    if (entry === undefined) this.#readHistory();
    return entry;
  }

  #pass({ position }: FeedEntry<unknown>): void {
    this.#position = position;
    if (this.#page !== undefined) this.#page.next += 1;
  }

  #readHistory(): void {
    if (this.#reading) return;
    this.#reading = true;
    this.#source
      .readHistory(this.#options.topic, this.#position)
      .then((page) => {
        if (this.#end === undefined) this.#page = { ...page, next: 0 };
      })
      .catch((error: unknown) => this.end(toError(error)))
      .finally(() => {
        this.#reading = false;
        this.wake();
      });
  }
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
