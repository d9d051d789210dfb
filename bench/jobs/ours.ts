import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDatabase } from '../../src/db/client.ts';
import { inTransaction } from '../../src/db/transaction.ts';
import { claimRuns, finishRuns, type ClaimedRun } from '../../src/jobs/runs.repository.ts';
import type { OpenQueue } from './queue.ts';

const jobClass = 'atis:nothing';

/** The queue of this service, as its workers use it. Each run is one of a schedule of its own. */
export const openQueue: OpenQueue = async (url) => {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  return {
    async fill(jobs) {
      await admin.query('truncate scheduled_jobs, job_logs, api.job_runs, api.job_schedules restart identity cascade');
      await admin.query(
        `insert into scheduled_jobs (name, job_class, cron_expression, is_active)
        select 'Nothing ' || i, $1, '0 3 * * *', true from generate_series(1, $2::integer) i`,
        [jobClass, jobs],
      );
      await admin.query(
        `select count(api.enqueue_job_run(id, 'schedule', timestamp '2026-01-01', null))
        from (select id from scheduled_jobs order by id for no key update) due`,
      );
    },
    openWorker() {
      const { db, close } = createDatabase({ url, poolSize: 1 });
      const worker = { id: randomUUID(), leaseSeconds: 30 };
      return Promise.resolve({
        claim: (batch: number) => claimRuns(db, worker, [jobClass], batch),
        async complete(claimed: readonly unknown[]) {
          let outcomes = (claimed as ClaimedRun[]).map(({ job_log_id: id, fencing_token: token }) => {
            return { id, token, status: 'completed' as const, result: {} };
          });
          // Another claim may hold a run for a moment, on its way to find that it is taken.
          while (outcomes.length > 0) {
            const verdicts = await inTransaction(db, (tx) => finishRuns(tx, outcomes));
            if ([...verdicts.values()].includes('refused')) throw new Error('The end of a run was refused.');
            outcomes = outcomes.filter(({ id }) => verdicts.get(id) === 'held');
          }
        },
        close,
      });
    },
    close: () => admin.end(),
  };
};
