import type { Logger } from 'pino';
import type { InstitutionTree } from './auth/institution-tree.ts';
import type { Viewer } from './auth/viewer.ts';
import type { Config } from './config.ts';
import type { Db } from './db/client.ts';
import type { Keyring } from './encryption/keyring.ts';
import type { Hub } from './feed/hub.ts';
import type { DirectoryCache } from './domains/directory/directory-cache.ts';
import { stateTerms } from './domains/licenses/license-state.ts';
import type { Job } from './jobs/job.ts';
import { Loaders } from './loaders.ts';
import type { Budget } from './rate-limits/budgets.ts';

/** What a request was, for logs and audit records. */
export interface RequestInfo {
  readonly id: string;
  readonly ip: string;
  readonly userAgent: string | null;
  readonly url: string;
  readonly log: Logger;
}

/** The live feed, as resolvers and services use it. */
export interface Feed {
  readonly hub: Hub;
  /** Tells the sequencer that something was committed, so that it does not wait for its next poll. */
  readonly poke: () => void;
}

/** Scheduled jobs, as resolvers and services use them. */
export interface Jobs {
  /** What this service can run. */
  readonly registered: readonly Job[];
  /** Tells the worker of this process, if it has one, that something was queued. */
  readonly poke: () => void;
}

/** What rules go by that an operator can set. */
export type Settings = Pick<Config, 'licenses' | 'outbound' | 'syncLeaseSeconds' | 'exportHours' | 'jobs'>;

/** What every resolver gets. */
export interface Context {
  readonly db: Db;
  readonly viewer: Viewer | null;
  readonly directory: DirectoryCache;
  readonly loaders: Loaders;
  readonly request: RequestInfo;
  readonly feed: Feed;
  /** The institution tree, a few seconds old at most. */
  readonly tree: () => Promise<InstitutionTree>;
  readonly keyring: Keyring;
  readonly settings: Settings;
  readonly jobs: Jobs;
  /** Of each user, in exports that are started or downloaded. */
  readonly exportBudget: Budget;
  /** The time of the database, in milliseconds since 1970. This machine's clock may differ. */
  readonly now: () => number;
  /** Ends with the request or the socket: subscriptions stop with it. */
  readonly session: Session;
}

/** The context behind the `@auth` guard. */
export interface SignedInContext extends Context {
  readonly viewer: Viewer;
}

/** The life of a connection: a request, an event stream or a socket. */
export interface Session {
  /** The viewer as of the last check; it changes while a socket is open. */
  readonly viewer: () => Viewer | null;
  readonly signal: AbortSignal;
}

/** Makes the context of one execution: loaders are never shared between executions. */
export const createContext = (parts: Omit<Context, 'loaders' | 'viewer'>): Context => {
  const viewer = parts.session.viewer();
  return { ...parts, viewer, loaders: new Loaders(parts.db, viewer, parts.directory, () => stateTerms(parts)) };
};
