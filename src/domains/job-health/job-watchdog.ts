import { recordOwnDeed, type AuditEntry } from '../../audit.ts';
import { everything } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { SystemNotificationRow } from '../../db/generated/tables.ts';
import { inTransaction } from '../../db/transaction.ts';
import { kindsWithMore, problemsOf, timeLimits, type JobHealth, type Problem } from '../../jobs/health.ts';
import type { Job } from '../../jobs/job.ts';
import { startPeriodic, type Periodic, type PeriodicOptions } from '../../periodic.ts';
import { scrubText } from '../system-errors/scrub.ts';
import { readJobHealth } from './job-health.repository.ts';
import * as incidents from './job-incidents.repository.ts';

/** Pause between two looks, in milliseconds. */
const interval = 30_000;
const maxTitle = 200;

/** What `/readyz` and Prometheus tell of jobs, as of the last look. */
export interface JobSummary {
  readonly state: 'ok' | 'late' | 'failing' | 'off';
  readonly workers: number;
  readonly late: number;
  readonly dead: number;
  readonly stuck: number;
}

export interface JobWatchdogOptions {
  readonly db: Db;
  readonly jobs: readonly Job[];
  readonly graceSeconds: number;
}

/** Looks at jobs and tells administrators what is wrong. */
export interface JobWatchdog {
  /** Looks once; gives how many notifications were written or ended. */
  look(): Promise<number>;
  /** As of the last look; undefined before the first. Asks nobody. */
  summary(): JobSummary | undefined;
}

const summaryOf = ({ status, facts, counts }: JobHealth): JobSummary => ({
  state: ({ OK: 'ok', LATE: 'late', FAILING: 'failing', OFF: 'off' } as const)[status],
  workers: facts.live_workers,
  ...counts,
});

const entry = (
  verb: string,
  id: string,
  change: { before?: SystemNotificationRow; after: SystemNotificationRow },
): AuditEntry => ({
  event: `notification.${verb}`,
  entityType: 'system_notifications',
  entityId: id,
  institutionId: null,
  ...change,
});

const keyOf = ({ kind, subject }: { readonly kind: string; readonly subject: string }) => `${kind} ${subject}`;

/**
 * A problem is told, and taken back, only after two looks in a row agree: what comes and goes within a look is no
 * incident. Several instances look at once, because a dead worker cannot report itself; the database lets one of them
 * open an incident.
 */
export function createJobWatchdog({ db, jobs, graceSeconds }: JobWatchdogOptions): JobWatchdog {
  const rules = { ...timeLimits(jobs), graceSeconds };
  let seen: ReadonlySet<string> = new Set();
  let missed: ReadonlySet<string> = new Set();
  let summary: JobSummary | undefined;

  /** What the job is called was chosen by somebody, who may have put anything into it. */
  const shown = (problem: Problem): Problem => ({ ...problem, title: scrubText(problem.title).slice(0, maxTitle) });

  const open = (problem: Problem) =>
    inTransaction(db, async (tx) => {
      const id = await incidents.openIncident(tx, problem);
      const after = id === null ? null : await incidents.notifyAdministrators(tx, id, shown(problem));
      if (after) await recordOwnDeed(tx, entry('created', after.id, { after }), 'job-watchdog');
      return Number(after !== null);
    });

  const close = (id: string) =>
    inTransaction(db, async (tx) => {
      const ended = await incidents.closeIncident(tx, id);
      if (ended) await recordOwnDeed(tx, entry('updated', ended.after.id, ended), 'job-watchdog');
      return Number(ended !== null);
    });

  return {
    summary: () => summary,
    async look() {
      const health = await readJobHealth(db, everything, rules);
      summary = summaryOf(health);
      const problems = problemsOf(health);
      const known = await incidents.listOpenIncidents(db);
      const found = new Set(problems.map(keyOf));
      const opened = new Set(known.map(keyOf));
      const unsure = kindsWithMore(health);
      const gone = known.filter((incident) => !found.has(keyOf(incident)) && !unsure.has(incident.kind));
      let written = 0;
      for (const problem of problems) {
        if (seen.has(keyOf(problem)) && !opened.has(keyOf(problem))) written += await open(problem);
      }
      for (const incident of gone) {
        if (missed.has(incident.id)) written += await close(incident.id);
      }
      seen = found;
      missed = new Set(gone.map(({ id }) => id));
      return written;
    },
  };
}

export interface JobWatchdogLoopOptions extends JobWatchdogOptions, Pick<PeriodicOptions, 'log' | 'after'> {
  /** Something was committed that the feed tells of. */
  readonly onWritten: () => void;
}

/** Looks every half minute. */
export function startJobWatchdog({
  log,
  after,
  onWritten,
  ...options
}: JobWatchdogLoopOptions): Periodic & Pick<JobWatchdog, 'summary'> {
  const watchdog = createJobWatchdog(options);
  const loop = startPeriodic({
    log,
    after,
    interval,
    failure: 'the health of jobs could not be looked after',
    async work() {
      if ((await watchdog.look()) > 0) onWritten();
    },
  });
  return { ...loop, summary: () => watchdog.summary() };
}
