import { crc32 } from 'node:zlib';
import type { Logger } from 'pino';
import type { Authenticator } from './auth/authenticator.ts';
import type { Viewer } from './auth/viewer.ts';
import type { Session } from './context.ts';
import { logFailure, RequestError, tooMany } from './errors.ts';

/** A long-lived connection: a WebSocket or an event stream. */
export interface OpenSession extends Session {
  /** Ends the session; its subscriptions stop. */
  close(): void;
}

/** Keeps the viewers of open connections true. */
export interface Sessions {
  /**
   * `onEnd` is told why the session must end: expired, revoked or disabled. Throws LIMIT_EXCEEDED when the viewer has
   * too many, and SERVICE_UNAVAILABLE once the service is going away.
   */
  open(authorization: string, viewer: Viewer, onEnd: (reason: string) => void): OpenSession;
  readonly size: number;
  /** Ends every session; the service is going away. */
  stop(): void;
}

/** Sessions are checked in so many parts, one after the other: thousands at once would take the database for themselves. */
const parts = 10;

/** setTimeout takes 31 bits. */
const longestTimer = 2_147_483_647;

interface Entry {
  readonly authorization: string;
  /** Of a token all sessions are in the same part. */
  readonly part: number;
  viewer: Viewer;
  expiry?: NodeJS.Timeout;
  end(reason: string): void;
}

export interface SessionLimits {
  readonly recheckSeconds: number;
  readonly maximumPerUser: number;
}

/**
 * Registers open sessions. A session ends when its token expires, and within 30 seconds when the token is
 * revoked or its user disabled; a changed role or a moved institution takes effect in the same time.
 */
export function createSessions(
  authenticator: Authenticator,
  { recheckSeconds, maximumPerUser }: SessionLimits,
  log: Logger,
  now: () => number = Date.now,
): Sessions {
  const entries = new Set<Entry>();
  /** How many sessions each user has. */
  const counts = new Map<string, number>();
  let stopped = false;

  const hasExpired = ({ expiresAt }: Viewer): boolean => expiresAt !== null && expiresAt <= now();

  /** Ends an entry when its token expires. The clock is asked again then: it may have been set, and a timer has 25 days. */
  function endAtExpiry(entry: Entry): void {
    clearTimeout(entry.expiry);
    const { expiresAt } = entry.viewer;
    if (expiresAt === null) return;
    const expire = () => {
      if (hasExpired(entry.viewer)) entry.end('Token expired');
      else endAtExpiry(entry);
    };
    const remaining = Math.max(expiresAt - now(), 0);
    entry.expiry = setTimeout(expire, Math.min(remaining, longestTimer)).unref();
  }

  async function recheck(authorization: string, sharing: readonly Entry[]): Promise<void> {
    try {
      const viewer = await authenticator.authenticate(authorization);
      for (const entry of sharing) {
        if (!viewer || !entries.has(entry)) continue;
        const { expiresAt } = entry.viewer;
        entry.viewer = viewer;
        if (viewer.expiresAt !== expiresAt) endAtExpiry(entry);
      }
    } catch (error) {
      // A database that cannot be asked revokes nothing; the next round asks again.
      if (!(error instanceof RequestError) || error.extensions.code !== 'UNAUTHENTICATED') {
        logFailure(log, error, 'open sessions could not be checked');
        return;
      }
      for (const entry of sharing) entry.end(hasExpired(entry.viewer) ? 'Token expired' : 'Token revoked');
    }
  }

  let part = 0;
  const timer = setInterval(
    () => {
      part = (part + 1) % parts;
      const due = [...entries].filter((entry) => entry.part === part);
      const byToken = Map.groupBy(due, (entry) => entry.authorization);
      void Promise.all([...byToken].map(([authorization, sharing]) => recheck(authorization, sharing)));
    },
    (recheckSeconds * 1_000) / parts,
  );
  timer.unref();

  return {
    open(authorization, viewer, onEnd) {
      // Whoever was still being authenticated when stop() ended the others.
      if (stopped) throw new RequestError('SERVICE_UNAVAILABLE', 'This instance is stopping. Connect again.');
      const { userId } = viewer;
      const count = counts.get(userId) ?? 0;
      if (count >= maximumPerUser) {
        const message = `A user may have ${maximumPerUser} sockets and event streams open. Close one first.`;
        throw tooMany('socketsPerUser', maximumPerUser, message);
      }
      const controller = new AbortController();
      const close = () => {
        if (!entries.delete(entry)) return;
        const others = (counts.get(userId) ?? 1) - 1;
        if (others > 0) counts.set(userId, others);
        else counts.delete(userId);
        clearTimeout(entry.expiry);
        controller.abort();
      };
      const entry: Entry = {
        authorization,
        part: crc32(authorization) % parts,
        viewer,
        end(reason) {
          close();
          onEnd(reason);
        },
      };
      endAtExpiry(entry);
      entries.add(entry);
      counts.set(userId, count + 1);
      return { viewer: () => entry.viewer, signal: controller.signal, close };
    },
    get size() {
      return entries.size;
    },
    stop() {
      stopped = true;
      clearInterval(timer);
      for (const entry of entries) entry.end('Going away');
    },
  };
}
