import { badInput } from '../errors.ts';

/** The enum value for a column without a complete CHECK: `OTHER` where this API does not know the value. */
export const openEnum = <Name extends string>(known: readonly Name[], value: string): Name | 'OTHER' =>
  known.find((name) => name.toLowerCase() === value) ?? 'OTHER';

/** The column's values for a filter by such an enum. Throws BAD_USER_INPUT for `OTHER`, which means no one value. */
export function columnValues(names: readonly string[] | null | undefined, field: readonly string[]): string[] | null {
  if (names == null) return null;
  if (names.includes('OTHER')) throw badInput(field, 'cannot contain OTHER: filter by the known values.');
  return names.map((name) => name.toLowerCase());
}
