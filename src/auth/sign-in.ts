import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RequestInfo } from '../context.ts';
import type { Db } from '../db/client.ts';
import { rateLimited, RequestError } from '../errors.ts';
import { addressSubject } from '../rate-limits/budgets.ts';
import type { SharedCounters } from '../rate-limits/shared-counters.ts';
import type { Authenticator } from './authenticator.ts';
import { insertFailedSignIns } from './auth.repository.ts';
import type { Viewer } from './viewer.ts';

/** How failures of one address are answered. Times are seconds unless they say otherwise. */
const failures = {
  window: 600,
  /** So many are answered at once: people mistype. */
  free: 5,
  /** The next one waits so many milliseconds, and each further one twice as long, up to the longest. */
  firstWait: 100,
  longestWait: 2_000,
  /** So many are a security event, once in a window. */
  reported: 20,
} as const;

/**
 * Authenticates a client as the authenticator does. An address whose credentials fail again and again is answered more
 * and more slowly, then with RATE_LIMITED, and becomes a security event; credentials that are good are never slowed
 * down, because a whole school may share an address.
 */
export type SignIn = (
  authorization: string | undefined,
  request: Pick<RequestInfo, 'ip'>,
) => Viewer | null | Promise<Viewer | null>;

export interface SignInOptions {
  readonly authenticator: Authenticator;
  readonly counters: SharedCounters;
  readonly db: Db;
  readonly log: Logger;
  /** Failures of an address in ten minutes after which it is refused. */
  readonly maximum: number;
  /** Called after a security event was written. */
  readonly onReported: () => void;
}

export function createSignIn({ authenticator, counters, db, log, maximum, onReported }: SignInOptions): SignIn {
  const prefix = 'sign-in ';

  counters.onShared((subject, used, added) => {
    // Only one instance sees the count pass the mark.
    if (!subject.startsWith(prefix) || used < failures.reported || used - added >= failures.reported) return;
    const address = subject.slice(prefix.length);
    insertFailedSignIns(db, { address, failures: used, minutes: failures.window / 60 }).then(
      onReported,
      (error: unknown) =>
        log.error({ err: error, address }, 'failed sign-ins could not be reported as a security event'),
    );
  });

  async function slowDown(error: RequestError, ip: string): Promise<RequestError> {
    const { used, resetsIn } = counters.add(prefix + addressSubject(ip), failures.window, 1);
    if (used > maximum) return rateLimited('Too many credentials from this address were not valid.', resetsIn);
    const beyond = used - failures.free;
    if (beyond > 0) await sleep(Math.min(failures.firstWait * 2 ** (beyond - 1), failures.longestWait));
    return error;
  }

  return async (authorization, { ip }) => {
    try {
      return await authenticator.authenticate(authorization);
    } catch (error) {
      if (!isGuess(error) || maximum === Infinity) throw error;
      throw await slowDown(error, ip);
    }
  };
}

/** Whoever comes with a token that has expired is no stranger. */
const isGuess = (error: unknown): error is RequestError =>
  error instanceof RequestError && error.extensions.code === 'UNAUTHENTICATED' && error.extensions.reason !== 'EXPIRED';
