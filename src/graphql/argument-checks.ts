import { badInput } from '../errors.ts';

/** Limits of what a client may send in one argument. */
export const argumentLimits = { listItems: 100, depth: 20, textLength: 100_000 } as const;

/**
 * Checks what the type system cannot: no NUL characters or lone surrogates (PostgreSQL cannot store them),
 * bounded lists, bounded nesting. Throws BAD_USER_INPUT with the argument's path.
 */
export function checkArguments(value: unknown, path: readonly string[] = []): void {
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
    if (value.length > argumentLimits.listItems)
      throw badInput(path, `must have at most ${argumentLimits.listItems} items.`);
    value.forEach((item, index) => checkArguments(item, [...path, String(index)]));
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    checkArguments(name, path);
    checkArguments(item, [...path, name]);
  }
}
