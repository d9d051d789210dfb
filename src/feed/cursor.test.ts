import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

test.each([0, 1, 255, 65_536, 4_294_967_296, Number.MAX_SAFE_INTEGER])('position %d survives', (position) => {
  expect(decodeCursor(encodeCursor(position))).toBe(position);
});

test('cursors have one length and are safe in URLs', () => {
  expect(encodeCursor(7)).toMatch(/^[\w-]{16}$/);
});

test('no single changed character goes unnoticed', () => {
  const cursor = encodeCursor(123_456);
  for (let index = 0; index < cursor.length; index++) {
    for (const character of 'ABCZaz09-_') {
      const changed = cursor.slice(0, index) + character + cursor.slice(index + 1);
      if (changed === cursor) continue;
      expect(() => decodeCursor(changed), changed).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
    }
  }
});

test.each([
  '',
  ' ',
  '12',
  'null',
  'AAAAAAAAAAAAAAAA',
  '________________',
  `${encodeCursor(1)}=`,
  `${encodeCursor(1)}\n`,
])('refuses %j', (text) => {
  expect(() => decodeCursor(text)).toThrow(expect.objectContaining({ name: 'FeedError', code: 'CURSOR_INVALID' }));
});
