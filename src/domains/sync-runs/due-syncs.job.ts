import { z } from 'zod';
import { recordOwnDeed } from '../../audit.ts';
import type { Transaction } from '../../db/client.ts';
import type { IntegrationSyncLogSyncType } from '../../db/generated/enums.ts';
import { defineJob } from '../../jobs/job.ts';
import { findDueIntegrations, lockIfFree } from './due-syncs.repository.ts';
import { entry, reread } from './sync-run-changes.ts';
import { insertRun } from './sync-runs.repository.ts';
import { typeInput } from './sync-runs.service.ts';

export const dueSyncsJob = defineJob({
  jobClass: 'atis:due-syncs',
  title: 'Start due syncs',
  description:
    'Puts a sync run into the queue for each enabled integration whose frequency says that it is due, and that has none of the type on its way. What failed is tried again after the next period.',
  parameters: z.strictObject({
    syncType: typeInput.default('INCREMENTAL').describe('Type of the runs that are started.'),
  }),
  schedule: { intervalMinutes: 1 },
  timeLimitSeconds: 300,
  async run(run, { syncType }) {
    const type = syncType.toLowerCase() as IntegrationSyncLogSyncType;
    const due = await findDueIntegrations(run.db, type);
    let started = 0;
    for (const id of due) {
      if (await run.transaction((tx) => startIfDue(tx, id, type))) started += 1;
    }
    if (started > 0) run.say(`${started} sync runs were started.`);
    return { started };
  },
});

/**
 * Locks the integration, so that of two workers at once the second sees the run of the first. One that somebody holds
 * waits for the next time, and no other waits for it.
 */
async function startIfDue(tx: Transaction, id: string, type: IntegrationSyncLogSyncType): Promise<boolean> {
  if (!(await lockIfFree(tx, id)) || (await findDueIntegrations(tx, type, id)).length === 0) return false;
  const run = await insertRun(tx, { integration_id: id, sync_type: type, initiated_by: null, expected_records: null });
  await recordOwnDeed(tx, entry('started', await reread(tx, run.id)), 'due-syncs');
  return true;
}
