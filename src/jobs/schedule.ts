import { parseCron, type CronPattern } from './cron-pattern.ts';
import { timeZone, type LocalTime, type TimeZone } from './time-zone.ts';

/** When a job is to run. The cron expression goes first where both are set. */
export interface ScheduleSpec {
  readonly cron: string | null;
  readonly intervalMinutes: number | null;
  /** Name in the IANA data; null: UTC. */
  readonly timezone: string | null;
  /** What becomes of a local time that the change to summer time leaves out. */
  readonly skippedTimes: 'run_after' | 'leave_out';
  /** Which occurrence counts of a local time that the end of summer time repeats. */
  readonly doubledTimes: 'first' | 'second' | 'both';
}

/** The times of a schedule; all are milliseconds since 1970. */
export interface Schedule {
  /**
   * The first time strictly after `after`; null: never again. An interval counts from `anchor`, a time that was planned,
   * or from `after` where there is none.
   */
  next(after: number, anchor?: number | null): number | null;
  /**
   * The last `limit` times from `first`, which is itself one of them even where the pattern does not match it, to
   * `until` inclusive, the oldest first. The effort depends on `limit` and not on the length of the span.
   */
  upTo(first: number, until: number, limit: number): number[];
  /** The next `count` times after `after`, and up to 100 local times between them that are left out. */
  preview(after: number, count: number): SchedulePreview;
}

/** Times that are to come. */
export interface SchedulePreview {
  readonly runs: readonly PlannedTime[];
  readonly leftOut: readonly LeftOutTime[];
}

/** A time at which the job is to run. */
export interface PlannedTime {
  readonly at: number;
  /** What the zone's clock shows: `2026-03-29T03:00:00+02:00`. */
  readonly localTime: string;
  /** Whether it is as planned, moved behind a gap of the clock, or an occurrence of a repeated local time. */
  readonly kind: 'normal' | 'moved' | 'first' | 'second';
  /** The local time that was moved; null unless it is. */
  readonly movedFrom: string | null;
}

/** A local time of the pattern at which the job does not run. */
export interface LeftOutTime {
  /** With its offset, unless it is missing on that day. */
  readonly localTime: string;
  /** Missing and left out, missing and covered by a run after the gap, or the other occurrence of a repeated time. */
  readonly reason: 'skipped' | 'covered' | 'repeated';
}

/** A schedule that cannot be; says of which field, and what would be right. */
export class ScheduleError extends Error {
  readonly field: 'cronExpression' | 'intervalMinutes' | 'timezone';

  constructor(field: ScheduleError['field'], message: string) {
    super(message);
    this.field = field;
  }
}

/** The longest interval in minutes: a year. */
export const maximumIntervalMinutes = 525_600;

const minute = 60_000;
/** How often in a row a time may be left out until the pattern counts as one that never comes. */
const maximumLeftOut = 50;
/** Any moment does: the calendar repeats itself, and the expression has no year. */
const reference = Date.UTC(2026, 0, 1);

/** Reads a schedule. Throws a ScheduleError. */
export function parseSchedule(spec: ScheduleSpec): Schedule {
  const zone = readZone(spec.timezone ?? 'UTC');
  if (spec.cron !== null) {
    const schedule = new CronSchedule(readCron(spec.cron), zone, spec);
    if (schedule.next(reference) === null) {
      throw new ScheduleError(
        'cronExpression',
        'names no time that ever comes: check the day against the month, as in 30 February, and against times that ' +
          'the clock of the time zone leaves out',
      );
    }
    return schedule;
  }
  const { intervalMinutes } = spec;
  if (intervalMinutes === null) {
    throw new ScheduleError('cronExpression', 'must be given, or intervalMinutes');
  }
  if (!Number.isInteger(intervalMinutes) || intervalMinutes < 1 || intervalMinutes > maximumIntervalMinutes) {
    throw new ScheduleError('intervalMinutes', 'must be a whole number of minutes from 1 to 525,600');
  }
  return new IntervalSchedule(intervalMinutes * minute, zone);
}

function readZone(name: string): TimeZone {
  try {
    return timeZone(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ScheduleError('timezone', 'must be a name of the IANA time zone data, such as Asia/Baku or UTC');
  }
}

function readCron(expression: string): CronPattern {
  try {
    return parseCron(expression);
  } catch (error) {
    throw new ScheduleError('cronExpression', (error as Error).message);
  }
}

/** Runs by elapsed time. */
class IntervalSchedule implements Schedule {
  readonly #length: number;
  readonly #zone: TimeZone;

  constructor(length: number, zone: TimeZone) {
    this.#length = length;
    this.#zone = zone;
  }

  next(after: number, anchor?: number | null): number {
    const start = anchor ?? after;
    return start + (Math.floor((after - start) / this.#length) + 1) * this.#length;
  }

  upTo(first: number, until: number, limit: number): number[] {
    const last = Math.floor((until - first) / this.#length);
    const oldest = Math.max(0, last - limit + 1);
    return Array.from({ length: Math.max(0, last - oldest + 1) }, (_, n) => first + (oldest + n) * this.#length);
  }

  preview(after: number, count: number): SchedulePreview {
    const runs = Array.from({ length: count }, (_, n): PlannedTime => {
      const at = after + (n + 1) * this.#length;
      return { at, localTime: localTime(this.#zone, at), kind: 'normal', movedFrom: null };
    });
    return { runs, leftOut: [] };
  }
}

type Occurrence = 'first' | 'second';

/**
 * Runs by local times, which croner finds, and which the zone puts on the line of time. Of one occurrence of repeated
 * times the instants are in the order of the local times; where both count, they are two such orders, merged.
 */
class CronSchedule implements Schedule {
  readonly #pattern: CronPattern;
  readonly #zone: TimeZone;
  readonly #occurrences: readonly Occurrence[];
  readonly #runsAfterGap: boolean;

  constructor(pattern: CronPattern, zone: TimeZone, { skippedTimes, doubledTimes }: ScheduleSpec) {
    this.#pattern = pattern;
    this.#zone = zone;
    const both = pattern.isEveryHour || doubledTimes === 'both';
    this.#occurrences = both ? ['first', 'second'] : [doubledTimes];
    this.#runsAfterGap = !pattern.isEveryHour && skippedTimes === 'run_after';
  }

  next(after: number): number | null {
    const found = this.#occurrences.map((occurrence) => this.#nextOf(occurrence, after));
    return found.reduce((earliest, time) =>
      earliest === null || (time !== null && time < earliest) ? time : earliest,
    );
  }

  upTo(first: number, until: number, limit: number): number[] {
    if (until < first) return [];
    const times: number[] = [];
    let bound = until + 1;
    while (times.length < limit) {
      const found = this.#occurrences.map((occurrence) => this.#previousOf(occurrence, bound, first));
      bound = Math.max(...found.map((time) => time ?? first));
      times.push(bound);
      if (bound === first) break;
    }
    return times.reverse();
  }

  preview(after: number, count: number): SchedulePreview {
    const runs: PlannedTime[] = [];
    let last = after;
    for (let at = this.next(after); at !== null && runs.length < count; at = this.next(at)) {
      runs.push(this.#describe(at));
      last = at;
    }
    if (this.#pattern.isEveryHour) return { runs, leftOut: [] };
    return { runs, leftOut: this.#leftOut(after, runs.length < count ? null : last) };
  }

  #instant(place: LocalTime, occurrence: Occurrence): number | null {
    if (place.kind === 'once') return place.at;
    if (place.kind === 'doubled') return place[occurrence];
    return this.#runsAfterGap ? place.at : null;
  }

  #nextOf(occurrence: Occurrence, bound: number): number | null {
    let local: number | null = bound + this.#zone.offsetsNear(bound).least;
    let leftOut = 0;
    while ((local = this.#pattern.after(local)) !== null) {
      const place = this.#zone.locate(local);
      const at = this.#instant(place, occurrence);
      if (at !== null && at > bound) return at;
      if (at === null && ++leftOut > maximumLeftOut) return null;
      // All of a gap has the same lot.
      if (place.kind === 'skipped') local = place.until - 1;
    }
    return null;
  }

  /** The last before `bound`, after `floor`. */
  #previousOf(occurrence: Occurrence, bound: number, floor: number): number | null {
    const earliest = floor + this.#zone.offsetsNear(floor).least;
    let local: number | null = bound + this.#zone.offsetsNear(bound).greatest;
    while ((local = this.#pattern.before(local)) !== null && local >= earliest) {
      const place = this.#zone.locate(local);
      const at = this.#instant(place, occurrence);
      if (at !== null && at < bound) return at > floor ? at : null;
      if (place.kind === 'skipped') local = place.from;
    }
    return null;
  }

  #describe(at: number): PlannedTime {
    const local = at + this.#zone.offsetAt(at);
    const place = this.#zone.locate(local);
    const shown = localTime(this.#zone, at);
    if (place.kind === 'doubled') {
      return { at, localTime: shown, kind: at === place.first ? 'first' : 'second', movedFrom: null };
    }
    if (this.#pattern.before(local + 1) === local) return { at, localTime: shown, kind: 'normal', movedFrom: null };
    const gap = this.#zone.locate(local - 1);
    const moved = gap.kind === 'skipped' ? this.#pattern.after(gap.from - 1) : null;
    return { at, localTime: shown, kind: 'moved', movedFrom: moved === null ? null : clockText(moved) };
  }

  /** What is left out after `after`, up to `until`; null: for ever. */
  #leftOut(after: number, until: number | null): LeftOutTime[] {
    const found: LeftOutTime[] = [];
    const last = until ?? Infinity;
    const end = until === null ? Infinity : until + this.#zone.offsetsNear(until).greatest;
    let local: number | null = after + this.#zone.offsetsNear(after).least;
    while (found.length < 100 && (local = this.#pattern.after(local)) !== null && local <= end) {
      const place = this.#zone.locate(local);
      if (place.kind === 'skipped' && place.at > after && place.at <= last) {
        const text = clockText(local);
        if (!this.#runsAfterGap) found.push({ localTime: text, reason: 'skipped' });
        else if (this.#describe(place.at).movedFrom !== text) found.push({ localTime: text, reason: 'covered' });
      } else if (place.kind === 'doubled' && this.#occurrences.length === 1) {
        const other = this.#occurrences[0] === 'first' ? place.second : place.first;
        if (other > after && other <= last) found.push({ localTime: localTime(this.#zone, other), reason: 'repeated' });
      }
    }
    return found;
  }
}

const clockText = (local: number): string => new Date(local).toISOString().slice(0, 19);

/** What the zone's clock shows at an instant, with its offset. */
function localTime(zone: TimeZone, at: number): string {
  const offset = zone.offsetAt(at);
  const minutes = Math.floor(Math.abs(offset) / minute);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return `${clockText(at + offset)}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
