import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasCommand, run } from './processes.ts';

/** What is asked, again and again. */
export interface LoadTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Request bodies, taken in turns. */
  readonly bodies: readonly string[];
}

/** What a load generator counted. Times in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Connections that failed, answers that did not come, and statuses other than 2xx. */
  readonly errors: number;
  /** Bytes received, with headers. */
  readonly bytes: number;
}

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
  /** For files of this run. */
  readonly directory: string;
}

export type LoadGenerator = (target: LoadTarget, options: LoadOptions) => Promise<LoadResult>;

export const generatorNames = ['wrk', 'autocannon'] as const;
export type GeneratorName = (typeof generatorNames)[number];

/** wrk where it is installed, because it leaves most of the core to PostgreSQL; else autocannon. */
export const defaultGenerator = (): GeneratorName => (hasCommand('wrk') ? 'wrk' : 'autocannon');

export const loadGenerator = (name: GeneratorName): LoadGenerator => (name === 'wrk' ? withWrk : withAutocannon);

const lua = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;

async function withWrk(target: LoadTarget, { connections, seconds, directory }: LoadOptions): Promise<LoadResult> {
  const headers = Object.entries(target.headers).map(([name, value]) => `[${lua(name)}] = ${lua(value)}`);
  // The token must not be seen by others on the machine, as the arguments of a program can be.
  const script = join(directory, 'wrk.lua');
  await writeFile(
    script,
    `local bodies = { ${target.bodies.map(lua).join(',\n')} }
local headers = { ${headers.join(', ')} }
local requests = {}
local turn = 0
function init(args)
  for i, body in ipairs(bodies) do requests[i] = wrk.format("POST", wrk.path, headers, body) end
end
function request()
  turn = turn % #requests + 1
  return requests[turn]
end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write("RESULT", string.format('{"requests":%d,"seconds":%f,"p50":%f,"p99":%f,"errors":%d,"bytes":%d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout, summary.bytes), "\\n")
end
`,
    { mode: 0o600 },
  );
  const output = await run('wrk', [
    ...['--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`],
    ...['--timeout', '10s', '--script', script, target.url],
  ]);
  return JSON.parse(/^RESULT(.*)$/m.exec(output)?.[1] ?? 'null') as LoadResult;
}

async function withAutocannon(target: LoadTarget, options: LoadOptions): Promise<LoadResult> {
  const job = join(options.directory, 'autocannon.json');
  await writeFile(job, JSON.stringify({ ...target, ...options }), { mode: 0o600 });
  const script = fileURLToPath(new URL('autocannon.js', import.meta.url));
  return JSON.parse(await run(process.execPath, [script, job])) as LoadResult;
}
