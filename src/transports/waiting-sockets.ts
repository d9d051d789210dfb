import type { WebSocket } from 'ws';

/** Close code of the registry of IANA. */
export const tryAgainLater = 1013;

/**
 * Sockets that have not signed in yet. Of too many, the one that has waited longest is closed: whoever means it signs
 * in at once, and is not kept out by those who only wait.
 */
export class WaitingSockets {
  readonly #maximum: number;
  /** In the order in which they came. */
  readonly #sockets = new Set<WebSocket>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  add(socket: WebSocket): void {
    this.#sockets.add(socket);
    const [first] = this.#sockets;
    if (this.#sockets.size <= this.#maximum || first === undefined) return;
    this.#sockets.delete(first);
    first.close(tryAgainLater, 'Try again later');
  }

  delete(socket: WebSocket): void {
    this.#sockets.delete(socket);
  }
}
