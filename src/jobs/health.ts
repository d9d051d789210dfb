import type { Job } from './job.ts';

/** What can be wrong, as the repository finds it. */
export type FindingKind =
  'late_job' | 'unplanned_job' | 'late_run' | 'dead_worker' | 'lease_ended' | 'over_time' | 'never_ready';

/** One thing that is wrong. Times are UTC texts. */
export interface Finding {
  readonly kind: FindingKind;
  /** The id of the job, the run's row of job_logs, or the worker. */
  readonly subject: string;
  readonly scheduled_job_id: string | null;
  readonly job_class: string | null;
  /** The name of the job or worker. */
  readonly title: string | null;
  /** Since when. */
  readonly since: string;
  readonly seconds: number;
  /** How many there are of this kind; only the oldest are given. */
  readonly total: number;
}

/** What is true of workers and jobs as a whole. */
export interface HealthFacts {
  readonly checked_at: string;
  readonly live_workers: number;
  /** Whether a worker was ever registered in this installation. */
  readonly had_workers: boolean;
  /** Whether a job is active that this service knows. */
  readonly has_active_jobs: boolean;
}

export type JobHealthStatus = 'OK' | 'LATE' | 'FAILING' | 'OFF';

/** How scheduled jobs are doing. */
export interface JobHealth {
  readonly status: JobHealthStatus;
  readonly facts: HealthFacts;
  /** Jobs are active, and no worker is alive that could run them. */
  readonly withoutWorker: boolean;
  readonly late: readonly Finding[];
  readonly dead: readonly Finding[];
  readonly stuck: readonly Finding[];
  readonly counts: { readonly late: number; readonly dead: number; readonly stuck: number };
}

const kinds = {
  late: ['late_job', 'unplanned_job', 'late_run'],
  dead: ['dead_worker'],
  stuck: ['lease_ended', 'over_time', 'never_ready'],
} as const satisfies Record<string, readonly FindingKind[]>;

/** What a job may take, by its class, as the repository takes it. */
export const timeLimits = (jobs: readonly Job[]) => ({
  classes: jobs.map(({ jobClass }) => jobClass),
  seconds: jobs.map(({ timeLimitSeconds }) => timeLimitSeconds),
});

/** Judges what was found. Where no worker ever was, nobody wants jobs to be run here: that is no failure. */
export function judge(facts: HealthFacts, findings: readonly Finding[]): JobHealth {
  const of = (group: keyof typeof kinds) =>
    findings.filter(({ kind }) => (kinds[group] as readonly FindingKind[]).includes(kind));
  const count = (group: readonly Finding[]) =>
    new Map(group.map(({ kind, total }) => [kind, total])).values().reduce((sum, total) => sum + total, 0);
  const [late, dead, stuck] = [of('late'), of('dead'), of('stuck')];
  const counts = { late: count(late), dead: count(dead), stuck: count(stuck) };
  const withoutWorker = facts.had_workers && facts.has_active_jobs && facts.live_workers === 0;
  const status = (): JobHealthStatus => {
    if (!facts.had_workers) return 'OFF';
    if (withoutWorker || counts.dead > 0 || counts.stuck > 0) return 'FAILING';
    return counts.late > 0 ? 'LATE' : 'OK';
  };
  return { status: status(), facts, withoutWorker, late, dead, stuck, counts };
}

/** Something that administrators are told once, until it is over. */
export interface Problem {
  readonly kind: 'no_worker' | 'late_job' | 'unplanned_job' | 'late_run' | 'dead_worker' | 'stuck_run';
  readonly subject: string;
  readonly level: 'danger' | 'warning';
  readonly title: string;
  readonly message: string;
}

const look = 'The query jobHealth tells how it stands now.';

function problemOf({ kind, subject, title, job_class: jobClass, scheduled_job_id: jobId, since }: Finding): Problem {
  const name = title ?? jobClass ?? subject;
  const time = `${since.slice(0, 19)} UTC`;
  switch (kind) {
    case 'late_job':
      return {
        ...{ kind, subject, level: 'warning', title: `Scheduled job late: ${name}` },
        message: `It was due at ${time} and was not put into the queue. Look into the log of the workers. ${look}`,
      };
    case 'unplanned_job':
      return {
        ...{ kind, subject, level: 'warning', title: `Scheduled job is never due: ${name}` },
        message:
          `It is active, and its schedule cannot be read or has no time left. Mend it by updateScheduledJob, or pause it; ` +
          `its field scheduleProblem says what is wrong. ${look}`,
      };
    case 'late_run':
      return {
        ...{ kind, subject: jobId ?? jobClass ?? subject, level: 'warning', title: `Nobody runs the job: ${name}` },
        message:
          `Its run has waited for a worker since ${time}. Raise JOBS_CONCURRENCY or start another worker by ` +
          `npm run worker; where workers are idle, one of this version is missing. ${look}`,
      };
    case 'dead_worker':
      return {
        ...{ kind, subject, level: 'danger', title: `Worker of jobs does not report: ${name}` },
        message:
          `Its last sign of life came at ${time}. Its runs are given to others once their leases end. See whether its ` +
          `process and machine run, and start it again. ${look}`,
      };
    case 'lease_ended':
    case 'over_time':
    case 'never_ready': {
      const reason = {
        lease_ended: `its lease ended at ${time} and nobody took it over: see whether a worker is alive.`,
        over_time: `it has run since ${time}, longer than its time limit: cancel it, or restart its worker.`,
        never_ready: `it has waited since ${time} for a run that is not there: cancel it.`,
      }[kind];
      return {
        ...{ kind: 'stuck_run', subject, level: 'danger', title: `Run of a job is stuck: ${name}` },
        message: `Of job log ${subject}: ${reason} ${look}`,
      };
    }
  }
}

const problemKind = (kind: FindingKind): Problem['kind'] =>
  (kinds.stuck as readonly FindingKind[]).includes(kind) ? 'stuck_run' : (kind as Problem['kind']);

/** Of which kinds there are more than were given: what is not among those may well be wrong all the same. */
export const kindsWithMore = ({ late, dead, stuck }: JobHealth): ReadonlySet<string> => {
  const given = Map.groupBy([...late, ...dead, ...stuck], ({ kind }) => kind);
  const more = [...given].filter(([, findings]) => findings.some(({ total }) => total > findings.length));
  return new Set(more.map(([kind]) => problemKind(kind)));
};

/** What administrators should know. Without any worker everything else follows from that, and is left out. */
export function problemsOf({ withoutWorker, facts, late, dead, stuck }: JobHealth): Problem[] {
  if (!facts.had_workers) return [];
  const noWorker: Problem = {
    kind: 'no_worker',
    subject: 'all',
    level: 'danger',
    title: 'No worker runs scheduled jobs',
    message: `Jobs are active, and no worker is alive. Start one by npm run worker, or the service with JOBS_RUNNER=on. ${look}`,
  };
  const problems = withoutWorker ? [noWorker] : [...late, ...dead, ...stuck].map(problemOf);
  return [...new Map(problems.map((problem) => [`${problem.kind} ${problem.subject}`, problem])).values()];
}
