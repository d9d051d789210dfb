import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { RawSockets, subscribe, type RawSocketOptions } from '../testing/raw-socket.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';

/** RFC 6455 under graphql-transport-ws: how messages are cut into frames, and what ends a connection. */

let service: TestService;
const sockets = new RawSockets();

beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(() => sockets.closeAll());

const open = (options?: RawSocketOptions) => sockets.open(service.wsUrl, options);
const signIn = async () => open({ token: await service.tokenFor('superadmin') });

const viewer = '{ viewer { username } }';
const text = { binary: false };
const largest = 64 * 1024;
/** A message of exactly so many bytes. */
function messageOf(bytes: number): string {
  const padded = (padding: string) => JSON.stringify(subscribe('1', viewer, { padding }));
  return padded('x'.repeat(bytes - Buffer.byteLength(padded(''))));
}

/** A frame as a client writes it: of one of the opcodes, and masked with zeros unless told. */
function frame(opcode: number, payload: Buffer, { final = true, masked = true } = {}): Buffer {
  const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
  const [first = 0, ...rest] = length;
  const head = [(final ? 0x80 : 0) | opcode, (masked ? 0x80 : 0) | first, ...rest, ...(masked ? [0, 0, 0, 0] : [])];
  return Buffer.concat([Buffer.from(head), payload]);
}

/** Sends bytes after the upgrade; gives the code of the close frame that ends what the service says. */
async function closeCodeAfter(bytes: Buffer, protocol = 'graphql-transport-ws'): Promise<number | undefined> {
  const { port, hostname } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  const received: Buffer[] = [];
  socket.on('data', (data) => received.push(data));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const headers = `host: x\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13`;
  const key = `sec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\nsec-websocket-protocol: ${protocol}`;
  socket.write(`GET /graphql HTTP/1.1\r\n${headers}\r\n${key}\r\n\r\n`);
  socket.write(bytes);
  const closeFrame = () => {
    const all = Buffer.concat(received);
    const frames = all.subarray(all.indexOf('\r\n\r\n') + 4);
    return frames[0] === 0x88 ? frames : undefined;
  };
  await expect.poll(closeFrame).toBeDefined();
  socket.destroy();
  return closeFrame()?.readUInt16BE(2);
}

it('a message may come in fragments, with pings between them', async () => {
  const socket = await signIn();
  const message = Buffer.from(JSON.stringify(subscribe('1', `# ə😀\n${viewer}`)));
  // Also in the middle of a character.
  const middle = message.indexOf('😀') + 2;
  socket.frames.send(message.subarray(0, 5), { ...text, fin: false });
  socket.frames.ping('between');
  const [pong] = (await once(socket.frames, 'pong')) as [Buffer];
  expect(pong.toString()).toBe('between');
  socket.frames.send(message.subarray(5, middle), { ...text, fin: false });
  socket.frames.send(Buffer.alloc(0), { ...text, fin: false });
  socket.frames.send(message.subarray(middle), { ...text, fin: true });
  await socket.answer('1', 'complete');
});

it('a message in fragments of one byte each is one message', async () => {
  const socket = await signIn();
  const message = Buffer.from(JSON.stringify(subscribe('1', viewer)));
  for (const [index, byte] of message.entries()) {
    socket.frames.send(Buffer.of(byte), { ...text, fin: index === message.length - 1 });
  }
  await socket.answer('1', 'complete');
});

it('a message of exactly 64 KB is read; one byte more closes the socket with 1009, and no other', async () => {
  const [modest, greedy, inParts] = await Promise.all([signIn(), signIn(), signIn()]);
  greedy.send(messageOf(largest + 1));
  expect(await greedy.closed()).toBe(1009);
  const message = Buffer.from(messageOf(largest + 1));
  inParts.frames.send(message.subarray(0, 40_000), { ...text, fin: false });
  inParts.frames.send(message.subarray(40_000), { ...text, fin: true });
  expect(await inParts.closed()).toBe(1009);
  expect(Buffer.byteLength(messageOf(largest))).toBe(largest);
  modest.send(messageOf(largest));
  await modest.answer('1', 'complete');
});

it.each([
  ['a lone continuation byte', [0x80]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['a character that is cut off', [0xf0, 0x9f, 0x98]],
  ['a byte that never occurs', [0xff]],
])('text with %s is no UTF-8: 1007', async (_, bytes) => {
  const socket = await signIn();
  const message = Buffer.from(JSON.stringify(subscribe('1', viewer)));
  socket.frames.send(Buffer.concat([message.subarray(0, 5), Buffer.from(bytes), message.subarray(5)]), text);
  expect(await socket.closed()).toBe(1007);
  expect(socket.about('1')).toEqual([]);
});

const ping = Buffer.from('{"type":"ping"}');

it.each([
  ['an unmasked frame', 1002, frame(1, ping, { masked: false })],
  ['a ping of 126 bytes', 1002, frame(9, Buffer.alloc(126))],
  ['a ping in fragments', 1002, frame(9, ping, { final: false })],
  ['an unknown opcode', 1002, frame(3, ping)],
  ['a reserved bit', 1002, frame(0x41, ping)],
  ['a continuation of nothing', 1002, frame(0, ping)],
  ['a new message within another', 1002, Buffer.concat([frame(1, ping, { final: false }), frame(1, ping)])],
  ['a close frame with a code that nobody may send', 1002, frame(8, Buffer.from([0x03, 0xed]))],
  ['a close frame whose reason is no UTF-8', 1007, frame(8, Buffer.from([0x03, 0xe8, 0xff]))],
  ['a binary message', 4400, frame(2, ping)],
  ['an empty message', 4400, frame(1, Buffer.alloc(0))],
])('%s ends the connection with %i', async (_, code, bytes) => {
  expect(await closeCodeAfter(bytes)).toBe(code);
});

it('a client that offers another protocol is told 4406, before it says anything', async () => {
  expect(await closeCodeAfter(Buffer.alloc(0), 'graphql-ws')).toBe(4406);
  expect(await closeCodeAfter(frame(1, ping), 'mqtt, graphql-ws')).toBe(4406);
});

it('a client that closes with a code of its own gets it back', async () => {
  const socket = await signIn();
  socket.frames.close(1000, 'Normal Closure');
  expect(await socket.closed()).toBe(1000);
  expect(await closeCodeAfter(frame(8, Buffer.from([0x03, 0xe9])))).toBe(1001);
});
