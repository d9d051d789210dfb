import { setTimeout as timeout } from 'node:timers/promises';
import type pg from 'pg';
import { reconnectWait, type FeedLimits } from './limits.ts';
import type { FeedLog } from './topic.ts';

/** A pause that can be cut short. A ring between two waits ends the next one at once, so none is missed. */
export class Alarm {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Returns after that many milliseconds, or as soon as somebody rings. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = undefined;
    this.#rung = false;
  }
}

/** Returns after that many milliseconds, or as soon as the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await timeout(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Gives the rows of a statement. Throws when it has no answer within the deadline: the connection is useless then. */
export async function queryWithin<Row extends pg.QueryResultRow>(
  client: pg.Client,
  milliseconds: number,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => deadline.reject(new Error(`PostgreSQL did not answer within ${milliseconds} ms.`)),
    milliseconds,
  );
  try {
    return (await Promise.race([client.query<Row>(text, values), deadline.promise])).rows;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Gives a client of its own, not yet connected: a connection that fails in the moment it is made reports that
 * by an event, which would end the process if the listener came only after connecting.
 */
export type CreateClient = () => pg.Client;

export interface ConnectionOptions {
  readonly name: string;
  /** The first connection is made once this has happened. */
  readonly after?: Promise<unknown> | undefined;
  readonly createClient: CreateClient;
  readonly log: FeedLog;
  readonly limits: FeedLimits;
  /** Told of each failure. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
  /**
   * Uses the connection until `lost` aborts; calls `healthy` once it has proved to work. When it throws or
   * returns, the connection is closed and, unless the keeper was stopped, another one is opened.
   */
  readonly work: (client: pg.Client, lost: AbortSignal, healthy: () => void) => Promise<void>;
}

export interface KeptConnection {
  /** The failure that the connection is recovering from; undefined while it works. */
  readonly lastError: Error | undefined;
  /** Connects anew, and so resolves the address anew: the server may have been replaced. */
  renew(): void;
  /** Ends the work; a statement that does not finish soon is cut off. */
  stop(): Promise<void>;
}

/** Keeps one dedicated connection at work, through every failure, until stopped. Logs each outage once. */
export function keepConnected(options: ConnectionOptions): KeptConnection {
  const { name, after, createClient, work, log, limits, onFailure } = options;
  const stopped = new AbortController();
  let current: pg.Client | undefined;
  let failures = 0;
  let lastError: Error | undefined;

  const healthy = () => {
    if (lastError !== undefined) log.info({ connection: name, failures }, `${name}: connected again`);
    failures = 0;
    lastError = undefined;
  };
  const failed = (error: unknown) => {
    if (stopped.signal.aborted) return;
    onFailure?.(error);
    if (lastError === undefined) log.warn({ connection: name, err: error }, `${name}: connection lost, trying again`);
    lastError = error instanceof Error ? error : new Error(String(error));
  };

  const useOnce = async () => {
    const client = createClient();
    current = client;
    const lost = new AbortController();
    client.on('error', (error) => lost.abort(error));
    client.on('end', () => lost.abort(new Error('PostgreSQL closed the connection.')));
    try {
      await client.connect();
      const ended = AbortSignal.any([lost.signal, stopped.signal]);
      await work(client, ended, healthy);
      lost.signal.throwIfAborted();
    } finally {
      await close(client);
    }
  };

  const keep = async () => {
    await Promise.race([after, new Promise((resolve) => stopped.signal.addEventListener('abort', resolve))]);
    while (!stopped.signal.aborted) {
      try {
        await useOnce();
      } catch (error) {
        failed(error);
      }
      await pause(reconnectWait(failures++, limits), stopped.signal);
    }
  };
  const kept = keep();

  return {
    get lastError() {
      return lastError;
    },
    renew() {
      current?.connection.stream.destroy();
    },
    async stop() {
      stopped.abort();
      const timer = setTimeout(() => current?.connection.stream.destroy(), limits.stopGrace);
      await kept;
      clearTimeout(timer);
    },
  };
}

/** A dead peer would never confirm the end: after a moment the socket is destroyed instead. */
async function close(client: pg.Client): Promise<void> {
  const timer = setTimeout(() => client.connection.stream.destroy(), 500);
  try {
    await client.end();
  } catch {
    // It is closed either way.
  } finally {
    clearTimeout(timer);
  }
}
