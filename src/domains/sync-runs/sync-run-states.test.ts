import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/service.ts';
import { change, expireLease, insertIntegration, insertRun, queueRun } from '../../testing/sync-runs.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

type State =
  'QUEUED' | 'RUNNING' | 'STALE' | 'CANCELLING' | 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'foreign' | 'foreign STALE';

/** Brings a run into a state, and gives what a report on it says of itself. */
async function runThatIs(state: State): Promise<{ id: string; fencingToken: string; integrationId: string }> {
  const { owner } = service.database;
  const integrationId = await insertIntegration(owner, { institution: world.institutions.baku });
  if (state === 'foreign' || state === 'foreign STALE') {
    const updated_at = sql<string>`(now() at time zone 'utc') - ${state === 'foreign' ? '1 minute' : '2 hours'}::interval`;
    const id = await insertRun(owner, integrationId, { updated_at });
    return { id, fencingToken: '1', integrationId };
  }
  const id = await queueRun(owner, integrationId);
  if (state === 'QUEUED') return { id, fencingToken: '1', integrationId };
  const { fencingToken } = await change(service, 'superadmin', 'claimSyncRun', { worker: 'w', integrationId });
  const run = { id, fencingToken };
  if (state === 'STALE') await expireLease(owner, id);
  if (state === 'COMPLETED') await change(service, 'superadmin', 'completeSyncRun', run);
  if (state === 'FAILED') await change(service, 'superadmin', 'failSyncRun', { ...run, errorMessage: 'x' });
  if (state === 'CANCELLING' || state === 'CANCELLED') {
    await change(service, 'superadmin', 'cancelSyncRun', { id, reason: 'x' });
  }
  if (state === 'CANCELLED') await change(service, 'superadmin', 'confirmSyncRunCancelled', run);
  return { ...run, integrationId };
}

const stateOf = async (id: string): Promise<string> =>
  (await service.query('superadmin', `{ syncRun(id: "${id}") { state } }`)).data.syncRun.state;

const none = { claim: null, heartbeat: null, complete: null, fail: null, confirm: null, cancel: null };
type Action = keyof typeof none;

/** Where each action leads from each state, as docs/sync-runs.md draws it; null: it is refused. */
const machine: Record<State, Record<Action, string | null>> = {
  QUEUED: { ...none, claim: 'RUNNING', cancel: 'CANCELLED' },
  RUNNING: { ...none, heartbeat: 'RUNNING', complete: 'COMPLETED', fail: 'FAILED', cancel: 'CANCELLING' },
  STALE: { ...none, claim: 'RUNNING', cancel: 'CANCELLED' },
  CANCELLING: { ...none, heartbeat: 'CANCELLING', complete: 'COMPLETED', fail: 'FAILED', confirm: 'CANCELLED' },
  COMPLETED: none,
  FAILED: none,
  CANCELLED: none,
  foreign: none,
  'foreign STALE': none,
};

const transitions = Object.entries(machine).flatMap(([from, actions]) =>
  Object.entries(actions).map(([action, to]) => [from as State, action as Action, to] as const),
);

describe('the state machine of sync runs', () => {
  it.each(transitions)('from %s, %s leads to %s', async (from, action, to) => {
    const { integrationId, ...run } = await runThatIs(from);
    const before = await stateOf(run.id);
    expect(before).toBe(
      from.startsWith('foreign') ? from.replace(/^foreign$/, 'RUNNING').replace('foreign ', '') : from,
    );
    const calls: Record<Action, [name: string, input: Record<string, unknown>]> = {
      claim: ['claimSyncRun', { integrationId, worker: 'next' }],
      heartbeat: ['heartbeatSyncRun', run],
      complete: ['completeSyncRun', run],
      fail: ['failSyncRun', { ...run, errorMessage: 'x' }],
      confirm: ['confirmSyncRunCancelled', run],
      cancel: ['cancelSyncRun', { id: run.id, reason: 'x' }],
    };
    const payload = await change(service, 'superadmin', ...calls[action]);
    if (to === null) {
      expect(payload.run).toBeNull();
      const codes = payload.userErrors.map(({ code }: { code: string }) => code);
      expect(codes).toEqual(action === 'claim' ? [] : ['INVALID_TRANSITION']);
      expect(await stateOf(run.id)).toBe(before);
    } else {
      expect(payload).toMatchObject({ run: { state: to }, userErrors: [] });
      expect(await stateOf(run.id)).toBe(to);
    }
  });

  it('does not give a run to a fourth worker, nor one that is to stop, nor one of a disabled integration', async () => {
    const { owner } = service.database;
    const { id, integrationId } = await runThatIs('STALE');
    const claimed = async () =>
      (await change(service, 'superadmin', 'claimSyncRun', { integrationId, worker: 'w' })).run;
    const set = (patch: object) =>
      owner.updateTable('api.sync_run_leases').set(patch).where('sync_run_id', '=', id).execute();
    await set({ attempt: 3 });
    expect(await claimed()).toBeNull();
    await set({ attempt: 2, cancel_requested_at: '2026-01-01T00:00:00Z' });
    expect(await claimed()).toBeNull();
    await set({ cancel_requested_at: null });
    const enable = (is_enabled: boolean) =>
      owner.updateTable('integrations').set({ is_enabled }).where('id', '=', integrationId).execute();
    await enable(false);
    expect(await claimed()).toBeNull();
    await enable(true);
    expect(await claimed()).toMatchObject({ databaseId: id, attempt: 3 });
  });
});
