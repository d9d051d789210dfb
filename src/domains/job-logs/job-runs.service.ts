import { z } from 'zod';
import { audited, type Audited, type AuditEntry } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { userError } from '../../errors.ts';
import { encodeGlobalId, idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type { CancelJobRunInput, RetryJobRunInput, RunJobNowInput } from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import { scrubText } from '../system-errors/scrub.ts';
import * as runs from './job-runs.repository.ts';
import type { JobRunView, ManagedLog } from './job-runs.repository.ts';
import { findScheduledJobs } from '../scheduled-jobs/scheduled-jobs.repository.ts';

const manageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'JOBS_MANAGE');

const cancelInput = z.object({
  reason: z.string().trim().min(1, 'must not be empty').max(2_000, 'must have at most 2,000 characters'),
});

/** Puts a run of a job into the queue, once for an idempotency key. Throws user errors. */
export async function runJobNow(context: SignedInContext, input: RunJobNowInput): Promise<ManagedLog> {
  const jobId = idInput('ScheduledJob', input.scheduledJobId, ['scheduledJobId']);
  return change(context, (tx) =>
    enqueueOnce(tx, context, 'runJobNow', input, 'started', async () => {
      const found = await findScheduledJobs(tx, manageScope(context), [jobId]);
      const job = found.size === 0 ? undefined : await runs.lockJob(tx, jobId);
      if (!job) throw userError('NOT_FOUND', ['scheduledJobId'], 'There is no such scheduled job.');
      refuseForeignClass(context, job.job_class, ['scheduledJobId']);
      return enqueue(tx, context, jobId, 'manual', ['scheduledJobId']);
    }),
  );
}

/** Puts another run into the queue for one that failed or was cancelled, once for an idempotency key. Throws user errors. */
export async function retryJobRun(context: SignedInContext, input: RetryJobRunInput): Promise<ManagedLog> {
  const id = idInput('JobLog', input.id, ['id']);
  return change(context, (tx) =>
    enqueueOnce(tx, context, 'retryJobRun', input, 'retried', async () => {
      const { run, status } = managed(await runs.lockRun(tx, manageScope(context), id));
      refuseUnlessFailed(run, status);
      if (!(await runs.isLastAttempt(tx, run))) {
        throw userError(
          'INVALID_TRANSITION',
          ['id'],
          'There is a later attempt at the run: its `attempts` tell which.',
        );
      }
      const jobId = run.scheduled_job_id;
      const job = jobId === null ? undefined : await runs.lockJob(tx, jobId);
      if (!job || jobId === null)
        throw userError('INVALID_TRANSITION', ['id'], 'The scheduled job of the run is gone.');
      refuseForeignClass(context, job.job_class, ['id']);
      const retry = await runs.openRetry(tx, jobId, run.scheduled_for);
      if (retry) {
        throw userError('INVALID_TRANSITION', ['id'], `The run is retried already:${named(retry)}. Wait for its end.`);
      }
      return enqueue(tx, context, jobId, 'retry', ['id'], run.scheduled_for);
    }),
  );
}

/** Ends a run that no worker has, or asks its worker to stop. Throws user errors. */
export async function cancelJobRun(context: SignedInContext, input: CancelJobRunInput): Promise<ManagedLog> {
  const { reason } = parseInput(cancelInput, input);
  const id = idInput('JobLog', input.id, ['id']);
  return change(context, async (tx): Promise<Audited<ManagedLog>> => {
    const before = managed(await runs.lockRun(tx, manageScope(context), id));
    if (input.expectedVersion != null && input.expectedVersion !== before.run.version) {
      throw userError('VERSION_CONFLICT', ['expectedVersion'], 'The run has changed since you read it: read it again.');
    }
    if (before.run.state === 'ENDED') {
      throw userError('INVALID_TRANSITION', ['id'], `The run has ended already: it is ${before.status}.`);
    }
    if (before.run.cancel_requested_at !== null) return { result: before, unchanged: true };
    await runs.cancel(tx, id, context.viewer.userId, scrubText(reason));
    const after = await reread(tx, context, id);
    const verb = after.run?.state === 'ENDED' ? 'cancelled' : 'cancel_requested';
    return { result: after, audit: [entry(verb, after, before)] };
  });
}

/** Changes runs, and has the worker of this instance look at them once that is committed. */
async function change(
  context: SignedInContext,
  work: (tx: Transaction) => Promise<Audited<ManagedLog>>,
): Promise<ManagedLog> {
  const log = await audited(context, work);
  context.jobs.poke();
  return log;
}

/** Does `create`, which gives the id of a new attempt, once for an idempotency key. */
async function enqueueOnce(
  tx: Transaction,
  context: SignedInContext,
  operation: string,
  input: RunJobNowInput | RetryJobRunInput,
  verb: string,
  create: () => Promise<{ id: string }>,
): Promise<Audited<ManagedLog>> {
  const once = await createOnce(tx, context.viewer, operation, input, create);
  if ('created' in once) {
    const created = await reread(tx, context, once.created.id);
    return { result: created, audit: [entry(verb, created)] };
  }
  const first = await runs.findManagedLog(tx, manageScope(context), once.repeatedId);
  if (!first) throw userError('NOT_FOUND', ['idempotencyKey'], 'The run of this idempotency key is gone.');
  return { result: first, unchanged: true };
}

/** Asks for a run of a locked job. What the overlap policy refuses rolls back, so that it does not count as skipped. */
async function enqueue(
  tx: Transaction,
  { viewer }: SignedInContext,
  jobId: string,
  origin: 'manual' | 'retry',
  field: readonly string[],
  planned?: string,
): Promise<{ id: string }> {
  const id = await runs.enqueue(tx, {
    jobId,
    origin,
    userId: viewer.userId,
    ...(planned === undefined ? {} : { for: planned }),
  });
  if (id !== null) return { id };
  const open = await runs.firstOpenRun(tx, jobId);
  const name = open ? named(open) : '';
  throw userError('INVALID_TRANSITION', field, `The job has an open run:${name}. Wait for its end, or cancel it.`);
}

const named = ({ job_log_id: id, state }: JobRunView) =>
  ` ${encodeGlobalId('JobLog', id)} (databaseId ${id}), which is ${state}`;

function refuseUnlessFailed({ state }: JobRunView, status: string): void {
  const refuse = (why: string) => userError('INVALID_TRANSITION', ['id'], why);
  if (state !== 'ENDED') throw refuse(`The run has not ended: it is ${state}.`);
  if (status === 'failed' || status === 'cancelled') return;
  throw refuse(`The run is ${status}: only what failed or was cancelled is retried.`);
}

function refuseForeignClass({ jobs }: SignedInContext, jobClass: string, field: readonly string[]): void {
  if (jobs.registered.some((job) => job.jobClass === jobClass)) return;
  throw userError('NOT_ALLOWED', field, `This service has no program ${jobClass}: another application has to run it.`);
}

/** The attempt, if it is one of this service. */
function managed(log: ManagedLog | undefined): ManagedLog & { readonly run: JobRunView } {
  if (!log) throw userError('NOT_FOUND', ['id'], 'There is no such run of a job.');
  const { run } = log;
  if (run === null)
    throw userError('NOT_ALLOWED', ['id'], 'The run is of another application: it has to be dealt with there.');
  return { ...log, run };
}

async function reread(tx: Transaction, context: SignedInContext, id: string): Promise<ManagedLog> {
  const log = await runs.findManagedLog(tx, manageScope(context), id);
  if (!log) throw new Error(`run ${id} of a job vanished while it was locked`);
  return log;
}

/** The audit record of a change. What the job was given and gave back stands in its log. */
const entry = (verb: string, after: ManagedLog, before?: ManagedLog): AuditEntry => ({
  event: `job_run.${verb}`,
  entityType: 'job_logs',
  entityId: after.id,
  institutionId: null,
  before: before && stored(before),
  after: stored(after),
});

const stored = ({ run, ...log }: ManagedLog) => ({
  job_id: log.job_id,
  job_class: log.job_class,
  attempt: log.attempt,
  status: log.status,
  end_time: log.end_time,
  scheduled_job_id: log.scheduled_job_id,
  executed_by: log.executed_by,
  trigger: run?.trigger ?? null,
  scheduled_for: run?.scheduled_for ?? null,
  cancel_requested_at: run?.cancel_requested_at ?? null,
  cancel_requested_by: run?.cancel_requested_by ?? null,
  cancel_reason: run?.cancel_reason ?? null,
});
