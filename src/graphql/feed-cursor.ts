import type { GraphQLResolveInfo } from 'graphql';
import type { SignedInContext } from '../context.ts';
import { encodeCursor } from '../feed/cursor.ts';
import { readFeedState } from '../feed/feed.repository.ts';
import { selects } from './selection.ts';

/**
 * The feed's position for a list that is about to be read. It is read before the rows: whatever commits in
 * between is in the feed behind this cursor, so that list-then-subscribe misses nothing. Empty when the
 * list does not select `feedCursor`.
 */
export async function feedCursor({ db }: SignedInContext, info: GraphQLResolveInfo): Promise<string> {
  if (!selects(info, 'feedCursor')) return '';
  return encodeCursor((await readFeedState(db)).position);
}
