import { badInput } from '../../errors.ts';
import { comparableTime } from '../../graphql/scalars.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

const hour = 3_600_000;
const day = 24 * hour;
const maxHours = 31 * day;
const maxPeriod = 400 * day;

type Ends = { readonly from?: string | null | undefined; readonly to?: string | null | undefined };

/** Completes a period: the 24 hours before `now` unless told. Throws BAD_USER_INPUT beyond 400 days. */
export function periodOf(ends: Ends, now: number, field: readonly string[]): Period {
  const to = ends.to ?? new Date(now).toISOString();
  const from = ends.from ?? new Date(Date.parse(to) - day).toISOString();
  if (Date.parse(from) < 0) throw badInput([...field, 'from'], 'must not be before the year 1970.');
  if (comparableTime(from) >= comparableTime(to))
    throw badInput([...field, 'from'], 'must be before `to` and not in the future.');
  if (Date.parse(to) - Date.parse(from) > maxPeriod)
    throw badInput([...field, 'from'], 'must be at most 400 days before `to`.');
  return { from, to };
}

/** The beginnings of the hours or days that a period touches, as PostgreSQL writes them. */
export function bucketsOf({ from, to }: Period, size: 'hour' | 'day', field: readonly string[]): string[] {
  const length = size === 'hour' ? hour : day;
  if (size === 'hour' && Date.parse(to) - Date.parse(from) > maxHours)
    throw badInput([...field, 'from'], 'must be at most 31 days before `to` when hours are selected.');
  const beginning = (time: number) => Math.floor(time / length) * length;
  // The end is exclusive; microseconds, which a Date does not have, still reach into its last bucket.
  const last = beginning(Date.parse(to) - (/\.\d{3}\d*[1-9]/.test(to) ? 0 : 1));
  const buckets = [];
  for (let at = beginning(Date.parse(from)); at <= last; at += length) buckets.push(at);
  return buckets.map((time) => new Date(time).toISOString().slice(0, 19).replace('T', ' '));
}

const maxTop = 50;

/** Checks how many of the most frequent are wanted. Throws BAD_USER_INPUT. */
export function topLimit(limit: number): number {
  if (limit < 1 || limit > maxTop) throw badInput(['limit'], `must be between 1 and ${maxTop}.`);
  return limit;
}
