/**
 * A feed of security events as tutorials write it, to compare the service with: graphql-ws over ws, graphql-js,
 * LISTEN/NOTIFY with the row as payload, an async iterator with a queue for each subscriber, user and institution by
 * DataLoader. It checks no credentials, has no order over several writers, and cannot be resumed.
 *
 *   DATABASE_URL=postgres://… node bench/plain-feed.ts    (feed-throughput.ts starts it)
 *
 * With BARE=1 it accepts WebSockets and nothing else: what a socket itself costs.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import DataLoader from 'dataloader';
import { useServer } from 'graphql-ws/use/ws';
import pg from 'pg';
import { WebSocketServer } from 'ws';

interface Row {
  readonly id: number;
  readonly event_type: string;
  readonly severity: string;
  readonly created_at: string;
  readonly description: string | null;
  readonly user_id: number | null;
  readonly institution_id: number | null;
}
interface Named {
  readonly id: string;
}
interface Loaders {
  readonly users: DataLoader<string, Named | null>;
  readonly institutions: DataLoader<string, Named | null>;
}

const typeDefs = `
  enum Severity { INFO WARNING CRITICAL }
  input SecurityEventFeedFilter { severities: [Severity!] }
  type User { id: ID! username: String! }
  type Institution { id: ID! name: String! }
  type SecurityEvent {
    id: ID! eventType: String! severity: String! createdAt: String! description: String
    user: User institution: Institution
  }
  type SecurityEventFeedItem { kind: String! cursor: String! event: SecurityEvent }
  type Query { ok: Boolean }
  type Subscription { securityEventFeed(filter: SecurityEventFeedFilter): SecurityEventFeedItem! }
`;

/** A queue that is an async iterator, as PubSub libraries have it. */
class Subscriber implements AsyncIterableIterator<{ securityEventFeed: object }> {
  readonly #queue: { securityEventFeed: object }[] = [];
  #waiting: ((step: IteratorResult<{ securityEventFeed: object }>) => void) | undefined;

  push(value: { securityEventFeed: object }): void {
    if (this.#waiting) this.#waiting({ done: false, value });
    else this.#queue.push(value);
    this.#waiting = undefined;
  }
  next(): Promise<IteratorResult<{ securityEventFeed: object }>> {
    const value = this.#queue.shift();
    if (value) return Promise.resolve({ done: false, value });
    return new Promise((resolve) => (this.#waiting = resolve));
  }
  return(): Promise<IteratorResult<{ securityEventFeed: object }>> {
    subscribers.delete(this);
    this.#waiting?.({ done: true, value: undefined });
    return Promise.resolve({ done: true, value: undefined });
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
}

const subscribers = new Map<Subscriber, readonly string[] | undefined>();
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const loader = (table: 'users' | 'institutions', columns: string) =>
  new DataLoader<string, Named | null>(async (ids) => {
    const { rows } = await pool.query<Named>(`select ${columns} from ${table} where id = any($1)`, [ids]);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });

const schema = makeExecutableSchema<{ loaders: Loaders }>({
  typeDefs,
  resolvers: {
    SecurityEvent: {
      eventType: (row: Row) => row.event_type,
      createdAt: (row: Row) => row.created_at,
      user: (row: Row, _, { loaders }) => (row.user_id === null ? null : loaders.users.load(String(row.user_id))),
      institution: (row: Row, _, { loaders }) =>
        row.institution_id === null ? null : loaders.institutions.load(String(row.institution_id)),
    },
    Subscription: {
      securityEventFeed: {
        subscribe: (_, { filter }: { filter?: { severities?: string[] } }) => {
          const subscriber = new Subscriber();
          subscribers.set(subscriber, filter?.severities);
          return subscriber;
        },
      },
    },
  },
});

if (process.env.BARE === undefined) {
  const listener = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await listener.connect();
  listener.on('notification', ({ payload = '{}' }) => {
    const event = JSON.parse(payload) as Row;
    const severity = event.severity.toUpperCase();
    const value = { securityEventFeed: { kind: 'CREATED', cursor: String(event.id).padStart(16, '0'), event } };
    for (const [subscriber, severities] of subscribers) {
      if (severities === undefined || severities.includes(severity)) subscriber.push(value);
    }
  });
  await listener.query('listen plain_feed');
}

const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql', handleProtocols: () => 'graphql-transport-ws' });
if (process.env.BARE === undefined) {
  useServer(
    {
      schema,
      context: () => ({
        loaders: { users: loader('users', 'id, username'), institutions: loader('institutions', 'id, name') },
      }),
    },
    sockets,
  );
} else {
  sockets.on('connection', (socket) => socket.on('message', () => socket.send('{"type":"connection_ack"}')));
}
server.listen(0, '127.0.0.1', () => console.log(`LISTENING ${(server.address() as AddressInfo).port}`));
process.on('SIGTERM', () => process.exit(0));
