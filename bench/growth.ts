/**
 * Whether pages and look-ups stay as quick when the tables grow: asks the service the same at 1, 10 and 100 times the
 * rows, four at a time, and compares the medians. Exits with 1 when one at 100 times takes more than one and a half
 * times as long as at once, or when a request failed.
 *
 *   node bench/growth.ts [--base 0.1] [--seconds 4]     --base 0.1: 30,000 events and 100,000 activity rows, and up
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDatabase } from './runner/database.ts';
import { measureServer, type Bench, type Sample } from './runner/measure.ts';
import { createOperations, type OperationName } from './runner/operations.ts';
import { plainLoad } from './runner/plain-load.ts';
import { reserveCore } from './runner/processes.ts';
import { servers } from './runner/servers.ts';

const factors = [1, 10, 100] as const;
/** What a page or a look-up at 100 times the rows may take, as a multiple of what it takes at once. */
const limit = 1.5;
const operations: readonly OperationName[] = ['list', 'byId', 'activity'];

const { values } = parseArgs({
  options: { base: { type: 'string', default: '0.1' }, seconds: { type: 'string', default: '4' } },
});
const [base, seconds] = [Number(values.base), Number(values.seconds)] as [number, number];
const ours = servers.find(({ name }) => name === 'ours')!;

async function measureAt(factor: number): Promise<Sample[]> {
  const directory = await mkdtemp(join(tmpdir(), 'atis-growth-'));
  try {
    const database = await startDatabase(join(directory, 'data'), base * factor, (line) => console.error(line));
    try {
      const chosen = createOperations(database.rows.events).filter(({ name }) => operations.includes(name));
      const bench: Bench = { database, cores, directory, load: plainLoad, connections: 4, seconds, warmUp: 3 };
      return await measureServer(bench, ours, chosen);
    } finally {
      await database.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const cores = reserveCore();
const found = new Map<number, Sample[]>();
for (const factor of factors) found.set(factor, await measureAt(factor));

const at = (factor: number, name: OperationName) => found.get(factor)!.find(({ operation }) => operation === name)!;
let failed = [...found.values()].flat().some(({ errors }) => errors > 0);
if (failed) console.error('Some requests failed.');
console.log(`p50 in milliseconds at ${factors.map((factor) => `${factor}×`).join(', ')} the rows:\n`);
for (const name of operations) {
  const times = factors.map((factor) => at(factor, name).p50);
  const growth = times.at(-1)! / times[0]!;
  if (growth > limit) failed = true;
  const verdict = growth > limit ? `more than ${limit}` : 'within';
  console.log(
    `${name.padEnd(9)} ${times.map((time) => time.toFixed(2)).join('  ')}   ${growth.toFixed(2)}×: ${verdict}`,
  );
}
if (failed) process.exitCode = 1;
