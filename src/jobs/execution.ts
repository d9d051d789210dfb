import type { Logger } from 'pino';
import { z } from 'zod';
import { maskSecrets } from '../audit.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/client.ts';
import type { JsonValue } from '../db/column-types.ts';
import { inTransaction } from '../db/transaction.ts';
import { scrubJson } from '../domains/system-errors/scrub.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { cancelled, leaseLost, outOfTime, RunEnding, workerStops } from './endings.ts';
import type { Job } from './job.ts';
import { RunReporter, storable } from './reporter.ts';
import { holdRun, type ClaimedRun, type Outcome } from './runs.repository.ts';

/** What every run of a worker has in common. */
export interface ExecutionEnvironment {
  readonly db: Db;
  readonly log: Logger;
  readonly settings: Config;
  readonly keyring: Keyring;
  /** The time of the database, in milliseconds since 1970. */
  readonly now: () => number;
}

/** A run that is being worked on. */
export interface Execution {
  readonly run: ClaimedRun;
  /** How it ended; null where it is to be handed back, or is not this worker's any more. Never rejected. */
  readonly outcome: Promise<Outcome | null>;
  /** Fulfilled when its work has really ended, which may be after its outcome is known. */
  readonly settled: Promise<void>;
  cancel(): void;
  loseLease(): void;
  stop(): void;
}

const maxErrorLength = 10_000;
const maxTraceLength = 20_000;
const maxResultLength = 65_536;

/** Runs a job. What has to end and does not within the grace time is given up. */
export function execute(job: Job, run: ClaimedRun, environment: ExecutionEnvironment): Execution {
  const { db, settings, log } = environment;
  const controller = new AbortController();
  const { signal } = controller;
  const reporter = new RunReporter(db, run, log);
  const timeLimit = run.time_limit_seconds ?? job.timeLimitSeconds;
  const timer = setTimeout(() => controller.abort(outOfTime(timeLimit)), timeLimit * 1_000).unref();

  const work = async () => {
    const parameters = job.parameters.safeParse(run.parameters);
    if (!parameters.success) throw new UnfitParameters(parameters.error);
    return job.run(
      {
        db,
        settings,
        signal,
        keyring: environment.keyring,
        now: environment.now,
        scheduledFor: run.scheduled_for,
        attempt: run.attempt,
        transaction: (inside) =>
          inTransaction(db, async (tx) => {
            signal.throwIfAborted();
            if (!(await holdRun(tx, run.job_log_id, run.fencing_token))) throw leaseLost();
            const result = await inside(tx);
            signal.throwIfAborted();
            return result;
          }),
        say: (message) => reporter.say(message),
        progress: (done, total, message) => reporter.progress(done, total, message),
      },
      parameters.data,
    );
  };
  const working = work();
  const settled = working.then(
    () => undefined,
    () => undefined,
  );

  const conclude = async (): Promise<Outcome | null> => {
    const ended = await Promise.race([
      working.then(
        (result): Ended => ({ result }),
        (error: unknown): Ended => ({ error }),
      ),
      givenUp(signal, settings.jobs.graceSeconds),
    ]);
    clearTimeout(timer);
    await reporter.flush();
    try {
      return outcomeOf(run, ended, signal);
    } catch (error) {
      // A result that is no JSON after all, or an error that cannot be read: without an outcome it would never end.
      const why = error instanceof Error ? error.message : 'it cannot be read';
      const message = `How the run ended cannot be written: ${why}`;
      const attempt = { id: run.job_log_id, token: run.fencing_token };
      return { ...attempt, status: 'failed', error: storable(message, maxErrorLength), retry: false };
    }
  };
  const outcome = conclude();
  return {
    run,
    outcome,
    settled,
    cancel: () => controller.abort(cancelled()),
    loseLease: () => controller.abort(leaseLost()),
    stop: () => controller.abort(workerStops()),
  };
}

type Ended = { readonly result: JsonValue } | { readonly error: unknown };

/** Fulfilled when a run that has to end has had its grace time. */
const givenUp = (signal: AbortSignal, graceSeconds: number): Promise<Ended> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      const { kind, message } = signal.reason as RunEnding;
      const error = new RunEnding(kind, `${message} It did not stop within ${graceSeconds} s and was given up.`);
      setTimeout(() => resolve({ error }), graceSeconds * 1_000).unref();
    });
  });

function outcomeOf(run: ClaimedRun, ended: Ended, signal: AbortSignal): Outcome | null {
  const attempt = { id: run.job_log_id, token: run.fencing_token };
  if ('result' in ended) return { ...attempt, status: 'completed', result: storableResult(ended.result) };
  const { error } = ended;
  // Work that was told to end may say so in its own words.
  const ending = error instanceof RunEnding ? error : signal.aborted ? (signal.reason as RunEnding) : null;
  if (ending === null) return { ...attempt, status: 'failed', ...described(error), retry: !isHopeless(error) };
  if (ending.kind === 'cancelled') return { ...attempt, status: 'cancelled', error: ending.message };
  if (ending.kind === 'time limit') return { ...attempt, status: 'failed', error: ending.message };
  return null;
}

/** Parameters that do not fit, and will not fit the next time. */
class UnfitParameters extends Error {
  constructor(error: z.ZodError) {
    super(`The parameters do not fit the job: ${z.prettifyError(error)}`);
  }
}

const isHopeless = (error: unknown): boolean => error instanceof UnfitParameters;

function described(error: unknown): Pick<Outcome, 'error' | 'trace'> {
  if (error instanceof UnfitParameters) return { error: storable(error.message, maxErrorLength) };
  if (!(error instanceof Error)) return { error: storable(String(error), maxErrorLength) };
  return {
    error: storable(error.message === '' ? error.name : error.message, maxErrorLength),
    trace: error.stack === undefined ? null : storable(error.stack, maxTraceLength),
  };
}

function storableResult(result: JsonValue): JsonValue {
  const masked = withStorableTexts(maskSecrets(scrubJson(result) as object));
  const { length } = JSON.stringify(masked);
  return length > maxResultLength ? { truncated: true, characters: length } : masked;
}

/** The same with texts that PostgreSQL takes, in names and values. */
function withStorableTexts(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withStorableTexts);
  const entries = Object.entries(value as Record<string, JsonValue>);
  return Object.fromEntries(
    entries.map(([name, item]) => [name.replaceAll('\0', '').toWellFormed(), withStorableTexts(item)]),
  );
}
