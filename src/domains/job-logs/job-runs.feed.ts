import { reach, scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { JsonValue } from '../../db/column-types.ts';
import type { JobRunLineRow } from '../../db/generated/tables.ts';
import type { FeedEntry, FeedItem, FeedTopic } from '../../feed/topic.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { columnValues } from '../../graphql/open-enum.ts';
import type { SubscriptionJobLineFeedArgs, SubscriptionJobLogFeedArgs } from '../../graphql/types.ts';
import { runIdArgument } from './job-log-criteria.ts';
import { loadFeedLines, loadFeedLogs, type ManagedLog } from './job-runs.repository.ts';

/** Items as the feeds deliver them, before they are resolved. */
export type JobLogFeedItem = FeedItem<ManagedLog>;
export type JobLineFeedItem = FeedItem<JobRunLineRow>;

/** Jobs belong to the whole system. */
const seesJobs = (viewer: Viewer): boolean =>
  reach(viewer, 'JOBS_READ') !== null && scopeOf(viewer, 'JOBS_READ').kind === 'all';

export const jobLogTopic: FeedTopic<ManagedLog> = { name: 'job_log', load: loadFeedLogs, visible: seesJobs };
export const jobLineTopic: FeedTopic<JobRunLineRow> = { name: 'job_line', load: loadFeedLines, visible: seesJobs };

/** What a subscription's arguments let through. Of a deleted run only its ids can be compared. */
export function logFilter({ jobLogId, runId, filter }: Omit<SubscriptionJobLogFeedArgs, 'after'>) {
  const log = jobLogId == null ? null : idArgument('JobLog', jobLogId, ['jobLogId']);
  const run = runId == null ? null : runIdArgument(runId, ['runId']);
  const statuses = columnValues(filter?.statuses, ['filter', 'statuses']);
  const classes = filter?.jobClasses ?? null;
  const managed = filter?.isManaged ?? null;
  const job =
    filter?.scheduledJobId == null
      ? null
      : idArgument('ScheduledJob', filter.scheduledJobId, ['filter', 'scheduledJobId']);
  return ({ row, rowId, payload }: FeedEntry<ManagedLog>): boolean => {
    if (log !== null && rowId !== log) return false;
    // Of another application's row, `job_id` may be any text.
    if (run !== null && (row === null ? jobIdOf(payload) : row.run?.run_id) !== run) return false;
    if (row === null) return true;
    return (
      (statuses === null || statuses.includes(row.status)) &&
      (classes === null || classes.includes(row.job_class)) &&
      (managed === null || managed === (row.run !== null)) &&
      (job === null || row.scheduled_job_id === job)
    );
  };
}

function jobIdOf(payload: JsonValue): unknown {
  return typeof payload === 'object' && payload !== null && 'job_id' in payload ? payload.job_id : null;
}

/** The lines of one attempt. */
export function lineFilter({ jobLogId }: Pick<SubscriptionJobLineFeedArgs, 'jobLogId'>) {
  const log = idArgument('JobLog', jobLogId, ['jobLogId']);
  return ({ row }: FeedEntry<JobRunLineRow>): boolean => row?.job_log_id === log;
}
