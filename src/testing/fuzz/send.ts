import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { TestService } from '../service.ts';
import type { WrittenDocument } from './document.ts';

/** How an operation travels. */
export type Transport = 'post' | 'get' | 'stream' | 'socket';

/** What came back, as text. */
export interface Reply {
  /** Of the HTTP answer; over a socket, what its close code stands for, 200 while it stays open. */
  readonly status: number;
  /** Each is a GraphQL answer. */
  readonly results: readonly string[];
  readonly closeCode?: number;
}

/** Beyond it Node itself refuses a request; an operation that long is posted. */
const longestUrl = 12_000;

/** What a socket of this protocol calls a fault of the service. */
const internalError = 4500;

/** Sends operations of one viewer and waits for their answers; of a subscription, for the first item. */
export class Sender {
  readonly #service: TestService;
  readonly #authorization: string | null;
  #socket: WebSocket | undefined;
  #operations = 0;

  constructor(service: TestService, token: string | null) {
    this.#service = service;
    this.#authorization = token === null ? null : `Bearer ${token}`;
  }

  async send(transport: Transport, { query, variables }: WrittenDocument, signal: AbortSignal): Promise<Reply> {
    if (transport === 'socket')
      return this.#overSocket(`{"query":${JSON.stringify(query)},"variables":${variables}}`, signal);
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (this.#authorization !== null) headers.authorization = this.#authorization;
    const parameters = new URLSearchParams({ query, variables }).toString();
    if (transport === 'get' && parameters.length < longestUrl) {
      const response = await fetch(`${this.#service.url}/graphql?${parameters}`, { headers, signal });
      return { status: response.status, results: [await response.text()] };
    }
    const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
    if (transport !== 'stream') {
      const response = await fetch(`${this.#service.url}/graphql`, { method: 'POST', headers, body, signal });
      return { status: response.status, results: [await response.text()] };
    }
    headers.accept = 'text/event-stream';
    const response = await fetch(`${this.#service.url}/graphql/stream`, { method: 'POST', headers, body, signal });
    return { status: response.status, results: await firstEvent(response) };
  }

  close(): void {
    this.#socket?.close();
  }

  async #overSocket(payload: string, signal: AbortSignal): Promise<Reply> {
    const socket = await this.#open(signal);
    const id = String(this.#operations++);
    const results: string[] = [];
    const over = new AbortController();
    const whenClosed = once(socket, 'close', { signal: over.signal }).then(([code]) => code as number);
    const answered = new Promise<undefined>((resolve) => {
      socket.on('message', function listen(data: Buffer) {
        const message = JSON.parse(data.toString()) as { id?: string; type: string; payload?: unknown };
        // The last word on an operation that was given up before.
        if (message.id !== id) return;
        if (message.type === 'next') results.push(JSON.stringify(message.payload));
        if (message.type === 'error') results.push(JSON.stringify({ errors: message.payload }));
        socket.off('message', listen);
        resolve(undefined);
      });
    });
    const aborted = once(signal, 'abort', { signal: over.signal }).then(() => {
      throw new Error('no answer over the socket');
    });
    socket.send(`{"id":"${id}","type":"subscribe","payload":${payload}}`);
    try {
      const closeCode = await Promise.race([answered, whenClosed, aborted]);
      if (closeCode !== undefined) {
        this.#socket = undefined;
        return { status: closeCode === internalError ? 500 : 400, results, closeCode };
      }
      socket.send(`{"id":"${id}","type":"complete"}`);
      return { status: 200, results };
    } finally {
      for (const waiting of [whenClosed, aborted]) waiting.catch(() => undefined);
      over.abort();
    }
  }

  async #open(signal: AbortSignal): Promise<WebSocket> {
    if (this.#socket?.readyState === WebSocket.OPEN) return this.#socket;
    const socket = new WebSocket(this.#service.wsUrl, 'graphql-transport-ws');
    await once(socket, 'open', { signal });
    const payload = this.#authorization === null ? {} : { authorization: this.#authorization };
    socket.send(JSON.stringify({ type: 'connection_init', payload }));
    await once(socket, 'message', { signal });
    this.#socket = socket;
    return socket;
  }
}

/** The data of the first event; a refusal is no event but a whole answer. Leaves the stream then. */
async function firstEvent(response: Response): Promise<string[]> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return [await response.text()];
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const [, data] = /^data: ?(.+)\n\n/m.exec(text) ?? [];
    if (data !== undefined) return [data];
    if (text.includes('event: complete')) return [];
  }
  return [];
}
