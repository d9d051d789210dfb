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
import { listWorkers, readJobHealth } from './job-health.repository.ts';

let database: TestDatabase;
let pool: pg.Pool;
let db: Kysely<DB>;
const executed: CompiledQuery[] = [];

/** A long history, of which a few runs are open, each in its own way. */
beforeAll(async () => {
  database = await createTestDatabase();
  const job = await insertIdleJob(database);
  await sql`
    with logged as (
      insert into job_logs (job_class, status, created_at, start_time, scheduled_job_id)
      select ${idleJob.jobClass}, 'completed', timestamp '2026-01-01' + n * interval '1 minute',
        timestamp '2026-01-01' + n * interval '1 minute', ${job}
      from generate_series(1, 60000) n returning id, created_at
    )
    insert into api.job_runs (job_log_id, scheduled_job_id, run_id, attempt, job_class, trigger, scheduled_for, state,
      available_at, worker_id, fencing_token, heartbeat_at, lease_expires_at)
    select id, ${job}, gen_random_uuid(), 1, ${idleJob.jobClass}, 'schedule', created_at,
      (case id % 6000 when 0 then 'ready' when 1 then 'waiting' when 2 then 'processing' else 'ended' end), created_at,
      gen_random_uuid(), 1, created_at, created_at
    from logged`.execute(database.owner);
  await sql`insert into api.job_workers (id, name, concurrency, lease_seconds)
    values (gen_random_uuid(), 'host:1', 5, 30)`.execute(database.owner);
  await withClient(database.superuserUrl, (client) => client.query('vacuum analyze'));
  pool = new pg.Pool(connectionOptions({ url: database.url }));
  // Whoever ends the pool does not wait for the connections that the end of the database then cuts.
  pool.on('connect', (client) => client.on('error', () => undefined));
  db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void executed.push(query) });
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

describe('after 60,000 runs', () => {
  const rules = { classes: [idleJob.jobClass], seconds: [600], graceSeconds: 10 };
  it.each<[string, () => Promise<unknown>]>([
    ['the health of jobs', () => readJobHealth(db, everything, rules)],
    ['the workers', () => listWorkers(db, everything)],
  ])('%s reads what is open alone', async (_, read) => {
    executed.length = 0;
    await read();
    for (const statement of executed) {
      const { blocks, nodes } = await explain(pool, statement);
      const wholly = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
      expect(wholly).not.toContain('job_runs');
      expect(wholly).not.toContain('job_logs');
      expect(blocks).toBeLessThan(1_000);
    }
  });
});
