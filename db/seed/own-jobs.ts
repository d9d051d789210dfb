import { createHash } from 'node:crypto';
import { day, hour, minute, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';

/** How one attempt at a run went. Times are milliseconds since 1970. */
interface Attempt {
  readonly start: number;
  readonly end: number;
  readonly status: 'completed' | 'failed' | 'cancelled';
  readonly result?: Row;
  readonly error?: string;
  /** What it said, evenly over its time. */
  readonly lines?: readonly string[];
}

interface Run {
  readonly trigger: 'schedule' | 'missed' | 'manual';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly attempts: readonly Attempt[];
  readonly cancelReason?: string;
}

/** A job of this service in the demo data: its row, how it is to be run, and what became of its last runs. */
export interface OwnJob {
  readonly job: Row;
  readonly policy: Row;
  readonly runs: readonly Run[];
}

/** An attempt as the log has it, and what is kept beside it. */
export interface OwnAttempt {
  readonly log: Row & {
    readonly status: string;
    readonly duration: number;
    readonly start_time: string;
    readonly end_time: string;
    readonly created_at: string;
  };
  readonly run: Row;
  readonly lines: readonly Row[];
}

const schedule = (values: Row): Row => ({
  cron_expression: null,
  interval_minutes: null,
  parameters: {},
  is_active: true,
  max_attempts: 3,
  retry_delay_minutes: 1,
  ...values,
});

const policy = (values: Row): Row => ({
  skipped_times: 'run_after',
  doubled_times: 'first',
  misfire_policy: 'run_once',
  misfire_limit: 1,
  misfire_grace_seconds: 60,
  overlap_policy: 'forbid',
  max_concurrent: 1,
  retry_backoff: 'exponential',
  retry_jitter_percent: 20,
  time_limit_seconds: null,
  ...values,
});

const completed = (start: number, seconds: number, result: Row, lines: readonly string[] = []): Attempt => ({
  ...{ start, end: start + seconds * 1_000, status: 'completed', result, lines },
});

/** 07:00 and 02:30 of Baku, in UTC. */
const notices = 3 * hour;
const retention = 22 * hour + 30 * minute;

/** Jobs that differ in how they are run. The first worker plans them anew: none of them is due. */
export function ownJobs(now: number): OwnJob[] {
  const today = now - (now % day);
  /** The last three days on which a run at this time of the day, and what was made up for later, is over. */
  const daily = (time: number) =>
    [4, 3, 2, 1, 0]
      .map((days) => today - days * day + time)
      .filter((at) => at + 6 * hour < now)
      .slice(-3);
  const cleaned = (deleted: number): Row => ({
    security_events: { deleted, held: 0, stopped_by: 'FINISHED' },
    job_workers: 0,
    brute_force_incidents: 0,
  });
  return [
    {
      job: schedule({
        name: 'Licence expiry notices',
        job_class: 'atis:license-expiry-notices',
        cron_expression: '0 7 * * *',
      }),
      policy: policy({ time_limit_seconds: 1_800 }),
      runs: daily(notices).map((at, index) => ({
        trigger: 'schedule',
        at,
        attempts: [
          completed(at + 400, 2 + index, { given: 3 - index, closed: index }, [
            `${3 - index} notices were given, and ${index} ended.`,
          ]),
        ],
      })),
    },
    {
      job: schedule({
        name: 'Retention',
        job_class: 'atis:retention',
        cron_expression: '30 2 * * *',
        retry_delay_minutes: 10,
      }),
      policy: policy({ overlap_policy: 'queue_one', retry_backoff: 'fixed', time_limit_seconds: 14_400 }),
      runs: daily(retention).map((at, index): Run => {
        if (index === 0) {
          const error =
            'Somebody held what retention needs of security_events: the rest is deleted by the next attempt.';
          const lines = ['security_events: 1200 deleted, 0 held, LOCKED'];
          return {
            trigger: 'schedule',
            at,
            attempts: [
              { start: at + 700, end: at + 41_000, status: 'failed', error, lines },
              completed(at + 11 * minute, 18, cleaned(640), ['security_events: 640 deleted, 0 held, FINISHED']),
            ],
          };
        }
        const lines = [`security_events: ${900 + index} deleted, 0 held, FINISHED`];
        // The machine was off that night, and made up for it in the morning.
        return index === 1
          ? { trigger: 'missed', at, attempts: [completed(at + 5 * hour, 55, cleaned(900 + index), lines)] }
          : { trigger: 'schedule', at, attempts: [completed(at + 600, 48, cleaned(900 + index), lines)] };
      }),
    },
    {
      job: schedule({ name: 'Upkeep of error groups', job_class: 'atis:error-group-upkeep', interval_minutes: 5 }),
      policy: policy({ misfire_policy: 'skip', time_limit_seconds: 300 }),
      runs: [20, 15, 10, 5].map((minutes): Run => {
        const at = now - hour - minutes * minute;
        const result = { opened: 0, followed: 0 };
        if (minutes !== 10) return { trigger: 'schedule', at, attempts: [completed(at + 300, 1, result)] };
        return {
          trigger: 'manual',
          at,
          cancelReason: 'Maintenance of the database',
          attempts: [{ start: at + 300, end: at + 4_300, status: 'cancelled', error: 'Maintenance of the database' }],
        };
      }),
    },
    {
      job: schedule({
        name: 'Retention of metrics at the start of the month',
        job_class: 'atis:retention',
        cron_expression: '0 4 1 * *',
        parameters: { sources: ['performance_metrics'], maximum: 100_000 },
        is_active: false,
      }),
      policy: policy({
        ...{ misfire_policy: 'run_all', misfire_limit: 3, misfire_grace_seconds: 3_600 },
        ...{ overlap_policy: 'allow', max_concurrent: 2, time_limit_seconds: 3_600 },
      }),
      runs: [],
    },
  ];
}

/** A UUID that is the same whenever it is made for the same. */
function uuidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}

/** The last runs of a job, attempt by attempt. The administrator is who starts and cancels what nobody planned. */
export function attemptsOf(
  { job, runs }: OwnJob,
  jobId: number,
  { seed, administrator }: { readonly seed: number; readonly administrator: number },
): OwnAttempt[] {
  return runs.flatMap(({ trigger, at, attempts, cancelReason = null }) => {
    const runId = uuidOf(`${seed}/${jobId}/${at}`);
    return attempts.map(({ start, end, status, result = {}, error = null, lines = [] }, index): OwnAttempt => {
      const created = toTimestamp(attempts[index - 1]?.end ?? Math.max(at, start - minute));
      return {
        log: {
          job_id: runId,
          job_class: job['job_class'],
          queue: 'atis',
          attempt: index + 1,
          status,
          payload: job['parameters'],
          result,
          error_message: error,
          start_time: toTimestamp(start),
          end_time: toTimestamp(end),
          duration: Math.round((end - start) / 1_000),
          scheduled_job_id: jobId,
          executed_by: trigger === 'manual' ? administrator : null,
          created_at: created,
        },
        run: {
          scheduled_job_id: jobId,
          run_id: runId,
          attempt: index + 1,
          job_class: job['job_class'],
          trigger,
          scheduled_for: toTimestamp(at),
          state: 'ended',
          available_at: created,
          heartbeat_at: toTimestamp(end),
          cancel_requested_at: cancelReason === null ? null : toTimestamp(end - 2_000),
          cancel_requested_by: cancelReason === null ? null : administrator,
          cancel_reason: cancelReason,
        },
        lines: lines.map((message, line) => ({
          written_at: toTimestamp(start + ((end - start) * (line + 1)) / (lines.length + 1)),
          message,
        })),
      };
    });
  });
}
