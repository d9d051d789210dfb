import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { OpenQueue } from './queue.ts';

const jobClass = 'atis:nothing';

/** The queue of this service: the SQL functions that its workers call. Each run is one of a schedule of its own. */
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
    async openWorker() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const worker = randomUUID();
      return {
        async claim(batch) {
          const { rows } = await client.query({
            name: 'claim',
            text: `select * from api.claim_job_runs($1, $2, $3, interval '30 seconds')`,
            values: [worker, [jobClass], batch],
          });
          return rows;
        },
        async complete(claimed) {
          const outcomes = (claimed as { job_log_id: string; fencing_token: string }[]).map(
            ({ job_log_id: id, fencing_token: token }) => ({ id, token, status: 'completed', result: {} }),
          );
          const { rowCount } = await client.query({
            name: 'finish',
            text: 'select api.finish_job_runs($1)',
            values: [JSON.stringify(outcomes)],
          });
          if (rowCount !== claimed.length) throw new Error(`Only ${rowCount ?? 0} runs were ended.`);
        },
        close: () => client.end(),
      };
    },
    close: () => admin.end(),
  };
};
