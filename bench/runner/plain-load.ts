import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { LoadGenerator, LoadTarget } from './load.ts';

const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;

interface Counted {
  readonly times: number[];
  errors: number;
  bytes: number;
}

/** A load generator that needs no package and no program. It takes more of its core than the others do. */
export const plainLoad: LoadGenerator = async (target, { connections, seconds }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const counted: Counted = { times: [], errors: 0, bytes: 0 };
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  let turn = 0;
  const next = () => target.bodies[turn++ % target.bodies.length] ?? '';
  const follow = async () => {
    while (performance.now() < end) await ask(agent, target, next(), counted);
  };
  await Promise.all(Array.from({ length: connections }, follow));
  agent.destroy();
  const sorted = counted.times.sort((a, b) => a - b);
  return {
    requests: sorted.length,
    seconds: (performance.now() - begin) / 1_000,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    errors: counted.errors,
    bytes: counted.bytes,
  };
};

function ask(agent: Agent, { url, headers }: LoadTarget, body: string, counted: Counted): Promise<void> {
  const sent = performance.now();
  return new Promise((resolve) => {
    const finish = (failed: boolean) => {
      counted.times.push(performance.now() - sent);
      if (failed) counted.errors += 1;
      resolve();
    };
    const length = String(Buffer.byteLength(body));
    const asked = request(
      url,
      { method: 'POST', agent, headers: { ...headers, 'content-length': length } },
      (answer) => {
        answer.on('data', (chunk: Buffer) => (counted.bytes += chunk.length));
        answer.on('end', () => finish(answer.statusCode !== 200));
        answer.on('error', () => finish(true));
      },
    );
    asked.on('error', () => finish(true));
    asked.end(body);
  });
}
