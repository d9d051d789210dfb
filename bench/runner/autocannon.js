// A program of its own: what it does for each answer would otherwise delay the runner's measurements.
import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import autocannon from 'autocannon';

const { url, headers, bodies, connections, seconds } = JSON.parse(readFileSync(argv[2], 'utf8'));
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  headers,
  requests: bodies.map((body) => ({ method: 'POST', body })),
});
stdout.write(
  JSON.stringify({
    requests: result.requests.total,
    seconds: result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts + result.non2xx,
    bytes: result.throughput.total,
  }),
);
