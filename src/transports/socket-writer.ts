import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import type { Delivery } from '../graphql/delivery.ts';
import { NextMessages, nextPrefix } from './frames.ts';
import { runSoon, type Work } from './turns.ts';

/** Bytes after which a socket lets others have their turn. */
const maxWrite = 64 * 1024;

interface Running {
  readonly prefix: Buffer;
  readonly delivery: Delivery;
}

/** An operation with one result. */
export interface SingleOperation {
  /** Gives the result as JSON text. */
  readonly run: () => Promise<string>;
  /** The client does not want it any more. */
  readonly cancel: () => void;
  /** Called once, when nothing of it runs any more. */
  readonly over: () => void;
}

/** Between two runs it is empty. */
const messages = new NextMessages();

/**
 * Sends what the subscriptions of one socket deliver: all that is there in one write, past the WebSocket library,
 * which would frame every message anew and write it by itself. While the client does not read nothing is taken, so
 * that items wait in the feed, and one write at most in memory.
 */
export class SocketWriter implements Work {
  queued = false;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  /** Those that may have something to send. */
  readonly #ready = new Set<Running>();
  #draining = false;

  /** `stream` is what the socket was made of. */
  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  /**
   * Sends what the operation of this id delivers, and calls `over` once when that has ended. Gives what graphql-ws
   * takes for its results, see `sentElsewhere`.
   */
  deliver(id: string, delivery: Delivery, over: () => void): AsyncGenerator<never, void, void> {
    const running = { prefix: Buffer.from(nextPrefix(id)), delivery };
    const ready = () => {
      this.#ready.add(running);
      runSoon(this);
    };
    const start = () =>
      new Promise<void>((resolve, reject) => {
        delivery.start({ ready, ended: (error) => (error === undefined ? resolve() : reject(error)) });
        ready();
      });
    const stop = () => {
      delivery.stop();
      this.#ready.delete(running);
    };
    return sentElsewhere({ start, stop, over });
  }

  /** The same for an operation with one result. It begins with the first `next()`, so that `return()` can cancel it. */
  sendOnce(id: string, operation: SingleOperation): AsyncGenerator<never, void, void> {
    let cancelled = false;
    const start = async () => {
      const result = await operation.run();
      if (!cancelled) await this.#send(`${nextPrefix(id)}${result}}`);
    };
    const stop = () => {
      cancelled = true;
      operation.cancel();
    };
    return sentElsewhere({ start, stop, over: operation.over });
  }

  #send(message: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState !== WebSocket.OPEN) resolve();
      else this.#socket.send(message, (error) => (error ? reject(error) : resolve()));
    });
  }

  run(): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (this.#stream.writableNeedDrain) {
      this.#waitForDrain();
      return;
    }
    for (const running of this.#ready) {
      // Whoever has more than fits comes after the others in the next run.
      this.#ready.delete(running);
      this.#collect(running);
      if (messages.size >= maxWrite) break;
    }
    if (messages.size > 0) this.#stream.write(messages.takeFrames());
    if (this.#ready.size > 0) runSoon(this);
  }

  #collect(running: Running): void {
    for (let payload = running.delivery.take(); payload !== undefined; payload = running.delivery.take()) {
      messages.add(running.prefix, payload);
      if (messages.size >= maxWrite) {
        this.#ready.add(running);
        return;
      }
    }
  }

  #waitForDrain(): void {
    if (this.#draining) return;
    this.#draining = true;
    this.#stream.once('drain', () => {
      this.#draining = false;
      runSoon(this);
    });
  }
}

interface Elsewhere {
  /** Resolves at the end. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
  /** Called once: at the end, or when it was stopped before it began. */
  readonly over: () => void;
}

/**
 * An iterator without any value, which begins with the first `next()` and ends when `start` does: graphql-ws keeps
 * the order of the protocol by it, and has nothing to turn into text and to send.
 */
function sentElsewhere({ start, stop, over }: Elsewhere): AsyncGenerator<never, void, void> {
  const completed = { done: true, value: undefined } as const;
  let ended: Promise<void> | undefined;
  const finish = () => {
    stop();
    if (ended !== undefined) return;
    ended = Promise.resolve();
    over();
  };
  return {
    async next() {
      ended ??= start().finally(over);
      await ended;
      return completed;
    },
    return() {
      finish();
      return Promise.resolve(completed);
    },
    throw(error) {
      finish();
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]() {
      finish();
      return Promise.resolve();
    },
  };
}
