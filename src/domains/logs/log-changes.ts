import { badInput } from '../../errors.ts';
import { diffJson, type DiffOptions, type FieldChange } from '../../json-diff.ts';

const maxChanges = 200;

/** The field `changes` of an entry. Throws BAD_USER_INPUT where `max` is out of range. */
export function changesOf(
  before: unknown,
  after: unknown,
  args: unknown,
  options: Omit<DiffOptions, 'limit'> = {},
): FieldChange[] {
  const { max } = args as { max: number };
  if (max < 1 || max > maxChanges) throw badInput(['max'], `must be between 1 and ${maxChanges}.`);
  return diffJson(before, after, { ...options, limit: max });
}
