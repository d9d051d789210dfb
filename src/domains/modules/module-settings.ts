import { isDeepStrictEqual } from 'node:util';
import { maskSecrets } from '../../audit.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { decodedTwice } from './module-dependencies.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** How a secret is shown. */
const mask = '***';

/** A column's JSON as an object: of `[]`, which PHP writes for `{}`, and of what is no object, nothing is lost or told. */
export function jsonObject(json: JsonValue): JsonObject {
  const value = decodedTwice(json);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** RFC 7386: null removes, objects are merged, anything else replaces. */
export function mergePatch(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(name);
    } else if (isObject(value)) {
      const old = merged.get(name);
      merged.set(name, mergePatch(isObject(old) ? old : {}, value));
    } else {
      merged.set(name, value);
    }
  }
  return Object.fromEntries(merged);
}

/**
 * The settings with each secret that was sent back as it is shown, `***`, as it was before. Gives the paths of those
 * that were not there before.
 */
export function restoreSecrets(settings: JsonObject, before: JsonObject): { settings: JsonObject; unknown: string[] } {
  const unknown: string[] = [];
  const restored = (name: string, value: JsonValue, old: JsonValue | undefined, path: string): JsonValue => {
    if (value === mask && isSecret(name)) {
      if (old === undefined || old === null) unknown.push(path);
      return old ?? value;
    }
    if (isObject(value)) return restoredObject(value, isObject(old) ? old : {}, `${path}.`);
    if (!isList(value)) return value;
    const list = Array.isArray(old) ? (old as readonly JsonValue[]) : [];
    // Items have no names: a secret belongs to an item that is otherwise the same, not to whichever stands there now.
    return value.map((item, index) =>
      restored('', item, isShownAs(list[index], item) ? list[index] : undefined, `${path}.${index}`),
    );
  };
  const restoredObject = (values: JsonObject, olds: JsonObject, prefix: string): JsonObject =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => {
        const old = Object.hasOwn(olds, name) ? olds[name] : undefined;
        return [name, restored(name, value, old, `${prefix}${name}`)];
      }),
    );
  return { settings: restoredObject(settings, before, ''), unknown };
}

/** Whether a stored value is shown like this, its secrets masked. */
const isShownAs = (stored: JsonValue | undefined, shown: JsonValue): boolean =>
  stored !== undefined && isDeepStrictEqual(maskSecrets({ '': stored })[''], shown);

/** Whether a value of this name is masked. */
const isSecret = (name: string): boolean => maskSecrets({ [name]: 1 })[name] === mask;

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
