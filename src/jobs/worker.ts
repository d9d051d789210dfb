import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { outageOf } from '../db/faults.ts';
import { inTransaction } from '../db/transaction.ts';
import { logFailure } from '../errors.ts';
import { startPeriodic } from '../periodic.ts';
import { execute, type Execution, type ExecutionEnvironment } from './execution.ts';
import { Finisher } from './finisher.ts';
import type { Job } from './job.ts';
import { offerJobs } from './offer.ts';
import { RunNoter } from './noter.ts';
import { planJobs } from './planner.ts';
import * as runs from './runs.repository.ts';
import type { ClaimedRun, WorkerRecord } from './runs.repository.ts';

/** Pause between two looks for work, in milliseconds. */
const interval = 1_000;
/** Attempts that are ended in one transaction because their workers are silent. */
const reapedAtOnce = 100;

export interface JobWorkerOptions extends ExecutionEnvironment {
  /** The database is ready from then on. */
  readonly after: Promise<undefined>;
  /** What it can run. */
  readonly jobs: readonly Job[];
}

/** Plans and runs jobs, as many workers at once as there are. */
export interface JobWorker {
  /** Looks for work at once. */
  poke(): void;
  /** Takes no more runs, waits for those it has for the drain time, and hands back the others. */
  stop(): Promise<void>;
}

/** Waits for something, at most so long in seconds. */
async function atMost(seconds: number, awaited: Promise<unknown>): Promise<void> {
  const impatience = new AbortController();
  const { signal } = impatience;
  await Promise.race([awaited, sleep(seconds * 1_000, undefined, { signal }).catch(() => undefined)]);
  impatience.abort();
}

/** Starts a worker. */
export function startJobWorker({ after, jobs, ...environment }: JobWorkerOptions): JobWorker {
  const { db, log, settings } = environment;
  const { concurrency, leaseSeconds, graceSeconds, drainSeconds } = settings.jobs;
  const worker: WorkerRecord = { id: randomUUID(), name: `${hostname()}:${process.pid}`, concurrency, leaseSeconds };
  const byClass = new Map(jobs.map((job) => [job.jobClass, job]));
  const classes = [...byClass.keys()];
  const finisher = new Finisher(db, log);
  const noter = new RunNoter(db, log);
  /** By the id of the attempt; one that was given up stays until its work has really ended. */
  const executions = new Map<string, Execution>();
  let registering: Promise<void> | null = null;
  let stopping = false;
  /** When the leases were prolonged last, and when it was looked for what is due, by the monotonic clock. */
  let beatAt = performance.now();
  let lookedAt = -Infinity;

  const register = async () => {
    registering ??= runs.registerWorker(db, worker).then(() => offerJobs(db, jobs));
    try {
      await registering;
    } catch (error) {
      registering = null;
      throw error;
    }
  };

  const begin = (run: ClaimedRun) => {
    const job = byClass.get(run.job_class);
    if (job === undefined) throw new Error(`claimed a run of ${run.job_class}, which is not registered`);
    const execution = execute(job, run, environment);
    executions.set(run.job_log_id, execution);
    noter.begun(run.job_log_id);
    void execution.settled.then(() => {
      executions.delete(run.job_log_id);
      looking.poke();
    });
    void execution.outcome.then(async (outcome) => {
      noter.ended(run.job_log_id);
      if (outcome === null) return;
      // Another may have waited for the end of this one.
      if (await finisher.finish(outcome)) {
        looking.poke();
        return;
      }
      log.warn({ jobLog: run.job_log_id, jobClass: run.job_class }, 'a run ended after its lease: nothing was written');
    });
  };

  const look = async () => {
    await register();
    if (executions.size > 0) {
      for (const id of await runs.findCancelRequests(db, worker.id)) executions.get(id)?.cancel();
    }
    while ((await inTransaction(db, (tx) => runs.reapRuns(tx, reapedAtOnce))) === reapedAtOnce);
    await planJobs(db, classes, log);
    lookedAt = performance.now();
  };

  const looking = startPeriodic({
    log,
    after,
    interval,
    failure: 'jobs could not be looked after',
    async work() {
      // A run that ends makes room for the next one only.
      if (performance.now() - lookedAt >= interval) await look();
      for (let free = concurrency - executions.size; free > 0 && !stopping; free = concurrency - executions.size) {
        // Few different limits, because each is a statement of its own.
        const limit = 2 ** Math.floor(Math.log2(free));
        const begun = performance.now();
        const claimed = await runs.claimRuns(db, worker, classes, limit);
        if (claimed.length > 0 && executions.size === 0) beatAt = begun;
        claimed.forEach(begin);
        if (claimed.length < limit) return;
      }
    },
  });

  const beating = startPeriodic({
    log,
    after,
    interval: Math.max((leaseSeconds * 1_000) / 6, 500),
    failure: 'leases of runs could not be prolonged',
    async work() {
      await register();
      const asked = performance.now();
      // Claimed while the statement ran: it may not be among those held.
      const mine = [...executions.values()];
      const held = await runs
        .beat(
          db,
          worker,
          mine.map(({ run }) => run.job_log_id),
        )
        .catch((error: unknown) => {
          if (asked - beatAt > leaseSeconds * 1_000) for (const execution of mine) execution.loseLease();
          throw error;
        });
      beatAt = asked;
      const tokens = new Map(held.map((run) => [run.job_log_id, run]));
      for (const execution of mine) {
        const run = tokens.get(execution.run.job_log_id);
        if (run?.fencing_token !== execution.run.fencing_token) execution.loseLease();
        else if (run.cancel_requested) execution.cancel();
      }
    },
  });

  /** Waits until every run has an outcome; at most so long, in seconds. */
  const quiet = (seconds: number) =>
    atMost(seconds, Promise.all([...executions.values()].map(({ outcome }) => outcome)));

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    stopping = true;
    await looking.stop();
    if (registering === null) return beating.stop();
    const retire = (done: boolean) =>
      runs.retireWorker(db, worker.id, { stopped: done }).catch((error: unknown) => {
        if (outageOf(error) === undefined) throw error;
      });
    await retire(false);
    await quiet(drainSeconds);
    for (const execution of executions.values()) execution.stop();
    await quiet(Math.min(graceSeconds, 1));
    await beating.stop();
    noter.stop();
    await atMost(2, finisher.stop());
    try {
      const released = await inTransaction(db, (tx) => runs.releaseRuns(tx, worker.id));
      if (released > 0) log.info({ released }, 'runs were handed back');
    } catch (error) {
      logFailure(log, error, 'runs could not be handed back: they are taken over after their lease');
    }
    await retire(true);
  };
  return {
    poke() {
      lookedAt = -Infinity;
      looking.poke();
    },
    stop: () => (stopped ??= stop()),
  };
}
