import type { Schedule } from './schedule.ts';

/** A job whose time has come, or whose plan has to be made. Times are milliseconds since 1970. */
export interface DueJob {
  readonly schedule: Pick<Schedule, 'next' | 'upTo'>;
  readonly now: number;
  readonly nextRunAt: number | null;
  /** Whether somebody else set `nextRunAt`. */
  readonly isForeign: boolean;
  /** Whether the schedule is still the one from which `nextRunAt` came. */
  readonly isPlanned: boolean;
  /** Minutes between two runs; null where a cron expression says when. */
  readonly intervalMinutes: number | null;
  readonly misfirePolicy: 'skip' | 'run_once' | 'run_all';
  readonly misfireLimit: number;
  /** A time that is later than this was missed. */
  readonly misfireGraceSeconds: number;
}

/** A time at which a job runs, milliseconds since 1970. */
export interface PlannedRun {
  readonly origin: 'schedule' | 'missed';
  readonly at: number;
}

export interface Plan {
  /** What has to be run now, in this order. */
  readonly runs: readonly PlannedRun[];
  /** When it is due next; null: never again. */
  readonly next: number | null;
  /** Whether `next` is what somebody else set, and stays. */
  readonly isForeign: boolean;
}

/** So many times at most are on time at once; of a longer grace the latest. */
const maxOnTime = 100;

/**
 * What a job has to do, by its misfire policy: times that are late by more than its grace were missed and are let pass
 * (`skip`), made up by one run unless one that is on time does so (`run_once`), or made up one after the other up to a
 * limit, the latest of them (`run_all`). A next time that somebody else set is kept.
 */
export function plan(job: DueJob): Plan {
  const { schedule, now, nextRunAt, isForeign } = job;
  if (nextRunAt === null || !(job.isPlanned || isForeign)) {
    return { runs: [], next: schedule.next(now), isForeign: false };
  }
  if (nextRunAt > now) {
    const kept = isForeign || !isTooFar(job, nextRunAt);
    return { runs: [], next: kept ? nextRunAt : schedule.next(now), isForeign };
  }
  const { misfireGraceSeconds } = job;
  const late = now - misfireGraceSeconds * 1_000;
  // Times are minutes apart, but for one that somebody else set.
  const onTimeAtMost = Math.min(maxOnTime, Math.floor(misfireGraceSeconds / 60) + 2);
  // After an outage there are more, and finding each takes time.
  const due = schedule.upTo(nextRunAt, now, onTimeAtMost + made(job));
  const missed = due.filter((at) => at < late);
  const onTime = due.filter((at) => at >= late).map((at) => ({ origin: 'schedule' as const, at }));
  const isCovered = job.misfirePolicy === 'run_once' && onTime.length > 0;
  const madeUp = isCovered || made(job) === 0 ? [] : missed.slice(-made(job));
  const runs = [...madeUp.map((at) => ({ origin: 'missed' as const, at })), ...onTime.slice(-maxOnTime)];
  return { runs, next: schedule.next(now, nextRunAt), isForeign: false };
}

/** How many missed times are made up at most. */
const made = ({ misfirePolicy, misfireLimit }: DueJob): number =>
  ({ skip: 0, run_once: 1, run_all: misfireLimit })[misfirePolicy];

/** The clock went back: the next time of an interval is never further away than the interval. */
const isTooFar = ({ now, intervalMinutes }: DueJob, next: number): boolean =>
  intervalMinutes !== null && next > now + intervalMinutes * 60_000;
