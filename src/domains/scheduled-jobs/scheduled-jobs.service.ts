import { audited, type AuditEntry } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { userError } from '../../errors.ts';
import { encodeGlobalId, idInput } from '../../graphql/global-id.ts';
import type {
  CreateScheduledJobInput,
  DeleteScheduledJobInput,
  PauseScheduledJobInput,
  ResumeScheduledJobInput,
  UpdateScheduledJobInput,
} from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import type { Job } from '../../jobs/job.ts';
import {
  checkChange,
  checkCreation,
  checkedSchedule,
  checkParameters,
  jobColumns,
  policyColumns,
} from './scheduled-job-input.ts';
import * as jobs from './scheduled-jobs.repository.ts';
import type { ScheduledJobView } from './scheduled-jobs.repository.ts';

const manageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'JOBS_MANAGE');

const entry = (verb: string, before?: ScheduledJobView, after?: ScheduledJobView): AuditEntry => ({
  event: `scheduled_job.${verb}`,
  entityType: 'scheduled_jobs',
  entityId: (after ?? before)?.id ?? null,
  institutionId: null,
  before,
  after,
});

/** The class that runs a job; undefined: another application's. */
export const registeredClass = (context: SignedInContext, jobClass: string): Job | undefined =>
  context.jobs.registered.find((job) => job.jobClass === jobClass);

/** Sets up a job and plans its first run, once for an idempotency key. Throws user errors. */
export async function createScheduledJob(
  context: SignedInContext,
  input: CreateScheduledJobInput,
): Promise<ScheduledJobView> {
  const { name } = checkCreation(input);
  return audited(context, async (tx) => {
    const once = await createOnce(tx, context.viewer, 'createScheduledJob', input, () => {
      const registered = registeredClass(context, input.jobClass);
      if (!registered) throw userError('NOT_FOUND', ['jobClass'], unknownClass(context));
      const isScheduled = input.cronExpression != null || input.intervalMinutes != null;
      const { schedule } = registered;
      const usual =
        'cron' in schedule ? { cron_expression: schedule.cron } : { interval_minutes: schedule.intervalMinutes };
      return jobs.insertScheduledJob(
        tx,
        {
          ...jobColumns(input),
          ...(isScheduled ? {} : usual),
          name,
          job_class: registered.jobClass,
          parameters: checkParameters(registered, input.parameters ?? {}),
          is_active: input.isActive,
          created_by: context.viewer.userId,
        },
        policyColumns(input),
      );
    });
    if ('repeatedId' in once) {
      const first = await jobs.findScheduledJob(tx, manageScope(context), once.repeatedId);
      if (!first) throw userError('NOT_FOUND', ['idempotencyKey'], 'The job of this idempotency key is gone.');
      return { result: first, unchanged: true };
    }
    checkedSchedule(await reread(tx, context, once.created.id));
    const created = await planned(tx, context, once.created.id);
    return { result: created, audit: [entry('created', undefined, created)] };
  });
}

/** Changes a job, and plans it anew where its schedule is another. Throws user errors. */
export async function updateScheduledJob(
  context: SignedInContext,
  input: UpdateScheduledJobInput,
): Promise<ScheduledJobView> {
  const { name } = checkChange(input);
  return audited(context, async (tx) => {
    const { before, registered } = await lock(tx, context, input);
    const { parameters } = input;
    const isCleared = (given: unknown, kept: unknown) => (given === undefined ? kept : given) === null;
    if (
      isCleared(input.cronExpression, before.cron_expression) &&
      isCleared(input.intervalMinutes, before.interval_minutes)
    ) {
      throw userError('INVALID', ['cronExpression'], 'cronExpression must be given, or intervalMinutes.');
    }
    const patch = {
      ...jobColumns(input),
      name,
      parameters: parameters === undefined ? undefined : checkParameters(registered, parameters ?? {}),
    };
    await jobs.updateScheduledJob(tx, before.id, patch, policyColumns(input));
    const changed = await reread(tx, context, before.id);
    if (changed.version === before.version) return { result: before, unchanged: true };
    if (hasSameSchedule(before, changed)) return { result: changed, audit: [entry('updated', before, changed)] };
    // A paused job's, too: it may be resumed by another application.
    checkedSchedule(changed);
    const after = await planned(tx, context, before.id);
    return { result: after, audit: [entry('updated', before, after)] };
  });
}

/** Stops planning a job. Throws user errors. */
export async function pauseScheduledJob(
  context: SignedInContext,
  input: PauseScheduledJobInput,
): Promise<ScheduledJobView> {
  return audited(context, async (tx) => {
    const { before } = await lock(tx, context, input);
    if (before.is_active === false) return { result: before, unchanged: true };
    await jobs.updateScheduledJob(tx, before.id, { is_active: false }, {});
    const after = await planned(tx, context, before.id);
    return { result: after, audit: [entry('paused', before, after)] };
  });
}

/** Plans a paused job anew, from now. Throws user errors. */
export async function resumeScheduledJob(
  context: SignedInContext,
  input: ResumeScheduledJobInput,
): Promise<ScheduledJobView> {
  return audited(context, async (tx) => {
    const { before } = await lock(tx, context, input);
    if (before.is_active !== false) return { result: before, unchanged: true };
    await jobs.updateScheduledJob(tx, before.id, { is_active: true }, {});
    const after = await planned(tx, context, before.id);
    return { result: after, audit: [entry('resumed', before, after)] };
  });
}

/** Deletes a job, and gives its global id. Throws user errors. */
export async function deleteScheduledJob(context: SignedInContext, input: DeleteScheduledJobInput): Promise<string> {
  return audited(context, async (tx) => {
    const { before } = await lock(tx, context, input);
    const { open, logged } = await jobs.countRuns(tx, before.id);
    if (open > 0) {
      const message = `The job has ${open} open ${open === 1 ? 'run' : 'runs'}: wait for the end, or cancel.`;
      throw userError('INVALID_TRANSITION', ['id'], message);
    }
    if (logged > 0 && !input.detachRuns) {
      const message = `The log has ${logged} attempts at runs of the job: pause it, or delete it with detachRuns.`;
      throw userError('INVALID_TRANSITION', ['detachRuns'], message);
    }
    await jobs.deleteScheduledJob(tx, before.id);
    return { result: encodeGlobalId('ScheduledJob', before.id), audit: [entry('deleted', before)] };
  });
}

interface Target {
  readonly id: string;
  readonly expectedVersion?: string | null;
}

/** The locked job, of a class that this service has. Throws user errors. */
async function lock(
  tx: Transaction,
  context: SignedInContext,
  target: Target,
): Promise<{ before: ScheduledJobView; registered: Job }> {
  const before = await jobs.lockScheduledJob(tx, manageScope(context), idInput('ScheduledJob', target.id, ['id']));
  if (!before) throw userError('NOT_FOUND', ['id'], 'There is no such job within your reach.');
  const registered = registeredClass(context, before.job_class);
  if (!registered) {
    const message = `This service has no class ${before.job_class}: the job has to be changed in its application.`;
    throw userError('INVALID_TRANSITION', ['id'], message);
  }
  if (target.expectedVersion != null && target.expectedVersion !== before.version) {
    throw userError('VERSION_CONFLICT', ['expectedVersion'], 'The job has changed since you read it: read it again.');
  }
  return { before, registered };
}

async function reread(tx: Transaction, context: SignedInContext, id: string): Promise<ScheduledJobView> {
  const job = await jobs.findScheduledJob(tx, manageScope(context), id);
  if (!job) throw new Error(`scheduled job ${id} vanished while it was locked`);
  return job;
}

/** Plans the next run of a job that was just changed, from now; none of a paused one. Throws user errors. */
async function planned(tx: Transaction, context: SignedInContext, id: string): Promise<ScheduledJobView> {
  const job = await reread(tx, context, id);
  if (job.is_active === false) await jobs.unplan(tx, id);
  else await jobs.planAt(tx, id, checkedSchedule(job).next(await jobs.schedulerTime(tx)));
  return reread(tx, context, id);
}

const hasSameSchedule = (one: ScheduledJobView, other: ScheduledJobView): boolean =>
  one.cron_expression === other.cron_expression &&
  one.interval_minutes === other.interval_minutes &&
  one.timezone === other.timezone &&
  one.skipped_times === other.skipped_times &&
  one.doubled_times === other.doubled_times;

function unknownClass({ jobs: { registered } }: SignedInContext): string {
  const names = registered.map(({ jobClass }) => jobClass).join(', ');
  return `jobClass must be a class of this service: ${names === '' ? 'it has none' : names}.`;
}
