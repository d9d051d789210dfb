import { includesInstitution } from '../../auth/scope.ts';
import { reach, scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { FeedEntry, FeedItem, FeedTopic } from '../../feed/topic.ts';
import { columnValues } from '../../graphql/open-enum.ts';
import { liveSubtree } from '../../graphql/institution-filter.ts';
import type { SecurityEventFeedFilter } from '../../graphql/types.ts';
import { loadFeedEvents, type FeedSecurityEvent } from './security-events.repository.ts';

/** An item as the feed delivers it, before it is resolved. */
export type SecurityEventFeedItem = FeedItem<FeedSecurityEvent>;

export const securityEventTopic: FeedTopic<FeedSecurityEvent> = {
  name: 'security_event',
  load: loadFeedEvents,
  visible: isVisible,
};

/** The same rule as the repository's scope: an event of no institution follows its users. */
function isVisible(viewer: Viewer, entry: FeedEntry<FeedSecurityEvent>): boolean {
  if (reach(viewer, 'SECURITY_EVENTS_READ') === null) return false;
  const scope = scopeOf(viewer, 'SECURITY_EVENTS_READ');
  if (scope.kind === 'all') return true;
  if (scope.kind === 'self') return false;
  const { row } = entry;
  if (row === null) return includesInstitution(scope, institutionOfDeleted(entry.payload));
  if (row.institution_id !== null) return includesInstitution(scope, row.institution_id);
  return [row.user_institution_id, row.target_user_institution_id].some((id) => includesInstitution(scope, id));
}

/** The trigger keeps the column of a deleted event; its users may be gone too. */
function institutionOfDeleted(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('institution_id' in payload)) return null;
  const id = payload.institution_id;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : null;
}

/** What a subscription's filter lets through. A deleted event cannot be compared and is let through. */
export async function feedFilter(context: SignedInContext, filter: SecurityEventFeedFilter | null | undefined) {
  const types = filter?.eventTypes;
  const severities = columnValues(filter?.severities, ['filter', 'severities']);
  const within = await liveSubtree(context, filter?.institutionId, ['filter', 'institutionId']);
  return ({ row }: FeedEntry<FeedSecurityEvent>): boolean =>
    row === null ||
    ((types == null || types.includes(row.event_type)) &&
      (severities === null || severities.includes(row.severity)) &&
      within(row.institution_id));
}
