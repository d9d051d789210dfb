import { badInput } from '../../errors.ts';
import { diffJson, type DiffOptions, type FieldChange } from '../../json-diff.ts';

const maxChanges = 500;

/** The field `changes` of an entry. Throws BAD_USER_INPUT for a limit out of range. */
export function changesOf(
  before: unknown,
  after: unknown,
  args: unknown,
  options: Omit<DiffOptions, 'limit'> = {},
): FieldChange[] {
  const { limit } = args as { limit: number };
  if (limit < 1 || limit > maxChanges) throw badInput(['limit'], `must be between 1 and ${maxChanges}.`);
  return diffJson(before, after, { ...options, limit });
}
