import { badInput } from '../errors.ts';

/** Limits of what a client may send in one argument. */
export const argumentLimits = { listItems: 100, depth: 20, textLength: 100_000 } as const;

/**
 * Arguments that may be longer lists, by root field and path: batches, of which each item is checked by itself. What
 * such a list costs is the weight of its field.
 */
const longLists: ReadonlyMap<string, number> = new Map([['recordPerformanceMetrics input.samples', 5_000]]);

/** How many items the list at `path` may have; undefined where it is no longer than others. */
export const longList = (field: string, path: readonly string[]): number | undefined =>
  longLists.get(`${field} ${path.join('.')}`);

/**
 * Checks what the type system cannot: no NUL characters or lone surrogates (PostgreSQL cannot store them),
 * bounded lists, bounded nesting. `field` is the root field. Throws BAD_USER_INPUT with the argument's path.
 */
export function checkArguments(field: string, value: unknown, path: readonly string[] = []): void {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) throw badInput(path, 'must not contain a NUL character.');
    if (!value.isWellFormed()) throw badInput(path, 'must be valid Unicode: it contains half of a surrogate pair.');
    if (value.length > argumentLimits.textLength)
      throw badInput(path, `must have at most ${argumentLimits.textLength} characters.`);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (path.length > argumentLimits.depth)
    throw badInput(path.slice(0, 3), `must not be nested deeper than ${argumentLimits.depth} levels.`);
  if (Array.isArray(value)) {
    const most =
      value.length > argumentLimits.listItems ? (longList(field, path) ?? argumentLimits.listItems) : Infinity;
    if (value.length > most) throw badInput(path, `must have at most ${most} items.`);
    value.forEach((item, index) => checkArguments(field, item, [...path, String(index)]));
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    checkArguments(field, name, path);
    checkArguments(field, item, [...path, name]);
  }
}
