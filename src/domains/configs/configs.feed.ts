import type { Viewer } from '../../auth/viewer.ts';
import type { JsonValue } from '../../db/column-types.ts';
import type { FeedEntry, FeedItem, FeedTopic } from '../../feed/topic.ts';
import { columnValues } from '../../graphql/open-enum.ts';
import type { ConfigFeedFilter } from '../../graphql/types.ts';
import { configScope, sees, type Placed } from './config-visibility.repository.ts';
import { loadFeedConfigs, type ConfigView } from './configs.repository.ts';

/** An item as the feed delivers it, before it is resolved. */
export type ConfigFeedItem = FeedItem<ConfigView>;

export const configTopic: FeedTopic<ConfigView> = {
  name: 'config',
  load: loadFeedConfigs,
  visible: isVisible,
};

/** The same rule as the repository's. Nobody knows any more where the user of a deleted setting belonged. */
function isVisible(viewer: Viewer, { row, payload }: FeedEntry<ConfigView>): boolean {
  const scope = configScope(viewer);
  if (scope.kind === 'all') return true;
  const placed = row ?? deletedRow(payload);
  return placed !== null && sees(scope, placed);
}

/** What the trigger keeps of a deleted setting; null where it kept nothing. */
export function deletedRow(payload: JsonValue): (Placed & { readonly config_key: string }) | null {
  if (typeof payload !== 'object' || payload === null || !('config_key' in payload)) return null;
  const { config_key, scope = null, scope_id: id = null, is_hidden = null } = payload;
  const text = (value: JsonValue) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);
  return {
    config_key: text(config_key) ?? '',
    scope: text(scope),
    scope_id: text(id),
    is_hidden: is_hidden === true,
    user_institution_id: null,
  };
}

/** What a subscription's filter lets through. Throws BAD_USER_INPUT. */
export function feedFilter(filter: ConfigFeedFilter | null | undefined) {
  const { keys, keyPrefix } = filter ?? {};
  const scopes = columnValues(filter?.scopes, ['filter', 'scopes']);
  return ({ row, payload }: FeedEntry<ConfigView>): boolean => {
    const known = row ?? deletedRow(payload);
    return (
      known === null ||
      ((keys == null || keys.includes(known.config_key)) &&
        (keyPrefix == null || known.config_key.startsWith(keyPrefix)) &&
        (scopes === null || scopes.includes(known.scope ?? 'global')))
    );
  };
}
