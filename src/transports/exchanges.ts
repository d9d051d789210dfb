import type { Socket } from 'node:net';
import { sqlState } from '../db/faults.ts';
import { tooMany } from '../errors.ts';

/** Ends what a client asked for, with this error. */
export type Cancel = (reason: Error) => void;

/**
 * Why the query of a client that has left ends. The code is PostgreSQL's for a cancelled statement: it is nobody's
 * fault, and there is nobody to read it.
 */
export const clientLeft = (): Error =>
  Object.assign(new Error('The client has left.'), { code: sqlState.queryCanceled });

/**
 * The requests that run on each HTTP connection. They end with it, and are no more at a time than the operations of a
 * WebSocket: a client may send one after the other without waiting for answers (pipelining).
 */
export class Exchanges {
  readonly #maximum: number;
  readonly #running = new Map<Socket, Set<Cancel>>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Throws LIMIT_EXCEEDED when too many run on this connection. Whoever began calls `end`. */
  begin(socket: Socket, cancel: Cancel): void {
    if (socket.destroyed) {
      cancel(clientLeft());
      return;
    }
    const running = this.#running.get(socket) ?? this.#watch(socket);
    if (running.size >= this.#maximum) {
      const message = `A connection may have ${this.#maximum} requests under way at a time. Wait for their answers.`;
      throw tooMany('operationsPerSocket', this.#maximum, message);
    }
    running.add(cancel);
  }

  end(socket: Socket, cancel: Cancel): void {
    this.#running.get(socket)?.delete(cancel);
  }

  cancelAll(reason: Error): void {
    for (const running of this.#running.values()) for (const cancel of running) cancel(reason);
  }

  #watch(socket: Socket): Set<Cancel> {
    const running = new Set<Cancel>();
    this.#running.set(socket, running);
    socket.once('close', () => {
      this.#running.delete(socket);
      for (const cancel of running) cancel(clientLeft());
    });
    return running;
  }
}
