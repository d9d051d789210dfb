import type pg from 'pg';
import type { Db } from '../db/client.ts';
import { keepConnected, pause, queryWithin, type CreateClient } from './connection.ts';
import { decodeCursor } from './cursor.ts';
import { FeedError } from './errors.ts';
import { announceDemand, readEntries, readFeedState } from './feed.repository.ts';
import { createHistory } from './history.ts';
import { feedLimits, reconnectWait, type FeedLimits } from './limits.ts';
import { withRows } from './rows.ts';
import { FeedSubscription, type Subscriber, type SubscribeOptions } from './subscription.ts';
import type { FeedLog, FeedTopic } from './topic.ts';
import { FeedWindow } from './window.ts';

export interface HubOptions {
  readonly db: Db;
  /** For LISTEN. */
  readonly createClient: CreateClient;
  /** When the database is ready to be listened to; at once where there is nothing to wait for. */
  readonly after?: Promise<unknown>;
  readonly topics: readonly FeedTopic<unknown>[];
  readonly log: FeedLog;
  readonly limits?: Partial<FeedLimits>;
}

export interface HubStatus {
  /** The newest position that this instance has read. */
  readonly position: number;
  /** How many positions it knows to be behind; 0 while nobody subscribes. */
  readonly lag: number;
  /** Whether it is told of new entries; while false it looks for them itself. */
  readonly listening: boolean;
  readonly subscribers: number;
  readonly windowEntries: number;
  readonly windowBytes: number;
  /** Why the database cannot be read now. */
  readonly lastError: string | null;
}

export interface Hub {
  /**
   * Subscribes to a topic. Rejects with FeedError CURSOR_INVALID or CURSOR_EXPIRED when `after` cannot be
   * resumed, and with the database's error when the feed's state cannot be read.
   */
  subscribe<Row>(options: SubscribeOptions<Row>): Promise<FeedSubscription<Row>>;
  status(): HubStatus;
  /** Connects anew: the server may have been replaced. */
  renew(): void;
  /** Completes every subscription and closes the connection. */
  stop(): Promise<void>;
}

/** Reads each new entry and its row once for all subscribers of this instance, and wakes them. */
export function createHub(options: HubOptions): Hub {
  const { db, log } = options;
  const limits = { ...feedLimits, ...options.limits };
  const topics = new Map(options.topics.map((topic) => [topic.name, topic]));
  const window = new FeedWindow(limits);
  const subscribers = new Set<Subscriber>();
  const stopped = new AbortController();
  let announced = 0;
  let listening = false;
  let reading = false;
  let readAgain = false;
  let lastError: Error | undefined;
  let pollTimer: NodeJS.Timeout | undefined;
  let demandedAt = -Infinity;

  const persist = async <Result>(read: () => Promise<Result>): Promise<Result> => {
    for (let failures = 0; ; failures++) {
      try {
        const result = await read();
        if (lastError !== undefined) log.info({ failures }, 'feed hub: reading the database again');
        lastError = undefined;
        return result;
      } catch (error) {
        if (error instanceof FeedError || stopped.signal.aborted) throw error;
        if (lastError === undefined) log.error({ err: error }, 'feed hub: cannot read the database, trying again');
        lastError = error instanceof Error ? error : new Error(String(error));
        await pause(reconnectWait(failures, limits), stopped.signal);
      }
    }
  };

  const history = createHistory({ db, topics, limits, persist });
  const source = {
    get through() {
      return window.through;
    },
    get: (position: number) => window.get(position),
    readHistory: (topic: FeedTopic<unknown>, after: number) =>
      history.read(topic, after, Math.max(after, window.through)),
  };

  /** The database went back in time (restored, or failed over to a replica that lacked the last commits). */
  const rewind = (head: number) => {
    log.error(
      { position: window.through, head },
      'feed hub: the feed went back, the database was restored or replaced',
    );
    window.reset(head);
    history.forget();
    announced = head;
    for (const subscriber of subscribers) {
      if (subscriber.position > head) subscriber.end(new FeedError('CURSOR_INVALID'));
    }
  };

  const readBatch = async (): Promise<boolean> => {
    const { state, entries } = await readEntries(db, window.through, limits.hubBatch);
    if (state.position < window.through) rewind(state.position);
    if (state.prunedThrough > window.through) {
      window.reset(state.prunedThrough);
      return true;
    }
    const loaded = await withRows(db, topics, entries);
    for (const entry of loaded) {
      if (entry.position !== window.through + 1) {
        log.error(
          { after: window.through, found: entry.position },
          'feed hub: positions are missing in api.feed_entries',
        );
        window.reset(entry.position - 1);
      }
      window.append(entry);
    }
    announced = Math.max(announced, state.position);
    for (const subscriber of subscribers) subscriber.wake();
    return entries.length === limits.hubBatch;
  };

  const readOn = async () => {
    readAgain = true;
    if (reading) return;
    reading = true;
    try {
      while (readAgain && !stopped.signal.aborted && subscribers.size > 0) {
        readAgain = false;
        if (await persist(readBatch)) readAgain = true;
      }
    } catch {
      // Only stopping gets here.
    } finally {
      reading = false;
    }
  };

  const poll = () => {
    clearTimeout(pollTimer);
    if (stopped.signal.aborted) return;
    void readOn();
    const relaxed = listening || subscribers.size === 0;
    pollTimer = setTimeout(poll, relaxed ? limits.pollInterval : limits.pollIntervalWithoutListener);
  };

  const listen = async (client: pg.Client, lost: AbortSignal, healthy: () => void) => {
    client.on('notification', ({ payload }) => {
      const head = Number(payload);
      announced = Math.max(announced, head);
      if (head !== window.through) void readOn();
    });
    await queryWithin(client, limits.statementDeadline, 'listen atis_feed');
    listening = true;
    healthy();
    void readOn();
    try {
      for (;;) {
        await pause(limits.heartbeatInterval, lost);
        if (lost.aborted) return;
        await queryWithin(client, limits.heartbeatDeadline, 'select 1');
      }
    } finally {
      listening = false;
      poll();
    }
  };
  const listener = keepConnected({
    name: 'feed listener',
    after: options.after,
    createClient: options.createClient,
    work: listen,
    log,
    limits,
  });

  const demand = (now: number) => {
    demandedAt = now;
    announceDemand(db).catch(() => {
      demandedAt = -Infinity;
    });
  };

  const upkeep = () => {
    const now = performance.now();
    for (const subscriber of subscribers) subscriber.upkeep(now);
    if (subscribers.size > 0 && now - demandedAt >= limits.demandInterval) demand(now);
  };
  const upkeepTimer = setInterval(upkeep, limits.upkeepInterval);
  poll();

  /**
   * An idle hub does not read: the first subscriber starts it shortly before where the feed is now, so that the
   * others who come back after a restart find what they missed in memory.
   */
  const add = (subscriber: Subscriber, head: number) => {
    const first = subscribers.size === 0;
    if (first && !reading && head - window.through > limits.windowCatchUp) window.reset(head - limits.windowCatchUp);
    subscribers.add(subscriber);
    const now = performance.now();
    if (now - demandedAt >= limits.demandInterval) demand(now);
    if (first) poll();
    else if (head > window.through) void readOn();
  };

  return {
    async subscribe<Row>(request: SubscribeOptions<Row>) {
      if (!topics.has(request.topic.name)) throw new Error(`The hub was not created with topic ${request.topic.name}.`);
      const after = request.after == null ? undefined : decodeCursor(request.after);
      const state = await readFeedState(db);
      if (stopped.signal.aborted) throw new Error('The feed has stopped: the service is shutting down.');
      if (after !== undefined && after > state.position) throw new FeedError('CURSOR_INVALID');
      if (after !== undefined && after < state.prunedThrough) throw new FeedError('CURSOR_EXPIRED');
      const forget = (ended: Subscriber) => subscribers.delete(ended);
      const subscription = new FeedSubscription(request, after ?? state.position, source, limits, forget);
      if (request.signal?.aborted !== true) add(subscription, state.position);
      return subscription;
    },
    status: () => ({
      position: window.through,
      lag: subscribers.size === 0 ? 0 : Math.max(0, announced - window.through),
      listening,
      subscribers: subscribers.size,
      windowEntries: window.size,
      windowBytes: window.bytes,
      lastError: lastError?.message ?? null,
    }),
    renew: () => listener.renew(),
    async stop() {
      stopped.abort();
      clearInterval(upkeepTimer);
      clearTimeout(pollTimer);
      for (const subscriber of subscribers) subscriber.end();
      await listener.stop();
    },
  };
}
