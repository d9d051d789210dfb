import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect } from '../../testing/subscriber.ts';
import { change, claim, insertIntegration, insertRun, queueRun } from '../../testing/sync-runs.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

/** What a viewer finds by every path that reads. */
async function found(username: string, id: string, integrationId: string) {
  const globalId = encodeGlobalId('SyncRun', id);
  const { data, errors } = await service.query(
    username,
    `{
      syncRun(id: "${id}") { id }
      node(id: "${globalId}") { id }
      syncRuns(filter: { integrationId: "${integrationId}" }) { nodes { id } totalCount { value } }
      all: syncRuns(first: 100) { nodes { id } }
      institution: syncRuns(filter: { institutionId: "${world.institutions.baku}" }) { nodes { id } }
      syncStats(filter: { integrationId: "${integrationId}" }) { total byState { count } byDay { total } }
      integration(id: "${integrationId}") { syncRuns { nodes { id } } lastSyncRun { id } syncSuccessRate }
    }`,
  );
  expect(errors).toBeUndefined();
  return JSON.stringify(data).includes(globalId) || data.syncStats.total > 0 || data.syncStats.byDay.length > 0
    ? 'seen'
    : 'hidden';
}

const ways = (id: string, integrationId: string, fencingToken: string) =>
  [
    ['startSyncRun', { integrationId, syncType: 'EXPORT' }],
    ['cancelSyncRun', { id, reason: 'x' }],
    ['heartbeatSyncRun', { id, fencingToken }],
    ['completeSyncRun', { id, fencingToken }],
    ['failSyncRun', { id, fencingToken, errorMessage: 'x' }],
    ['confirmSyncRunCancelled', { id, fencingToken }],
  ] as const;

describe('runs of another region', () => {
  it('are not seen, claimed, cancelled, reported on or counted, by any path', async () => {
    const { owner } = service.database;
    const integrationId = await insertIntegration(owner, { institution: world.institutions.baku });
    const id = await queueRun(owner, integrationId);
    expect(await found('baku.admin', id, integrationId)).toBe('seen');
    expect(await found('superadmin', id, integrationId)).toBe('seen');
    expect(await found('ganja.admin', id, integrationId)).toBe('hidden');
    for (const input of [{ worker: 'w' }, { worker: 'w', integrationId }]) {
      expect(await change(service, 'ganja.admin', 'claimSyncRun', input)).toMatchObject({ run: null, userErrors: [] });
    }
    const { fencingToken } = await claim(service, 'baku.admin', integrationId);
    for (const [name, input] of ways(id, integrationId, fencingToken)) {
      const { run, userErrors } = await change(service, 'ganja.admin', name, input);
      expect({ run, code: userErrors[0].code, name }).toEqual({ run: null, code: 'NOT_FOUND', name });
      // The same words as for what does not exist.
      const absent = 'integrationId' in input ? { ...input, integrationId: '999999' } : { ...input, id: '999999' };
      expect((await change(service, 'ganja.admin', name, absent)).userErrors).toEqual(userErrors);
    }
  });

  it('of the whole system are for super administrators, also where the row names an institution', async () => {
    const { owner } = service.database;
    for (const fixture of [{ institution: null }, { institution: world.institutions.baku, systemWide: true }]) {
      const integrationId = await insertIntegration(owner, fixture);
      const id = await queueRun(owner, integrationId);
      expect(await found('superadmin', id, integrationId)).toBe('seen');
      expect(await found('baku.admin', id, integrationId)).toBe('hidden');
      expect((await change(service, 'baku.admin', 'claimSyncRun', { worker: 'w', integrationId })).run).toBeNull();
      expect((await claim(service, 'superadmin', integrationId)).id).toBe(id);
    }
  });

  it('are not told of by the feed', async () => {
    const { owner } = service.database;
    const field = 'syncRunFeed';
    const document = (args: string) =>
      `subscription { syncRunFeed${args} { kind runId run { databaseId state recordsProcessed integration { name } } } }`;
    const integrationId = await insertIntegration(owner, { institution: world.institutions.baku });
    const ganjaIntegration = await insertIntegration(owner, { institution: world.institutions.ganja });
    const clients = {
      superadmin: await service.socketFor('superadmin'),
      baku: await service.socketFor('baku.admin'),
      ganja: await service.socketFor('ganja.admin'),
    };
    const all = collect(clients.superadmin, document(''), {}, field);
    const baku = collect(clients.baku, document(''), {}, field);
    const ganja = collect(clients.ganja, document(''), {}, field);
    const completed = collect(clients.baku, document('(filter: { states: [COMPLETED] })'), {}, field);
    await Promise.all([all, baku, ganja, completed].map((one) => one.received(1)));

    const { run } = await change(service, 'baku.admin', 'startSyncRun', { integrationId, syncType: 'FULL' });
    const kept = await claim(service, 'baku.admin', integrationId);
    await change(service, 'baku.admin', 'heartbeatSyncRun', { ...kept, recordsProcessed: 5 });
    await change(service, 'baku.admin', 'completeSyncRun', { ...kept, recordsProcessed: 9 });
    const foreign = await insertRun(owner, ganjaIntegration);
    const told = (subscriber: typeof all, id: string) =>
      subscriber.items.filter(({ run: of }) => of?.databaseId === id).map(({ run: of }) => of.state);
    await expect.poll(() => told(ganja, foreign)).toEqual(['RUNNING']);
    await expect.poll(() => told(baku, run.databaseId).at(-1)).toBe('COMPLETED');
    await expect.poll(() => told(completed, run.databaseId).at(-1)).toBe('COMPLETED');
    await expect.poll(() => told(all, foreign)).toEqual(['RUNNING']);
    expect(told(ganja, run.databaseId)).toEqual([]);
    expect(told(baku, foreign)).toEqual([]);
    expect(new Set(told(completed, run.databaseId))).toEqual(new Set(['COMPLETED']));

    await owner.deleteFrom('integration_sync_logs').where('id', '=', foreign).execute();
    const runId = encodeGlobalId('SyncRun', foreign);
    const gone = (subscriber: typeof all) =>
      subscriber.items.filter((item) => item.kind === 'DELETED' && item.runId === runId).length;
    await expect.poll(() => gone(all)).toBe(1);
    expect([gone(baku), gone(ganja)]).toEqual([0, 0]);
    for (const client of Object.values(clients)) await client.dispose();
  });
});
