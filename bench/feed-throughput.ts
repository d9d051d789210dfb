/**
 * What the live feed bears on one core: the whole service, and a plain graphql-ws server over the same database
 * (plain-feed.ts), each with real WebSockets, pinned to core 0 with PostgreSQL, the writer and the clients on the
 * other cores. Prints tables: latency and CPU at several rates, the highest rate that each keeps up with, memory.
 *
 *   node bench/feed-throughput.ts [--subscribers 200,1000,10000] [--seconds 4] [--idle 10000] [--json FILE]
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { loadConfig } from '../src/config.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { criticalShare, Crowd, type Audience, type Measured } from './feed/measure.ts';
import { startServer, type ServerProcess } from './feed/server-process.ts';

const { values } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '200,1000,10000' },
    servers: { type: 'string', default: 'service,plain' },
    rates: { type: 'string', default: '5,10,20,40,80,160,320,640,1280' },
    seconds: { type: 'string', default: '4' },
    idle: { type: 'string', default: '10000' },
    mixed: { type: 'string', default: '1000' },
    json: { type: 'string' },
  },
});
const numbers = (list: string) => list.split(',').map(Number);
const seconds = Number(values.seconds);

const full = `subscription ($filter: SecurityEventFeedFilter) { securityEventFeed(filter: $filter) { kind cursor event {
  id eventType severity createdAt description user { id username } institution { id name } } } }`;
const short = `subscription ($filter: SecurityEventFeedFilter) { securityEventFeed(filter: $filter) { kind cursor event {
  id eventType severity } } }`;
const onlyCritical = { filter: { severities: ['CRITICAL'] } };
const same: Audience[] = [{ query: full, share: 1 }];
/** Two selections with and without a filter. */
const different: Audience[] = [
  { query: full, share: 1 },
  { query: short, share: 1 },
  { query: full, variables: onlyCritical, share: criticalShare },
  { query: short, variables: onlyCritical, share: criticalShare },
];

const plainTrigger = `
  create function plain_feed() returns trigger language plpgsql as
    $$ begin perform pg_notify('plain_feed', row_to_json(new)::text); return null; end $$;
  create trigger plain_feed after insert on security_events for each row execute function plain_feed()`;
const noPlainTrigger = 'drop trigger plain_feed on security_events; drop function plain_feed()';

if (availableParallelism() < 2) throw new Error('This needs two cores: one for the server, one for everything else.');
execFileSync('taskset', ['-p', '-c', `1-${availableParallelism() - 1}`, String(process.pid)], { stdio: 'ignore' });

const dataDir = await mkdtemp(join(tmpdir(), 'atis-bench-'));
const database = await openDatabase(loadConfig({ DATA_DIR: dataDir }), () => undefined);

const servers: Record<string, () => Promise<ServerProcess>> = {
  service: () =>
    startServer(
      ['src/main.ts'],
      { PORT: '0', DATABASE_URL: database.serviceUrl, MIGRATION_DATABASE_URL: database.ownerUrl, DEMO_DATA: 'on' },
      (line, found) => {
        const url = /Subscriptions\s+(\S+)/.exec(line)?.[1];
        const token = /^\s*superadmin\s+(\S+)$/.exec(line)?.[1];
        if (url !== undefined) found.url = url;
        if (token !== undefined) found.token = token;
      },
    ),
  plain: () => startPlain({}),
  bare: () => startPlain({ BARE: '1' }),
};

const startPlain = (environment: Record<string, string>) =>
  startServer(['bench/plain-feed.ts'], { DATABASE_URL: database.ownerUrl, ...environment }, (line, found) => {
    const port = /^LISTENING (\d+)$/.exec(line)?.[1];
    if (port !== undefined) Object.assign(found, { url: `ws://127.0.0.1:${port}/graphql`, token: 'none' });
  });

async function withServer<Result>(
  name: string,
  use: (server: ServerProcess, writer: pg.Client) => Promise<Result>,
): Promise<Result> {
  const server = await servers[name]!();
  const writer = new pg.Client({ connectionString: database.ownerUrl });
  await writer.connect();
  try {
    if (name === 'plain') await writer.query(plainTrigger);
    return await use(server, writer);
  } finally {
    if (name === 'plain') await writer.query(noPlainTrigger);
    await writer.end();
    await server.stop();
  }
}

const cell = (value: number, digits = 0) => value.toFixed(digits).padStart(9);
const report = (name: string, { subscribers, rate, inserted, p50, p99, cpuPerMessage, busy, ...rest }: Measured) =>
  console.log(
    `${name.padEnd(16)}${cell(subscribers)}${cell(rate)}${cell(inserted)}${cell(p50, 1)}${cell(p99, 1)}` +
      `${cell(cpuPerMessage, 1)}${cell(busy * 100)}${cell((rest.delivered / rest.expected) * 100)}  ` +
      (rest.sustained ? 'kept up' : 'FELL BEHIND'),
  );

/** Raises the rate until the server does not keep up any more. Gives every step. */
const climb = (name: string, subscribers: number, audiences: readonly Audience[], label = name) =>
  withServer(name, async (server, writer) => {
    const crowd = new Crowd(server, writer);
    await crowd.join(subscribers, audiences);
    await crowd.measure(5, 2);
    const steps: Measured[] = [];
    for (const rate of numbers(values.rates)) {
      await crowd.settle();
      const step = await crowd.measure(rate, seconds);
      steps.push(step);
      report(label, step);
      if (!step.sustained) break;
    }
    if (crowd.lost > 0) console.log(`${label}: ${crowd.lost} connections were closed`);
    crowd.leave();
    return steps;
  });

/** Bytes for each of that many connections, after a garbage collection. */
const memory = (name: string, count: number, audiences: readonly Audience[]) =>
  withServer(name, async (server, writer) => {
    const before = await server.memory();
    const crowd = new Crowd(server, writer);
    await crowd.join(count, audiences);
    const after = await server.memory();
    crowd.leave();
    return { rss: (after.rss - before.rss) / count, used: (after.used - before.used) / count };
  });

const results: Record<string, unknown> = { seconds, date: new Date().toISOString() };
try {
  // The service applies the migrations that the other server needs.
  await withServer('service', () => Promise.resolve());
  console.log('server          subscribers     ev/s inserted    p50 ms    p99 ms   µs/msg   core %     got %');
  for (const subscribers of numbers(values.subscribers)) {
    for (const name of values.servers.split(',')) {
      results[`${name} ${subscribers}`] = await climb(name, subscribers, same);
    }
  }
  for (const subscribers of numbers(values.mixed).filter((count) => count > 0)) {
    for (const name of values.servers.split(',')) {
      results[`${name} ${subscribers} mixed`] = await climb(name, subscribers, different, `${name}, mixed`);
    }
  }
  const idle = Number(values.idle);
  if (idle > 0) {
    console.log(`\nbytes for each of ${idle} idle connections: resident, and in use by V8`);
    for (const name of ['bare', ...values.servers.split(',')]) {
      const bytes = await memory(name, idle, name === 'bare' ? [] : same);
      results[`${name} idle`] = bytes;
      console.log(`${name.padEnd(16)}${cell(bytes.rss)}${cell(bytes.used)}`);
    }
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}
