import { isDeepStrictEqual } from 'node:util';
import { mask, maskSecrets, suggestsSecret } from './audit.ts';
import type { JsonValue } from './db/column-types.ts';

/** How a value at a path differs; null where there is none. */
export interface FieldChange {
  readonly path: readonly string[];
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly from: JsonValue;
  readonly to: JsonValue;
}

/** How states are compared. */
export interface DiffOptions {
  /** Changes at most. */
  readonly limit: number;
  /** The states hold only what changed: a secret that is masked in both was another one before. */
  readonly onlyChanged?: boolean;
}

/** Below so many levels, values are compared as a whole. */
const maxDepth = 20;

/**
 * The changes that lead from one state to another, to be made in this order: objects by name, lists by position.
 * Values whose name suggests a secret are compared as a whole and masked: that they changed is told, but not how.
 */
export function diffJson(before: unknown, after: unknown, { limit, onlyChanged = false }: DiffOptions): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const change of differences([], state(before), state(after))) {
    changes.push(change);
    if (changes.length === limit) return changes;
  }
  return onlyChanged ? [...changes, ...maskedBefore(state(before), state(after))].slice(0, limit) : changes;
}

/** PHP writes `[]` for an object without fields; nothing recorded is none, too. */
function state(value: unknown): JsonValue {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return {};
  return value as JsonValue;
}

function* differences(path: readonly string[], from: JsonValue, to: JsonValue): Generator<FieldChange> {
  if (path.length < maxDepth && isObject(from) && isObject(to)) {
    for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) yield* member(path, name, from, to);
  } else if (path.length < maxDepth && isList(from) && isList(to)) {
    for (let index = 0; index < Math.max(from.length, to.length); index++) {
      // What is gone is told from the end on, so that no position shifts before its turn.
      const removing = index >= to.length;
      yield* member(path, String(removing ? from.length - 1 - (index - to.length) : index), from, to);
    }
  } else if (!isEqual(from, to)) {
    yield { path, kind: 'CHANGED', from: shown('', from), to: shown('', to) };
  }
}

/** What is nested too deep to be compared counts as changed. */
function isEqual(from: JsonValue, to: JsonValue): boolean {
  try {
    return isDeepStrictEqual(from, to);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

type Container = readonly JsonValue[] | { readonly [name: string]: JsonValue };

function* member(path: readonly string[], name: string, from: Container, to: Container): Generator<FieldChange> {
  const [hadIt, hasIt] = [Object.hasOwn(from, name), Object.hasOwn(to, name)];
  const [old, now] = [valueOf(from, name), valueOf(to, name)];
  const secret = !isList(from) && suggestsSecret(name);
  if (hadIt && hasIt && !secret) yield* differences([...path, name], old, now);
  else if (!hadIt || !hasIt || !isEqual(old, now)) {
    const kind = hadIt ? (hasIt ? 'CHANGED' : 'REMOVED') : 'ADDED';
    const label = isList(from) ? '' : name;
    yield { path: [...path, name], kind, from: shown(label, old), to: shown(label, now) };
  }
}

const valueOf = (container: Container, name: string): JsonValue =>
  Object.hasOwn(container, name) ? ((container as Readonly<Record<string, JsonValue>>)[name] ?? null) : null;

/** A value as answers give it, under the name of its field. */
const shown = (name: string, value: JsonValue): JsonValue => maskSecrets({ [name]: value })[name] ?? null;

const isList = (value: JsonValue | Container): value is readonly JsonValue[] => Array.isArray(value);
const isObject = (value: JsonValue): value is { readonly [name: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !isList(value);

/** Fields that were masked when they were recorded, as changes. */
function maskedBefore(before: JsonValue, after: JsonValue): FieldChange[] {
  if (!isObject(before) || !isObject(after)) return [];
  return Object.keys(before)
    .filter((name) => suggestsSecret(name) && before[name] === mask && valueOf(after, name) === mask)
    .map((name) => ({ path: [name], kind: 'CHANGED', from: mask, to: mask }));
}
