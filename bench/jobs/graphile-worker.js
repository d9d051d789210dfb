// graphile-worker through the statements of its local queue, as its pool sends them; they are not exported, because its
// runner keeps claiming to itself. Named statements and connections are as the runner has them.
import { makeWorkerUtils } from 'graphile-worker';
import console from 'node:console';
import pg from 'pg';
import { batchCompleteJobs } from '../node_modules/graphile-worker/dist/sql/completeJobs.js';
import { batchGetJobs } from '../node_modules/graphile-worker/dist/sql/getJobs.js';

const tasks = { nothing: () => undefined };
const schema = 'graphile_worker';

export async function openQueue(url) {
  const utils = await makeWorkerUtils({ connectionString: url, logger: undefined });
  await utils.migrate();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  return {
    async fill(jobs) {
      await admin.query(`truncate ${schema}._private_jobs`);
      for (let first = 0; first < jobs; first += 1_000) {
        await utils.addJobs(
          Array.from({ length: Math.min(1_000, jobs - first) }, () => ({ identifier: 'nothing', payload: {} })),
        );
      }
    },
    async openWorker() {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const withClient = Object.assign((work) => work(client), { withRetries: (work) => work(client) });
      const options = {
        escapedWorkerSchema: schema,
        workerSchema: schema,
        resolvedPreset: { worker: { preparedStatements: true, useNodeTime: false } },
        logger: console,
      };
      const pool = `pool-${Math.random().toString(36).slice(2)}`;
      return {
        claim: (batchSize) => batchGetJobs(options, withClient, tasks, pool, null, batchSize),
        complete: (claimed) => batchCompleteJobs(options, withClient, pool, claimed),
        close: () => client.end(),
      };
    },
    async close() {
      await admin.end();
      await utils.release();
    },
  };
}
