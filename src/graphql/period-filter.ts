import { badInput } from '../errors.ts';
import { comparableTime } from './scalars.ts';

/** Checks the period of a filter, whose ends may be open. Throws BAD_USER_INPUT when it is empty or runs backwards. */
export function checkPeriod(filter: { readonly from?: string | null; readonly to?: string | null } | null | undefined) {
  if (filter?.from != null && filter.to != null && comparableTime(filter.from) >= comparableTime(filter.to)) {
    throw badInput(['filter', 'to'], 'must be after filter.from.');
  }
}
