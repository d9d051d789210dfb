import type { Random } from './random.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Baku keeps UTC+4 all year. */
const bakuOffset = 4 * hour;

/** How busy each hour of the day is in Baku: two shifts of lessons, a quiet evening, hardly anybody at night. */
const hourWeights = [1, 1, 1, 1, 1, 2, 5, 14, 32, 40, 38, 34, 26, 28, 36, 34, 28, 20, 13, 10, 8, 6, 4, 2];
/** Sunday first. */
const weekdayWeights = [0.18, 1.1, 1, 1, 1, 0.95, 0.4];

/** The time as PostgreSQL reads it into a timestamp, UTC; fractions of a millisecond become microseconds. */
export function toTimestamp(time: number): string {
  const milliseconds = Math.floor(time);
  const microseconds = Math.floor((time - milliseconds) * 1000);
  return new Date(milliseconds).toISOString().slice(0, 23).replace('T', ' ') + String(microseconds).padStart(3, '0');
}

/** The date as PostgreSQL reads it. */
export function toDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The latest hour that has begun. */
export function truncateToHour(time: number): number {
  return time - (time % hour);
}

/**
 * Exactly `count` moments of the last `days` days before `now`, oldest first, as working people would
 * produce them: by day and hour, and slowly more towards the end. Constant memory at any count.
 */
export function* moments(random: Random, now: number, days: number, count: number): Generator<number> {
  const start = now - days * day;
  const weights = Array.from(
    { length: days * 24 },
    (_, index) => busyness(start + index * hour) * (0.7 + index / (days * 24)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);

  let bucket = 0;
  let before = 0;
  let drawn = 0;
  for (let left = count; left > 0; left--) {
    // The smallest of `left` uniform numbers above the last one: sorted draws without storing or sorting them.
    drawn = 1 - (1 - drawn) * (1 - random.next()) ** (1 / left);
    const target = drawn * total;
    while (bucket < weights.length - 1 && before + (weights[bucket] ?? 0) <= target) before += weights[bucket++] ?? 0;
    const within = Math.min((target - before) / (weights[bucket] ?? 1), 1);
    yield Math.min(start + (bucket + within) * hour, now - 0.001);
  }
}

function busyness(time: number): number {
  const local = new Date(time + bakuOffset);
  return (hourWeights[local.getUTCHours()] ?? 1) * (weekdayWeights[local.getUTCDay()] ?? 1);
}
