/**
 * Whether a month of performance metrics answers from rollups, and how fast samples are taken. Loads samples of a month
 * as another application would write them, rolls them up, asks for the percentiles of each endpoint from the rollups
 * and from the samples by `percentile_cont`, and sends batches to the service over several connections. Exits with 1
 * when the rollups need more than 1/50 of the time, are more than 1 % wrong, or fewer than 50,000 samples are taken in a
 * second.
 *
 *   node bench/performance-metrics.ts [--samples 5000000] [--connections 4] [--seconds 5]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { everything } from '../src/auth/scope.ts';
import { createDatabase, type Db } from '../src/db/client.ts';
import { rollUpMetrics } from '../src/domains/performance-metrics/metric-rollup-worker.ts';
import { slowestEndpoints } from '../src/domains/performance-metrics/performance-figures.ts';
import { startDatabase, type BenchDatabase } from './runner/database.ts';
import { startServer } from './runner/processes.ts';
import { serverEnvironment, servers } from './runner/servers.ts';

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '5000000' },
    connections: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '5' },
  },
});
const samples = Number(values.samples);
const month = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
const limits = { ratio: 1 / 50, error: 0.01, rate: 50_000 };
const chunk = 100_000;
const batchSize = 5_000;
const percentiles = ['p50', 'p90', 'p95', 'p99'] as const;

/** Forty endpoints of five modules, each with its own log-normal distribution, in twenty institutions. */
async function load({ superuser }: BenchDatabase): Promise<void> {
  for (let first = 0; first < samples; first += chunk) {
    await superuser.query(
      `insert into performance_metrics(metric_type, name, value, unit, timestamp, request_id, instance_id, endpoint,
        module_code, institution_id)
      select 'request', 'duration', exp(2 + e % 7 * 0.5 + random_normal() * 0.8), 'ms',
        timestamp '2026-01-01' + interval '31 days' * (i::float8 / $3), 'request-' || i, 'web-' || i % 4,
        'GET /endpoints/' || e, 'module-' || e % 5, 2 + floor(random() * 20)::int
      from (select i, floor(40 * random() ^ 2)::int as e from generate_series($1::int, $2::int) i) as drawn`,
      [first, Math.min(first + chunk, samples) - 1, samples],
    );
  }
  // The runner's own session runs no triggers.
  await superuser.query(`insert into api.metric_dirty_buckets(width, bucket)
    select distinct 'minute', date_trunc('minute', timestamp) from performance_metrics`);
  await superuser.query('vacuum analyze performance_metrics');
}

type ByEndpoint = Map<string, Record<(typeof percentiles)[number], number>>;

const fromRollups = async (db: Db): Promise<ByEndpoint> => {
  const endpoints = await slowestEndpoints(db, everything, month, { first: 100, by: 'P95' });
  return new Map(
    endpoints.map(({ endpoint, figures: { p50, p90, p95, p99 } }) => [
      endpoint,
      { p50: p50 ?? NaN, p90: p90 ?? NaN, p95: p95 ?? NaN, p99: p99 ?? NaN },
    ]),
  );
};

async function fromSamples({ superuser }: BenchDatabase): Promise<ByEndpoint> {
  const { rows } = await superuser.query<{ endpoint: string; exact: number[] }>(
    `select endpoint, percentile_cont('{0.5,0.9,0.95,0.99}'::float8[]) within group (order by value::float8) as exact
    from performance_metrics where timestamp >= $1 and timestamp < $2 group by endpoint`,
    [month.from, month.to],
  );
  return new Map(
    rows.map(({ endpoint, exact: [p50 = NaN, p90 = NaN, p95 = NaN, p99 = NaN] }) => [endpoint, { p50, p90, p95, p99 }]),
  );
}

/** The median time in milliseconds, and the last answer. */
async function timed<Answer>(times: number, ask: () => Promise<Answer>): Promise<[number, Answer]> {
  let answer = await ask();
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const begin = performance.now();
    answer = await ask();
    taken.push(performance.now() - begin);
  }
  return [taken.toSorted((one, other) => one - other)[Math.floor(times / 2)] ?? NaN, answer];
}

function greatestError(approximate: ByEndpoint, exact: ByEndpoint): number {
  if (approximate.size !== exact.size) return NaN;
  const errors = [...exact].flatMap(([endpoint, figures]) =>
    percentiles.map((name) => Math.abs((approximate.get(endpoint)?.[name] ?? NaN) / figures[name] - 1)),
  );
  return Math.max(...errors);
}

/** A batch as applications send it; requests have ids of their own. */
const batch = (salt: number): string =>
  JSON.stringify(
    Array.from({ length: batchSize }, (_, index) => ({
      ...{ metricType: 'request', name: 'duration', unit: 'ms', value: Math.round(index * 7.3) / 10 },
      endpoint: `GET /endpoints/${index % 40}`,
      moduleCode: `module-${index % 5}`,
      institutionId: String(2 + (index % 20)),
      requestId: `request-${salt}-${index}`,
      instanceId: `web-${index % 4}`,
    })),
  );

/** Processor time of a PostgreSQL in microseconds, all of its processes together; NaN where the system does not tell. */
function processorTime(dataDir: string): number {
  try {
    const [postmaster = ''] = readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    const stats = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        const file = `/proc/${pid}/stat`;
        return existsSync(file)
          ? [
              readFileSync(file, 'utf8')
                .replace(/^.*\) /s, '')
                .split(' '),
            ]
          : [];
      });
    const ticks = stats
      .filter(([, parent]) => parent === postmaster)
      .map((stat) => Number(stat[11]) + Number(stat[12]));
    return ticks.reduce((sum, each) => sum + each, 0) * 10_000;
  } catch {
    return NaN;
  }
}

/** Samples a second that the service takes over HTTP, and processor time of each in microseconds. */
async function ingest(database: BenchDatabase, directory: string) {
  const ours = servers.find(({ name }) => name === 'ours');
  const server = await startServer({
    arguments: ['--max-semi-space-size=64', ...(ours?.arguments ?? [])],
    environment: (port) => serverEnvironment(database, port),
    logFile: join(directory, 'service.log'),
    cores: null,
    isReady: (port) =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
  });
  try {
    const bodies = Array.from({ length: 8 }, (_, salt) => batch(salt));
    const send = async (body: string) => {
      const response = await fetch(`http://127.0.0.1:${server.port}/ingest/performance-metrics`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${database.token}` },
        body,
      });
      const { accepted } = (await response.json()) as { accepted: number };
      if (accepted !== batchSize) throw new Error(`Only ${accepted} samples of a batch were accepted.`);
      return accepted;
    };
    for (const body of bodies) await send(body);
    const [service, postgres] = [server.cpuTime(), processorTime(join(directory, 'data'))];
    const begin = performance.now();
    const end = begin + Number(values.seconds) * 1_000;
    let taken = 0;
    await Promise.all(
      Array.from({ length: Number(values.connections) }, async (_, connection) => {
        for (let turn = connection; performance.now() < end; turn += 1) {
          // Not `taken += await …`, which would add to what was counted before the others were.
          const accepted = await send(bodies[turn % bodies.length] ?? '');
          taken += accepted;
        }
      }),
    );
    return {
      rate: taken / ((performance.now() - begin) / 1_000),
      service: (server.cpuTime() - service) / taken,
      postgres: (processorTime(join(directory, 'data')) - postgres) / taken,
    };
  } finally {
    await server.stop();
  }
}

const directory = await mkdtemp(join(tmpdir(), 'atis-metrics-'));
try {
  const database = await startDatabase(join(directory, 'data'), 0.001, (line) => console.error(line));
  const { db, close } = createDatabase({ url: database.serviceUrl, statementTimeout: 0 });
  try {
    await database.superuser.query(`insert into system_modules(code, name, version)
      select 'module-' || i, 'Module ' || i, '1.0.0' from generate_series(0, 4) i`);
    const { rate, ...processor } = await ingest(database, directory);
    await database.superuser.query(
      'truncate performance_metrics, api.metric_rollups, api.metric_series, api.metric_dirty_buckets',
    );
    const seconds = async (work: () => Promise<unknown>) => {
      const begin = performance.now();
      await work();
      return (performance.now() - begin) / 1_000;
    };
    await load(database);
    const rolling = await seconds(() => rollUpMetrics(db, Date.now()));
    await database.superuser.query('vacuum analyze');
    const [exactTime, exact] = await timed(1, () => fromSamples(database));
    const [rollupTime, approximate] = await timed(9, () => fromRollups(db));
    const ratio = rollupTime / exactTime;
    const error = greatestError(approximate, exact);
    const size = await database.superuser.query<{ samples: string; rollups: string }>(
      `select pg_size_pretty(pg_total_relation_size('performance_metrics')) as samples,
        pg_size_pretty(pg_total_relation_size('api.metric_rollups')) as rollups`,
    );
    const within = (good: boolean) => (good ? 'within' : 'NOT WITHIN');
    console.log(`| ${samples.toLocaleString('en')} samples of a month, ${exact.size} endpoints | | |`);
    console.log('| --- | --- | --- |');
    console.log(`| Percentiles by endpoint, percentile_cont | ${exactTime.toFixed(0)} ms | |`);
    console.log(`| Percentiles by endpoint, rollups | ${rollupTime.toFixed(1)} ms | |`);
    console.log(`| Ratio of times | 1/${(1 / ratio).toFixed(0)} | ${within(ratio <= limits.ratio)} 1/50 |`);
    console.log(`| Greatest error | ${(error * 100).toFixed(2)} % | ${within(error <= limits.error)} 1 % |`);
    console.log(
      `| Samples taken over HTTP | ${Math.round(rate).toLocaleString('en')} /s | ${within(rate >= limits.rate)} ≥ 50,000 /s |`,
    );
    console.log(
      `| Processor time of a sample | ${processor.service.toFixed(1)} µs service, ${processor.postgres.toFixed(1)} µs PostgreSQL | |`,
    );
    console.log(`| Rolled up | ${Math.round(samples / rolling).toLocaleString('en')} /s | |`);
    console.log(`| On disk | ${size.rows[0]?.samples} samples, ${size.rows[0]?.rollups} rollups | |`);
    if (!(ratio <= limits.ratio && error <= limits.error && rate >= limits.rate)) process.exitCode = 1;
  } finally {
    await close();
    await database.stop();
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
