import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { issueToken } from './auth/issue-token.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { openRawSocket, type RawSocket } from './testing/raw-socket.ts';
import { kill, startProcess, type ServiceProcess } from './testing/service-process.ts';
import { createWorld, insertEvents } from './testing/world.ts';

/** Events behind the stalled readers, and so many at a time. */
const events = 200_000;
const batch = 5_000;
/** Batches before there is a stalled reader: afterwards memory is as large as it gets without one. */
const calmBatches = 8;
/** What a stalled reader reads at least once it reads again, of the items that it was not sent before. */
const sample = 10_000;

let database: TestDatabase;
let service: ServiceProcess;
let url: string;
/** Another instance, which has no stalled reader: to compare with, in the same moments on the same machine. */
let calm: ServiceProcess;
let calmUrl: string;
let token: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await createWorld(database);
  // V8 takes memory as long as there is some: with little of it, what the process holds is what it needs.
  const NODE_OPTIONS = '--max-old-space-size=112 --max-semi-space-size=2';
  const start = () =>
    startProcess({ DATABASE_URL: database.url, MIGRATION_DATABASE_URL: database.ownerUrl, NODE_OPTIONS });
  [service, calm] = [start(), start()];
  [url, calmUrl] = await Promise.all([service.ready(), calm.ready()]);
  token = await issueToken(database.db, 'superadmin', 'test', null);
}, 60_000);
afterAll(async () => {
  await Promise.all([kill(service), kill(calm)]);
  await database.drop();
});

const feed = `subscription ($after: String) {
  securityEventFeed(after: $after) { cursor event { databaseId description } }
}`;
const probes = `subscription { securityEventFeed(filter: { severities: [CRITICAL] }) { event { description } } }`;

interface Item {
  readonly cursor: string;
  readonly event: { readonly databaseId: string } | null;
}
interface Result {
  readonly data?: { readonly securityEventFeed: Item } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** What one subscriber has read in the end, over one connection. */
interface Read {
  readonly items: Item[];
  /** Why it ended: an error's code; undefined where the connection was closed. */
  code: string | undefined;
}

/** A subscriber who reads when it is told to. */
interface Sleeper {
  /** Reads until there is nothing more to come or enough is there. */
  wake(enough?: number): Promise<Read>;
}

function take(read: Read, { data, errors }: Result): void {
  if (data) read.items.push(data.securityEventFeed);
  read.code = errors?.[0]?.extensions.code ?? read.code;
}

async function sleepOnSocket(after?: string): Promise<Sleeper> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const read: Read = { items: [], code: undefined };
  const started = Promise.withResolvers<undefined>();
  const over = Promise.withResolvers<undefined>();
  let wanted = Infinity;
  socket.on('message', (data: Buffer) => {
    const { type, payload } = JSON.parse(data.toString()) as { type: string; payload: unknown };
    if (type === 'connection_ack') {
      const payload = { query: feed, variables: { after } };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    } else if (type === 'next') {
      take(read, payload as Result);
      started.resolve(undefined);
    } else if (type === 'error') {
      take(read, { errors: payload as NonNullable<Result['errors']> });
    }
    if (type === 'error' || type === 'complete' || read.items.length >= wanted) socket.terminate();
  });
  socket.on('close', () => over.resolve(undefined));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await started.promise;
  socket.pause();
  return {
    async wake(enough = Infinity) {
      wanted = enough;
      socket.resume();
      await over.promise;
      return read;
    },
  };
}

async function sleepOnStream(after?: string): Promise<Sleeper> {
  const asked = request(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
  });
  asked.end(JSON.stringify({ query: feed, variables: { after } }));
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return {
    async wake(enough = Infinity) {
      const read: Read = { items: [], code: undefined };
      let text = '';
      try {
        for await (const chunk of response.setEncoding('utf8')) {
          const messages = (text + (chunk as string)).split('\n\n');
          text = messages.pop() ?? '';
          for (const message of messages) {
            const [, data] = /^event: next\ndata: (.*)$/m.exec(message) ?? [];
            if (data) take(read, JSON.parse(data) as Result);
          }
          if (read.items.length >= enough) break;
        }
      } catch {
        // The service has closed the connection.
      }
      asked.destroy();
      return read;
    },
  };
}

/** The events of the feed in its order. */
async function feedIds(): Promise<string[]> {
  const { rows } = await sql<{ row_id: string }>`
    select row_id from api.feed_entries where topic = 'security_event' order by position`.execute(database.owner);
  return rows.map(({ row_id }) => row_id);
}
const eventIds = ({ items }: Read) => items.flatMap(({ event }) => event?.databaseId ?? []);

const residentMegabytes = ({ process: { pid } }: ServiceProcess) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) / 1_024;
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function readProbes(address: string): Promise<RawSocket> {
  const reader = await openRawSocket(`${address.replace('http', 'ws')}/graphql`, { token });
  reader.send({ id: '1', type: 'subscribe', payload: { query: probes } });
  await reader.answer('1', 'next');
  return reader;
}

let probe = 0;
/** Writes so many events, and then one that readers wait for: gives after how long each had that, in milliseconds. */
async function write(readers: readonly RawSocket[], count: number): Promise<number[]> {
  await sql`
    insert into security_events (event_type, severity, description)
    select 'failed_login', 'warning', repeat('x', 500) from generate_series(1, ${count}::integer)`.execute(
    database.owner,
  );
  const began = performance.now();
  const description = `probe ${++probe}`;
  await insertEvents(database.owner, [{ severity: 'critical', description }]);
  return Promise.all(
    readers.map(async ({ messages }) => {
      await expect.poll(() => JSON.stringify(messages.slice(-20)), { timeout: 60_000 }).toContain(description);
      return performance.now() - began;
    }),
  );
}

test('a stalled reader with 200,000 events behind it costs little memory, delays nobody, and loses nothing', async () => {
  const readers = await Promise.all([readProbes(url), readProbes(calmUrl)]);
  for (let i = 0; i < calmBatches; i++) await write(readers, batch);
  const before = residentMegabytes(service);

  const stalled = await Promise.all([sleepOnSocket(), sleepOnStream()]);
  const disturbed: number[] = [];
  const undisturbed: number[] = [];
  const resident: number[] = [];
  const from = performance.now();
  for (let i = 0; i < events / batch; i++) {
    const [beside = 0, elsewhere = 0] = await write(readers, batch);
    disturbed.push(beside);
    undisturbed.push(elsewhere);
    resident.push(residentMegabytes(service));
  }
  expect(Math.max(...resident) - before).toBeLessThan(50);
  expect(median(disturbed)).toBeLessThan(3 * median(undisturbed) + 100);

  // Their subscriptions have ended by now; what was sent before still waits in the network.
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, 15_000 - (performance.now() - from))));
  const feedInOrder = await feedIds();
  for (const [index, sleep] of [sleepOnSocket, sleepOnStream].entries()) {
    const read = await stalled[index]!.wake();
    expect(['CONSUMER_TOO_SLOW', undefined]).toContain(read.code);
    const first = eventIds(read);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(events / 2);
    const resumed = await (await sleep(read.items.at(-1)!.cursor)).wake(sample);
    const ids = [...first, ...eventIds(resumed)];
    const start = feedInOrder.indexOf(ids[0]!);
    expect(start).toBe(calmBatches * (batch + 1));
    expect(ids.length).toBeGreaterThan(first.length + sample / 2);
    expect(ids).toEqual(feedInOrder.slice(start, start + ids.length));
  }
  for (const reader of readers) reader.close();
}, 400_000);
