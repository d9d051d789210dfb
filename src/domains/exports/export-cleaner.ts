import type { Db } from '../../db/client.ts';
import { startPeriodic, type Periodic, type PeriodicOptions } from '../../periodic.ts';
import { deleteExpired } from './exports.repository.ts';

/** Pause between two looks, in milliseconds. */
const interval = 3_600_000;

/** Forgets exports that expired a week ago. What was downloaded stays in the audit records. */
export const startExportCleaner = ({
  db,
  log,
  after,
}: Pick<PeriodicOptions, 'log' | 'after'> & { readonly db: Db }): Periodic =>
  startPeriodic({
    log,
    after,
    interval,
    failure: 'expired exports could not be removed',
    async work() {
      const removed = await deleteExpired(db);
      if (removed > 0) log.info({ removed }, 'exports were removed that had expired');
    },
  });
