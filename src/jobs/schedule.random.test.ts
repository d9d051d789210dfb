import { CronExpressionParser } from 'cron-parser';
import { expect, it } from 'vitest';
import { parseSchedule, ScheduleError, type ScheduleSpec } from './schedule.ts';

const cases = 10_000;
const minute = 60_000;
const day = 1_440 * minute;
const windowDays = 6;

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = seeded(20_260_301);
const below = (limit: number) => Math.floor(random() * limit);
const oneOf = <Value>(values: readonly Value[]): Value => values[below(values.length)]!;

/** Baku changed its clocks until 2015, Apia left out a day in 2011; Beirut, Havana and Cairo change at midnight. */
const zones = [
  'Asia/Baku',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Beirut',
  'America/Havana',
  'Africa/Cairo',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/Caracas',
];

/** Minutes of UTC with what the zone's clock shows in each, as milliseconds as if that were UTC. */
interface Window {
  readonly zone: string;
  readonly start: number;
  readonly locals: readonly number[];
  readonly minutesAt: ReadonlyMap<number, readonly number[]>;
  readonly hasChange: boolean;
}

function clockOf(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
}

function makeWindow(zone: string, start: number): Window {
  const clock = clockOf(zone);
  const locals = Array.from({ length: windowDays * 1_440 }, (_, n) => clock(start + n * minute));
  const minutesAt = new Map<number, number[]>();
  locals.forEach((local, n) => minutesAt.set(local, [...(minutesAt.get(local) ?? []), start + n * minute]));
  const offset = locals[0]! - start;
  const hasChange = locals.some((local, n) => local - (start + n * minute) !== offset);
  return { zone, start, locals, minutesAt, hasChange };
}

/** Windows around changes of the clock, found by looking at each day, and some away from them. */
function windowsOf(zone: string): Window[] {
  const clock = clockOf(zone);
  const offsetOn = (instant: number) => clock(instant) - instant;
  const first = Date.UTC(2010);
  const changes: number[] = [];
  for (let at = first; at < Date.UTC(2032); at += day) if (offsetOn(at) !== offsetOn(at + day)) changes.push(at);
  const around = Array.from({ length: changes.length === 0 ? 0 : 7 }, () => oneOf(changes) - 2 * day);
  const away = Array.from({ length: 3 }, () => first + below(22 * 365) * day);
  return [...around, ...away].map((start) => makeWindow(zone, start));
}

/** A field as text, and what it means for a local time. */
interface Field {
  readonly text: string;
  /** The same as a plain list: cron-parser refuses lists whose parts overlap. */
  readonly plain?: string;
  readonly matches: (local: Date) => boolean;
}

/** Stars, lists, ranges and steps over `least` to `greatest`, with the values that they stand for. */
function listField(least: number, greatest: number, names?: readonly string[]): { text: string; values: Set<number> } {
  const values = new Set<number>();
  const name = (value: number) => (names && random() < 0.4 ? names[value - least]! : String(value));
  const parts = Array.from({ length: 1 + below(3) }, () => {
    const from = least + below(greatest - least + 1);
    const to = from + below(greatest - from + 1);
    const step = 1 + below(Math.max(1, Math.min(20, to - from)));
    const kind = below(4);
    if (kind === 0) {
      for (let value = from; value <= to; value += 1) values.add(value);
      // SUN at the end of a range is day 7.
      return from === to ? `${from}-${to}` : `${name(from)}-${name(to)}`;
    }
    if (kind === 1) {
      for (let value = from; value <= to; value += step) values.add(value);
      return `${from}-${to}/${step}`;
    }
    // A star is all of the day, not only its small hours.
    if (kind === 2 && greatest !== 3) {
      for (let value = least; value <= greatest; value += step) values.add(value);
      return `*/${step}`;
    }
    values.add(from);
    return name(from);
  });
  return { text: parts.join(','), values };
}

function field(read: (local: Date) => number, least: number, greatest: number, stars: number, names?: string[]): Field {
  if (random() < stars) return { text: '*', matches: () => true };
  const { text, values } = listField(least, greatest, names);
  const plain = [...values].sort((a, b) => a - b).join(',');
  return { text, plain, matches: (local) => values.has(read(local)) };
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const isLastWeek = (local: Date) => new Date(local.getTime() + 7 * day).getUTCMonth() !== local.getUTCMonth();

function dayOfMonth(): Field {
  if (random() < 0.1) {
    return { text: 'L', matches: (local) => new Date(local.getTime() + day).getUTCMonth() !== local.getUTCMonth() };
  }
  return field((local) => local.getUTCDate(), 1, 31, 0.6);
}

function dayOfWeek(): Field {
  const weekday = below(7);
  const isDay = (local: Date) => local.getUTCDay() === weekday;
  const kind = random();
  if (kind < 0.07) return { text: `${weekday}L`, matches: (local) => isDay(local) && isLastWeek(local) };
  if (kind < 0.14) {
    const nth = 1 + below(5);
    const matches = (local: Date) => isDay(local) && Math.ceil(local.getUTCDate() / 7) === nth;
    return { text: `${weekday}#${nth}`, matches };
  }
  return field((local) => local.getUTCDay(), 0, 6, 0.6, dayNames);
}

interface Expression {
  readonly text: string;
  readonly plain: string;
  readonly isEveryHour: boolean;
  readonly matches: (local: number) => boolean;
}

function expression(): Expression {
  const minutes = random() < 0.5 ? field((local) => local.getUTCMinutes(), 0, 59, 0.2) : fixedMinute();
  // Most changes are in the small hours.
  const hours = random() < 0.5 ? field((local) => local.getUTCHours(), 0, 3, 0) : anyHour();
  const dom = dayOfMonth();
  const months = field((local) => local.getUTCMonth() + 1, 1, 12, 0.8, monthNames);
  const dow = dayOfWeek();
  const either = dom.text !== '*' && dow.text !== '*';
  const fields = [minutes, hours, dom, months, dow];
  const isNamed = Array.from({ length: 1_440 }, (_, n) => new Date(n * minute)).map(
    (time) => minutes.matches(time) && hours.matches(time),
  );
  const days = new Map<number, boolean>();
  const isDay = (start: number): boolean => {
    const known = days.get(start);
    if (known !== undefined) return known;
    const time = new Date(start);
    const named = either ? dom.matches(time) || dow.matches(time) : dom.matches(time) && dow.matches(time);
    days.set(start, named && months.matches(time));
    return named && months.matches(time);
  };
  return {
    text: fields.map(({ text }) => text).join(' '),
    plain: fields.map(({ text, plain }) => plain ?? text).join(' '),
    isEveryHour: Array.from({ length: 24 }, (_, hour) => new Date(hour * 60 * minute)).every(hours.matches),
    matches: (local) => isNamed[(local % day) / minute]! && isDay(local - (local % day)),
  };
}

const anyHour = () => field((local) => local.getUTCHours(), 0, 23, 0.3);

function fixedMinute(): Field {
  const value = oneOf([0, 15, 30, 45, below(60)]);
  return { text: String(value), matches: (local) => local.getUTCMinutes() === value };
}

/** All times of a window, found by looking at each minute of the clock. */
function bruteForce({ locals, minutesAt, start }: Window, pattern: Expression, policy: ScheduleSpec): number[] {
  if (pattern.isEveryHour) {
    return locals.flatMap((local, n) => (pattern.matches(local) ? [start + n * minute] : []));
  }
  const times = new Set<number>();
  const ends = [locals[0]!, locals.at(-1)!];
  for (let local = ends[0]!; local <= ends[1]!; local += minute) {
    if (!pattern.matches(local)) continue;
    const shown = minutesAt.get(local) ?? [];
    if (shown.length === 0 && policy.skippedTimes === 'run_after') {
      times.add(start + locals.findIndex((later, n) => later > local && (locals[n - 1] ?? later) < local) * minute);
    }
    if (shown.length === 0) continue;
    if (policy.doubledTimes !== 'second') times.add(shown[0]!);
    if (policy.doubledTimes !== 'first') times.add(shown.at(-1)!);
  }
  return [...times].sort((a, b) => a - b);
}

const isoList = (times: readonly number[]) => times.map((time) => new Date(time).toISOString());

it(`next and past times of ${cases} random schedules are those that looking at every minute finds`, () => {
  const windows = zones.flatMap(windowsOf);
  const counted = { atChanges: 0, withRuns: 0, never: 0, compared: 0 };
  for (let n = 0; n < cases; n += 1) {
    const window = oneOf(windows);
    const pattern = expression();
    const spec: ScheduleSpec = {
      cron: pattern.text,
      intervalMinutes: null,
      timezone: window.zone,
      skippedTimes: oneOf(['run_after', 'leave_out'] as const),
      doubledTimes: oneOf(['first', 'second', 'both'] as const),
    };
    const from = window.start + day + below(2 * 1_440) * minute + (random() < 0.5 ? 0 : below(minute));
    const until = window.start + (windowDays - 1) * day;
    const expected = bruteForce(window, pattern, spec).filter((time) => time > from && time <= until);
    const label = JSON.stringify({ ...spec, from: new Date(from).toISOString() });
    let schedule;
    try {
      schedule = parseSchedule(spec);
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      counted.never += 1;
      expect(isoList(expected), label).toEqual([]);
      continue;
    }
    counted.atChanges += Number(window.hasChange);
    counted.withRuns += Number(expected.length > 0);
    const found: number[] = [];
    const most = 60;
    for (let at = schedule.next(from); at !== null && at <= until && found.length < most; at = schedule.next(at)) {
      found.push(at);
    }
    expect(isoList(found), label).toEqual(isoList(expected.slice(0, most)));
    const limit = 1 + below(60);
    expect(isoList(schedule.upTo(from, until, limit)), label).toEqual(isoList([from, ...expected].slice(-limit)));
    if (!window.hasChange && expected.length > 0 && expected.length <= 60) {
      const other = CronExpressionParser.parse(pattern.plain, { tz: window.zone, currentDate: new Date(from) });
      const theirs = expected.slice(0, 2).map(() => other.next().getTime());
      expect(isoList(theirs), label).toEqual(isoList(expected.slice(0, 2)));
      counted.compared += 1;
    }
  }
  expect(counted.atChanges).toBeGreaterThan(cases / 3);
  expect(counted.withRuns).toBeGreaterThan(cases / 3);
  expect(counted.compared).toBeGreaterThan(cases / 20);
}, 180_000);
