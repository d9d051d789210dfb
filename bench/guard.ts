/**
 * Notices gross losses of speed: measures the service and the bound for a few seconds and compares their ratio of
 * processor time per request with guard.json. Other programs on the machine disturb that ratio least, but they do: what
 * seems lost is measured once more. Exits with 1 when more than 40 % of an operation's speed was lost both times, or
 * when a request failed.
 *
 *   node bench/guard.ts            compares
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

type Baseline = Partial<Record<OperationName, number>>;

// The system does not tell processor times everywhere; the ratio of throughputs is the next best.
const speed = ({ cpuRatio, ratio }: Summary): number => cpuRatio ?? ratio ?? NaN;

const measureOurs = async () => (await measure()).filter(({ server }) => server === 'ours');

/** The operations that are much slower than usual, each with a line for every one of them. */
function compare(ours: readonly Summary[], baseline: Baseline): Set<OperationName> {
  const lost = new Set<OperationName>();
  for (const one of ours) {
    const usual = baseline[one.operation];
    if (usual === undefined) throw new Error(`guard.json has no line for ${one.operation}: run this with --update.`);
    const verdict = speed(one) >= usual * (1 - tolerance) ? 'as usual' : 'LOST';
    console.log(`${one.operation}: ${speed(one).toFixed(2)} of the bound, usually ${usual.toFixed(2)}: ${verdict}`);
    if (verdict === 'LOST') lost.add(one.operation);
  }
  return lost;
}

/** Says which requests failed, and whether there were any. */
function reportErrors(ours: readonly Summary[]): boolean {
  const failed = ours.filter(({ errors }) => errors > 0);
  for (const { operation, errors } of failed) console.error(`${operation}: ${errors} requests failed.`);
  return failed.length > 0;
}

const ours = await measureOurs();
if (reportErrors(ours)) process.exitCode = 1;
if (process.argv.includes('--update')) {
  const measured: Baseline = Object.fromEntries(ours.map((one) => [one.operation, Math.round(speed(one) * 100) / 100]));
  await writeFile(baselineFile, `${JSON.stringify(measured, null, 2)}\n`);
} else {
  const baseline = JSON.parse(await readFile(baselineFile, 'utf8')) as Baseline;
  const lost = compare(ours, baseline);
  if (lost.size > 0) {
    console.log('Once more, because another program may have been in the way:');
    const again = await measureOurs();
    const confirmed = compare(again, baseline).intersection(lost);
    if (reportErrors(again) || confirmed.size > 0) process.exitCode = 1;
  }
}
