import { z } from 'zod';
import { userError, UserErrors } from '../../errors.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type { CreateScheduledJobInput, UpdateScheduledJobInput } from '../../graphql/types.ts';
import type { JsonValue } from '../../db/column-types.ts';
import type { Job } from '../../jobs/job.ts';
import { parseSchedule, ScheduleError, type Schedule } from '../../jobs/schedule.ts';
import type { JobPatch, PolicyPatch, ScheduledJobView } from './scheduled-jobs.repository.ts';

/** How much may be kept as a job's parameters, in bytes of JSON. */
const maximumParameters = 65_536;

const between = (least: number, greatest: number) => {
  const problem = `must be a whole number from ${least.toLocaleString('en')} to ${greatest.toLocaleString('en')}`;
  return z.number(problem).int(problem).min(least, problem).max(greatest, problem).nullish();
};

const name = z.string('must be a text').trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters');

const numbers = z.object({
  intervalMinutes: between(1, 525_600),
  misfireLimit: between(1, 1_000),
  misfireGraceSeconds: between(1, 86_400),
  maxConcurrent: between(1, 100),
  maxAttempts: between(1, 20),
  retryDelayMinutes: between(0, 1_440),
  retryJitterPercent: between(0, 100),
  timeLimitSeconds: between(1, 604_800),
  timezone: z.string().max(50, 'must have at most 50 characters').nullish(),
  cronExpression: z.string().max(100, 'must have at most 100 characters').nullish(),
});
const creation = numbers.extend({ name });
const change = numbers.extend({ name: name.optional() });

type Settings = Omit<UpdateScheduledJobInput, 'id' | 'expectedVersion' | 'name' | 'parameters'>;

/** Checks the fields of a job one by one. Throws user errors. */
export const checkCreation = (input: CreateScheduledJobInput): { name: string } => parseInput(creation, input);
/** The same for a change, where null clears all but the name. */
export const checkChange = (input: UpdateScheduledJobInput): { name?: string | undefined } => parseInput(change, input);

/** Absent stays so, null is what holds where nobody says. */
const or = <Value, Default>(value: Value | null | undefined, otherwise: Default): Value | Default | undefined =>
  value === null ? otherwise : value;

const lower = <Name extends string>(
  value: Name | null | undefined,
  otherwise: Lowercase<Name>,
): Lowercase<Name> | undefined => (value === null ? otherwise : (value?.toLowerCase() as Lowercase<Name> | undefined));

/** The columns of a job's own row. */
export const jobColumns = (input: Settings): JobPatch => ({
  cron_expression: input.cronExpression,
  interval_minutes: input.intervalMinutes,
  timezone: or(input.timezone, 'UTC'),
  max_attempts: or(input.maxAttempts, 1),
  retry_delay_minutes: or(input.retryDelayMinutes, 5),
});

/** The columns of its policies. */
export const policyColumns = (input: Settings): PolicyPatch => ({
  skipped_times: lower(input.skippedTimes, 'run_after'),
  doubled_times: lower(input.doubledTimes, 'first'),
  misfire_policy: lower(input.misfirePolicy, 'run_once'),
  misfire_limit: or(input.misfireLimit, 1),
  misfire_grace_seconds: or(input.misfireGraceSeconds, 60),
  overlap_policy: lower(input.overlapPolicy, 'forbid'),
  max_concurrent: or(input.maxConcurrent, 1),
  retry_backoff: lower(input.retryBackoff, 'exponential'),
  retry_jitter_percent: or(input.retryJitterPercent, 20),
  time_limit_seconds: input.timeLimitSeconds,
});

/** Checks parameters by what the job's class says. Throws user errors with the path of each problem. */
export function checkParameters(job: Job, parameters: Record<string, unknown>): Record<string, JsonValue> {
  if (Buffer.byteLength(JSON.stringify(parameters)) > maximumParameters) {
    throw userError('INVALID', ['parameters'], 'parameters must have at most 64 KB as JSON.');
  }
  const parsed = knownKeysOnly(job.parameters).safeParse(parameters);
  if (!parsed.success) {
    throw new UserErrors(
      parsed.error.issues.map((issue) => {
        const field = ['parameters', ...issue.path.map(String)];
        return { code: 'INVALID', field, message: `${field.join('.')}: ${issue.message}` };
      }),
    );
  }
  // As given: a default of the class may be another one day.
  return parameters as Record<string, JsonValue>;
}

/** A key that the class does not know would be kept and never read: a slip of the pen, most likely. */
export const knownKeysOnly = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;

/** The schedule of a row. Throws a ScheduleError. */
export const scheduleOf = (
  job: Pick<ScheduledJobView, 'cron_expression' | 'interval_minutes' | 'timezone' | 'skipped_times' | 'doubled_times'>,
): Schedule =>
  parseSchedule({
    cron: job.cron_expression,
    intervalMinutes: job.interval_minutes,
    timezone: job.timezone,
    skippedTimes: job.skipped_times,
    doubledTimes: job.doubled_times,
  });

/** The same, for a row that a mutation has changed. Throws a user error that names the field. */
export function checkedSchedule(job: ScheduledJobView): Schedule {
  try {
    return scheduleOf(job);
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw userError('INVALID', [error.field], `${error.field} ${error.message}.`);
  }
}
