/**
 * How long a row takes from psql to a subscriber: starts the whole service as an operator does, subscribes over
 * real WebSockets, inserts events by plain SQL and takes the time from before the INSERT is sent until each
 * subscriber has the item with its user and institution. Exits with 1 when the agreed limits are not met.
 *
 *   node bench/feed-latency.ts [--subscribers 200] [--events 200] [--rate 10] [--bulk 0]
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createClient, type Client } from 'graphql-ws';
import pg from 'pg';
import { WebSocket } from 'ws';
import { loadConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/open-database.ts';

/** Agreed limits in milliseconds. */
const limits = { median: 40, p99: 150 };
const subscriptionsPerSocket = 20;
const query = `subscription { securityEventFeed { kind cursor event {
  id eventType severity createdAt description user { id username } institution { id name } } } }`;

interface Payload {
  securityEventFeed: { kind: string; event: { eventType: string } | null };
}

const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '200' },
    events: { type: 'string', default: '200' },
    rate: { type: 'string', default: '10' },
    bulk: { type: 'string', default: '0' },
  },
});
const [subscribers, events, rate, bulk] = [values.subscribers, values.events, values.rate, values.bulk].map(Number) as [
  number,
  number,
  number,
  number,
];

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;

/** Starts the service and gives its URL and the token of a super administrator, as it prints them. */
async function startService(environment: NodeJS.ProcessEnv) {
  const service = spawn(process.execPath, ['--max-semi-space-size=64', 'src/main.ts'], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let url: string | undefined;
  for await (const line of createInterface({ input: service.stdout })) {
    url ??= /Subscriptions\s+(\S+)/.exec(line)?.[1];
    const token = /^\s*superadmin\s+(\S+)$/.exec(line)?.[1];
    if (url !== undefined && token !== undefined) {
      service.stdout.resume();
      return {
        url,
        token,
        stop: () => service.kill('SIGTERM'),
        exited: new Promise((done) => service.on('exit', done)),
      };
    }
  }
  throw new Error('The service ended before it was ready.');
}

/** Subscribes that many times and calls `onEvent` with the event type of each item. Gives once all have started. */
async function subscribeAll(url: string, token: string, onEvent: (type: string) => void): Promise<Client[]> {
  const clients: Client[] = [];
  let started = 0;
  for (let index = 0; index < subscribers; index++) {
    if (index % subscriptionsPerSocket === 0) {
      clients.push(
        createClient({
          url,
          webSocketImpl: WebSocket,
          connectionParams: { authorization: `Bearer ${token}` },
          lazy: true,
        }),
      );
    }
    clients.at(-1)?.subscribe<Payload>(
      { query },
      {
        next: ({ data, errors }) => {
          if (data == null) throw new Error(`subscription failed: ${JSON.stringify(errors)}`);
          if (data.securityEventFeed.kind === 'PROGRESS') started += 1;
          else onEvent(data.securityEventFeed.event?.eventType ?? '');
        },
        error: (error) => {
          console.error(error);
          process.exit(1);
        },
        complete: () => undefined,
      },
    );
  }
  while (started < subscribers) await sleep(10);
  return clients;
}

const dataDir = await mkdtemp(join(tmpdir(), 'atis-bench-'));
const database = await openDatabase(loadConfig({ DATA_DIR: dataDir }), () => undefined);
const service = await startService({
  DATABASE_URL: database.serviceUrl,
  MIGRATION_DATABASE_URL: database.ownerUrl,
  DEMO_DATA: 'on',
});
try {
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const clients = await subscribeAll(service.url, service.token, (type) => {
    const sent = sentAt.get(type);
    if (sent !== undefined) latencies.push(performance.now() - sent);
  });

  const writer = new pg.Client({ connectionString: database.ownerUrl });
  await writer.connect();
  const insert = (type: string) =>
    writer.query(
      `insert into security_events(event_type, severity, user_id, institution_id, description)
       select $1, 'warning', id, institution_id, 'Uğursuz giriş cəhdi' from users order by random() limit 1`,
      [type],
    );
  for (let index = 0; index < 20; index++) await insert('warm-up');
  await sleep(500);
  for (let index = 0; index < events; index++) {
    const next = performance.now() + 1_000 / rate;
    const type = `bench-${index}`;
    sentAt.set(type, performance.now());
    await insert(type);
    await sleep(Math.max(0, next - performance.now()));
  }
  for (let waited = 0; latencies.length < events * subscribers && waited < 10_000; waited += 50) await sleep(50);
  latencies.sort((a, b) => a - b);
  const [median, p99] = [percentile(latencies, 0.5), percentile(latencies, 0.99)];
  console.log(`insert to receive, ${subscribers} subscribers, ${events} events at ${rate}/s:`);
  console.log(
    `  median ${median.toFixed(1)} ms, p90 ${percentile(latencies, 0.9).toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ` +
      `longest ${percentile(latencies, 1).toFixed(1)} ms, received ${latencies.length} of ${events * subscribers}`,
  );
  const failed = latencies.length !== events * subscribers || median > limits.median || p99 > limits.p99;
  if (failed) process.exitCode = 1;
  console.log(failed ? '  NOT within' : '  within', `median ${limits.median} ms, p99 ${limits.p99} ms`);

  if (bulk > 0) {
    latencies.length = 0;
    const sent = performance.now();
    sentAt.set('bulk', sent);
    await writer.query(
      `insert into security_events(event_type, severity) select 'bulk', 'info' from generate_series(1, $1)`,
      [bulk],
    );
    while (latencies.length < bulk * subscribers) await sleep(20);
    const seconds = (performance.now() - sent) / 1_000;
    console.log(`one INSERT of ${bulk} rows, all received after ${seconds.toFixed(2)} s:`);
    console.log(`  ${Math.round((bulk * subscribers) / seconds)} messages/s`);
  }
  await writer.end();
  for (const client of clients) void client.dispose();
} finally {
  service.stop();
  await service.exited;
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}
