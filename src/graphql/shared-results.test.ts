import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedResults } from './shared-results.ts';

let results: SharedResults;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  results = new SharedResults();
});
afterEach(() => vi.useRealTimers());

const settled = (group: ReturnType<SharedResults['join']>, key: string, text = 'x', failed = false) => {
  const result = results.add(group, key);
  results.settle(result, Buffer.from(text), failed);
  return result;
};

test('members of a group share a result for a second, and nobody else does', () => {
  const [one, other, alone] = [results.join('a'), results.join('b'), results.join(null)];
  const result = settled(one, '1');
  expect(results.join('a').find('1')).toBe(result);
  expect(other.find('1')).toBeUndefined();
  expect(alone.find('1')).toBeUndefined();
  expect(results.join(null).find('1')).toBeUndefined();
  vi.advanceTimersByTime(999);
  expect(one.find('1')).toBe(result);
  vi.advanceTimersByTime(1);
  expect(one.find('1')).toBeUndefined();
});

test('a failure serves those who wait for it, for a moment, and nobody who comes later', () => {
  const group = results.join('a');
  const result = results.add(group, '1');
  const woken = vi.fn();
  result.waiting.push(woken);
  results.settle(result, Buffer.from('failed'), true);
  expect(woken).toHaveBeenCalledOnce();
  expect(group.find('1')).toBeUndefined();
  expect(result.isForWaiting).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(result.isForWaiting).toBe(false);
});

test('a group is forgotten with its results when its last member leaves', () => {
  const group = results.join('a');
  results.join('a');
  settled(group, '1');
  results.leave('a', group);
  expect(results.join('a')).toBe(group);
  results.leave('a', group);
  results.leave('a', group);
  expect(results.join('a').find('1')).toBeUndefined();
});

test('the oldest are dropped when there are too many bytes', () => {
  const group = results.join('a');
  const megabyte = 'x'.repeat(1024 * 1024);
  for (let key = 1; key <= 20; key++) settled(group, String(key), megabyte);
  expect(group.find('1')).toBeUndefined();
  expect(group.find('20')).toBeDefined();
  expect(group.results.size).toBeLessThanOrEqual(17);
});
