import { parseArgs } from 'node:util';
import { recordOwnDeed } from '../../audit.ts';
import { everything } from '../../auth/scope.ts';
import { loadConfig } from '../../config.ts';
import { createDatabase, type Db } from '../../db/client.ts';
import { openDatabase } from '../../db/open-database.ts';
import { inTransaction } from '../../db/transaction.ts';
import { batchEntry, hasDeleted, runInBatches, type RetentionRun } from './retention-run.ts';
import {
  deleteExpired,
  listPolicies,
  previewRetention,
  retentionSources,
  type RetentionPolicyView,
  type RetentionPreview,
  type RetentionSource,
} from './retention.repository.ts';

const usage = `Usage: npm run -s retention -- [--dry-run] [--source NAME] [--maximum N]

  --dry-run  tells what would be deleted, of policies that are not enabled too, and deletes nothing
  --source   only this one: ${retentionSources.join(', ')}
  --maximum  how many records of each source at most (default: all that may go)`;

/** PostgreSQL's largest integer: all of it. */
const all = 2_147_483_000;

function maximumOf(text: string | undefined): number {
  if (text === undefined) return all;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`--maximum must be a positive whole number, not "${text}".\n\n${usage}`);
}

const isSource = (name: string): name is RetentionSource => retentionSources.some((source) => source === name);

/** The policies to go by. Throws Error for a source that does not exist. */
async function policiesFor(db: Db, source: string | undefined): Promise<RetentionPolicyView[]> {
  if (source !== undefined && !isSource(source)) {
    throw new Error(`--source: there is no source "${source}".\n\n${usage}`);
  }
  return (await listPolicies(db, everything)).filter((policy) => source === undefined || policy.source === source);
}

const between = (oldest: string | null, newest: string | null) =>
  oldest === null ? '' : `, from ${oldest} to ${newest ?? oldest} UTC`;

const told = ({ source, keepDays, deletable, oldestAt, newestAt, held, holds }: RetentionPreview, enabled: boolean) =>
  [
    `${source}: ${deletable} older than ${keepDays} days would go${between(oldestAt, newestAt)}`,
    ...(held > 0 ? [`${held} held by ${holds.map(({ id, rows }) => `hold ${id} (${rows})`).join(', ')}`] : []),
    ...(enabled ? [] : ['the policy is not enabled: nothing will']),
  ].join('; ');

const done = ({ source, deleted, held, oldestAt, newestAt, stoppedBy }: RetentionRun) =>
  `${source}: ${deleted} deleted${between(oldestAt, newestAt)}; ${held} held; ${stoppedBy}`;

/** Deletes by one policy, each batch with its record in a transaction of its own. */
const run = (db: Db, policy: RetentionPolicyView, source: RetentionSource, maximum: number): Promise<RetentionRun> =>
  runInBatches(source, {
    maximum,
    time: Infinity,
    deleteBatch: (after, size) =>
      inTransaction(db, async (tx) => {
        const batch = await deleteExpired(tx, source, after, size);
        if (hasDeleted(batch)) await recordOwnDeed(tx, batchEntry(policy, null, batch), 'retention');
        return batch;
      }),
  });

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      source: { type: 'string' },
      maximum: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const maximum = maximumOf(values.maximum);
  const opened = await openDatabase(loadConfig(), () => undefined);
  // A dry run counts all that there is.
  const database = createDatabase({ url: opened.serviceUrl, poolSize: 2, statementTimeout: 0 });
  try {
    for (const policy of await policiesFor(database.db, values.source)) {
      if (!isSource(policy.source)) continue;
      if (values['dry-run']) {
        const preview = await previewRetention(database.db, everything, policy.source, maximum);
        if (preview) console.log(told(preview, policy.enabled));
      } else if (policy.enabled) {
        const result = await run(database.db, policy, policy.source, maximum);
        console.log(done(result));
        if (result.stoppedBy === 'LOCKED') process.exitCode = 1;
      } else if (values.source !== undefined) {
        throw new Error(`The policy of ${policy.source} is not enabled: enable it with setRetentionPolicy first.`);
      }
    }
  } finally {
    await database.close();
    await opened.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
