import { checkHourly, type Period } from '../../graphql/stats-arguments.ts';

const lengths = { hour: 3_600_000, day: 24 * 3_600_000 } as const;

/**
 * The beginnings of the hours or days that a period touches, as PostgreSQL writes them; `within` is where the period's
 * ends are. Throws BAD_USER_INPUT for too many hours.
 */
export function bucketsOf(period: Period, size: keyof typeof lengths, within: readonly string[]): string[] {
  const { from, to } = period;
  if (size === 'hour') checkHourly(period, 'a count by hour', within);
  const beginning = (time: number) => Math.floor(time / lengths[size]) * lengths[size];
  // The end is exclusive; microseconds, which a Date does not have, still reach into its last bucket.
  const last = beginning(Date.parse(to) - (/\.\d{3}\d*[1-9]/.test(to) ? 0 : 1));
  const buckets = [];
  for (let at = beginning(Date.parse(from)); at <= last; at += lengths[size]) buckets.push(at);
  return buckets.map((time) => new Date(time).toISOString().slice(0, 19).replace('T', ' '));
}
