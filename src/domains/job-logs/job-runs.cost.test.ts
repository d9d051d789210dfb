import { Kysely, PostgresDialect, sql, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything } from '../../auth/scope.ts';
import { connectionOptions } from '../../db/client.ts';
import type { DB } from '../../db/generated/tables.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { idleJob, insertIdleJob } from '../../testing/job-runs.ts';
import { explain } from '../../testing/query-plan.ts';
import { withClient } from '../../testing/server.ts';
import { jobLogOrders, pageJobLogs, type JobLogCriteria } from './job-logs.repository.ts';
import {
  findAttempts,
  findJobRuns,
  jobLineOrder,
  loadFeedLines,
  loadFeedLogs,
  pageLines,
} from './job-runs.repository.ts';

let database: TestDatabase;
let pool: pg.Pool;
let db: Kysely<DB>;
let runId: string;
const ids: string[] = [];
const executed: CompiledQuery[] = [];

/** Runs of both kinds, of which hardly any are on their way, and what they said. */
beforeAll(async () => {
  database = await createTestDatabase();
  const job = await insertIdleJob(database);
  await sql`
    with logged as (
      insert into job_logs (job_class, status, created_at, scheduled_job_id)
      select ${idleJob.jobClass}, 'completed', timestamp '2026-01-01' + n * interval '1 minute', ${job}
      from generate_series(1, 60000) n returning id, created_at
    )
    insert into api.job_runs (job_log_id, scheduled_job_id, run_id, attempt, job_class, trigger, scheduled_for, state, available_at)
    select id, ${job}, gen_random_uuid(), 1, ${idleJob.jobClass}, 'schedule', created_at, 'ended', created_at from logged`.execute(
    database.owner,
  );
  await sql`insert into job_logs (job_class, status, created_at)
    select 'App', 'completed', timestamp '2026-02-01' + n * interval '1 minute' from generate_series(1, 40000) n`.execute(
    database.owner,
  );
  await sql`insert into job_logs (job_class, status, created_at)
    select 'App', 'queued', timestamp '2026-01-01' + n * interval '1 hour' from generate_series(1, 30) n`.execute(
    database.owner,
  );
  await sql`insert into api.job_run_lines (job_log_id, message)
    select job_log_id, 'said' from api.job_runs, generate_series(1, 2)`.execute(database.owner);
  const { rows } = await sql<{ job_log_id: string; run_id: string }>`
    select job_log_id, run_id from api.job_runs order by 1 limit 100`.execute(database.owner);
  runId = rows[0]!.run_id;
  ids.push(...rows.map(({ job_log_id: id }) => id));
  await withClient(database.superuserUrl, (client) => client.query('vacuum analyze'));
  pool = new pg.Pool(connectionOptions({ url: database.url }));
  db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void executed.push(query) });
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const request = { limit: 50, backward: false, after: null, before: null };
const page = (criteria: JobLogCriteria) => () =>
  pageJobLogs(db, everything, criteria, { ...request, order: jobLogOrders.NEWEST_FIRST });

describe('among 100,000 attempts', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a page', page({})],
    ['a page of what is on its way', page({ isOpen: true })],
    ['a page of what this service runs', page({ isManaged: true, from: '2026-01-01', to: '2026-01-20' })],
    ['a page by trigger', page({ triggers: ['schedule'], from: '2026-01-01', to: '2026-01-20' })],
    ['the attempts at a run', () => page({ runId })()],
    ['what is known of 100 attempts', () => findJobRuns(db, everything, ids)],
    ['their other attempts', () => findAttempts(db, everything, [runId])],
    ['a page of lines', () => pageLines(db, everything, ids[50]!, { ...request, order: jobLineOrder })],
    ['what a feed loads of runs', () => loadFeedLogs(db, ids)],
    ['what a feed loads of lines', () => loadFeedLines(db, ids)],
  ])('%s reads no growing table whole, and few blocks', async (_, work) => {
    executed.length = 0;
    await work();
    for (const statement of executed) {
      const { blocks, nodes } = await explain(pool, statement);
      const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
      expect(scanned.filter((table) => table !== 'job_workers')).toEqual([]);
      expect(blocks).toBeLessThan(1_000);
    }
  });
});
