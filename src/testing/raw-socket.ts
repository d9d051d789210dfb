import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

/** A message of graphql-transport-ws. `any` in its payload, because a test reads what it asked for. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly payload?: any;
}

/** A WebSocket without a client library: it says whatever a test wants to say. */
export interface RawSocket {
  /** For what a test says in frames: parts, bytes, pauses. */
  readonly frames: WebSocket;
  readonly messages: Message[];
  send(message: object | string): void;
  /** The messages to an operation so far. */
  about(id: string): Message[];
  /** Waits for the answer to an operation: the first message with this id and type. */
  answer(id: string, type: 'next' | 'error' | 'complete'): Promise<Message>;
  /** Waits until the service has closed it; gives the code. */
  closed(): Promise<number>;
  /** The same; gives code and reason as "4403 Forbidden". */
  closure(): Promise<string>;
  readonly isOpen: boolean;
  close(): void;
}

export interface RawSocketOptions {
  /** Sent in `connection_init`; the socket is given when that is acknowledged. */
  readonly token?: string;
  /** What the client offers. */
  readonly protocol?: string | string[];
  /** Of the upgrade request. */
  readonly headers?: Record<string, string | string[]>;
}

/** A message that starts an operation. */
export const subscribe = (id: string, query: string, variables?: object) =>
  ({ id, type: 'subscribe', payload: { query, variables } }) as const;

/** Opens a socket. With a token it sends `connection_init` and waits until that is acknowledged. */
export async function openRawSocket(
  url: string,
  { token, protocol = 'graphql-transport-ws', headers = {} }: RawSocketOptions = {},
): Promise<RawSocket> {
  const socket = new WebSocket(url, protocol, { headers });
  const messages: Message[] = [];
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
  await once(socket, 'open');
  // The service may end the connection while a test still writes.
  socket.on('error', () => undefined);
  const raw: RawSocket = {
    frames: socket,
    messages,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    about: (wanted) => messages.filter(({ id }) => id === wanted),
    async answer(id, type) {
      const find = () => messages.find((message) => message.id === id && message.type === type);
      await expect.poll(find).toBeDefined();
      return find()!;
    },
    closed: async () => (await closed).code,
    async closure() {
      const { code, reason } = await closed;
      return `${code} ${reason}`;
    },
    get isOpen() {
      return socket.readyState === WebSocket.OPEN;
    },
    close: () => socket.terminate(),
  };
  if (token !== undefined) {
    raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    await expect.poll(() => messages[0]?.type).toBe('connection_ack');
  }
  return raw;
}

/** Sockets of a test file, to be closed after each test. */
export class RawSockets {
  readonly #open: RawSocket[] = [];

  async open(url: string, options?: RawSocketOptions): Promise<RawSocket> {
    const socket = await openRawSocket(url, options);
    this.#open.push(socket);
    return socket;
  }

  closeAll(): void {
    for (const socket of this.#open.splice(0)) socket.close();
  }
}
