import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { outageOf } from '../db/faults.ts';
import { inTransaction } from '../db/transaction.ts';
import { logFailure } from '../errors.ts';
import { finishRuns, type Outcome, type Verdict } from './runs.repository.ts';

/** Pause before what could not be written is tried again, in milliseconds. */
const retryPause = 500;
/**
 * Pause before it is asked again whether a run may end that is locked, in milliseconds: by a transaction of its own, or
 * for a moment by a claim that is about to find it taken.
 */
const heldPause = 50;
/** How often what PostgreSQL refuses is tried, while it is not away. */
const maxRefusals = 5;

interface Pending {
  readonly outcome: Outcome;
  readonly done: (accepted: boolean) => void;
}

/**
 * Writes how attempts ended: while one transaction is under way, what comes is gathered for the next. While the
 * database is away, it is tried again: a lease that ends meanwhile decides.
 */
export class Finisher {
  readonly #db: Db;
  readonly #log: Logger;
  #pending: Pending[] = [];
  #writing: Promise<void> | null = null;
  #stopped = false;

  constructor(db: Db, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  /** Whether it was accepted: not where the lease has ended, or the worker stops before the database answers. */
  finish(outcome: Outcome): Promise<boolean> {
    return new Promise((done) => {
      this.#add({ outcome, done });
    });
  }

  /** Waits until everything is written; what cannot be is given up from now on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#pending.length > 0) {
      const batch = this.#pending;
      this.#pending = [];
      await this.#writeBatch(batch);
    }
    this.#writing = null;
  }

  /** What is held by a transaction of the run itself must not hold up the others. */
  #conclude(batch: readonly Pending[], verdicts: ReadonlyMap<string, Verdict>): void {
    for (const pending of batch) {
      const verdict = verdicts.get(pending.outcome.id);
      if (verdict !== 'held' || this.#stopped) pending.done(verdict === 'accepted');
      else setTimeout(() => this.#add(pending), heldPause).unref();
    }
  }

  #add(pending: Pending): void {
    this.#pending.push(pending);
    this.#writing ??= this.#write();
  }

  async #writeBatch(batch: readonly Pending[]): Promise<void> {
    for (let refusals = 0; ;) {
      try {
        const verdicts = await inTransaction(this.#db, (tx) =>
          finishRuns(
            tx,
            batch.map(({ outcome }) => outcome),
          ),
        );
        this.#conclude(batch, verdicts);
        return;
      } catch (error) {
        logFailure(this.#log, error, 'ends of runs could not be written');
        if (outageOf(error) === undefined) refusals += 1;
        if (this.#stopped || refusals === maxRefusals) {
          for (const { done } of batch) done(false);
          return;
        }
        // One that PostgreSQL refuses must not hold up the others.
        if (refusals > 0 && batch.length > 1) {
          for (const one of batch) await this.#writeBatch([one]);
          return;
        }
        await sleep(retryPause);
      }
    }
  }
}
