import { recordOwnDeed } from '../audit.ts';
import type { Db } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Job } from './job.ts';
import { insertOffered, noteOffered } from './offer.repository.ts';

/** Schedules jobs that this installation has not had before, so that one that somebody deletes stays away. */
export const offerJobs = (db: Db, jobs: readonly Job[]): Promise<void> =>
  inTransaction(db, async (tx) => {
    const offered = await noteOffered(
      tx,
      jobs.map(({ jobClass }) => jobClass),
    );
    for (const job of jobs.filter(({ jobClass }) => offered.has(jobClass))) {
      const after = await insertOffered(tx, job);
      const entry = { entityType: 'scheduled_jobs', entityId: after.id, institutionId: null, after };
      await recordOwnDeed(tx, { ...entry, event: 'scheduled_job.created' }, 'job-scheduler');
    }
  });
