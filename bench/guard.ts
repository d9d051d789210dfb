/**
 * Notices gross losses of speed: measures the service and the bound for a few seconds and compares their ratio with
 * guard.json. Exits with 1 when more than 40 % of an operation's speed was lost in each of three measurements, or when a
 * request failed.
 *
 * Of processor time per request is the ratio that other programs on the machine disturb least. Where even the bound
 * waits for PostgreSQL, it tells little: what the service does in the background is then shared by few requests, the
 * fewer the slower the machine, and the ratio falls without any loss. There, throughput is compared.
 *
 *   node bench/guard.ts            compares
 *   node bench/guard.ts --report   the same, once, and exits with 1 only when a request failed or an answer was wrong
 *   node bench/guard.ts --update   writes what was measured to guard.json instead
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { startDatabase } from './runner/database.ts';
import { compareAnswers, measureServer, type Bench, type Sample } from './runner/measure.ts';
import { createOperations, type OperationName } from './runner/operations.ts';
import { plainLoad } from './runner/plain-load.ts';
import { reserveCore } from './runner/processes.ts';
import { formatTables, summarise, type Summary } from './runner/report.ts';
import { servers } from './runner/servers.ts';

const settings = { scale: 0.05, rounds: 3, seconds: 2, warmUp: 2, connections: 16 } as const;
/** What may be lost before the guard speaks. */
const tolerance = 0.4;
/** How often is measured before something counts as lost. */
const attempts = 3;
/** Below this share of its core the bound waits for PostgreSQL. */
const idle = 0.2;

const baselineFile = fileURLToPath(new URL('guard.json', import.meta.url));
const compared = servers.filter(({ name }) => name === 'limit' || name === 'ours');

async function measure(): Promise<Summary[]> {
  const directory = await mkdtemp(join(tmpdir(), 'atis-guard-'));
  const cores = reserveCore();
  try {
    const database = await startDatabase(join(directory, 'data'), settings.scale, () => undefined);
    try {
      const operations = createOperations(database.rows.events);
      const bench: Bench = { ...settings, database, cores, directory, load: plainLoad };
      const first = new Map();
      for (const server of compared) await compareAnswers(bench, server, operations, first);
      const samples: Sample[] = [];
      for (let round = 0; round < settings.rounds; round++) {
        for (const server of compared) samples.push(...(await measureServer(bench, server, operations)));
      }
      const summaries = summarise(samples);
      console.log(formatTables(operations, summaries));
      return summaries;
    } finally {
      await database.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** What is compared: requests for a second of processor time, or for a second. */
type Measure = 'processor time' | 'throughput';
type Baseline = Partial<Record<OperationName, { measure: Measure; usual: number }>>;

// The system does not tell processor times everywhere; the ratio of throughputs is the next best.
const speed = ({ cpuRatio, ratio }: Summary, measure: Measure): number =>
  (measure === 'processor time' ? cpuRatio : null) ?? ratio ?? NaN;

const oursOf = (summaries: readonly Summary[]) => summaries.filter(({ server }) => server === 'ours');

/** Prints how fast each operation is, and gives what it said of those that are much slower than usual. */
function compare(ours: readonly Summary[], baseline: Baseline): Map<OperationName, string> {
  const lost = new Map<OperationName, string>();
  for (const one of ours) {
    const line = baseline[one.operation];
    if (line === undefined) throw new Error(`guard.json has no line for ${one.operation}: run this with --update.`);
    const measured = speed(one, line.measure);
    const finding = `${one.operation}: ${measured.toFixed(2)} of the bound by ${line.measure}, usually ${line.usual.toFixed(2)}`;
    const isUsual = measured >= line.usual * (1 - tolerance);
    console.log(`${finding}: ${isUsual ? 'as usual' : 'LOST'}`);
    if (!isUsual) lost.set(one.operation, finding);
  }
  return lost;
}

/** Says which requests failed, and whether there were any. */
function reportErrors(ours: readonly Summary[]): boolean {
  const failed = ours.filter(({ errors }) => errors > 0);
  for (const { operation, errors } of failed) console.error(`${operation}: ${errors} requests failed.`);
  return failed.length > 0;
}

/** What is usual from now on. */
function baselineOf(summaries: readonly Summary[]): Baseline {
  const waiting = summaries.filter(({ server, busy }) => server === 'limit' && busy < idle);
  const throughput = new Set(waiting.map(({ operation }) => operation));
  return Object.fromEntries(
    oursOf(summaries).map((one) => {
      const measure = throughput.has(one.operation) ? 'throughput' : 'processor time';
      return [one.operation, { measure, usual: Math.round(speed(one, measure) * 100) / 100 }];
    }),
  );
}

if (process.argv.includes('--update')) {
  const summaries = await measure();
  if (reportErrors(oursOf(summaries))) process.exitCode = 1;
  await writeFile(baselineFile, `${JSON.stringify(baselineOf(summaries), null, 2)}\n`);
} else {
  const baseline = JSON.parse(await readFile(baselineFile, 'utf8')) as Baseline;
  let lost = new Map<OperationName, string>();
  const isReport = process.argv.includes('--report');
  for (let attempt = 1; attempt <= (isReport ? 1 : attempts); attempt++) {
    if (attempt > 1) console.log('Once more, because another program may have been in the way:');
    const ours = oursOf(await measure());
    if (reportErrors(ours)) process.exitCode = 1;
    const found = compare(ours, baseline);
    lost = new Map([...found].filter(([name]) => attempt === 1 || lost.has(name)));
    if (lost.size === 0) break;
  }
  // .ci/run repeats these at its end.
  for (const finding of lost.values()) console.log(`LOST: ${finding}`);
  if (lost.size > 0 && !isReport) process.exitCode = 1;
}
