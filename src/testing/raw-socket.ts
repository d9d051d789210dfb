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
  readonly messages: Message[];
  send(message: Message | string): void;
  /** Waits for the answer to an operation: the first message with this id and type. */
  answer(id: string, type: 'next' | 'error' | 'complete'): Promise<Message>;
  /** Waits until the service has closed it; gives the code. */
  closed(): Promise<number>;
  readonly isOpen: boolean;
  close(): void;
}

/** Opens a socket. With a token it sends `connection_init` and waits until that is acknowledged. */
export async function openRawSocket(
  url: string,
  { token, protocol = 'graphql-transport-ws' }: { token?: string; protocol?: string } = {},
): Promise<RawSocket> {
  const socket = new WebSocket(url, protocol);
  const messages: Message[] = [];
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
  await once(socket, 'open');
  const raw: RawSocket = {
    messages,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async answer(id, type) {
      const find = () => messages.find((message) => message.id === id && message.type === type);
      await expect.poll(find).toBeDefined();
      return find()!;
    },
    closed: () => closed,
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
