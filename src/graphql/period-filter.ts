import { badInput } from '../errors.ts';
import { comparableTime } from './scalars.ts';

/**
 * Checks the period of a filter, whose ends may be open; `within` is where its fields are. Throws BAD_USER_INPUT when
 * it is empty or runs backwards.
 */
export function checkPeriod(
  filter: { readonly from?: string | null; readonly to?: string | null } | null | undefined,
  within: readonly string[] = ['filter'],
) {
  if (filter?.from != null && filter.to != null && comparableTime(filter.from) >= comparableTime(filter.to)) {
    throw badInput([...within, 'to'], `must be after ${[...within, 'from'].join('.')}.`);
  }
}
