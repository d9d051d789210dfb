import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/service.ts';
import { change, claim, expireLease, insertIntegration, insertRun, queueRun } from '../../testing/sync-runs.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const bakuIntegration = (more: object = {}) =>
  insertIntegration(service.database.owner, { institution: world.institutions.baku, ...more });

const read = async (id: string, selection: string, username = 'baku.admin') => {
  const { data, errors } = await service.query(username, `{ syncRun(id: "${id}") { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.syncRun;
};

describe('a sync run', () => {
  it('is started, claimed, reported on and completed, and its integration counts as synchronised then', async () => {
    const integrationId = await bakuIntegration({ frequency: 'daily' });
    const started = await change(service, 'baku.admin', 'startSyncRun', {
      integrationId,
      syncType: 'INCREMENTAL',
      expectedRecords: 200,
    });
    expect(started).toMatchObject({ run: { state: 'QUEUED' }, userErrors: [] });
    const run = await claim(service, 'baku.admin', integrationId);
    expect(run.id).toBe(started.run.databaseId);
    const beat = await change(service, 'baku.admin', 'heartbeatSyncRun', { ...run, recordsProcessed: 50 });
    expect(beat).toMatchObject({ run: { state: 'RUNNING', recordsProcessed: 50 }, isCancelRequested: false });
    const selection = `state syncType progress ratePerSecond estimatedEndAt worker attempt duration initiatedBy { username }
      integration { name syncFreshness { state } } integrationId expectedRecords`;
    const shown = await read(run.id, selection);
    expect(shown).toMatchObject({
      state: 'RUNNING',
      syncType: 'INCREMENTAL',
      progress: 0.25,
      worker: 'w-1',
      attempt: 1,
      initiatedBy: { username: 'baku.admin' },
      integrationId,
      integration: { syncFreshness: { state: 'NEVER' } },
    });
    expect(shown.ratePerSecond).toBeGreaterThan(0);
    expect(Date.parse(shown.estimatedEndAt)).toBeGreaterThan(0);
    const completed = await change(service, 'baku.admin', 'completeSyncRun', {
      ...run,
      recordsProcessed: 200,
      recordsCreated: 3,
      summary: { files: 2, api_key: 'k' },
    });
    expect(completed).toMatchObject({ run: { state: 'COMPLETED' }, userErrors: [] });
    expect(
      await read(
        run.id,
        'state progress recordsCreated summary endedAt integration { lastSyncAt syncFreshness { state } }',
      ),
    ).toMatchObject({
      state: 'COMPLETED',
      progress: 1,
      recordsCreated: 3,
      summary: { files: 2, api_key: '***' },
      endedAt: expect.any(String),
      integration: { lastSyncAt: expect.any(String), syncFreshness: { state: 'FRESH' } },
    });
  });

  it('is started only of an enabled integration, within reach, and once at a time for each type', async () => {
    const disabled = await bakuIntegration({ enabled: false });
    expect(
      await change(service, 'baku.admin', 'startSyncRun', { integrationId: disabled, syncType: 'FULL' }),
    ).toMatchObject({
      run: null,
      userErrors: [{ code: 'INVALID_TRANSITION', field: ['integrationId'] }],
    });
    const integrationId = await bakuIntegration();
    const input = { integrationId, syncType: 'FULL' };
    expect((await change(service, 'ganja.admin', 'startSyncRun', input)).userErrors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect(
      (await change(service, 'baku.admin', 'startSyncRun', { ...input, syncType: 'OTHER' })).userErrors,
    ).toMatchObject([{ code: 'INVALID', field: ['syncType'] }]);
    const first = await change(service, 'baku.admin', 'startSyncRun', input);
    const second = await change(service, 'baku.admin', 'startSyncRun', input);
    expect(second.userErrors).toMatchObject([{ code: 'INVALID_TRANSITION' }]);
    expect(second.userErrors[0].message).toContain(`databaseId ${first.run.databaseId}`);
    expect((await change(service, 'baku.admin', 'startSyncRun', { ...input, syncType: 'EXPORT' })).userErrors).toEqual(
      [],
    );
  });

  it('is started once for an idempotency key', async () => {
    const input = { integrationId: await bakuIntegration(), syncType: 'FULL', idempotencyKey: 'once' };
    const first = await change(service, 'baku.admin', 'startSyncRun', input);
    expect(await change(service, 'baku.admin', 'startSyncRun', input)).toEqual(first);
  });

  it('that is stale is reaped by the next start, in the same transaction', async () => {
    const integrationId = await bakuIntegration();
    await change(service, 'baku.admin', 'startSyncRun', { integrationId, syncType: 'FULL' });
    const { id } = await claim(service, 'baku.admin', integrationId, 'lost');
    await expireLease(service.database.owner, id);
    const next = await change(service, 'baku.admin', 'startSyncRun', { integrationId, syncType: 'FULL' });
    expect(next).toMatchObject({ run: { state: 'QUEUED' }, userErrors: [] });
    expect(await read(id, 'state errorMessage')).toMatchObject({
      state: 'FAILED',
      errorMessage: expect.stringMatching(/^The worker lost did not report for \d+ s/),
    });
  });

  it('of another application is shown whatever it holds, and never touched', async () => {
    const { owner } = service.database;
    const integrationId = await bakuIntegration();
    const id = await insertRun(owner, integrationId, {
      status: null,
      records_processed: null,
      error_details: '[]',
      sync_summary: 'null',
      created_at: null,
      updated_at: '2020-01-01T00:00:00Z',
      start_time: '-infinity',
      end_time: 'infinity',
    });
    expect(
      await read(id, 'state attempt recordsProcessed errorDetails summary duration ratePerSecond estimatedEndAt'),
    ).toEqual({
      state: 'STALE',
      attempt: null,
      recordsProcessed: 0,
      errorDetails: {},
      summary: {},
      duration: null,
      ratePerSecond: null,
      estimatedEndAt: null,
    });
    const cancelled = await change(service, 'baku.admin', 'cancelSyncRun', { id, reason: 'x' });
    expect(cancelled.userErrors[0].message).toContain('Another application');
    expect((await change(service, 'baku.admin', 'claimSyncRun', { integrationId, worker: 'w' })).run).toBeNull();
    // A dead run of another application does not stand in the way for ever.
    expect(
      (await change(service, 'baku.admin', 'startSyncRun', { integrationId, syncType: 'FULL' })).userErrors,
    ).toEqual([]);
    const row = await owner
      .selectFrom('integration_sync_logs')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row).toEqual({ status: null });
  });

  it('never counts backwards, and a heartbeat that tells nothing new leaves no audit record', async () => {
    const integrationId = await bakuIntegration();
    await queueRun(service.database.owner, integrationId);
    const run = await claim(service, 'baku.admin', integrationId);
    await change(service, 'baku.admin', 'heartbeatSyncRun', { ...run, recordsProcessed: 10, recordsFailed: 2 });
    const back = await change(service, 'baku.admin', 'heartbeatSyncRun', {
      ...run,
      recordsProcessed: 9,
      recordsFailed: 1,
    });
    expect(back.userErrors).toMatchObject([
      { code: 'INVALID', field: ['recordsProcessed'] },
      { code: 'INVALID', field: ['recordsFailed'] },
    ]);
    const negative = await change(service, 'baku.admin', 'heartbeatSyncRun', { ...run, recordsCreated: -1 });
    expect(negative.userErrors).toMatchObject([{ code: 'INVALID', field: ['recordsCreated'] }]);
    const same = await change(service, 'baku.admin', 'heartbeatSyncRun', { ...run, recordsProcessed: 10 });
    expect(same).toMatchObject({ run: { recordsProcessed: 10 }, userErrors: [] });
    const records = await service.database.owner
      .selectFrom('audit_logs')
      .select(['event', 'new_values'])
      .where('auditable_id', '=', run.id)
      .where('auditable_type', '=', 'integration_sync_logs')
      .orderBy('id')
      .execute();
    expect(records.map(({ event }) => event)).toEqual(['sync_run.claimed', 'sync_run.progressed']);
    expect(records[0]!.new_values).toMatchObject({ fencing_token: '***', worker: 'w-1' });
  });
});
