import type { z } from 'zod';
import type { Config } from '../config.ts';
import type { Db, Transaction } from '../db/client.ts';
import type { JsonValue } from '../db/column-types.ts';
import type { Keyring } from '../encryption/keyring.ts';

/** What a run of a job has to work with. */
export interface JobRun {
  /** For reading, and for work that bears being done by two workers at once. */
  readonly db: Db;
  readonly settings: Config;
  readonly keyring: Keyring;
  /** The time of the database, in milliseconds since 1970. */
  readonly now: () => number;
  /** The planned time as UTC text; where somebody started it by hand, when. */
  readonly scheduledFor: string;
  /** Which attempt at the run this is; 1 is the first. */
  readonly attempt: number;
  /** Aborted when the run is to end: cancelled, out of time, its lease lost, or its worker stopping. */
  readonly signal: AbortSignal;
  /**
   * A transaction that commits only while this worker holds the run's lease: of two workers that believe to own a run,
   * one writes. Throws the signal's reason once the run is to end, and LeaseLost where another worker may have it.
   * `work` may be done again after a deadlock.
   */
  readonly transaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** A line for those who follow the run; secrets and personal data are scrubbed. */
  readonly say: (message: string) => void;
  /** How far it is: `done` of `total`. */
  readonly progress: (done: number, total: number, message?: string) => void;
}

/** When a job runs where nobody has said otherwise. */
export type DefaultSchedule = { readonly cron: string } | { readonly intervalMinutes: number };

/** A program that can be run by schedule or by hand. It is started at least once for each run: it must be idempotent. */
export interface Job<Parameters = unknown> {
  /** Its name in `scheduled_jobs.job_class`: `atis:` and the work in lower case. */
  readonly jobClass: string;
  readonly title: string;
  /** What it does, for an administrator. */
  readonly description: string;
  /** What it takes; an empty object must do. */
  readonly parameters: z.ZodType<Parameters>;
  readonly schedule: DefaultSchedule;
  /** After how many seconds a run is given up, where its schedule does not say. */
  readonly timeLimitSeconds: number;
  /** Does the work and gives what is worth keeping of it: counts, never a secret. */
  readonly run: (run: JobRun, parameters: Parameters) => Promise<Readonly<Record<string, JsonValue>>>;
}

/** Declares a job; its parameters have the type that its schema says. */
export const defineJob = <Parameters>(job: Job<Parameters>): Job => job as Job;
