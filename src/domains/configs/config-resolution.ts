/** Where a setting applies; `global` has no id. */
export interface Place {
  readonly scope: string;
  readonly scopeId: string | null;
}

/** What a value is asked for. */
export interface Subject {
  readonly userId: string | null;
  /** The institution and everything above it, the nearest first; empty: none. */
  readonly lineage: readonly string[];
  readonly moduleId: string | null;
}

/** What is known of a setting: its key and place as the database has them. */
export interface Setting {
  readonly id: string;
  readonly config_key: string;
  readonly scope: string | null;
  readonly scope_id: string | null;
}

/** What applies for a key: the setting that decides, and those that it overrides, the nearest first. */
export interface Effective<Row> {
  readonly key: string;
  readonly decidedBy: Row | null;
  readonly overridden: readonly Row[];
}

/** The places where a value for the subject may be set, the strongest first. */
export const placesOf = ({ userId, lineage, moduleId }: Subject): Place[] => [
  ...(userId === null ? [] : [{ scope: 'user', scopeId: userId }]),
  ...lineage.map((scopeId) => ({ scope: 'institution', scopeId })),
  ...(moduleId === null ? [] : [{ scope: 'module', scopeId: moduleId }]),
  { scope: 'global', scopeId: null },
];

const nameOf = ({ scope, scopeId }: Place) => `${scope} ${scopeId ?? ''}`;

/**
 * Resolves each key among settings of any place: the strongest place decides. Where nobody said a scope, the setting
 * is global, and gives way to one that says so.
 */
export function resolve<Row extends Setting>(
  keys: readonly string[],
  subject: Subject,
  settings: readonly Row[],
): Effective<Row>[] {
  const ranks = new Map(placesOf(subject).map((place, rank) => [nameOf(place), rank]));
  const byKey = Map.groupBy(settings, ({ config_key }) => config_key);
  return keys.map((key) => {
    const [decidedBy = null, ...overridden] = (byKey.get(key) ?? [])
      .flatMap((row) => {
        const rank = ranks.get(nameOf({ scope: row.scope ?? 'global', scopeId: row.scope_id }));
        return rank === undefined ? [] : [{ row, rank: row.scope === null ? rank + 0.5 : rank }];
      })
      .toSorted((a, b) => a.rank - b.rank || Number(BigInt(a.row.id) - BigInt(b.row.id)))
      .map(({ row }) => row);
    return { key, decidedBy, overridden };
  });
}
