import { z } from 'zod';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { openEnum } from '../../graphql/open-enum.ts';
import { formatTime } from '../../graphql/scalars.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  JobClassResolvers,
  LeftOutTimeResolvers,
  MutationResolvers,
  PlannedRunResolvers,
  QueryResolvers,
  ScheduledJobResolvers,
  ScheduleInput,
} from '../../graphql/types.ts';
import type { Job } from '../../jobs/job.ts';
import {
  parseSchedule,
  ScheduleError,
  type LeftOutTime,
  type PlannedTime,
  type Schedule,
} from '../../jobs/schedule.ts';
import { maskedJson } from '../logs/masked.ts';
import { scrubOptional } from '../system-errors/scrub.ts';
import { knownKeysOnly, scheduleOf } from './scheduled-job-input.ts';
import * as jobs from './scheduled-jobs.repository.ts';
import type { ScheduledJobView } from './scheduled-jobs.repository.ts';
import * as service from './scheduled-jobs.service.ts';

const lastStatusNames = ['SUCCESS', 'FAILED', 'CANCELLED'] as const;
/** Runs that one list may tell. */
const maximumRuns = 100;
const earliest = Date.UTC(1970);
const latest = Date.UTC(3000) - 1;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'JOBS_READ');

const upper = <Name extends string>(value: Name): Uppercase<Name> => value.toUpperCase() as Uppercase<Name>;
const lower = <Name extends string>(value: Name): Lowercase<Name> => value.toLowerCase() as Lowercase<Name>;

function checkCount(count: number): void {
  if (count < 1 || count > maximumRuns) throw badInput(['count'], `must be from 1 to ${maximumRuns}.`);
}

/** Throws BAD_USER_INPUT that names the field. */
function readSchedule(input: ScheduleInput): Schedule {
  try {
    return parseSchedule({
      cron: input.cronExpression ?? null,
      intervalMinutes: input.intervalMinutes ?? null,
      timezone: input.timezone ?? null,
      skippedTimes: lower(input.skippedTimes ?? 'RUN_AFTER'),
      doubledTimes: lower(input.doubledTimes ?? 'FIRST'),
    });
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    throw badInput(['schedule', error.field], `${error.message}.`);
  }
}

function readStart(from: string): number {
  const start = Date.parse(formatTime(from));
  if (!(start >= earliest && start <= latest)) throw badInput(['from'], 'must be from 1970 to 2999.');
  return start;
}

const query: Required<Pick<QueryResolvers, 'scheduledJob' | 'scheduledJobs' | 'jobClasses' | 'previewRuns'>> = {
  scheduledJob: (_, { id }, context) => context.loaders.scheduledJobById.load(idArgument('ScheduledJob', id, ['id'])),
  scheduledJobs: (_, __, context) => jobs.listScheduledJobs(context.db, readScope(context)),
  jobClasses: (_, __, context) => context.jobs.registered.toSorted((a, b) => (a.jobClass < b.jobClass ? -1 : 1)),
  previewRuns(_, { schedule, count, from }, context) {
    checkCount(count);
    return readSchedule(schedule).preview(from == null ? context.now() : readStart(from), count);
  },
};

const mutation: Required<
  Pick<
    MutationResolvers,
    'createScheduledJob' | 'updateScheduledJob' | 'pauseScheduledJob' | 'resumeScheduledJob' | 'deleteScheduledJob'
  >
> = {
  createScheduledJob: (_, { input }, context) =>
    payload('scheduledJob', () => service.createScheduledJob(context, input)),
  updateScheduledJob: (_, { input }, context) =>
    payload('scheduledJob', () => service.updateScheduledJob(context, input)),
  pauseScheduledJob: (_, { input }, context) =>
    payload('scheduledJob', () => service.pauseScheduledJob(context, input)),
  resumeScheduledJob: (_, { input }, context) =>
    payload('scheduledJob', () => service.resumeScheduledJob(context, input)),
  deleteScheduledJob: (_, { input }, context) => payload('deletedId', () => service.deleteScheduledJob(context, input)),
};

/** Of a row that another application wrote, too: null and why where it makes no sense. */
function tryScheduleOf(row: ScheduledJobView): { schedule: Schedule } | { problem: string } {
  try {
    return { schedule: scheduleOf(row) };
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error;
    return { problem: `${error.field} ${error.message}.` };
  }
}

function nextRuns(row: ScheduledJobView, count: number, now: number): readonly PlannedTime[] {
  const read = tryScheduleOf(row);
  if (row.is_active === false || 'problem' in read) return [];
  const { schedule } = read;
  const planned = row.next_run_at === null ? now : Date.parse(formatTime(row.next_run_at));
  if (planned <= now) return schedule.preview(now, count).runs;
  // Somebody has put it off for ever.
  if (!(planned <= latest)) return [];
  const later = count === 1 ? [] : schedule.preview(planned, count - 1).runs;
  return [schedule.describe(planned), ...later];
}

/** The defaults are those of the table, whose columns may be empty all the same. */
const scheduledJob: StrictResolvers<ScheduledJobResolvers, ScheduledJobView> = {
  parameters: (row) => maskedJson(row.parameters),
  timezone: (row) => row.timezone ?? 'UTC',
  isActive: (row) => row.is_active ?? true,
  isRunning: (row) => row.is_running ?? false,
  lastRunStatus: ({ last_run_status: status }) => (status === null ? null : openEnum(lastStatusNames, status)),
  lastRunStatusRaw: (row) => row.last_run_status,
  lastRunMessage: (row) => scrubOptional(row.last_run_message),
  runCount: (row) => row.run_count ?? 0,
  failureCount: (row) => row.failure_count ?? 0,
  maxAttempts: (row) => row.max_attempts ?? 1,
  retryDelayMinutes: (row) => row.retry_delay_minutes ?? 5,
  createdBy: ({ created_by: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id)),
  isRegistered: (row, _, context) => service.registeredClass(context, row.job_class) !== undefined,
  registeredClass: (row, _, context) => service.registeredClass(context, row.job_class) ?? null,
  scheduleProblem(row) {
    const read = tryScheduleOf(row);
    return 'problem' in read ? read.problem : null;
  },
  nextRuns(row, { count }, context) {
    checkCount(count);
    return nextRuns(row, count, context.now());
  },
  skippedTimes: (row) => upper(row.skipped_times),
  doubledTimes: (row) => upper(row.doubled_times),
  misfirePolicy: (row) => upper(row.misfire_policy),
  overlapPolicy: (row) => upper(row.overlap_policy),
  retryBackoff: (row) => upper(row.retry_backoff),
};

const jobClass: StrictResolvers<JobClassResolvers, Job> = {
  parametersSchema: ({ parameters }) =>
    z.toJSONSchema(knownKeysOnly(parameters), { io: 'input', unrepresentable: 'any' }),
  defaultCronExpression: ({ schedule }) => ('cron' in schedule ? schedule.cron : null),
  defaultIntervalMinutes: ({ schedule }) => ('cron' in schedule ? null : schedule.intervalMinutes),
  defaultTimeLimitSeconds: ({ timeLimitSeconds }) => timeLimitSeconds,
};

const plannedRun: StrictResolvers<PlannedRunResolvers, PlannedTime> = {
  at: ({ at }) => new Date(at).toISOString(),
  kind: ({ kind }) => upper(kind),
};

const leftOutTime: StrictResolvers<LeftOutTimeResolvers, LeftOutTime> = { reason: ({ reason }) => upper(reason) };

export const scheduledJobResolvers = {
  Query: query,
  Mutation: mutation,
  ScheduledJob: scheduledJob,
  JobClass: jobClass,
  PlannedRun: plannedRun,
  LeftOutTime: leftOutTime,
};

export const scheduledJobNodes: Record<string, NodeLookup> = {
  ScheduledJob: { permission: 'JOBS_READ', find: ({ loaders }, id) => loaders.scheduledJobById.load(id) },
};
