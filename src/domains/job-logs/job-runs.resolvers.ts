import type { SignedInContext } from '../../context.ts';
import type { JobRunLineRow } from '../../db/generated/tables.ts';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { payload } from '../../graphql/mutations.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  JobLineFeedItemResolvers,
  JobLineResolvers,
  JobLogFeedItemResolvers,
  MutationResolvers,
  QueryResolvers,
  SubscriptionResolvers,
} from '../../graphql/types.ts';
import { scrubText } from '../system-errors/scrub.ts';
import { jobRunFieldResolvers } from './job-run-fields.resolvers.ts';
import {
  jobLineTopic,
  jobLogTopic,
  lineFilter,
  logFilter,
  type JobLineFeedItem,
  type JobLogFeedItem,
} from './job-runs.feed.ts';
import type { ManagedLog } from './job-runs.repository.ts';
import * as service from './job-runs.service.ts';
import { jobStats, jobStatsResolvers } from './job-stats.resolvers.ts';

const query: Required<Pick<QueryResolvers, 'jobStats'>> = {
  jobStats: (_, { filter }, context) => jobStats(context, filter),
};

/** The attempt, with what was read of it in the same moment. */
function known(log: ManagedLog, { loaders }: SignedInContext): ManagedLog {
  loaders.jobRunByLogId.prime(log.id, log.run);
  return log;
}

const changed = (context: SignedInContext, change: Promise<ManagedLog>) =>
  payload('run', async () => known(await change, context));

const mutation: Required<Pick<MutationResolvers, 'runJobNow' | 'cancelJobRun' | 'retryJobRun'>> = {
  runJobNow: (_, { input }, context) => changed(context, service.runJobNow(context, input)),
  cancelJobRun: (_, { input }, context) => changed(context, service.cancelJobRun(context, input)),
  retryJobRun: (_, { input }, context) => changed(context, service.retryJobRun(context, input)),
};

const subscription: Required<Pick<SubscriptionResolvers, 'jobLogFeed' | 'jobLineFeed'>> = {
  jobLogFeed: {
    subscribe: (_, { after, ...filter }, context) =>
      context.feed.hub.subscribe({
        topic: jobLogTopic,
        after: after ?? undefined,
        viewer: () => context.session.viewer() ?? context.viewer,
        matches: logFilter(filter),
        signal: context.session.signal,
      }),
    resolve: (item: JobLogFeedItem) => item,
  },
  jobLineFeed: {
    subscribe: (_, { after, ...filter }, context) =>
      context.feed.hub.subscribe({
        topic: jobLineTopic,
        after: after ?? undefined,
        viewer: () => context.session.viewer() ?? context.viewer,
        matches: lineFilter(filter),
        signal: context.session.signal,
      }),
    resolve: (item: JobLineFeedItem) => item,
  },
};

const jobLine: StrictResolvers<JobLineResolvers, JobRunLineRow> = {
  databaseId: ({ id }) => id,
  message: ({ message }) => scrubText(message),
};

const jobLogFeedItem: StrictResolvers<JobLogFeedItemResolvers, JobLogFeedItem> = {
  run: ({ entry }, _, context) => (entry?.row == null ? null : known(entry.row, context)),
  jobLogId: ({ entry }) => (entry === null ? null : encodeGlobalId('JobLog', entry.rowId)),
};

const jobLineFeedItem: StrictResolvers<JobLineFeedItemResolvers, JobLineFeedItem> = {
  line: ({ entry }) => entry?.row ?? null,
};

export const jobRunResolvers = {
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  JobLine: jobLine,
  JobLogFeedItem: jobLogFeedItem,
  JobLineFeedItem: jobLineFeedItem,
  ...jobRunFieldResolvers,
  ...jobStatsResolvers,
};
