import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/service.ts';
import { insertIntegration, insertRun, queueRun } from '../../testing/sync-runs.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const ask = async (username: string, query: string) => {
  const { data, errors } = await service.query(username, query);
  expect(errors).toBeUndefined();
  return data;
};

describe('figures over sync runs', () => {
  it('count by state and day, and measure what has completed', async () => {
    const { owner } = service.database;
    const integrationId = await insertIntegration(owner, { institution: world.institutions.baku });
    const run = (set: Record<string, unknown>) => insertRun(owner, integrationId, set);
    await run({
      status: 'completed',
      start_time: '2026-01-01T10:00:00Z',
      end_time: '2026-01-01T10:00:10Z',
      records_processed: 2_000_000_000,
    });
    await run({
      status: 'completed',
      start_time: '2026-01-01T11:00:00Z',
      end_time: '2026-01-01T11:00:30Z',
      records_processed: 2_000_000_000,
    });
    await run({ status: 'completed', start_time: '2026-01-02T11:00:00Z', end_time: '2026-01-02T10:00:00Z' });
    await run({ status: 'completed', start_time: '2026-01-02T12:00:00Z', end_time: 'infinity' });
    await run({ status: 'failed', start_time: '2026-01-02T13:00:00Z', records_processed: null });
    await run({ status: null, start_time: '2026-01-02T14:00:00Z' });
    await run({ status: 'completed', start_time: '2026-01-03T00:00:00Z', end_time: '2026-01-03T01:00:00Z' });
    const { syncStats } = await ask(
      'baku.admin',
      `{ syncStats(filter: { integrationId: "${integrationId}", from: "2026-01-01T00:00:00Z", to: "2026-01-03T00:00:00Z" }) {
        total successRate recordsProcessed byState { state count } durations { count p50 p95 }
        byDay { day total completed failed recordsProcessed } } }`,
    );
    expect(syncStats).toEqual({
      total: 6,
      successRate: 0.8,
      recordsProcessed: 4_000_000_000,
      byState: [
        { state: 'RUNNING', count: 1 },
        { state: 'COMPLETED', count: 4 },
        { state: 'FAILED', count: 1 },
      ],
      durations: { count: 3, p50: 10, p95: 28 },
      byDay: [
        { day: '2026-01-01T00:00:00Z', total: 2, completed: 2, failed: 0, recordsProcessed: 4_000_000_000 },
        { day: '2026-01-02T00:00:00Z', total: 4, completed: 2, failed: 1, recordsProcessed: 0 },
      ],
    });
  });

  it('of nothing are nothing, and of a period that is none are refused', async () => {
    const { syncStats } = await ask(
      'ganja.admin',
      '{ syncStats { total successRate recordsFailed byState { count } byDay { total } durations { count p50 } } }',
    );
    const nothing = { byState: [], byDay: [], durations: { count: 0, p50: null } };
    expect(syncStats).toEqual({ total: 0, successRate: null, recordsFailed: 0, ...nothing });
    for (const filter of [
      'from: "2026-01-02T00:00:00Z", to: "2026-01-02T00:00:00Z"',
      'from: "2020-01-02T00:00:00Z", to: "2026-01-02T00:00:00Z"',
      'integrationId: "x"',
    ]) {
      const { errors } = await service.query('ganja.admin', `{ syncStats(filter: { ${filter} }) { total } }`);
      expect(errors?.[0]?.extensions['code'], filter).toBe('BAD_USER_INPUT');
    }
  });

  it('estimate the end of a run by the median of those before where nobody said how many records there are', async () => {
    const { owner } = service.database;
    const integrationId = await insertIntegration(owner, { institution: world.institutions.baku });
    for (const seconds of ['10', '20', '50']) {
      const times = { start_time: '2026-01-01T10:00:00Z', end_time: `2026-01-01T10:00:${seconds}Z` };
      await insertRun(owner, integrationId, { status: 'completed', ...times });
      await insertRun(owner, integrationId, {
        status: 'completed',
        sync_type: 'export',
        ...times,
        end_time: '2026-01-01T12:00:00Z',
      });
    }
    const id = await insertRun(owner, integrationId);
    const waiting = await queueRun(owner, integrationId);
    const { running, queued } = await ask(
      'baku.admin',
      `{ running: syncRun(id: "${id}") { startedAt estimatedEndAt } queued: syncRun(id: "${waiting}") { estimatedEndAt } }`,
    );
    expect(Date.parse(running.estimatedEndAt) - Date.parse(running.startedAt)).toBe(20_000);
    expect(queued.estimatedEndAt).toBeNull();
  });
});

describe('the freshness of an integration', () => {
  it.each([
    [{ frequency: 'hourly', synced: '-59 minutes' }, 'FRESH'],
    [{ frequency: 'hourly', synced: '-61 minutes' }, 'LATE'],
    [{ frequency: 'every_15_minutes', synced: '-16 minutes' }, 'LATE'],
    [{ frequency: 'daily', synced: '-23 hours' }, 'FRESH'],
    [{ frequency: 'weekly', synced: '-8 days' }, 'LATE'],
    [{ frequency: 'monthly', synced: '-27 days' }, 'FRESH'],
    [{ frequency: 'monthly', synced: '-32 days' }, 'LATE'],
    [{ frequency: 'daily' }, 'NEVER'],
    [{ frequency: 'daily', synced: '-9 days', enabled: false }, 'NOT_SCHEDULED'],
    [{ frequency: 'constructor', synced: '-9 days' }, 'NOT_SCHEDULED'],
    [{ frequency: null, synced: '-9 days' }, 'NOT_SCHEDULED'],
  ])('%j is %s', async (fixture, state) => {
    const id = await insertIntegration(service.database.owner, { institution: world.institutions.baku, ...fixture });
    const { integration } = await ask(
      'baku.admin',
      `{ integration(id: "${id}") { lastSyncRun { id } syncSuccessRate syncFreshness { state dueAt lateBySeconds } } }`,
    );
    expect(integration).toMatchObject({ lastSyncRun: null, syncSuccessRate: null, syncFreshness: { state } });
    const { dueAt, lateBySeconds } = integration.syncFreshness;
    expect([dueAt === null, lateBySeconds]).toEqual(
      ['FRESH', 'LATE'].includes(state) ? [false, state === 'FRESH' ? 0 : expect.any(Number)] : [true, null],
    );
  });

  it('is the same in the filter and the order of the list, for any frequency and time', async () => {
    const { owner } = service.database;
    const frequencies = ['every_15_minutes', 'hourly', 'daily', 'weekly', 'monthly', 'manual', 'other'];
    for (const frequency of frequencies) {
      for (const synced of ['-14 minutes', '-16 minutes', '-2 days', '-27 days', '-32 days', 'infinity', undefined]) {
        const institution = world.institutions.baku;
        const past = synced === undefined ? {} : { synced: synced === 'infinity' ? '0' : synced };
        const id = await insertIntegration(owner, { institution, frequency, ...past });
        if (synced !== 'infinity') continue;
        await owner.updateTable('integrations').set({ last_sync_at: 'infinity' }).where('id', '=', id).execute();
      }
    }
    const nodes = 'nodes { id syncFreshness { state dueAt } }';
    const { all, late } = await ask(
      'baku.admin',
      `{ all: integrations(first: 100, orderBy: SYNC_DUE_FIRST) { ${nodes} pageInfo { hasNextPage } }
        late: integrations(first: 100, orderBy: SYNC_DUE_FIRST, filter: { isSyncLate: true }) { ${nodes} totalCount { value } } }`,
    );
    expect(all.pageInfo.hasNextPage).toBe(false);
    const expected = all.nodes.filter(
      (one: { syncFreshness: { state: string } }) => one.syncFreshness.state === 'LATE',
    );
    expect(late).toEqual({ nodes: expected, totalCount: { value: expected.length } });
    expect(expected.length).toBeGreaterThan(10);
    const due = all.nodes.map((one: { syncFreshness: { dueAt: string | null } }) => one.syncFreshness.dueAt ?? '~');
    expect(due).toEqual(due.toSorted());
  });

  it('comes with the last run and the share of runs that completed', async () => {
    const { owner } = service.database;
    const id = await insertIntegration(owner, { institution: world.institutions.baku });
    await insertRun(owner, id, { status: 'failed' });
    const last = await insertRun(owner, id, { status: 'completed' });
    await insertRun(owner, id, { status: 'completed', start_time: '2020-01-01T00:00:00Z' });
    const { integration } = await ask(
      'baku.admin',
      `{ integration(id: "${id}") { lastSyncRun { databaseId } syncSuccessRate ever: syncRuns { totalCount { value } }
        oldest: syncRuns(orderBy: OLDEST_FIRST, first: 1) { nodes { startedAt } pageInfo { hasNextPage } } } }`,
    );
    expect(integration).toEqual({
      lastSyncRun: { databaseId: last },
      syncSuccessRate: 0.5,
      ever: { totalCount: { value: 3 } },
      oldest: { nodes: [{ startedAt: '2020-01-01T00:00:00Z' }], pageInfo: { hasNextPage: true } },
    });
    const { errors } = await service.query('baku.admin', `{ integration(id: "${id}") { syncSuccessRate(days: 0) } }`);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
