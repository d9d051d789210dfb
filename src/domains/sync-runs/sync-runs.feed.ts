import { includesInstitution } from '../../auth/scope.ts';
import { reach, scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { FeedEntry, FeedItem, FeedTopic } from '../../feed/topic.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { liveSubtree } from '../../graphql/institution-filter.ts';
import type { SubscriptionSyncRunFeedArgs } from '../../graphql/types.ts';
import { loadFeedRuns, type SyncRunView } from './sync-runs.repository.ts';

/** An item as the feed delivers it, before it is resolved. */
export type SyncRunFeedItem = FeedItem<SyncRunView>;

export const syncRunTopic: FeedTopic<SyncRunView> = { name: 'sync_run', load: loadFeedRuns, visible: isVisible };

/** The same rule as the repository's scope. Whose a deleted run was is not known any more. */
function isVisible(viewer: Viewer, { row }: FeedEntry<SyncRunView>): boolean {
  if (reach(viewer, 'SYNC_RUNS_READ') === null) return false;
  const scope = scopeOf(viewer, 'SYNC_RUNS_READ');
  if (scope.kind === 'all') return true;
  return scope.kind === 'subtree' && row !== null && includesInstitution(scope, row.institution_id);
}

/** What a subscription's arguments let through. Of a deleted run only its id can be compared. */
export async function feedFilter(context: SignedInContext, { runId, filter }: SubscriptionSyncRunFeedArgs) {
  const run = runId == null ? null : idArgument('SyncRun', runId, ['runId']);
  const integration =
    filter?.integrationId == null ? null : idArgument('Integration', filter.integrationId, ['filter', 'integrationId']);
  const states = filter?.states ?? null;
  const within = await liveSubtree(context, filter?.institutionId, ['filter', 'institutionId']);
  return ({ row, rowId }: FeedEntry<SyncRunView>): boolean =>
    (run === null || rowId === run) &&
    (row === null ||
      ((integration === null || row.integration_id === integration) &&
        (states === null || states.includes(row.state)) &&
        within(row.institution_id)));
}
