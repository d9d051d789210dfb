/**
 * How fast the service is, next to the bound and to its peers: one process on one core each, the same data, the same
 * questions, compared answers. See README.md. Exits with 1 when answers differ or a request failed.
 *
 *   node bench/run.ts [--scale 1] [--rounds 3] [--seconds 4] [--warm-up 2] [--connections 32]
 *                     [--only limit,ours] [--operations list,byId] [--generator wrk] [--json FILE]
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { settings, startDatabase } from './runner/database.ts';
import { defaultGenerator, generatorNames, loadGenerator, type GeneratorName } from './runner/load.ts';
import { compareAnswers, measureServer, type Bench, type Reference, type Sample } from './runner/measure.ts';
import { createOperations, operationNames, type Operation, type OperationName } from './runner/operations.ts';
import { interrupt, reserveCore, run } from './runner/processes.ts';
import { formatTables, machine, summarise } from './runner/report.ts';
import { nodeFlags, poolSize, servers, type ServerSpec } from './runner/servers.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

interface Options {
  readonly scale: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUp: number;
  readonly connections: number;
  readonly servers: readonly ServerSpec[];
  readonly operations: readonly OperationName[];
  readonly generator: GeneratorName;
  readonly json: string;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      'warm-up': { type: 'string', default: '2' },
      connections: { type: 'string', default: '32' },
      only: { type: 'string', default: servers.map(({ name }) => name).join(',') },
      operations: { type: 'string', default: operationNames.join(',') },
      generator: { type: 'string', default: defaultGenerator() },
      json: { type: 'string', default: fileURLToPath(new URL('../.data/bench.json', import.meta.url)) },
    },
  });
  return {
    scale: positive('scale', values.scale),
    rounds: whole('rounds', values.rounds),
    seconds: whole('seconds', values.seconds),
    warmUp: whole('warm-up', values['warm-up']),
    connections: whole('connections', values.connections),
    servers: values.only.split(',').map((name) => known('only', name, servers, (server) => server.name)),
    operations: values.operations.split(',').map((name) => known('operations', name, operationNames, (known) => known)),
    generator: known('generator', values.generator, generatorNames, (name) => name),
    json: values.json,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1_000)) throw new Error(`--${name} must be a number above 0, not "${text}".`);
  return value;
}

function whole(name: string, text: string): number {
  const value = positive(name, text);
  if (!Number.isInteger(value)) throw new Error(`--${name} must be a whole number, not "${text}".`);
  return value;
}

function known<Item>(option: string, name: string, items: readonly Item[], nameOf: (item: Item) => string): Item {
  const item = items.find((candidate) => nameOf(candidate) === name);
  if (item === undefined)
    throw new Error(`--${option} must name any of ${items.map(nameOf).join(',')}; not "${name}".`);
  return item;
}

/** The peers' packages are no dependencies of the service and are installed when they are first needed. */
async function installPeers(): Promise<void> {
  if (existsSync(join(folder, 'node_modules'))) return;
  log('installing what only the benchmark needs, once');
  await run('npm', ['ci'], folder);
}

async function versionOf({ package: name }: ServerSpec): Promise<string | null> {
  if (name === undefined) return null;
  const text = await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

const begin = Date.now();
const log = (line: string): void =>
  console.error(`${String(Math.round((Date.now() - begin) / 1_000)).padStart(4)} s  ${line}`);

/** Compares all answers, then measures round after round. */
async function measureAll(bench: Bench, options: Options, operations: readonly Operation[]): Promise<Sample[]> {
  const offered = new Map<string, readonly Operation[]>();
  const first: Reference = new Map();
  for (const spec of options.servers) {
    const names = await compareAnswers(bench, spec, operations, first);
    offered.set(
      spec.name,
      operations.filter(({ name }) => names.includes(name)),
    );
    for (const { name } of operations)
      if (!names.includes(name)) log(`${spec.name} does not offer "${name}": left out`);
  }
  log('all answers are the same');

  const samples: Sample[] = [];
  for (let round = 0; round < options.rounds; round++) {
    // Whoever comes first in one round comes last in another, in case the machine gets slower with time.
    const turn = round % options.servers.length;
    for (const spec of [...options.servers.slice(turn), ...options.servers.slice(0, turn)]) {
      samples.push(...(await measureServer(bench, spec, offered.get(spec.name) ?? [])));
      log(`round ${round + 1} of ${options.rounds}: ${spec.name}`);
    }
  }
  return samples;
}

async function main(options: Options): Promise<void> {
  await installPeers();
  const cores = reserveCore();
  if (cores === null) log('no core can be reserved here: the numbers tell little');
  const [load = 0] = loadavg();
  if (load > 0.5) log(`other programs keep this machine busy (load ${load.toFixed(1)}): the numbers are worth less`);
  const directory = await mkdtemp(join(tmpdir(), 'atis-bench-'));
  try {
    const database = await startDatabase(join(directory, 'data'), options.scale, log);
    try {
      const operations = createOperations(database.rows.events).filter(({ name }) => options.operations.includes(name));
      const bench: Bench = { ...options, database, cores, directory, load: loadGenerator(options.generator) };
      const summaries = summarise(await measureAll(bench, options, operations));
      console.log(`\n${formatTables(operations, summaries)}`);
      const versions = await Promise.all(
        options.servers.map(async (spec) => [spec.name, await versionOf(spec)] as const),
      );
      const { scale, rounds, seconds, warmUp, connections, generator, json } = options;
      const report = {
        finishedAt: new Date().toISOString(),
        machine: { ...machine(), loadBefore: load },
        cores,
        settings: { scale, rounds, seconds, warmUp, connections, nodeFlags, poolSize, generator },
        postgresql: { version: database.version, settings, rows: database.rows },
        versions: Object.fromEntries(versions),
        results: summaries,
      };
      await mkdir(dirname(json), { recursive: true });
      await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
      log(`the same in more detail: ${json}`);
      if (summaries.some(({ errors }) => errors > 0)) throw new Error('Some requests failed: see the column "errors".');
    } finally {
      await database.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

// What runs is ended, and then PostgreSQL and the files are taken away in order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);

try {
  await main(readOptions());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
