import { setTimeout } from 'node:timers/promises';
import type { Db, Transaction } from './client.ts';
import { codeOf, faultOf, sqlState } from './faults.ts';

/** How often a transaction is begun at most. */
const maxAttempts = 6;
/** The pause before the second attempt, in milliseconds; it doubles each time, with jitter. */
const firstPause = 10;

/** A statement that was prepared before its table changed fails once, and is prepared anew then. */
const mayBeRepeated = (error: unknown): boolean =>
  faultOf(error) === 'conflict' || codeOf(error) === sqlState.featureNotSupported;

/**
 * Runs `work` in one transaction, the only way in which the service begins one. A transaction that PostgreSQL ended
 * in favour of another (deadlock, serialization failure) was rolled back whole and is run again from its beginning:
 * `work` must be repeatable, and keep what it does outside the database out of it.
 */
export async function inTransaction<T>(db: Db, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (!mayBeRepeated(error) || attempt === maxAttempts) throw error;
      await setTimeout(firstPause * 2 ** attempt * (0.5 + Math.random() / 2));
    }
  }
}
