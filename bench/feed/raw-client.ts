import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What all clients of a measurement received. */
export interface Received {
  /** Text messages since the last reset. */
  messages: number;
  bytes: number;
  /** Sampled messages: number of the event, milliseconds since it was sent. */
  latencies: number[];
}

export interface ClientOptions {
  readonly url: URL;
  readonly token: string;
  /** Absent: it only signs in. */
  readonly query?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
  /** Whether the content of its messages is looked at. */
  readonly sampled: boolean;
  readonly received: Received;
  /** When an event of this number was sent, of performance.now(). */
  readonly sentAt: readonly number[];
}

const text = 0x1;
const ping = 0x9;
const pong = 0xa;
const eventType = Buffer.from('"eventType":"bench-');

/** A client's frame. The mask is all zeros: it is allowed, and costs nothing. */
function frame(opcode: number, payload: Buffer): Buffer {
  const long = payload.length > 125;
  const header = Buffer.alloc(long ? 8 : 6);
  header[0] = 0x80 | opcode;
  header[1] = 0x80 | (long ? 126 : payload.length);
  if (long) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

const message = (content: object) => frame(text, Buffer.from(JSON.stringify(content)));

/**
 * A subscriber of graphql-transport-ws that costs as little as possible, so that one core can be a thousand of them:
 * it counts frames by their headers and looks into none unless it is sampled.
 */
export class RawClient {
  readonly #options: ClientOptions;
  readonly #socket: Socket;
  /** Bytes of the running frame that are still to come. */
  #missing = 0;
  /** A header, or a sampled frame, of which only a part has come. */
  #rest: Buffer | undefined;
  closed = false;

  private constructor(options: ClientOptions, socket: Socket) {
    this.#options = options;
    this.#socket = socket;
  }

  /** Connects, signs in and subscribes; gives it once the server has acknowledged and begun. */
  static async open(options: ClientOptions): Promise<RawClient> {
    const { url, query, variables, token } = options;
    const socket = connect(Number(url.port), url.hostname);
    await once(socket, 'connect');
    socket.setNoDelay(true);
    socket.write(
      `GET ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n` +
        `sec-websocket-protocol: graphql-transport-ws\r\n\r\n`,
    );
    const [head] = (await once(socket, 'data')) as [Buffer];
    if (!head.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(head.toString());
    const client = new RawClient(options, socket);
    socket.on('error', () => undefined);
    socket.on('close', () => (client.closed = true));
    socket.write(message({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    await once(socket, 'data');
    socket.on('data', (chunk: Buffer) => client.#read(chunk));
    if (query !== undefined) {
      socket.write(message({ id: randomUUID(), type: 'subscribe', payload: { query, variables } }));
    }
    return client;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    const { received, sampled } = this.#options;
    received.bytes += chunk.length;
    let data = chunk;
    if (this.#rest !== undefined) {
      data = Buffer.concat([this.#rest, chunk]);
      this.#rest = undefined;
    }
    let offset = Math.min(this.#missing, data.length);
    this.#missing -= offset;
    while (offset < data.length) {
      const size = headerSize(data, offset);
      const whole = size === undefined ? Infinity : size.header + size.payload;
      if (size === undefined || (sampled && offset + whole > data.length)) {
        this.#rest = data.subarray(offset);
        return;
      }
      const opcode = data[offset]! & 0xf;
      if (opcode === ping) this.#socket.write(frame(pong, Buffer.alloc(0)));
      else if (opcode === text) received.messages += 1;
      if (sampled) this.#sample(data.subarray(offset + size.header, offset + whole));
      offset += whole;
      if (offset > data.length) this.#missing = offset - data.length;
    }
  }

  #sample(payload: Buffer): void {
    const at = payload.indexOf(eventType);
    if (at === -1) return;
    const number = Number.parseInt(payload.toString('latin1', at + eventType.length, at + eventType.length + 10), 10);
    const sent = this.#options.sentAt[number];
    if (sent !== undefined) this.#options.received.latencies.push(performance.now() - sent);
  }
}

function headerSize(data: Buffer, offset: number): { header: number; payload: number } | undefined {
  if (data.length < offset + 2) return undefined;
  const short = data[offset + 1]! & 0x7f;
  if (short < 126) return { header: 2, payload: short };
  const header = short === 126 ? 4 : 10;
  if (data.length < offset + header) return undefined;
  return {
    header,
    payload: short === 126 ? data.readUInt16BE(offset + 2) : Number(data.readBigUInt64BE(offset + 2)),
  };
}
