import { loadConfig } from '../config.ts';
import type { JsonValue } from '../db/column-types.ts';
import { inTransaction } from '../db/transaction.ts';
import { createKeyring } from '../encryption/keyring.ts';
import { formatKey } from '../encryption/key-format.ts';
import type { Job, JobRun } from '../jobs/job.ts';
import type { TestDatabase } from './database.ts';

export interface JobRunOptions extends Partial<Pick<JobRun, 'now' | 'signal' | 'attempt'>> {
  /** Settings as the environment has them. */
  readonly environment?: Record<string, string>;
  /** Called before each transaction of the run. */
  readonly beforeTransaction?: () => unknown;
}

/** What a job made of a run, and the lines that it said. */
export interface JobOutcome {
  readonly result: Readonly<Record<string, JsonValue>>;
  readonly lines: readonly string[];
}

/**
 * Runs a job at once on a test's database, without a worker and its lease. Parameters are checked, and transactions end
 * with the signal, as a worker does it.
 */
export async function runJob(
  database: TestDatabase,
  job: Job,
  parameters: JsonValue = {},
  { environment, beforeTransaction, ...options }: JobRunOptions = {},
): Promise<JobOutcome> {
  const { db } = database;
  const settings = loadConfig({
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: formatKey(Buffer.alloc(32, 'k')),
    ...environment,
  });
  const lines: string[] = [];
  const signal = options.signal ?? new AbortController().signal;
  const run: JobRun = {
    db,
    settings,
    keyring: createKeyring(settings.encryptionKeys),
    now: Date.now,
    scheduledFor: new Date().toISOString(),
    attempt: 1,
    ...options,
    signal,
    async transaction(work) {
      await beforeTransaction?.();
      return inTransaction(db, async (tx) => {
        signal.throwIfAborted();
        const result = await work(tx);
        signal.throwIfAborted();
        return result;
      });
    },
    say: (message) => lines.push(message),
    progress: () => undefined,
  };
  return { result: await job.run(run, job.parameters.parse(parameters)), lines };
}
