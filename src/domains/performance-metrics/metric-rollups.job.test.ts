import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runJob } from '../../testing/job-run.ts';
import { insertSamples, removeSamples } from '../../testing/performance-metrics.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';
import { metricRollupsJob } from './metric-rollups.job.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
beforeEach(async () => {
  await removeSamples(service);
  await sql`truncate api.job_marks`.execute(service.database.owner);
});
afterAll(() => service.stop());

const roll = () => runJob(service.database, metricRollupsJob);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function rowsOf(table: 'api.metric_rollups' | 'api.metric_dirty_buckets'): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${sql.table(table)} where width = 'minute'`.execute(service.database.owner);
  return rows[0]!.count;
}

async function counted(): Promise<{ count: number; max: number }> {
  const { data, errors } = await service.query(
    'superadmin',
    `{ performanceSeries(filter: { unit: "ms", from: "${minutesAgo(180)}" }) { groups { figures { count max } } } }`,
  );
  expect(errors).toBeUndefined();
  return data.performanceSeries.groups[0].figures;
}

test('a figure is the same before, between and after runs, and samples that come late count', async () => {
  await insertSamples(
    service,
    [90, 61, 5, 0].map((ago) => ({ value: 10 + ago, at: minutesAgo(ago) })),
  );
  expect(await counted()).toEqual({ count: 4, max: 100 });
  expect(await rowsOf('api.metric_rollups')).toBe(0);
  await roll();
  // The minute that has not ended stays noted.
  expect(await rowsOf('api.metric_rollups')).toBe(3);
  expect(await rowsOf('api.metric_dirty_buckets')).toBe(1);
  expect(await counted()).toEqual({ count: 4, max: 100 });
  await insertSamples(service, [{ value: 500, at: minutesAgo(61) }]);
  expect(await counted()).toEqual({ count: 5, max: 500 });
  await roll();
  expect(await counted()).toEqual({ count: 5, max: 500 });
});

test('another run, or two at once, add nothing', async () => {
  await insertSamples(
    service,
    [90, 61, 5].map((ago) => ({ value: 1, at: minutesAgo(ago) })),
  );
  // Where one is at it, the other leaves it alone.
  await Promise.all([roll(), roll()]);
  await roll();
  expect(await rowsOf('api.metric_rollups')).toBe(3);
  expect((await roll()).result).toMatchObject({ rollups: 0 });
  expect(await counted()).toMatchObject({ count: 3 });
});

test('what nobody has noted is found every ten minutes', async () => {
  await roll();
  await insertSamples(service, [{ value: 1, at: minutesAgo(30) }]);
  await sql`truncate api.metric_dirty_buckets`.execute(service.database.owner);
  expect((await roll()).result).toMatchObject({ unnoted: 0 });
  await sql`update api.job_marks set marked_at = marked_at - interval '11 minutes'`.execute(service.database.owner);
  const { result, lines } = await roll();
  expect(result).toMatchObject({ unnoted: 1 });
  expect(lines).toHaveLength(1);
  await roll();
  expect(await rowsOf('api.metric_rollups')).toBe(1);
});

test('a run that is to end stops between two batches, and another goes on', async () => {
  await insertSamples(
    service,
    Array.from({ length: 40 }, (_, n) => ({ value: 1, at: minutesAgo(n + 3) })),
  );
  const controller = new AbortController();
  let transactions = 0;
  const aborted = runJob(
    service.database,
    metricRollupsJob,
    {},
    {
      signal: controller.signal,
      beforeTransaction: () => {
        transactions += 1;
        if (transactions === 2) controller.abort(new Error('cancelled'));
      },
    },
  );
  await expect(aborted).rejects.toThrow('cancelled');
  expect(await rowsOf('api.metric_rollups')).toBe(1);
  await roll();
  expect(await rowsOf('api.metric_rollups')).toBe(40);
  expect(await counted()).toMatchObject({ count: 40 });
});
