import { buildSchema, findBreakingChanges } from 'graphql';

/**
 * What would break clients of `released` in `current`, without the changes that are announced: a line of
 * docs/breaking-changes.md names each by its description.
 */
export function unannouncedBreakingChanges(released: string, current: string, announcements: string): string[] {
  return findBreakingChanges(buildSchema(released), buildSchema(current))
    .map((change) => change.description)
    .filter((description) => !announcements.includes(description));
}
