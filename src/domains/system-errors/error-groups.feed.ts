import { includesInstitution } from '../../auth/scope.ts';
import { reach, scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { FeedEntry, FeedItem, FeedTopic } from '../../feed/topic.ts';
import { columnValues } from '../../graphql/open-enum.ts';
import type { ErrorGroupFeedFilter } from '../../graphql/types.ts';
import { loadFeedGroups, type FeedErrorGroup } from './error-groups.repository.ts';

/** An item as the feed delivers it, before it is resolved. */
export type ErrorGroupFeedItem = FeedItem<FeedErrorGroup>;

export const errorGroupTopic: FeedTopic<FeedErrorGroup> = {
  name: 'error_group',
  load: loadFeedGroups,
  visible: isVisible,
};

/** The same rule as the repository's scope: whoever sees one of the users. Whose a deleted group was is not known. */
function isVisible(viewer: Viewer, { row, payload }: FeedEntry<FeedErrorGroup>): boolean {
  if (reach(viewer, 'SYSTEM_ERRORS_READ') === null) return false;
  const scope = scopeOf(viewer, 'SYSTEM_ERRORS_READ');
  const reached = reachedInstitutions(payload);
  // That it concerns another institution as well is news there alone.
  if (scope.kind === 'all') return reached === null;
  return (
    scope.kind === 'subtree' &&
    row !== null &&
    (reached ?? row.institution_ids).some((id) => includesInstitution(scope, id))
  );
}

/** The institutions that the change concerns; null: all of the group's. */
function reachedInstitutions(payload: unknown): string[] | null {
  if (typeof payload !== 'object' || payload === null || !('institution_ids' in payload)) return null;
  return Array.isArray(payload.institution_ids) ? payload.institution_ids.map(String) : null;
}

/** What a subscription's filter lets through. A deleted group cannot be compared and is let through. */
export function feedFilter(filter: ErrorGroupFeedFilter | null | undefined) {
  const types = filter?.errorTypes ?? null;
  const statuses = columnValues(filter?.statuses, ['filter', 'statuses']);
  return ({ row }: FeedEntry<FeedErrorGroup>): boolean =>
    row === null ||
    ((types === null || types.includes(row.error_type)) && (statuses === null || statuses.includes(row.status)));
}
