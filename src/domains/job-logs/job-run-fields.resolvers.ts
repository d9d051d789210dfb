import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { JobLogRow } from '../../db/generated/tables.ts';
import { encodeCursor } from '../../feed/cursor.ts';
import { currentPosition } from '../../feed/feed.repository.ts';
import { pageRequest, toFeedConnection } from '../../graphql/pagination.ts';
import { readsFrom } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  JobCancelRequestResolvers,
  JobLogLinesArgs,
  JobLogResolvers,
  JobProgressResolvers,
  JobRunTrigger,
} from '../../graphql/types.ts';
import { secondsBetween } from '../sync-runs/sync-run-figures.ts';
import { scrubOptional } from '../system-errors/scrub.ts';
import * as runs from './job-runs.repository.ts';
import type { JobRunView } from './job-runs.repository.ts';

const reads = readsFrom<JobLogRow, SignedInContext>();

/** A field of what this service knows of the attempt, which is looked up for those that ask; null: nothing. */
const ofRun = <Value>(resolve: (run: JobRunView, context: SignedInContext) => Value) =>
  reads(['id'], async ({ id }, _, context): Promise<Awaited<Value> | null> => {
    const run = await context.loaders.jobRunByLogId.load(id);
    return run && (await resolve(run, context));
  });

/** Lists of what other applications run have none of these, and cost no more than before. */
export const jobRunFields = {
  durationMs: reads(['start_time', 'end_time'], (row) => {
    const seconds = secondsBetween(row.start_time, row.end_time);
    return seconds === null ? null : Math.round(seconds * 1_000);
  }),
  runId: ofRun((run) => run.run_id),
  trigger: ofRun((run) => run.trigger.toUpperCase() as JobRunTrigger),
  scheduledFor: ofRun((run) => run.scheduled_for),
  state: ofRun((run) => run.state),
  availableAt: ofRun((run) => run.available_at),
  worker: ofRun((run) => run.worker),
  heartbeatAt: ofRun((run) => run.heartbeat_at),
  leaseExpiresAt: ofRun((run) => run.lease_expires_at),
  isStale: ofRun((run) => run.state === 'STALE'),
  progress: ofRun((run) => (Number.isFinite(run.progress_done) ? run : null)),
  cancelRequest: ofRun((run) => (run.cancel_requested_at === null ? null : run)),
  attempts: ofRun((run, { loaders }) => loaders.jobAttemptsByRunId.load(run.run_id)),
  lines: reads(['id'], async ({ id }, args, context) => {
    const request = pageRequest(runs.jobLineOrder, args as JobLogLinesArgs);
    if ((await context.loaders.jobRunByLogId.load(id)) === null) return null;
    const scope = scopeOf(context.viewer, 'JOBS_READ');
    // Before the lines: what is said in between is in the feed behind it.
    const cursor = encodeCursor(await currentPosition(context.db));
    const page = await runs.pageLines(context.db, scope, id, request);
    return toFeedConnection(request, page, () => runs.totalLines(context.db, scope, id), cursor);
  }),
  version: ofRun((run) => run.version),
} satisfies Partial<JobLogResolvers>;

const finite = (value: number | null) => (Number.isFinite(value) ? value : null);

const jobProgress: StrictResolvers<JobProgressResolvers, JobRunView> = {
  done: ({ progress_done: done }) => done ?? 0,
  total: ({ progress_total: total }) => finite(total),
  share: ({ progress_done: done, progress_total: total }) => {
    if (done === null || total === null || !Number.isFinite(total) || total <= 0) return null;
    return Math.min(1, Math.max(0, done / total));
  },
  message: ({ progress_message: message }) => scrubOptional(message),
};

const jobCancelRequest: StrictResolvers<JobCancelRequestResolvers, JobRunView> = {
  requestedAt: ({ cancel_requested_at: at, scheduled_for }) => at ?? scheduled_for,
  requestedBy: ({ cancel_requested_by: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id)),
  reason: ({ cancel_reason: reason }) => scrubOptional(reason),
};

export const jobRunFieldResolvers = { JobProgress: jobProgress, JobCancelRequest: jobCancelRequest };
