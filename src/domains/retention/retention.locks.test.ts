import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteFromLog } from '../../testing/append-only.ts';
import { enablePolicy, idsIn, insertExpired, releaseHolds, retentionOf } from '../../testing/retention.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { retentionSources, type RetentionSource } from './retention.repository.ts';

const lockNotAvailable = '55P03';

let service: TestService;
let world: World;
let retention: ReturnType<typeof retentionOf>;
let observer: pg.Client;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  retention = retentionOf(service);
  observer = new pg.Client({ connectionString: service.database.superuserUrl });
  await observer.connect();
});
afterAll(async () => {
  await observer.end();
  await service.stop();
});
beforeEach(async () => {
  const { owner } = service.database;
  await releaseHolds(owner);
  await deleteFromLog(service.database, 'audit_logs');
  await deleteFromLog(service.database, 'activity_logs');
  for (const source of retentionSources) {
    if (source !== 'audit_logs' && source !== 'activity_logs')
      await sql`delete from ${sql.table(source)}`.execute(owner);
    await enablePolicy(owner, source);
  }
});

const batch = (client: pg.Client, source: RetentionSource, size = 1_000) =>
  client.query<{ deleted: number }>(`select * from api.delete_expired($1, null, null, $2)`, [source, size]);

/** Runs `work` while a batch of every source has deleted and not committed. */
const whileDeleting = <Result>(work: () => Promise<Result>): Promise<Result> =>
  withClient(service.database.url, async (client) => {
    await client.query('begin');
    for (const source of retentionSources) expect((await batch(client, source)).rows[0]!.deleted).toBeGreaterThan(0);
    const result = await work();
    await client.query('commit');
    return result;
  });

/** Statements that wait for a lock in this database; others' waits are shown to superusers only. */
const waiting = async () => {
  const { rows } = await observer.query<{ query: string }>(
    `select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.map(({ query }) => query);
};

describe('while retention deletes', () => {
  it('writers of every table insert, change, refer and read without waiting for a lock', async () => {
    const { owner, ownerUrl } = service.database;
    const fresh: Partial<Record<RetentionSource, string[]>> = {};
    for (const source of retentionSources) {
      await insertExpired(owner, source, 5);
      fresh[source] = await insertExpired(owner, source, 2, { fresh: true });
    }
    await whileDeleting(() =>
      withClient(ownerUrl, async (writer) => {
        await writer.query(`set lock_timeout = '20ms'`);
        for (const source of retentionSources) {
          const [id] = fresh[source]!;
          await writer.query(`select * from ${source} order by id`);
          if (source !== 'audit_logs' && source !== 'activity_logs') {
            await writer.query(`update ${source} set id = id where id = $1`, [id]);
            await writer.query(`delete from ${source} where id = $1`, [id]);
          }
        }
        await writer.query('insert into system_notification_reads (notification_id, user_id) values ($1, $2)', [
          fresh.system_notifications![1],
          world.users.superadmin,
        ]);
        await writer.query('insert into api.security_event_triage (event_id) values ($1)', [fresh.security_events![1]]);
        for (const source of retentionSources) await insertExpired(owner, source, 1, { fresh: true });
        expect(await waiting()).toEqual([]);
      }),
    );
  });

  it('hundreds of inserts and changes beside a run of many batches never wait', async () => {
    const { owner, ownerUrl } = service.database;
    await insertExpired(owner, 'security_events', 6_000);
    const [mine] = await insertExpired(owner, 'security_events', 1, { fresh: true });
    const seen: string[] = [];
    const finished = new AbortController();
    const until = async (work: () => Promise<unknown>) => {
      let times = 0;
      for (; !finished.signal.aborted; times += 1) await work();
      return times;
    };
    const writing = withClient(ownerUrl, async (writer) => {
      await writer.query(`set lock_timeout = '100ms'`);
      return until(async () => {
        await writer.query('update security_events set description = random()::text where id = $1', [mine]);
        await writer.query(`insert into security_events (event_type, severity) values ('x', 'info')`);
        await writer.query(`insert into audit_logs (event) values ('x')`);
      });
    });
    const watching = until(async () => {
      seen.push(...(await waiting()));
      await setTimeout(5);
    });
    const { run } = await retention.run('SECURITY_EVENTS');
    finished.abort();
    const [writes] = await Promise.all([writing, watching]);
    expect(run).toMatchObject({ deleted: 6_000, stoppedBy: 'FINISHED' });
    expect(writes).toBeGreaterThan(30);
    expect(seen).toEqual([]);
  });

  it('a row that somebody has locked is passed over, and goes with the next run', async () => {
    const { owner, ownerUrl } = service.database;
    const ids = await insertExpired(owner, 'security_events', 3);
    await withClient(ownerUrl, async (client) => {
      await client.query('begin');
      await client.query('select from security_events where id = $1 for update', [ids[1]]);
      expect(await retention.run('SECURITY_EVENTS')).toMatchObject({ run: { deleted: 2, stoppedBy: 'FINISHED' } });
      await client.query('commit');
    });
    expect(await idsIn(owner, 'security_events')).toEqual([ids[1]]);
    expect(await retention.run('SECURITY_EVENTS')).toMatchObject({ run: { deleted: 1 } });
  });

  it('an event that is reopened in that moment stays', async () => {
    const { owner, ownerUrl } = service.database;
    const [id] = await insertExpired(owner, 'security_events');
    await withClient(ownerUrl, async (client) => {
      await client.query('begin');
      await client.query('update security_events set resolution = null where id = $1', [id]);
      const run = retention.run('SECURITY_EVENTS');
      await client.query('commit');
      expect(await run).toMatchObject({ run: { deleted: 0 } });
    });
    expect(await idsIn(owner, 'security_events')).toEqual([id]);
  });

  it('two runs at a time delete everything once', async () => {
    const { owner } = service.database;
    await insertExpired(owner, 'job_logs', 4_000);
    const runs = await Promise.all([retention.run('JOB_LOGS'), retention.run('JOB_LOGS'), retention.run('JOB_LOGS')]);
    const deleted = runs.map(({ run }) => run.deleted as number);
    expect(deleted.reduce((sum, each) => sum + each, 0)).toBe(4_000);
    expect(await idsIn(owner, 'job_logs')).toEqual([]);
  });
});

describe('a hold', () => {
  it('that is being placed makes a run give way, and counts once it is there', async () => {
    const { owner, url } = service.database;
    await insertExpired(owner, 'job_logs', 3);
    await withClient(url, async (client) => {
      await client.query('begin');
      await client.query(`insert into api.retention_holds (reason) values ('x')`);
      await withClient(url, async (other) => {
        await expect(batch(other, 'job_logs')).rejects.toMatchObject({ code: lockNotAvailable });
      });
      expect(await retention.run('JOB_LOGS')).toMatchObject({
        run: { deleted: 0, stoppedBy: 'LOCKED' },
        userErrors: [],
      });
      const run = retention.run('JOB_LOGS');
      await client.query('commit');
      expect(await run).toMatchObject({ run: { deleted: 0, held: 3, stoppedBy: 'FINISHED' } });
    });
  });

  it('waits for the batch that is being deleted, so that nothing goes once it is placed', async () => {
    const { owner, url } = service.database;
    const ids = await insertExpired(owner, 'job_logs', 4);
    await withClient(url, async (client) => {
      await client.query('begin');
      await batch(client, 'job_logs', 2);
      const placed = retention.place({ sources: ['JOB_LOGS'] });
      await expect.poll(waiting).toHaveLength(1);
      await client.query('commit');
      expect(await placed).toMatchObject({ hold: { isActive: true } });
    });
    expect(await retention.run('JOB_LOGS')).toMatchObject({ run: { deleted: 0, held: 2 } });
    expect(await idsIn(owner, 'job_logs')).toEqual(ids.slice(2));
  });

  it('that is placed in the middle of a run keeps what was there when its placing was answered', async () => {
    const { owner } = service.database;
    await insertExpired(owner, 'activity_logs', 12_000);
    const run = retention.run('ACTIVITY_LOGS', { maximum: 12_000 });
    await expect.poll(async () => (await idsIn(owner, 'activity_logs')).length, { interval: 5 }).toBeLessThan(12_000);
    await retention.place({ sources: ['ACTIVITY_LOGS'] });
    const then = await idsIn(owner, 'activity_logs');
    expect((await run).run.deleted).toBe(12_000 - then.length);
    expect(then.length).toBeGreaterThan(0);
    expect(await idsIn(owner, 'activity_logs')).toEqual(then);
  });
});

it('a policy that is disabled in the middle of a run ends it', async () => {
  const { owner } = service.database;
  await insertExpired(owner, 'activity_logs', 12_000);
  const run = retention.run('ACTIVITY_LOGS', { maximum: 12_000 });
  await expect.poll(async () => (await idsIn(owner, 'activity_logs')).length, { interval: 5 }).toBeLessThan(12_000);
  expect(await retention.setPolicy({ source: 'ACTIVITY_LOGS', isEnabled: false })).toMatchObject({ userErrors: [] });
  const then = (await idsIn(owner, 'activity_logs')).length;
  expect((await run).run).toMatchObject({ deleted: 12_000 - then, stoppedBy: 'DISABLED' });
});

it('a batch whose audit record cannot be written deletes nothing', async () => {
  const { owner, url } = service.database;
  const ids = await insertExpired(owner, 'job_logs', 3);
  await withClient(url, async (client) => {
    await client.query('begin');
    await batch(client, 'job_logs');
    await expect(client.query('insert into audit_logs (event) values (null)')).rejects.toThrow();
    await client.query('rollback');
  });
  expect(await idsIn(owner, 'job_logs')).toEqual(ids);
});
