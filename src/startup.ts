import type { Logger } from 'pino';
import { outageAdvice, outageOf, type Outage } from './db/faults.ts';
import { pause } from './feed/connection.ts';

/** The preparation of the database, which may take until the database is there. */
export interface Startup {
  /** Fulfilled once it is prepared; rejected when an operator has to do something. Neither after `stop`. */
  readonly done: Promise<void>;
  /** What it is waiting for, in words that everybody may read. */
  state(): 'being prepared' | Outage;
  stop(): void;
}

/** The pause between two attempts, in milliseconds. */
const attemptPause = 500;

/** An outage may be the cause of the error that tells what to do about it. */
function outageBehind(error: unknown): Outage | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const outage = outageOf(cause);
    if (outage !== undefined) return outage;
  }
  return undefined;
}

/** Runs `prepare`, again and again while the database is away. Logs an outage once, and its end. */
export function prepareDatabase(prepare: () => Promise<void>, log: Logger): Startup {
  const stopped = new AbortController();
  let waitingFor: Outage | undefined;

  const attempt = async (): Promise<boolean> => {
    try {
      await prepare();
      return true;
    } catch (error) {
      const outage = outageBehind(error);
      // No waiting helps where the database is there and refuses.
      if (outage === undefined || outage === 'access denied') throw error;
      if (waitingFor === undefined) {
        const fields = { database: outage, err: error, advice: outageAdvice[outage] };
        log.error(fields, `the database is ${outage}: waiting for it`);
      }
      waitingFor = outage;
      return false;
    }
  };
  const run = async (): Promise<void> => {
    while (!(await attempt())) {
      await pause(attemptPause, stopped.signal);
      if (stopped.signal.aborted) return new Promise(() => undefined);
    }
    if (waitingFor !== undefined) log.info({ database: 'ok' }, 'the database works again');
    waitingFor = undefined;
  };

  return { done: run(), state: () => waitingFor ?? 'being prepared', stop: () => stopped.abort() };
}
