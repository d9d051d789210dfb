import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { encodeGlobalId, idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  SubscriptionResolvers,
  SyncRunFeedItemResolvers,
  SyncRunFilter,
  SyncRunResolvers,
} from '../../graphql/types.ts';
import { shownConfig } from '../integrations/config-mask.ts';
import { estimatedEnd, progressOf, rateOf, shownText, workedSeconds } from './sync-run-figures.ts';
import { syncRunConnection } from './sync-run-lists.ts';
import { syncStats, syncStatsResolvers } from './sync-run-stats.resolvers.ts';
import * as work from './sync-run-work.service.ts';
import { feedFilter, syncRunTopic, type SyncRunFeedItem } from './sync-runs.feed.ts';
import * as runs from './sync-runs.repository.ts';
import type { SyncRunCriteria, SyncRunView } from './sync-runs.repository.ts';
import * as service from './sync-runs.service.ts';

const typeNames = ['FULL', 'INCREMENTAL', 'EXPORT', 'IMPORT'] as const;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SYNC_RUNS_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
async function toCriteria(
  context: SignedInContext,
  filter: SyncRunFilter | null | undefined,
): Promise<SyncRunCriteria> {
  checkPeriod(filter);
  const integrationId = filter?.integrationId;
  return {
    integrationId: integrationId == null ? null : idArgument('Integration', integrationId, ['filter', 'integrationId']),
    states: filter?.states ?? null,
    syncTypes: columnValues(filter?.syncTypes, ['filter', 'syncTypes']),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    from: filter?.from ?? null,
    to: filter?.to ?? null,
  };
}

const query: Required<Pick<QueryResolvers, 'syncRun' | 'syncRuns' | 'syncStats'>> = {
  syncRun: async (_, { id }, context) =>
    (await runs.findRun(context.db, readScope(context), idArgument('SyncRun', id, ['id']))) ?? null,
  syncRuns: async (_, { filter, ...args }, context, info) =>
    syncRunConnection(context, info, await toCriteria(context, filter), args),
  syncStats: (_, { filter }, context) => syncStats(context, filter),
};

type SyncRunMutation = Required<
  Pick<
    MutationResolvers,
    | 'startSyncRun'
    | 'cancelSyncRun'
    | 'claimSyncRun'
    | 'heartbeatSyncRun'
    | 'completeSyncRun'
    | 'failSyncRun'
    | 'confirmSyncRunCancelled'
  >
>;

const mutation: SyncRunMutation = {
  startSyncRun: (_, { input }, context) => payload('run', () => service.startSyncRun(context, input)),
  cancelSyncRun: (_, { input }, context) => payload('run', () => service.cancelSyncRun(context, input)),
  claimSyncRun: async (_, { input }, context) => {
    const { run, userErrors } = await payload('run', () => work.claimSyncRun(context, input));
    return {
      run,
      fencingToken: run?.fencing_token ?? null,
      leaseExpiresAt: run?.lease_expires_at ?? null,
      userErrors,
    };
  },
  heartbeatSyncRun: async (_, { input }, context) => {
    const { run, userErrors } = await payload('run', () => work.heartbeatSyncRun(context, input));
    return {
      run,
      isCancelRequested: run && run.cancel_requested_at !== null,
      leaseExpiresAt: run?.lease_expires_at ?? null,
      userErrors,
    };
  },
  completeSyncRun: (_, { input }, context) => payload('run', () => work.completeSyncRun(context, input)),
  failSyncRun: (_, { input }, context) => payload('run', () => work.failSyncRun(context, input)),
  confirmSyncRunCancelled: (_, { input }, context) =>
    payload('run', () => work.confirmSyncRunCancelled(context, input)),
};

const subscription: Required<Pick<SubscriptionResolvers, 'syncRunFeed'>> = {
  syncRunFeed: {
    subscribe: async (_, { after, ...filter }, context) =>
      context.feed.hub.subscribe({
        topic: syncRunTopic,
        after: after ?? undefined,
        viewer: () => context.session.viewer() ?? context.viewer,
        matches: await feedFilter(context, filter),
        signal: context.session.signal,
      }),
    resolve: (item: SyncRunFeedItem) => item,
  },
};

const user =
  (column: 'initiated_by' | 'cancel_requested_by') => (run: SyncRunView, _: unknown, context: SignedInContext) => {
    const id = run[column];
    return id === null ? null : context.loaders.userById.load(id);
  };

const syncRun: StrictResolvers<SyncRunResolvers, SyncRunView> = {
  integration: ({ integration_id }, _, { loaders }) => loaders.integrationById.load(integration_id),
  syncType: ({ sync_type }) => openEnum(typeNames, sync_type),
  syncTypeRaw: ({ sync_type }) => sync_type,
  startedAt: ({ start_time }) => start_time,
  endedAt: ({ end_time }) => end_time,
  duration: workedSeconds,
  recordsProcessed: (run) => run.records_processed ?? 0,
  recordsCreated: (run) => run.records_created ?? 0,
  recordsUpdated: (run) => run.records_updated ?? 0,
  recordsFailed: (run) => run.records_failed ?? 0,
  progress: progressOf,
  ratePerSecond: rateOf,
  estimatedEndAt: (run, _, { loaders }) => estimatedEnd(run, () => loaders.usualSyncDurationByRunId.load(run.id)),
  errorMessage: ({ error_message }) => (error_message === null ? null : shownText(error_message)),
  errorDetails: ({ error_details }) => shownConfig(error_details),
  summary: ({ sync_summary }) => shownConfig(sync_summary),
  initiatedBy: user('initiated_by'),
  cancelRequestedBy: user('cancel_requested_by'),
};

const syncRunFeedItem: StrictResolvers<SyncRunFeedItemResolvers, SyncRunFeedItem> = {
  run: (item) => item.entry?.row ?? null,
  runId: (item) => (item.entry === null ? null : encodeGlobalId('SyncRun', item.entry.rowId)),
};

export const syncRunResolvers = {
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  SyncRun: syncRun,
  SyncRunFeedItem: syncRunFeedItem,
  SyncStats: syncStatsResolvers,
};

export const syncRunNodes: Record<string, NodeLookup> = {
  SyncRun: { permission: 'SYNC_RUNS_READ', find: (context, id) => runs.findRun(context.db, readScope(context), id) },
};
