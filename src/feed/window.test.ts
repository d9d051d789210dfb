import { expect, test } from 'vitest';
import { feedLimits } from './limits.ts';
import type { FeedEntry } from './topic.ts';
import { FeedWindow } from './window.ts';

const entry = (position: number, row: unknown = {}): FeedEntry<unknown> => ({
  position,
  topic: 'security_event',
  rowId: String(position),
  operation: 'created',
  payload: null,
  row,
  sequencedAt: '2026-01-01 00:00:00',
});

const windowOf = (limits: Partial<typeof feedLimits> = {}) => new FeedWindow({ ...feedLimits, ...limits });

test('an empty window gives nothing', () => {
  const window = windowOf();
  expect([window.through, window.size, window.get(0), window.get(1)]).toEqual([0, 0, undefined, undefined]);
});

test('keeps the newest entries and drops the oldest beyond the count', () => {
  const window = windowOf({ windowEntries: 3 });
  for (let position = 1; position <= 5; position++) window.append(entry(position));
  expect([1, 2, 3, 4, 5, 6].map((position) => window.get(position)?.position)).toEqual([
    undefined,
    undefined,
    3,
    4,
    5,
    undefined,
  ]);
  expect(window.size).toBe(3);
});

test('drops the oldest beyond the bytes, but keeps the newest however big it is', () => {
  const window = windowOf({ windowBytes: 10_000 });
  for (let position = 1; position <= 10; position++) window.append(entry(position, { text: 'x'.repeat(1_000) }));
  expect(window.bytes).toBeLessThanOrEqual(10_000);
  expect(window.get(10)).toBeDefined();
  expect(window.get(1)).toBeUndefined();
  window.append(entry(11, { text: 'x'.repeat(50_000) }));
  expect([window.size, window.get(11)?.position]).toEqual([1, 11]);
});

test('counts bytes exactly: full and emptied again it holds none', () => {
  const window = windowOf({ windowEntries: 5 });
  for (let position = 1; position <= 100; position++) window.append(entry(position, { text: 'x'.repeat(position) }));
  window.reset(100);
  expect([window.bytes, window.size, window.through, window.get(100)]).toEqual([0, 0, 100, undefined]);
});

test('refuses a hole', () => {
  const window = windowOf();
  window.append(entry(1));
  expect(() => window.append(entry(3))).toThrow('3 does not follow');
});

test('goes on from any position', () => {
  const window = windowOf({ windowEntries: 4 });
  window.reset(1_000_000);
  window.append(entry(1_000_001));
  expect([window.get(1_000_001)?.position, window.get(1_000_000)]).toEqual([1_000_001, undefined]);
});
