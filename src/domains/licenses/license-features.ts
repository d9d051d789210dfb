/** One feature of a licence. */
export interface LicenseFeature {
  readonly feature: string;
  readonly isGranted: boolean;
  readonly limit: number | null;
  readonly value: string | null;
}

/** Reads the column `features`: an object by name, or what PHP writes, a list of names. What names nothing is left out. */
export function readFeatures(json: unknown): LicenseFeature[] {
  if (Array.isArray(json)) {
    const names = json.filter((name) => typeof name === 'string' && name !== '') as string[];
    return [...new Set(names)].map((name) => readFeature(name, true));
  }
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).map(([name, value]) => readFeature(name, value));
}

function readFeature(feature: string, given: unknown): LicenseFeature {
  // A jsonb column holds larger numbers than JavaScript has: such a limit is none.
  const limit = typeof given === 'number' && Number.isFinite(given) ? given : null;
  const value = typeof given === 'string' ? given : typeof given === 'object' && given ? JSON.stringify(given) : null;
  return { feature, isGranted: given !== false && given !== null && given !== 0, limit, value };
}

/** What several licences give together: granted by one of them, a largest limit; a grant without limit has none. */
export function joinFeatures(lists: readonly LicenseFeature[][]): LicenseFeature[] {
  const joined = new Map<string, LicenseFeature>();
  for (const next of lists.flat()) {
    const known = joined.get(next.feature);
    if (!known?.isGranted) {
      if (!known || next.isGranted) joined.set(next.feature, next);
    } else if (next.isGranted) {
      const limit = known.limit === null || next.limit === null ? null : Math.max(known.limit, next.limit);
      joined.set(next.feature, { ...known, limit, value: known.value ?? next.value });
    }
  }
  return [...joined.values()];
}
