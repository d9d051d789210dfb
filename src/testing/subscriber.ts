import type { Client } from 'graphql-ws';
import { expect } from 'vitest';

/** What a subscription has received so far. `any`, because a test reads what it asked for. */
export interface Collected {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly items: any[];
  readonly errors: unknown;
  /** The close event of the socket, once it is closed. */
  readonly closed: unknown;
  readonly completed: boolean;
  /** Waits until this many items, PROGRESS included, are there. */
  received(count: number): Promise<void>;
  stop(): void;
}

/** Subscribes and keeps everything that arrives under the operation's root field. */
export function collect(client: Client, query: string, variables: Record<string, unknown>, field: string): Collected {
  const state = {
    items: [] as unknown[],
    errors: undefined as unknown,
    closed: undefined as unknown,
    completed: false,
  };
  const stop = client.subscribe(
    { query, variables },
    {
      next: ({ data, errors }) => {
        if (errors) state.errors = errors;
        if (data?.[field] != null) state.items.push(data[field]);
      },
      error: (error) => {
        if (Array.isArray(error)) state.errors = error;
        else state.closed = error;
      },
      complete: () => (state.completed = true),
    },
  );
  return Object.assign(state, {
    received: (count: number) => expect.poll(() => state.items.length).toBeGreaterThanOrEqual(count),
    stop,
  });
}
