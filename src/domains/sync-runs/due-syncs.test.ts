import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptsOf, enqueueRun, insertJob, moveClock, startTestWorker } from '../../testing/jobs.ts';
import { runJob } from '../../testing/job-run.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect } from '../../testing/subscriber.ts';
import {
  change,
  claim,
  expireLease,
  insertIntegration,
  insertRun,
  queueRun,
  type IntegrationFixture,
} from '../../testing/sync-runs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { dueSyncsJob as job } from './due-syncs.job.ts';
import { staleSyncRunsJob } from './stale-sync-runs.job.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await moveClock(service.database, '0');
  await service.database.owner.deleteFrom('integration_sync_logs').execute();
  await service.database.owner.deleteFrom('integrations').execute();
});

const run = async (parameters = {}) => (await runJob(service.database, job, parameters)).result['started'];
const integration = (fixture: IntegrationFixture = {}) =>
  insertIntegration(service.database.owner, {
    institution: world.institutions.baku,
    frequency: 'hourly',
    synced: '-2 hours',
    ...fixture,
  });
const runsOf = (id: string) =>
  service.database.owner
    .selectFrom('integration_sync_logs')
    .select(['id', 'sync_type', 'status', 'initiated_by'])
    .where('integration_id', '=', id)
    .orderBy('id')
    .execute();

describe('due syncs', () => {
  it('are started for what is late or was never synchronised, as runs that wait for a worker, and recorded', async () => {
    const late = await integration();
    const never = await integration({ synced: undefined, frequency: 'weekly', systemWide: true });
    const unsaid = await integration({ enabled: null });
    expect(await run()).toBe(3);
    for (const id of [late, never, unsaid]) {
      expect(await runsOf(id)).toMatchObject([{ sync_type: 'incremental', status: 'running', initiated_by: null }]);
    }
    const [started] = await runsOf(late);
    const records = await service.database.owner
      .selectFrom('audit_logs')
      .select(['event', 'user_id', 'institution_id', 'tags'])
      .where('auditable_type', '=', 'integration_sync_logs')
      .where('auditable_id', '=', started!.id)
      .execute();
    expect(records).toEqual([
      {
        event: 'sync_run.started',
        user_id: null,
        institution_id: world.institutions.baku,
        tags: ['system', 'due-syncs'],
      },
    ]);
    expect((await claim(service, 'baku.admin', late)).id).toBe(started!.id);
  });

  it('leave alone what is fresh, disabled, not scheduled, or has times that make no sense', async () => {
    await integration({ synced: '-10 minutes' });
    await integration({ enabled: false });
    await integration({ enabled: false, synced: undefined });
    for (const frequency of [null, 'manual', 'realtime', 'HOURLY', 'every full moon', '']) {
      await integration({ frequency });
    }
    for (const end of ['infinity', '-infinity']) {
      const id = await integration();
      await sql`update integrations set last_sync_at = ${end}::timestamp where id = ${id}`.execute(
        service.database.owner,
      );
    }
    expect(await run()).toBe(0);
  });

  it('go by the frequency', async () => {
    const after = async (frequency: string, ago: string) => integration({ frequency, synced: `-${ago}` });
    await after('every_15_minutes', '14 minutes');
    await after('daily', '23 hours');
    await after('weekly', '6 days');
    await after('monthly', '27 days');
    expect(await run()).toBe(0);
    await after('every_15_minutes', '16 minutes');
    await after('daily', '25 hours');
    await after('weekly', '8 days');
    await after('monthly', '32 days');
    expect(await run()).toBe(4);
  });

  it('wait while a run of the type is on its way, but not for one that another application left behind', async () => {
    const { owner } = service.database;
    await queueRun(owner, await integration(), { sync_type: 'incremental', start_time: '2026-01-01' });
    await insertRun(owner, await integration(), { sync_type: 'incremental', status: null });
    const stale = await integration();
    await queueRun(owner, stale, { sync_type: 'incremental', start_time: '2026-01-01' });
    const { id } = await claim(service, 'baku.admin', stale);
    await expireLease(owner, id);
    expect(await run()).toBe(0);
    const old = { start_time: '2026-01-01', created_at: '2026-01-01', updated_at: '2026-01-01' };
    await insertRun(owner, await integration(), { sync_type: 'incremental', ...old });
    await insertRun(owner, await integration());
    expect(await run()).toBe(2);
  });

  it('are not tried again before the next period when a run failed, was cancelled, or nobody claimed it', async () => {
    const [failed, cancelled, unclaimed] = [await integration(), await integration(), await integration()];
    expect(await run()).toBe(3);
    const report = await claim(service, 'baku.admin', failed);
    await change(service, 'baku.admin', 'failSyncRun', { ...report, errorMessage: 'x' });
    const [waiting] = await runsOf(cancelled);
    await change(service, 'baku.admin', 'cancelSyncRun', { id: waiting!.id, reason: 'x' });
    expect(await run()).toBe(0);
    await moveClock(service.database, '59 minutes');
    expect(await run()).toBe(0);
    await moveClock(service.database, '61 minutes');
    expect(await run()).toBe(2);
    expect(await runsOf(unclaimed)).toHaveLength(1);
    // What was tried counts, also where the clock went back since.
    await service.database.owner.updateTable('integration_sync_logs').set({ status: 'failed' }).execute();
    await moveClock(service.database, '-3 hours');
    expect(await run()).toBe(0);
  });

  it('are not held up by a run that claims to have started in the far future', async () => {
    const id = await integration();
    await insertRun(service.database.owner, id, {
      sync_type: 'incremental',
      status: 'failed',
      start_time: sql`'infinity'`,
    });
    expect(await run()).toBe(1);
  });

  it('have the type of the parameters, and are counted by type', async () => {
    const id = await integration();
    expect(await run({ syncType: 'FULL' })).toBe(1);
    expect(await run()).toBe(1);
    expect((await runsOf(id)).map(({ sync_type }) => sync_type)).toEqual(['full', 'incremental']);
    await expect(run({ syncType: 'full' })).rejects.toThrow('must be FULL');
    await expect(run({ synctype: 'FULL' })).rejects.toThrow('synctype');
  });

  it('are started once by workers that look at once', async () => {
    for (let i = 0; i < 10; i += 1) await integration();
    const started = await Promise.all(Array.from({ length: 5 }, () => run()));
    expect(started.reduce((sum: number, count) => sum + Number(count), 0)).toBe(10);
    const runs = await service.database.owner.selectFrom('integration_sync_logs').select('id').execute();
    expect(runs).toHaveLength(10);
  });

  it('do not wait for an integration that somebody holds, which is started the next time', async () => {
    const [held, free] = [await integration(), await integration()];
    await withClient(service.database.ownerUrl, async (client) => {
      await client.query('begin');
      await client.query('select from integrations where id = $1 for update', [held]);
      expect(await run()).toBe(1);
      await client.query('rollback');
    });
    expect(await runsOf(free)).toHaveLength(1);
    expect(await run()).toBe(1);
    expect(await runsOf(held)).toHaveLength(1);
  });

  it('and stale runs are looked after by workers, and the feed tells of both', async () => {
    const { database } = service;
    const client = await service.socketFor('baku.admin');
    const query = 'subscription { syncRunFeed { kind run { databaseId state } } }';
    const subscriber = collect(client, query, {}, 'syncRunFeed');
    await subscriber.received(1);
    const stale = await integration({ frequency: null });
    const abandoned = await queueRun(database.owner, stale);
    await claim(service, 'baku.admin', stale);
    await expireLease(database.owner, abandoned, '11 minutes');
    const due = await integration();
    const ids = [await insertJob(database, job.jobClass), await insertJob(database, staleSyncRunsJob.jobClass)];
    const worker = startTestWorker(database, [job, staleSyncRunsJob]);
    try {
      for (const id of ids) await enqueueRun(database, id);
      worker.poke();
      for (const [index, result] of [{ started: 1 }, { reaped: 1 }].entries()) {
        await expect.poll(async () => (await attemptsOf(database, ids[index]!))[0]?.result).toEqual(result);
      }
      const [started] = await runsOf(due);
      const told = () => subscriber.items.map(({ kind, run }) => `${kind} ${run?.databaseId} ${run?.state}`);
      await expect.poll(told).toContain(`CREATED ${started!.id} QUEUED`);
      await expect.poll(told).toContain(`UPDATED ${abandoned} FAILED`);
    } finally {
      await worker.stop();
      subscriber.stop();
      await client.dispose();
    }
    expect((await runJob(database, staleSyncRunsJob)).result).toEqual({ reaped: 0 });
  });
});
