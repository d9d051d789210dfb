import { day, moments, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import { createRandom } from './random.ts';
import type { User } from './users.ts';

const metricDays = 14;
const metricsPerScale = 3_000;

/** Milliseconds that a request to each endpoint usually takes. */
const endpoints: Readonly<Record<string, number>> = {
  'POST /graphql': 9,
  'GET /api/reports': 140,
  'POST /api/reports': 95,
  'GET /api/institutions': 38,
  'GET /api/statistics': 620,
  'POST /login': 210,
};

/** How long requests took and how much memory they needed, oldest first. */
export function* performanceMetrics(seed: number, now: number, scale: number, users: readonly User[]): Generator<Row> {
  const random = createRandom(seed, 'performance_metrics');
  for (const time of moments(random, now, metricDays, metricsPerScale * scale)) {
    const user = random.pick(users);
    const endpoint = random.pick(Object.keys(endpoints));
    const isMemory = random.chance(0.15);
    // A release three days ago made statistics slower.
    const slower = endpoint === 'GET /api/statistics' && time > now - 3 * day ? 1.8 : 1;
    yield {
      metric_type: 'request',
      name: isMemory ? 'memory' : 'duration',
      value: isMemory ? random.integer(8, 96) : Math.round(random.wait(endpoints[endpoint] ?? 50) * slower * 10) / 10,
      unit: isMemory ? 'mb' : 'ms',
      context: { status: random.chance(0.97) ? 200 : 500 },
      timestamp: toTimestamp(time),
      request_id: `demo-${random.integer(100_000, 999_999)}`,
      user_id: user.id,
      instance_id: `web-${random.integer(1, 3)}`,
      endpoint,
      institution_id: user.institution?.id ?? null,
    };
  }
}
