import type { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as library from 'ws';
import { NextMessages, nextPrefix } from './frames.ts';

/** The types do not know it. */
const { Receiver } = library as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What a WebSocket client makes of these bytes. */
function read(frames: Buffer): string[] {
  const received: string[] = [];
  const receiver = new Receiver({ isServer: false });
  receiver.on('message', (data: Buffer, isBinary: boolean) => received.push(isBinary ? 'binary' : data.toString()));
  receiver.write(frames);
  return received;
}
const text = (size: number) => Buffer.from(JSON.stringify('ə'.repeat(size)));

test.each([0, 10, 60, 200, 20_000, 32_740, 32_800, 100_000])(
  'frames a result of %d letters so that a client reads it',
  async (size) => {
    const messages = new NextMessages();
    messages.add(Buffer.from(nextPrefix('a"ı')), text(size));
    const [received] = await Promise.resolve(read(messages.takeFrames()));
    expect(JSON.parse(received!)).toEqual({ id: 'a"ı', type: 'next', payload: 'ə'.repeat(size) });
  },
);

test('writes messages of several operations in their order, knows their size, and begins anew', async () => {
  const messages = new NextMessages();
  for (const [id, size] of [
    ['1', 3],
    ['2', 300],
    ['1', 70_000],
    ['2', 0],
  ] as const) {
    messages.add(Buffer.from(nextPrefix(id)), text(size));
  }
  const expected = messages.size;
  const frames = messages.takeFrames();
  expect(frames).toHaveLength(expected);
  expect(messages.size).toBe(0);
  await expect
    .poll(() => read(frames).map((one) => (JSON.parse(one) as { id: string }).id))
    .toEqual(['1', '2', '1', '2']);
});

test('never writes into bytes that were given away before', () => {
  const messages = new NextMessages();
  const given: { frames: Buffer; copy: Buffer }[] = [];
  for (let index = 0; index < 500; index++) {
    messages.add(Buffer.from(nextPrefix(String(index))), text(index));
    const frames = messages.takeFrames();
    given.push({ frames, copy: Buffer.from(frames) });
  }
  for (const { frames, copy } of given) expect(frames.equals(copy)).toBe(true);
});
