import { join } from 'node:path';
import { AnswersDiffer, difference, normalise } from './answers.ts';
import { countRecorded, removeRecorded } from './data.ts';
import type { BenchDatabase } from './database.ts';
import type { LoadGenerator, LoadTarget } from './load.ts';
import { requestBodies, requestPath, type Operation, type OperationName } from './operations.ts';
import { startServer, type Cores, type ServerProcess } from './processes.ts';
import { nodeFlags, requestHeaders, serverEnvironment, type ServerSpec } from './servers.ts';

/** One server under load with one operation, once. */
export interface Sample {
  readonly server: string;
  readonly operation: OperationName;
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of processor time of the server's process. */
  readonly cpuPerRequest: number;
  /** Share of its core that the server used: well below 1, something else was the bottleneck. */
  readonly busy: number;
  /** Bytes in memory after the run. */
  readonly memory: number;
  readonly errors: number;
}

/** What all measurements of a run have in common. */
export interface Bench {
  readonly database: BenchDatabase;
  readonly cores: Cores | null;
  readonly directory: string;
  readonly load: LoadGenerator;
  readonly connections: number;
  readonly seconds: number;
  readonly warmUp: number;
}

/** The normalised answers of the server that was asked first, which all others must give too. */
export type Reference = Map<OperationName, { readonly server: string; readonly answers: readonly unknown[] }>;

/** Starts a server, pinned, with the flags and settings that all servers have. */
export async function start(bench: Bench, spec: ServerSpec): Promise<ServerProcess> {
  return startServer({
    arguments: [...nodeFlags, ...spec.arguments],
    environment: (port) => serverEnvironment(bench.database, port),
    logFile: join(bench.directory, `${spec.name}.log`),
    cores: bench.cores,
    isReady: (port) =>
      fetch(`http://127.0.0.1:${port}${spec.readyPath ?? '/'}`).then(
        async (response) => {
          await response.text();
          return spec.readyPath === undefined || response.ok;
        },
        () => false,
      ),
  });
}

const target = (bench: Bench, spec: ServerSpec, port: number, operation: Operation): LoadTarget => ({
  url: `http://127.0.0.1:${port}${requestPath(operation, spec.dialect)}`,
  headers: requestHeaders(spec, bench.database.token),
  bodies: requestBodies(operation, spec.dialect),
});

interface Answer {
  readonly text: string;
  readonly json: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

async function ask({ url, headers }: LoadTarget, body: string): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  try {
    return { text, json: JSON.parse(text) };
  } catch {
    throw new AnswersDiffer(`HTTP ${response.status}: ${text.slice(0, 500)}`);
  }
}

const isUnknownField = ({ json }: Answer): boolean =>
  (json.errors ?? []).some(({ message }: { message: string }) => message.startsWith('Cannot query field'));

/** How many bodies of an operation are compared; asking for all two hundred ids would show no more. */
const compared = 12;

/**
 * Asks a server for everything once and compares the answers with those of the first server. Gives the operations that
 * it offers. Throws AnswersDiffer, which says where.
 */
export async function compareAnswers(
  bench: Bench,
  spec: ServerSpec,
  operations: readonly Operation[],
  first: Reference,
): Promise<OperationName[]> {
  const server = await start(bench, spec);
  const offered: OperationName[] = [];
  try {
    for (const operation of operations) {
      const where = target(bench, spec, server.port, operation);
      try {
        const bodies = where.bodies.slice(0, operation.name === 'record' ? 1 : compared);
        const answers = await askAll(bench, where, operation, bodies);
        if (answers === null) continue;
        offered.push(operation.name);
        const reference = first.get(operation.name);
        if (!reference) first.set(operation.name, { server: spec.name, answers });
        const found = reference && difference(reference.answers, answers, '');
        if (found != null) throw new AnswersDiffer(`answer${found}, which is what ${reference!.server} answers`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new AnswersDiffer(`${spec.name}, ${operation.name}: ${reason}\n${server.output().slice(-1_000)}`);
      }
    }
    return offered;
  } finally {
    await server.stop();
    await removeRecorded(bench.database.superuser, bench.database.rows.events);
  }
}

/** The normalised answers; null when the server does not know the field. Checks what a mutation left behind. */
async function askAll(
  { database }: Bench,
  where: LoadTarget,
  operation: Operation,
  bodies: readonly string[],
): Promise<unknown[] | null> {
  const answers: unknown[] = [];
  for (const body of bodies) {
    const answer = await ask(where, body);
    if (isUnknownField(answer)) return null;
    answers.push(normalise(operation.name, answer.json));
  }
  if (operation.name === 'record') {
    const { events, audits, announced } = await countRecorded(database.superuser, database.rows.events);
    if (events !== 1 || audits !== 1 || announced !== 1) {
      throw new AnswersDiffer(
        `left ${events} events, ${audits} audit rows and ${announced} feed entries instead of 1 each`,
      );
    }
  }
  return answers;
}

/** Starts a server and puts it under load with one operation after the other. */
export async function measureServer(
  bench: Bench,
  spec: ServerSpec,
  operations: readonly Operation[],
): Promise<Sample[]> {
  const server = await start(bench, spec);
  try {
    const samples: Sample[] = [];
    for (const operation of operations) samples.push(await measure(bench, spec, server, operation));
    return samples;
  } finally {
    await server.stop();
    await removeRecorded(bench.database.superuser, bench.database.rows.events);
  }
}

async function measure(bench: Bench, spec: ServerSpec, server: ServerProcess, operation: Operation): Promise<Sample> {
  const where = target(bench, spec, server.port, operation);
  const { connections, seconds, warmUp, directory } = bench;
  await bench.load(where, { connections, seconds: warmUp, directory });
  const cpuBefore = server.cpuTime();
  const result = await bench.load(where, { connections, seconds, directory });
  const cpu = server.cpuTime() - cpuBefore;
  const memory = server.memory();
  const lost = await lostAnswers(bench, where, operation, result.requests, result.bytes);
  return {
    server: spec.name,
    operation: operation.name,
    requests: result.requests,
    requestsPerSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    cpuPerRequest: cpu / result.requests,
    busy: cpu / (result.seconds * 1_000_000),
    memory,
    errors: result.errors + lost,
  };
}

/**
 * A GraphQL error comes with status 200, and looking into every answer would slow the generator down. So: every
 * mutation must have left its event, and the bytes received must be enough for the answers that were asked for.
 */
async function lostAnswers(
  { database }: Bench,
  where: LoadTarget,
  operation: Operation,
  requests: number,
  bytes: number,
): Promise<number> {
  if (operation.name === 'record') {
    const { events } = await countRecorded(database.superuser, database.rows.events);
    return Math.max(0, requests - events);
  }
  const bodies = where.bodies.slice(0, compared);
  const answers = await Promise.all(bodies.map((body) => ask(where, body)));
  if (answers.some(({ json }) => json.errors !== undefined)) return requests;
  const expected = answers.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / answers.length;
  // Bodies differ in length, and only some of them are asked for here.
  const enough = expected * 0.9;
  return bytes / requests >= enough ? 0 : Math.ceil(requests - bytes / enough);
}
