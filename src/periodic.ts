import type { Logger } from 'pino';
import { logFailure } from './errors.ts';

/** Work that is done again and again in the background. */
export interface Periodic {
  /** Does it again at once, or once what is being done has ended. */
  poke(): void;
  /** Waits for what is being done. */
  stop(): Promise<void>;
}

export interface PeriodicOptions {
  readonly log: Logger;
  /** The database is ready from then on. */
  readonly after: Promise<undefined>;
  /** Pause between two times, in milliseconds. */
  readonly interval: number;
  /** Several instances may do it at once; it must bear that. */
  readonly work: () => Promise<unknown>;
  /** What the log says when it fails. */
  readonly failure: string;
}

/** Does `work` now and then. A failure is logged, and the next time tries again. */
export function startPeriodic({ log, after, interval, work, failure }: PeriodicOptions): Periodic {
  let timer: NodeJS.Timeout | undefined;
  let opened = false;
  let stopped = false;
  let wanted = false;
  let working: Promise<void> | null = null;

  const run = () => {
    clearTimeout(timer);
    wanted = false;
    working = work()
      .catch((error: unknown) => {
        if (!stopped) logFailure(log, error, failure);
      })
      .then(() => {
        working = null;
        if (stopped) return;
        if (wanted) run();
        else timer = setTimeout(run, interval).unref();
      });
  };
  void after.then(() => {
    opened = true;
    if (!stopped) run();
  });

  return {
    poke() {
      if (!opened || stopped) return;
      if (working === null) run();
      else wanted = true;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
