import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { feedLimits } from './limits.ts';
import { FeedSubscription, type HistoryPage, type SubscribeOptions } from './subscription.ts';
import { eventTopic, viewerOf, type EventRow } from './testing/fixtures.ts';
import type { FeedEntry } from './topic.ts';

const own = '10';
const foreign = '20';

/** A feed in memory: entries below `kept` can only be had as history. */
class TestFeed {
  readonly entries: FeedEntry<EventRow>[] = [];
  kept = 1;
  historyReads = 0;
  history: Promise<void> = Promise.resolve();

  get through() {
    return this.entries.length;
  }

  get(position: number) {
    return position < this.kept ? undefined : this.entries[position - 1];
  }

  async readHistory(_topic: unknown, after: number): Promise<HistoryPage> {
    this.historyReads += 1;
    await this.history;
    const entries = this.entries.slice(after, after + 3);
    return { entries, through: entries.at(-1)?.position ?? this.through };
  }

  add(institutionId: string, change: Partial<FeedEntry<EventRow>> = {}) {
    const position = this.entries.length + 1;
    this.entries.push({
      position,
      topic: 'security_event',
      rowId: String(position),
      operation: 'created',
      payload: null,
      row: { id: String(position), institution_id: institutionId, description: null },
      sequencedAt: '2026-01-01 00:00:00',
      ...change,
    });
  }
}

let feed: TestFeed;
const subscribe = (options: Partial<SubscribeOptions<EventRow>> = {}, position = 0) =>
  new FeedSubscription<EventRow>(
    { topic: eventTopic, viewer: () => viewerOf(own), ...options },
    position,
    feed,
    feedLimits,
    () => undefined,
  );
const seen = async (subscription: FeedSubscription<EventRow>, count: number) => {
  const items: string[] = [];
  for (let index = 0; index < count; index++) {
    const { value } = await subscription.next();
    items.push(value === undefined ? 'done' : `${value.kind} ${decodeCursor(value.cursor)}`);
  }
  return items;
};

beforeEach(() => {
  feed = new TestFeed();
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => vi.useRealTimers());

test('starts with its cursor, then gives what is visible, in order', async () => {
  for (const institution of [own, foreign, own]) feed.add(institution);
  expect(await seen(subscribe(), 3)).toEqual(['PROGRESS 0', 'CREATED 1', 'CREATED 3']);
});

test('waits for what comes, and is woken by it', async () => {
  const subscription = subscribe();
  await subscription.next();
  const pending = subscription.next();
  feed.add(own, { operation: 'updated' });
  subscription.wake();
  expect((await pending).value).toMatchObject({ kind: 'UPDATED', cursor: encodeCursor(1) });
});

test('answers concurrent calls of next() in their order', async () => {
  const subscription = subscribe();
  const pending = [subscription.next(), subscription.next(), subscription.next()];
  feed.add(own);
  feed.add(own);
  subscription.wake();
  const kinds = (await Promise.all(pending)).map(({ value }) => value?.cursor);
  expect(kinds).toEqual([0, 1, 2].map(encodeCursor));
});

test('goes from history to memory without a hole or a repeat', async () => {
  for (let index = 0; index < 8; index++) feed.add(own);
  feed.kept = 6;
  expect(await seen(subscribe({}, 1), 8)).toEqual([
    'PROGRESS 1',
    ...[2, 3, 4, 5, 6, 7, 8].map((position) => `CREATED ${position}`),
  ]);
  expect(feed.historyReads).toBe(2);
});

test('skips other topics, rows that are gone, and what the client filtered out', async () => {
  feed.add(own, { topic: 'notification' });
  feed.add(own, { row: null });
  feed.add(own);
  feed.add(own, { operation: 'deleted', row: null, payload: { institution_id: Number(own) } });
  feed.add(foreign, { operation: 'deleted', row: null, payload: { institution_id: Number(foreign) } });
  feed.add(own);
  const subscription = subscribe({ matches: (entry) => entry.position !== 3 });
  expect(await seen(subscription, 3)).toEqual(['PROGRESS 0', 'DELETED 4', 'CREATED 6']);
});

test('a viewer who loses or gains an institution does so for the very next item', async () => {
  let viewer = viewerOf(own);
  for (const institution of [own, own, foreign]) feed.add(institution);
  const subscription = subscribe({ viewer: () => viewer });
  expect(await seen(subscription, 2)).toEqual(['PROGRESS 0', 'CREATED 1']);
  viewer = viewerOf(foreign);
  expect(await seen(subscription, 1)).toEqual(['CREATED 3']);
});

test('marks progress when many entries passed unseen', async () => {
  for (let index = 0; index < feedLimits.progressEntries * 2 + 10; index++) feed.add(foreign);
  feed.add(own);
  expect(await seen(subscribe(), 4)).toEqual(['PROGRESS 0', 'PROGRESS 500', 'PROGRESS 1000', 'CREATED 1011']);
});

test('marks progress when few entries passed unseen a while ago, and only then', async () => {
  const subscription = subscribe();
  await subscription.next();
  const pending = subscription.next();
  const settled = vi.fn();
  void pending.then(settled);
  vi.advanceTimersByTime(feedLimits.progressInterval);
  subscription.upkeep(performance.now());
  await Promise.resolve();
  expect(settled).not.toHaveBeenCalled();
  feed.add(foreign);
  subscription.wake();
  subscription.upkeep(performance.now());
  expect((await pending).value).toEqual({ kind: 'PROGRESS', cursor: encodeCursor(1), entry: null });
});

test.each([
  ['return()', (subscription: FeedSubscription<EventRow>) => void subscription.return()],
  ['end()', (subscription: FeedSubscription<EventRow>) => subscription.end()],
])('%s completes every pending next() at once, even while history is being read', async (_name, cancel) => {
  feed.add(own);
  feed.kept = 2;
  feed.history = new Promise(() => undefined);
  const onEnd = vi.fn();
  const subscription = subscribe({ onEnd });
  await subscription.next();
  const pending = [subscription.next(), subscription.next()];
  cancel(subscription);
  expect(await Promise.all(pending)).toEqual([
    { done: true, value: undefined },
    { done: true, value: undefined },
  ]);
  expect(await subscription.next()).toEqual({ done: true, value: undefined });
  expect(onEnd.mock.calls).toEqual([[undefined]]);
});

test('the signal completes it, before and after the start', async () => {
  const controller = new AbortController();
  const subscription = subscribe({ signal: controller.signal });
  await subscription.next();
  const pending = subscription.next();
  controller.abort();
  expect((await pending).done).toBe(true);
  expect((await subscribe({ signal: AbortSignal.abort() }).next()).done).toBe(true);
});

test('an error rejects once, then it is done', async () => {
  const subscription = subscribe();
  await subscription.next();
  const pending = subscription.next();
  subscription.end(new Error('gone'));
  await expect(pending).rejects.toThrow('gone');
  expect((await subscription.next()).done).toBe(true);

  const idle = subscribe();
  idle.end(new Error('gone'));
  await expect(idle.next()).rejects.toThrow('gone');
  expect((await idle.next()).done).toBe(true);
});

test('a failing visibility rule ends the subscription instead of letting the entry through', async () => {
  feed.add(own);
  const subscription = subscribe({
    viewer: () => {
      throw new Error('session ended');
    },
  });
  await subscription.next();
  await expect(subscription.next()).rejects.toThrow('session ended');
});

test('a consumer that stays away while much waits for it is too slow', async () => {
  const onEnd = vi.fn();
  const subscription = subscribe({ onEnd });
  await subscription.next();
  for (let index = 0; index <= feedLimits.slowConsumerEntries; index++) feed.add(own);
  subscription.upkeep(performance.now());
  vi.advanceTimersByTime(feedLimits.slowConsumerTime + 1);
  expect(onEnd).not.toHaveBeenCalled();
  subscription.upkeep(performance.now());
  expect(onEnd.mock.calls).toEqual([[expect.objectContaining({ code: 'CONSUMER_TOO_SLOW' })]]);
  await expect(subscription.next()).rejects.toMatchObject({ code: 'CONSUMER_TOO_SLOW' });
});

test('a consumer that stays away is not too slow while little waits for it', async () => {
  const onEnd = vi.fn();
  const subscription = subscribe({ onEnd });
  await subscription.next();
  for (let index = 0; index < feedLimits.slowConsumerEntries; index++) feed.add(own);
  vi.advanceTimersByTime(feedLimits.slowConsumerTime * 10);
  subscription.upkeep(performance.now());
  expect(onEnd).not.toHaveBeenCalled();
});

describe('a consumer that takes items itself', () => {
  const attached = (options: Partial<SubscribeOptions<EventRow>> = {}, position = 0) => {
    const subscription = subscribe(options, position);
    const consumer = { ready: vi.fn(), ended: vi.fn() };
    subscription.attach(consumer);
    const taken = () => {
      const items: string[] = [];
      for (let item = subscription.peek(); item !== undefined; item = subscription.peek()) {
        subscription.take(item);
        items.push(`${item.kind} ${decodeCursor(item.cursor)}`);
      }
      return items;
    };
    return { subscription, consumer, taken };
  };

  test('gets the same items as an iterator does, and stays before one until it is taken', () => {
    for (const institution of [own, foreign, own]) feed.add(institution);
    const { subscription, taken } = attached();
    expect(subscription.peek()).toEqual(subscription.peek());
    expect(subscription.position).toBe(0);
    expect(taken()).toEqual(['PROGRESS 0', 'CREATED 1', 'CREATED 3']);
    expect(subscription.position).toBe(3);
  });

  test('is told when there is more, but only when it had asked in vain', () => {
    const { subscription, consumer, taken } = attached();
    feed.add(own);
    subscription.wake();
    expect(consumer.ready).not.toHaveBeenCalled();
    taken();
    feed.add(own);
    subscription.wake();
    expect(consumer.ready).toHaveBeenCalledOnce();
    expect(taken()).toEqual(['CREATED 2']);
  });

  test('peeks with the viewer as of now: what was at hand is withheld from one who lost it meanwhile', () => {
    let viewer = viewerOf(own);
    for (const institution of [own, foreign]) feed.add(institution);
    const { subscription, taken } = attached({ viewer: () => viewer });
    subscription.take(subscription.peek()!);
    expect(subscription.peek()).toMatchObject({ kind: 'CREATED', cursor: encodeCursor(1) });
    viewer = viewerOf(foreign);
    expect(taken()).toEqual(['CREATED 2']);
  });

  test('looks ahead in memory and in history without moving, and only at what it may see', async () => {
    for (const institution of [own, foreign, own, own, own]) feed.add(institution);
    const live = attached().subscription;
    expect(live.ahead(2).map(({ cursor }) => decodeCursor(cursor))).toEqual([1, 3]);
    expect(live.position).toBe(0);
    feed.kept = 6;
    const { subscription, consumer, taken } = attached();
    expect(taken()).toEqual(['PROGRESS 0']);
    await vi.waitFor(() => expect(consumer.ready).toHaveBeenCalledOnce());
    expect(subscription.ahead(9).map(({ cursor }) => decodeCursor(cursor))).toEqual([1, 3]);
    expect(taken()).toEqual(['CREATED 1', 'CREATED 3']);
  });

  test('a progress mark that is due stays the same until it is taken', () => {
    const { subscription, taken } = attached();
    taken();
    for (let index = 0; index < feedLimits.progressEntries; index++) feed.add(foreign);
    const mark = subscription.peek();
    for (let index = 0; index < 10; index++) feed.add(foreign);
    expect(subscription.peek()).toEqual(mark);
    expect(taken()).toEqual(['PROGRESS 500']);
    feed.add(foreign);
    taken();
    vi.advanceTimersByTime(feedLimits.progressInterval);
    subscription.upkeep(performance.now());
    expect(taken()).toEqual(['PROGRESS 511']);
  });

  test('is too slow when it takes nothing of what is there, not when there was nothing for long', () => {
    const { subscription, consumer, taken } = attached();
    taken();
    vi.advanceTimersByTime(feedLimits.slowConsumerTime * 2);
    for (let index = 0; index <= feedLimits.slowConsumerEntries; index++) feed.add(own);
    subscription.wake();
    subscription.upkeep(performance.now());
    subscription.peek();
    subscription.upkeep(performance.now());
    expect(consumer.ended).not.toHaveBeenCalled();
    vi.advanceTimersByTime(feedLimits.slowConsumerTime + 1);
    subscription.upkeep(performance.now());
    expect(consumer.ended.mock.calls).toEqual([[expect.objectContaining({ code: 'CONSUMER_TOO_SLOW' })]]);
    expect(subscription.peek()).toBeUndefined();
  });

  test('is told of the end once, also of one before it came', () => {
    const { subscription, consumer } = attached();
    subscription.end();
    subscription.end(new Error('later'));
    expect(consumer.ended.mock.calls).toEqual([[undefined]]);
    const ended = subscribe();
    ended.end(new Error('gone'));
    const late = { ready: vi.fn(), ended: vi.fn() };
    ended.attach(late);
    expect(late.ended.mock.calls).toEqual([[expect.objectContaining({ message: 'gone' })]]);
  });

  test('a failing visibility rule ends it', () => {
    feed.add(own);
    const { consumer, taken } = attached({
      viewer: () => {
        throw new Error('session ended');
      },
    });
    expect(taken()).toEqual(['PROGRESS 0']);
    expect(consumer.ended.mock.calls).toEqual([[expect.objectContaining({ message: 'session ended' })]]);
  });
});
