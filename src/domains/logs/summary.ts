/** What was done to what, in a line: `update reports 7`. */
export const inWords = (what: string, entityType: string | null, entityId: string | null): string =>
  [what, entityType, entityId].filter((part) => part !== null).join(' ');
