import type { SignedInContext } from '../context.ts';
import { idArgument } from './global-id.ts';

/**
 * The ids of an institution and of everything below it, for a filter; null when the filter is not set. An
 * institution that does not exist has nothing below it and matches nothing; what the viewer may see is the
 * scope's business, not the filter's. Throws BAD_USER_INPUT when `id` is no id of an institution.
 */
export async function institutionSubtree(
  { tree }: SignedInContext,
  id: string | null | undefined,
  field: readonly string[],
): Promise<ReadonlySet<string> | null> {
  if (id == null) return null;
  return (await tree()).subtree(idArgument('Institution', id, field));
}

/** How often a subscription's filter looks at the tree again, in milliseconds. */
const refreshInterval = 5_000;

/**
 * The same filter for a subscription, which outlives moves within the tree. Gives a test whether an institution
 * lies within, or one that is always true when the filter is not set.
 */
export async function liveSubtree(
  context: SignedInContext,
  id: string | null | undefined,
  field: readonly string[],
): Promise<(institutionId: string | null) => boolean> {
  if (id == null) return () => true;
  const databaseId = idArgument('Institution', id, field);
  let subtree = (await context.tree()).subtree(databaseId);
  let readAt = performance.now();
  const refresh = async () => {
    readAt = performance.now();
    subtree = (await context.tree()).subtree(databaseId);
  };
  return (institutionId) => {
    // A failed refresh keeps the last tree; the next event tries again.
    if (performance.now() - readAt > refreshInterval) refresh().catch(() => undefined);
    return institutionId !== null && subtree.has(institutionId);
  };
}
