import { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Delivery, Recipient } from '../graphql/delivery.ts';
import { SocketWriter } from './socket-writer.ts';

/** A client that reads only when it is told to. */
class Client extends Duplex {
  readonly writes: Buffer[] = [];
  #reads = true;
  #unread: (() => void)[] = [];

  set reads(reads: boolean) {
    this.#reads = reads;
    if (reads) for (const done of this.#unread.splice(0)) done();
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.writes.push(chunk);
    if (this.#reads) done();
    else this.#unread.push(done);
  }
  override _read() {
    // It says nothing.
  }
}

/** Gives results as long as there are any. */
class Results {
  left = 0;
  taken = 0;
  recipient: Recipient | undefined;
  stopped = false;
  readonly size: number;
  constructor(size: number) {
    this.size = size;
  }
  start(recipient: Recipient) {
    this.recipient = recipient;
  }
  take() {
    if (this.stopped || this.left === 0) return undefined;
    this.left -= 1;
    this.taken += 1;
    return Buffer.from(JSON.stringify('x'.repeat(this.size)));
  }
  stop() {
    this.stopped = true;
    this.recipient?.ended(undefined);
  }
  add(count: number) {
    this.left += count;
    this.recipient?.ready();
  }
}

function open() {
  const client = new Client();
  const socket = { readyState: WebSocket.OPEN as number };
  return { client, socket, writer: new SocketWriter(socket as unknown as WebSocket, client) };
}
const deliver = (writer: SocketWriter, id: string, results: Results) => {
  const iterator = writer.deliver(id, results as unknown as Delivery, () => undefined);
  return { iterator, ended: iterator.next() };
};
const turns = async (count = 20) => {
  while (count-- > 0) await turn();
};

test('writes at once what several subscriptions of a socket have', async () => {
  const { client, writer } = open();
  const [first, second] = [new Results(10), new Results(10)];
  deliver(writer, '1', first);
  deliver(writer, '2', second);
  await turns();
  first.add(5);
  second.add(5);
  await turns();
  expect([first.taken, second.taken]).toEqual([5, 5]);
  expect(client.writes).toHaveLength(1);
});

test('takes nothing more from the feed while the client does not read, and goes on when it does', async () => {
  const { client, writer } = open();
  const results = new Results(1_000);
  deliver(writer, '1', results);
  client.reads = false;
  results.add(10_000);
  await turns(100);
  expect(results.taken).toBeGreaterThan(0);
  expect(results.taken).toBeLessThan(200);
  const before = results.taken;
  await turns(100);
  expect(results.taken).toBe(before);
  client.reads = true;
  await expect.poll(() => results.taken).toBe(10_000);
});

test('a subscription with much to deliver leaves room for the others of its socket', async () => {
  const { writer } = open();
  const [much, little] = [new Results(10_000), new Results(10)];
  deliver(writer, '1', much);
  deliver(writer, '2', little);
  much.add(1_000);
  little.add(1);
  await expect.poll(() => little.taken).toBe(1);
  expect(much.taken).toBeLessThan(1_000);
});

test('takes nothing after return(), nor once the socket is not open', async () => {
  const { socket, writer } = open();
  const [cancelled, closed] = [new Results(10), new Results(10)];
  const { iterator, ended } = deliver(writer, '1', cancelled);
  deliver(writer, '2', closed);
  await turns();
  cancelled.add(5);
  await iterator.return(undefined);
  await expect(ended).resolves.toMatchObject({ done: true });
  await turns();
  expect(cancelled.taken).toBe(0);
  socket.readyState = WebSocket.CLOSING;
  closed.add(5);
  await turns();
  expect(closed.taken).toBe(0);
});

test('an error that ends a delivery rejects what graphql-ws waits for', async () => {
  const { writer } = open();
  const results = new Results(10);
  const { ended } = deliver(writer, '1', results);
  results.recipient?.ended(new Error('too slow'));
  await expect(ended).rejects.toThrow('too slow');
});
