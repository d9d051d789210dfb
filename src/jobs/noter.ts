import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import { logFailure } from '../errors.ts';
import { noteRuns } from './runs.repository.ts';

/** How long what was claimed is gathered, in milliseconds. What ends sooner is never shown as being worked on. */
const delay = 100;

/** Shows in the log which runs are being worked on, a moment after they were claimed. */
export class RunNoter {
  readonly #db: Db;
  readonly #log: Logger;
  readonly #unnoted = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Db, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  begun(id: string): void {
    this.#unnoted.add(id);
    this.#timer ??= setTimeout(() => void this.#note(), delay).unref();
  }

  ended(id: string): void {
    this.#unnoted.delete(id);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#unnoted.clear();
  }

  async #note(): Promise<void> {
    this.#timer = undefined;
    const ids = [...this.#unnoted];
    this.#unnoted.clear();
    if (ids.length === 0) return;
    try {
      await inTransaction(this.#db, (tx) => noteRuns(tx, ids));
    } catch (error) {
      logFailure(this.#log, error, 'runs of jobs could not be shown as being worked on');
    }
  }
}
