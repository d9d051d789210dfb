import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metricRollupsJob } from '../domains/performance-metrics/metric-rollups.job.ts';
import { retentionJob } from '../domains/retention/retention.job.ts';
import { bruteForceJob } from '../domains/security-events/brute-force.job.ts';
import { errorGroupUpkeepJob } from '../domains/system-errors/error-group-upkeep.job.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { attemptsOf, enqueueRun, startTestWorker } from '../testing/jobs.ts';
import { createWorld, insertEvents } from '../testing/world.ts';
import { jobs } from './registry.ts';
import type { JobWorker } from './worker.ts';

const upkeep = [bruteForceJob, errorGroupUpkeepJob, metricRollupsJob, retentionJob];

let database: TestDatabase;
let workers: JobWorker[];

beforeAll(async () => {
  database = await createTestDatabase();
  workers = [startTestWorker(database, upkeep), startTestWorker(database, upkeep)];
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await database.drop();
});

const offered = async () =>
  (
    await sql<{ id: string; job_class: string; cron_expression: string | null; interval_minutes: number | null }>`
      select id, job_class, cron_expression, interval_minutes from scheduled_jobs order by job_class`.execute(
      database.owner,
    )
  ).rows;

test('upkeep is registered, offered with its schedule, and done by whichever of two workers takes it', async () => {
  expect(jobs).toEqual(expect.arrayContaining(upkeep));
  await expect.poll(async () => (await offered()).length).toBe(4);
  const schedules = await offered();
  expect(schedules).toMatchObject([
    { job_class: 'atis:brute-force-detection', cron_expression: null, interval_minutes: 1 },
    { job_class: 'atis:error-group-upkeep', cron_expression: null, interval_minutes: 5 },
    { job_class: 'atis:metric-rollups', cron_expression: null, interval_minutes: 1 },
    { job_class: 'atis:retention', cron_expression: '30 2 * * *', interval_minutes: null },
  ]);

  const { institutions } = await createWorld(database);
  const at = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString().slice(0, -1);
  const from = { ip: '203.0.113.5', institution: institutions.school1 };
  await insertEvents(database.owner, [
    ...[50, 49, 48, 47, 46].map((seconds) => ({ ...from, at: at(seconds) })),
    { ...from, type: 'login', at: at(30) },
  ]);
  for (let round = 1; round <= 3; round += 1) {
    for (const { id } of schedules) await enqueueRun(database, id);
    for (const { id, job_class } of schedules) {
      const statuses = async () => (await attemptsOf(database, id)).map(({ status }) => status);
      await expect.poll(statuses, { timeout: 15_000, message: job_class }).not.toContain('queued');
      await expect.poll(statuses, { timeout: 15_000, message: job_class }).not.toContain('processing');
      expect(new Set(await statuses()), job_class).toEqual(new Set(['completed']));
    }
  }
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from security_events where event_type = 'suspicious_activity'`.execute(
    database.owner,
  );
  expect(rows).toEqual([{ count: 1 }]);
});
