import { inspect } from 'node:util';
import type { GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { decodeCursor } from '../feed/cursor.ts';
import { between, pick, Recipient, sleep } from '../feed/testing/chaos.ts';

const feed = `subscription ($after: String) {
  securityEventFeed(after: $after) { cursor kind event { databaseId } }
}`;

interface Item {
  readonly cursor: string;
  readonly kind: 'PROGRESS' | 'CREATED' | 'UPDATED' | 'DELETED';
  readonly event: { readonly databaseId: string } | null;
}

export interface FollowerOptions {
  readonly token: string;
  /** What this user may see. */
  readonly institutions: readonly string[];
  /** WebSocket addresses to choose from, as of now. */
  readonly urls: () => readonly string[];
}

/** A user of the feed who connects to any instance, leaves in one way or another, and resumes from a cursor. */
export class Follower extends Recipient {
  /** How connections ended that neither this user nor a dying instance ended. */
  readonly refusals: string[] = [];
  readonly #options: FollowerOptions;

  constructor(options: FollowerOptions) {
    super(options.institutions);
    this.#options = options;
  }

  /** Comes and goes until `stop` aborts. */
  async follow(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const stay = pick([between(0, 500), between(500, 5_000), between(5_000, 15_000)]);
      await this.#visit(AbortSignal.any([stop, AbortSignal.timeout(stay)]));
      await sleep(between(0, 300));
    }
  }

  /** One connection: until `leave` aborts or the instance dies. */
  async #visit(leave: AbortSignal): Promise<void> {
    const after = this.cursor;
    const floor = after === undefined ? -1 : decodeCursor(after);
    const accept = this.connect();
    const url = pick(this.#options.urls());
    let socket: WebSocket | undefined;
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${this.#options.token}` },
      retryAttempts: 0,
      on: { opened: (opened) => (socket = opened as WebSocket) },
    });
    const take = ({ cursor, kind, event }: Item) => {
      const position = decodeCursor(cursor);
      const isProgress = kind === 'PROGRESS';
      if (isProgress ? position < floor : position <= floor) this.violations.push(`${position} came after ${floor}`);
      if (!isProgress && (kind !== 'CREATED' || event === null)) this.violations.push(`${position} came as ${kind}`);
      accept(cursor, isProgress ? null : (event?.databaseId ?? 'none'));
    };
    await new Promise<void>((resolve) => {
      const unsubscribe = client.subscribe<{ securityEventFeed: Item }>(
        { query: feed, variables: { after } },
        {
          next: ({ data, errors }) => {
            if (data != null && !errors) take(data.securityEventFeed);
            else if (!isBusy(errors)) this.refusals.push(JSON.stringify(errors));
          },
          error: (error) => {
            if (!isLostConnection(error) && !isBusy(error)) this.refusals.push(inspect(error, { depth: 2 }));
            resolve();
          },
          complete: resolve,
        },
      );
      leave.addEventListener('abort', () => {
        if (socket && Math.random() < 0.5) socket.terminate();
        else unsubscribe();
      });
    });
  }
}

/**
 * The instance was killed (close code 1006), its database was away (1013), or it is gone already (the error event of
 * the socket).
 */
function isLostConnection(ending: unknown): boolean {
  if (typeof ending !== 'object' || ending === null) return false;
  if ('code' in ending) return ending.code === 1006 || ending.code === 1013;
  const error = 'error' in ending ? ending.error : undefined;
  return error instanceof Error && 'code' in error && ['ECONNREFUSED', 'ECONNRESET'].includes(String(error.code));
}

/** On an overloaded machine a database connection may take too long: the client is told to come again. */
const isBusy = (ending: unknown): boolean =>
  Array.isArray(ending) && (ending as GraphQLFormattedError[])[0]?.extensions?.code === 'SERVICE_UNAVAILABLE';
