import { assert, asyncProperty, array, constantFrom, nat, record } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../db/transaction.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { change, expireLease, insertIntegration, queueRun } from '../../testing/sync-runs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { reapAbandonedRuns } from './sync-run-reaper.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const step = record({
  worker: nat(2),
  action: constantFrom('claim', 'heartbeat', 'complete', 'fail', 'cancel', 'confirm', 'expire', 'reap'),
  records: nat(100),
});

describe('whatever workers, administrators and clocks do, in any order', () => {
  it('only the last claim’s worker moves a run, within its lease, and what has ended stays as it ended', async () => {
    await assert(
      asyncProperty(array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const { owner } = service.database;
        const integrationId = await insertIntegration(owner, { institution: world.institutions.baku });
        const id = await queueRun(owner, integrationId);
        const tokens = new Map<number, string>();
        let holder: number | null = null;
        let processed = 0;
        let ended: string | null = null;
        const statusOf = async () =>
          (await owner.selectFrom('integration_sync_logs').select('status').where('id', '=', id).executeTakeFirst())
            ?.status;

        for (const { worker, action, records } of steps) {
          const report = { id, fencingToken: tokens.get(worker) ?? '0' };
          if (action === 'expire') {
            await expireLease(owner, id);
            holder = null;
          } else if (action === 'reap') {
            await inTransaction(service.database.db, reapAbandonedRuns);
          } else if (action === 'cancel') {
            await change(service, 'baku.admin', 'cancelSyncRun', { id, reason: 'x' });
          } else if (action === 'claim') {
            const input = { integrationId, worker: `w-${worker}` };
            const { run, fencingToken } = await change(service, 'baku.admin', 'claimSyncRun', input);
            if (run !== null) {
              // Nobody else had it.
              expect([holder, ended]).toEqual([null, null]);
              tokens.set(worker, fencingToken);
              [holder, processed] = [worker, 0];
            }
          } else {
            const [name, more] = {
              heartbeat: ['heartbeatSyncRun', { recordsProcessed: records }] as const,
              complete: ['completeSyncRun', {}] as const,
              fail: ['failSyncRun', { errorMessage: 'x' }] as const,
              confirm: ['confirmSyncRunCancelled', {}] as const,
            }[action];
            const { run } = await change(service, 'baku.admin', name, { ...report, ...more });
            if (run !== null) expect([worker, ended]).toEqual([holder, null]);
            if (run !== null && action === 'heartbeat') {
              expect(run.recordsProcessed).toBeGreaterThanOrEqual(processed);
              processed = run.recordsProcessed;
            }
          }
          const status = (await statusOf()) ?? null;
          if (ended !== null) expect(status).toBe(ended);
          else if (status !== 'running') ended = status;
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
