import { maxValues } from '../db/counting.ts';
import { badInput } from '../errors.ts';
import { comparableTime } from './scalars.ts';

/** A period whose ends are set, `to` exclusive; UTC texts. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const day = 24 * 3_600_000;
const maxPeriod = 400 * day;
const maxHourlyPeriod = 31 * day;
/** The preceding period must lie within the calendar too. */
const earliest = 0;

/**
 * The period of a filter for statistics, completed: the 24 hours before `now` unless the filter says otherwise; `within`
 * is where its fields are. Throws BAD_USER_INPUT beyond 400 days.
 */
export function statsPeriod(
  filter: { readonly [End in keyof Period]?: string | null | undefined },
  now: number,
  within: readonly string[] = ['filter'],
): Period {
  const to = filter.to ?? new Date(now).toISOString();
  const from = filter.from ?? new Date(Date.parse(to) - day).toISOString();
  const [field, end] = [[...within, 'from'], [...within, 'to'].join('.')];
  if (Date.parse(from) < earliest) throw badInput(field, 'must not be before the year 1970.');
  if (comparableTime(from) >= comparableTime(to)) throw badInput(field, `must be before ${end} and not in the future.`);
  if (Date.parse(to) - Date.parse(from) > maxPeriod) throw badInput(field, `must be at most 400 days before ${end}.`);
  return { from, to };
}

/** Throws BAD_USER_INPUT where a period is too long to be told by hour, as `selected` does. */
export function checkHourly({ from, to }: Period, selected: string, within: readonly string[] = ['filter']): void {
  if (Date.parse(to) - Date.parse(from) <= maxHourlyPeriod) return;
  const end = [...within, 'to'].join('.');
  throw badInput([...within, 'from'], `must be at most 31 days before ${end} when ${selected} is selected.`);
}

/** How many of the most frequent values. Throws BAD_USER_INPUT. */
export function top(limit: number): number {
  if (limit < 1 || limit > maxValues) throw badInput(['limit'], `must be between 1 and ${maxValues}.`);
  return limit;
}
