import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import { logFailure } from '../errors.ts';
import { noteRuns } from './runs.repository.ts';

/** How long what was claimed is gathered, in milliseconds. What ends sooner is never shown as being worked on. */
const delay = 100;
/** Pause before what could not be shown is tried again, in milliseconds. */
const retryPause = 1_000;

/** Shows in the log which runs are being worked on, a moment after they were claimed. */
export class RunNoter {
  readonly #db: Db;
  readonly #log: Logger;
  readonly #unnoted = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(db: Db, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  begun(id: string): void {
    this.#unnoted.add(id);
    this.#schedule(delay);
  }

  ended(id: string): void {
    this.#unnoted.delete(id);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#unnoted.clear();
  }

  #schedule(pause: number): void {
    if (!this.#stopped) this.#timer ??= setTimeout(() => void this.#note(), pause).unref();
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
      // One that has ended meanwhile is passed over.
      for (const id of ids) this.#unnoted.add(id);
      this.#schedule(retryPause);
    }
  }
}
