import type { GraphQLResolveInfo } from 'graphql';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { feedCursor } from '../../graphql/feed-cursor.ts';
import { pageRequest, toFeedConnection, type PageArguments } from '../../graphql/pagination.ts';
import type { SyncRunOrder } from '../../graphql/types.ts';
import * as runs from './sync-runs.repository.ts';
import type { SyncRunCriteria } from './sync-runs.repository.ts';

/** A page of the visible runs that match. */
export async function syncRunConnection(
  context: SignedInContext,
  info: GraphQLResolveInfo,
  criteria: SyncRunCriteria,
  { orderBy, ...paging }: PageArguments & { readonly orderBy: SyncRunOrder },
) {
  const request = pageRequest(runs.syncRunOrders[orderBy], paging);
  const scope = scopeOf(context.viewer, 'SYNC_RUNS_READ');
  const cursor = await feedCursor(context, info);
  const page = await runs.pageRuns(context.db, scope, criteria, request);
  return toFeedConnection(request, page, () => runs.totalRuns(context.db, scope, criteria), cursor);
}
