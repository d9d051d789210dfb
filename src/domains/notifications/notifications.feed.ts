import { reach, type Viewer } from '../../auth/viewer.ts';
import type { JsonValue } from '../../db/column-types.ts';
import type { FeedEntry, FeedItem, FeedTopic } from '../../feed/topic.ts';
import { isAddressed } from './notification-visibility.repository.ts';
import { loadFeedNotifications, type FeedNotification } from './notifications.repository.ts';

/** An item as the feed delivers it, before it is resolved. */
export type NotificationFeedItem = FeedItem<FeedNotification>;

export const notificationTopic: FeedTopic<FeedNotification> = {
  name: 'notification',
  load: loadFeedNotifications,
  visible: (viewer, entry) => shownAs(viewer, entry) !== null,
};

/**
 * What an entry tells this viewer, null: nothing. The same change is a new notification for those whom it addresses
 * from now on, and a removal for those whom it does not address any more, or not before it starts again.
 */
export function shownAs(
  viewer: Viewer,
  { operation, payload, row }: FeedEntry<FeedNotification>,
): 'CREATED' | 'UPDATED' | 'DELETED' | null {
  if (reach(viewer, 'NOTIFICATIONS_RECEIVE') === null) return null;
  const before = earlier(payload);
  if (row === null) return before !== null && isAddressed(before, viewer) ? 'DELETED' : null;

  const has = isAddressed(row, viewer) && row.state !== 'SCHEDULED';
  if (operation === 'created') return has && !hasEnded(row) ? 'CREATED' : null;
  const had = before === null ? has : before.started && isAddressed(before, viewer);
  if (!has) return had ? 'DELETED' : null;
  if (had) return 'UPDATED';
  return hasEnded(row) ? null : 'CREATED';
}

/** An entry may be delivered some time after its row was read. */
const hasEnded = (row: FeedNotification): boolean =>
  row.state === 'ENDED' || (row.endsAt !== null && row.endsAt <= performance.now());

/** What the triggers keep of a row as it was: whom it addressed and, of an updated one, whether it had started. */
function earlier(payload: JsonValue) {
  if (typeof payload !== 'object' || payload === null || !('target_roles' in payload)) return null;
  const { target_roles, target_institutions = null, started } = payload;
  return { target_roles, target_institutions, started: started !== false };
}
