import semver from 'semver';

/** That a module needs another; `versionRange` null is satisfied by any version, also by none. */
export interface ModuleDependency {
  readonly code: string;
  readonly versionRange: string | null;
}

/**
 * Reads the column `dependencies`, whatever PHP wrote: `["a"]`, `[{"code":"a","version":"^1.2"}]`, `"a@^1.2"`,
 * `{"0":"a"}`, `{"a":"^1.2"}`, the same encoded twice, or null. What names no module is left out.
 */
export function readDependencies(json: unknown): ModuleDependency[] {
  const dependencies = new Map<string, ModuleDependency>();
  for (const dependency of readAny(decodedTwice(json))) {
    dependencies.set(JSON.stringify([dependency.code, dependency.versionRange]), dependency);
  }
  return [...dependencies.values()];
}

/**
 * Whether a version is one that a range allows, as npm understands ranges. Short forms are completed (`1.2` is
 * `1.2.0`, `v3` is `3.0.0`); any other version that is not a semantic one satisfies no range, nor does any version
 * satisfy a range that cannot be read.
 */
export function satisfiesRange(version: string | null, versionRange: string | null): boolean {
  if (versionRange === null) {
    return true;
  }
  const semantic = semanticVersion(version);
  return semantic !== null && semver.satisfies(semantic, versionRange);
}

/** The version in its full form, `1.2.0` for `v1.2`; null for what is no version. */
export function semanticVersion(version: string | null): string | null {
  const text = version?.trim() ?? '';
  const completed = /^[v=]?\d+(\.\d+)?$/i.test(text) ? semver.coerce(text) : semver.parse(text, { loose: true });
  return completed?.version ?? null;
}

/** Whether a range can be satisfied at all. */
export function isVersionRange(range: string): boolean {
  return semver.validRange(range) !== null;
}

function readAny(json: unknown): ModuleDependency[] {
  if (Array.isArray(json)) {
    return json.flatMap((entry) => readOne(entry) ?? []);
  }
  if (typeof json !== 'object' || json === null || hasText(json, 'code')) {
    return readOne(json) ?? [];
  }
  return Object.entries(json).flatMap(([key, value]) =>
    /^\d+$/.test(key) ? (readOne(value) ?? []) : (dependency(key, typeof value === 'string' ? value : null) ?? []),
  );
}

function readOne(entry: unknown): ModuleDependency[] | undefined {
  if (typeof entry === 'string') {
    const at = entry.indexOf('@');
    return at < 0 ? dependency(entry, null) : dependency(entry.slice(0, at), entry.slice(at + 1));
  }
  if (typeof entry === 'object' && entry !== null && hasText(entry, 'code')) {
    const { code, version, versionRange } = entry as { code: string; version?: unknown; versionRange?: unknown };
    const range = versionRange ?? version;
    return dependency(code, typeof range === 'string' ? range : null);
  }
  return undefined;
}

function dependency(code: string, range: string | null): ModuleDependency[] | undefined {
  const name = code.trim();
  const versionRange = range?.trim() ?? '';
  return name === ''
    ? undefined
    : [{ code: name, versionRange: versionRange === '' || versionRange === '*' ? null : versionRange }];
}

function hasText(entry: object, key: string): boolean {
  return Object.hasOwn(entry, key) && typeof (entry as Record<string, unknown>)[key] === 'string';
}

/** What an application encodes before it gives it to a JSON column is a text that holds JSON. */
function decodedTwice(json: unknown): unknown {
  if (typeof json !== 'string' || !/^\s*[[{"]/.test(json)) {
    return json;
  }
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
