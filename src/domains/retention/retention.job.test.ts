import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { runJob } from '../../testing/job-run.ts';
import { enablePolicy, idsIn, insertExpired } from '../../testing/retention.ts';
import { withClient } from '../../testing/server.ts';
import { retentionJob } from './retention.job.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await sql`update api.retention_policies set enabled = false`.execute(database.owner);
  await sql`truncate job_logs, api.job_workers, api.job_runs, api.job_run_lines, system_errors,
    api.error_occurrences, api.error_reports, api.brute_force_incidents, api.error_status_leftovers`.execute(
    database.owner,
  );
});
afterAll(() => database.drop());

const clean = (parameters = {}) => runJob(database, retentionJob, parameters);
const nothing = { job_workers: 0, brute_force_incidents: 0 };

const records = async () =>
  (
    await sql<{ source: string; deleted: number }>`
      select new_values ->> 'source' as source, (new_values ->> 'deleted')::integer as deleted from audit_logs
      where event = 'retention.deleted' and tags::text like '%system%' order by id`.execute(database.owner)
  ).rows;

test('only enabled policies delete, each batch with its record; another run finds nothing', async () => {
  await insertExpired(database.owner, 'job_logs', 2_500);
  const [fresh] = await insertExpired(database.owner, 'job_logs', 1, { fresh: true });
  const kept = await insertExpired(database.owner, 'system_errors', 3);
  expect((await clean()).result).toEqual(nothing);
  expect(await idsIn(database.owner, 'job_logs')).toHaveLength(2_501);

  await enablePolicy(database.owner, 'job_logs');
  const before = (await records()).length;
  const { result, lines } = await clean();
  expect(result).toEqual({ job_logs: { deleted: 2_500, held: 0, stopped_by: 'FINISHED' }, ...nothing });
  expect(lines).toEqual(['job_logs: 2500 deleted, 0 held, FINISHED']);
  expect(await idsIn(database.owner, 'job_logs')).toEqual([fresh]);
  expect(await idsIn(database.owner, 'system_errors')).toEqual(kept);
  expect((await records()).slice(before)).toEqual(
    [1_000, 1_000, 500].map((deleted) => ({ source: 'job_logs', deleted })),
  );
  expect((await clean()).result).toMatchObject({ job_logs: { deleted: 0 } });
  expect((await records()).slice(before)).toHaveLength(3);
});

test('two runs at once delete every record once', async () => {
  await insertExpired(database.owner, 'job_logs', 1_500);
  await enablePolicy(database.owner, 'job_logs');
  const before = (await records()).length;
  await Promise.all([clean(), clean()]);
  await clean();
  expect(await idsIn(database.owner, 'job_logs')).toEqual([]);
  expect((await records()).slice(before).reduce((sum, { deleted }) => sum + deleted, 0)).toBe(1_500);
});

test('a run that is to end stops between two batches and keeps what it has done', async () => {
  await insertExpired(database.owner, 'job_logs', 2_500);
  await enablePolicy(database.owner, 'job_logs');
  const controller = new AbortController();
  let batches = 0;
  const beforeTransaction = () => {
    batches += 1;
    // While the second batch is being deleted, which is not kept.
    if (batches === 2) controller.abort(new Error('cancelled'));
  };
  const stopped = runJob(database, retentionJob, {}, { signal: controller.signal, beforeTransaction });
  await expect(stopped).rejects.toThrow('cancelled');
  expect(await idsIn(database.owner, 'job_logs')).toHaveLength(1_500);
  await clean();
  expect(await idsIn(database.owner, 'job_logs')).toEqual([]);
});

test('where somebody holds what it needs, the run fails after it has done the others', async () => {
  await insertExpired(database.owner, 'job_logs', 3);
  await insertExpired(database.owner, 'system_errors', 3);
  await enablePolicy(database.owner, 'job_logs');
  await enablePolicy(database.owner, 'system_errors');
  await withClient(database.superuserUrl, async (client) => {
    await client.query('begin; lock table system_errors in share mode');
    await expect(clean()).rejects.toThrow('what retention needs of system_errors');
    await client.query('rollback');
  });
  expect(await idsIn(database.owner, 'job_logs')).toEqual([]);
  expect(await idsIn(database.owner, 'system_errors')).toHaveLength(3);
  expect((await clean()).result).toMatchObject({ system_errors: { deleted: 3 } });
});

test('sources and the maximum can be limited', async () => {
  await insertExpired(database.owner, 'job_logs', 5);
  await insertExpired(database.owner, 'system_errors', 5);
  await enablePolicy(database.owner, 'job_logs');
  await enablePolicy(database.owner, 'system_errors');
  const { result } = await clean({ sources: ['job_logs'], maximum: 2 });
  expect(result).toEqual({ job_logs: { deleted: 2, held: 0, stopped_by: 'MAXIMUM' }, ...nothing });
  expect(await idsIn(database.owner, 'system_errors')).toHaveLength(5);
  await expect(clean({ sources: ['users'] })).rejects.toThrow();
});

test('workers that ended a week ago are forgotten, but not those that work or still have a run', async () => {
  await sql`
    insert into api.job_workers(id, name, concurrency, lease_seconds, heartbeat_at, stopped_at)
    select ('00000000-0000-0000-0000-00000000000' || n)::uuid, 'w' || n, 1, 30,
      api.job_now() - make_interval(days => beat), api.job_now() - make_interval(days => ended)
    from (values (1, 8, 8), (2, 6, 6), (3, 0, null), (4, 8, null), (5, 8, null)) as worker(n, beat, ended)`.execute(
    database.owner,
  );
  const [log] = await insertExpired(database.owner, 'job_logs', 1, { fresh: true });
  await sql`insert into api.job_runs(job_log_id, run_id, attempt, job_class, trigger, scheduled_for, state, available_at,
      worker_id, fencing_token, heartbeat_at, lease_expires_at)
    values (${log}, gen_random_uuid(), 1, 'x', 'manual', api.job_now(), 'processing', api.job_now(),
      '00000000-0000-0000-0000-000000000005', 1, api.job_now(), api.job_now())`.execute(database.owner);
  expect((await clean()).result).toMatchObject({ job_workers: 2 });
  const { rows } = await sql<{ name: string }>`select name from api.job_workers order by name`.execute(database.owner);
  expect(rows.map(({ name }) => name)).toEqual(['w2', 'w3', 'w5']);
});

test('reported sign-ins are forgotten a month later', async () => {
  await sql`insert into api.brute_force_incidents(success_event_id, succeeded_at, user_id, user_from, user_from_id,
      user_until, user_until_id)
    select n, api.job_now() - make_interval(days => n), 1, api.job_now(), 1, api.job_now(), 2 from unnest('{1, 29, 31}'::integer[]) n`.execute(
    database.owner,
  );
  expect((await clean()).result).toMatchObject({ brute_force_incidents: 1 });
});
