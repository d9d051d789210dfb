import { describe, expect, it } from 'vitest';
import { parseSchedule, ScheduleError, type ScheduleSpec } from './schedule.ts';

const spec: ScheduleSpec = {
  cron: '30 2 * * *',
  intervalMinutes: null,
  timezone: 'Europe/Berlin',
  skippedTimes: 'run_after',
  doubledTimes: 'first',
};

/** The local times of the next runs, as a clock on the wall of the zone shows them. */
const runs = (changes: Partial<ScheduleSpec>, from: string, count: number) =>
  parseSchedule({ ...spec, ...changes })
    .preview(Date.parse(from), count)
    .runs.map(({ localTime, kind }) => (kind === 'normal' ? localTime : `${localTime} ${kind}`));

const leftOut = (changes: Partial<ScheduleSpec>, from: string, count: number) =>
  parseSchedule({ ...spec, ...changes })
    .preview(Date.parse(from), count)
    .leftOut.map(({ localTime, reason }) => `${localTime} ${reason}`);

describe('a cron expression', () => {
  it('runs at the same local time all year in Asia/Baku, which has had no summer time since 2016', () => {
    expect(runs({ timezone: 'Asia/Baku' }, '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T02:30:00+04:00',
      '2026-03-30T02:30:00+04:00',
    ]);
    expect(runs({ timezone: 'Asia/Baku', cron: '30 4 * * *' }, '2015-03-28T12:00:00Z', 1)).toEqual([
      '2015-03-29T05:00:00+05:00 moved',
    ]);
  });

  it('runs right after the gap in Berlin, once for all times in it, or not on that day', () => {
    const spring = '2026-03-28T12:00:00Z';
    expect(runs({}, spring, 2)).toEqual(['2026-03-29T03:00:00+02:00 moved', '2026-03-30T02:30:00+02:00']);
    expect(leftOut({ cron: '*/20 2 * * *' }, spring, 1)).toEqual([
      '2026-03-29T02:20:00 covered',
      '2026-03-29T02:40:00 covered',
    ]);
    expect(runs({ skippedTimes: 'leave_out' }, spring, 1)).toEqual(['2026-03-30T02:30:00+02:00']);
    expect(leftOut({ skippedTimes: 'leave_out' }, spring, 1)).toEqual(['2026-03-29T02:30:00 skipped']);
    // A run that is due at the end of the gap anyway stands for those in it.
    expect(runs({ cron: '0 2,3 * * *' }, spring, 1)).toEqual(['2026-03-29T03:00:00+02:00']);
  });

  it('runs the first, the second or both times in New York when the clock is set back', () => {
    const autumn = { timezone: 'America/New_York', cron: '30 1 * * *' };
    const from = '2026-10-31T12:00:00Z';
    const first = '2026-11-01T01:30:00-04:00 first';
    const second = '2026-11-01T01:30:00-05:00 second';
    const nextDay = '2026-11-02T01:30:00-05:00';
    expect(runs({ ...autumn }, from, 2)).toEqual([first, nextDay]);
    expect(runs({ ...autumn, doubledTimes: 'second' }, from, 2)).toEqual([second, nextDay]);
    expect(runs({ ...autumn, doubledTimes: 'both' }, from, 3)).toEqual([first, second, nextDay]);
    expect(leftOut(autumn, from, 2)).toEqual(['2026-11-01T01:30:00-05:00 repeated']);
    expect(leftOut({ ...autumn, doubledTimes: 'both' }, from, 3)).toEqual([]);
  });

  it('knows the half hour by which Lord Howe changes its clocks', () => {
    const island = { timezone: 'Australia/Lord_Howe' };
    expect(runs({ ...island, cron: '15 2 * * *' }, '2026-10-03T00:00:00Z', 1)).toEqual([
      '2026-10-04T02:30:00+11:00 moved',
    ]);
    expect(runs({ ...island, cron: '45 1 * * *', doubledTimes: 'both' }, '2026-04-04T12:00:00Z', 2)).toEqual([
      '2026-04-05T01:45:00+11:00 first',
      '2026-04-05T01:45:00+10:30 second',
    ]);
  });

  it('of every hour goes by what the clock shows, whatever the policies', () => {
    const quarters = { cron: '*/30 * * * *', skippedTimes: 'run_after', doubledTimes: 'first' } as const;
    expect(runs(quarters, '2026-03-29T00:29:00Z', 3)).toEqual([
      '2026-03-29T01:30:00+01:00',
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T03:30:00+02:00',
    ]);
    expect(runs({ ...quarters, cron: '0 * * * *' }, '2026-10-24T23:30:00Z', 3)).toEqual([
      '2026-10-25T02:00:00+02:00 first',
      '2026-10-25T02:00:00+01:00 second',
      '2026-10-25T03:00:00+01:00',
    ]);
    expect(leftOut({ ...quarters, cron: '0 * * * *' }, '2026-10-24T23:30:00Z', 3)).toEqual([]);
  });

  it('runs on either day where day of month and day of week are both restricted', () => {
    expect(runs({ timezone: null, cron: '0 0 13 * 5' }, '2026-02-10T00:00:00Z', 3)).toEqual([
      '2026-02-13T00:00:00+00:00',
      '2026-02-20T00:00:00+00:00',
      '2026-02-27T00:00:00+00:00',
    ]);
  });

  it('finds 29 February on a Monday, decades away', () => {
    expect(runs({ cron: '0 12 29 2 +MON' }, '2026-01-01T00:00:00Z', 1)).toEqual(['2044-02-29T12:00:00+01:00']);
  });
});

describe('times that have passed', () => {
  it('of a minutely job are as quickly told after an outage of ten years as of an hour', () => {
    const schedule = parseSchedule({ ...spec, cron: '* * * * *' });
    const until = Date.UTC(2026, 5, 1);
    const began = performance.now();
    const times = schedule.upTo(Date.UTC(2016, 5, 1), until, 3);
    expect(performance.now() - began).toBeLessThan(500);
    expect(times).toEqual([until - 120_000, until - 60_000, until]);
  });

  it('begin with the first, even where the pattern does not match it', () => {
    const schedule = parseSchedule({ ...spec, cron: '0 * * * *', timezone: null });
    const first = Date.UTC(2026, 0, 1, 0, 17, 3);
    const until = Date.UTC(2026, 0, 1, 2, 30);
    const hours = [Date.UTC(2026, 0, 1, 1), Date.UTC(2026, 0, 1, 2)];
    expect(schedule.upTo(first, until, 10)).toEqual([first, ...hours]);
    expect(schedule.upTo(first, until, 2)).toEqual(hours);
    expect(schedule.upTo(first, first, 5)).toEqual([first]);
    expect(schedule.upTo(first, first - 1, 5)).toEqual([]);
  });
});

describe('an interval', () => {
  const every45 = parseSchedule({ ...spec, cron: null, intervalMinutes: 45 });
  const step = 45 * 60_000;

  it('counts from a time that was planned, over changes of the clock', () => {
    const anchor = Date.UTC(2026, 2, 29, 0, 30);
    expect(every45.next(anchor, anchor)).toBe(anchor + step);
    expect(every45.next(anchor + 10 * step + 1, anchor)).toBe(anchor + 11 * step);
    expect(every45.next(anchor + 5)).toBe(anchor + 5 + step);
    // The clock went back.
    expect(every45.next(anchor - 1, anchor)).toBe(anchor);
  });

  it('tells the last of what has passed', () => {
    expect(every45.upTo(0, 1_000_000 * step + 7, 2)).toEqual([999_999 * step, 1_000_000 * step]);
    expect(every45.upTo(5, 4, 2)).toEqual([]);
  });

  it('gives way to a cron expression', () => {
    expect(runs({ intervalMinutes: 5 }, '2026-01-01T00:00:00Z', 1)).toEqual(['2026-01-01T02:30:00+01:00']);
  });
});

describe('a schedule that cannot be', () => {
  it.each([
    [{ cron: '0 0 30 2 *' }, 'cronExpression', 'names no time that ever comes'],
    [{ cron: '30 2 * 3 +0L', skippedTimes: 'leave_out' }, 'cronExpression', 'leaves out'],
    [{ cron: '0 25 * * *' }, 'cronExpression', 'Invalid value for hour: 25'],
    [{ cron: 'x * * * *' }, 'cronExpression', 'minute (x)'],
    [{ cron: '* * * *' }, 'cronExpression', 'like "30 2 * * 1-5"'],
    [{ cron: '0 * * * * *' }, 'cronExpression', 'leave the seconds out'],
    [{ cron: '@reboot' }, 'cronExpression', 'is no cron expression'],
    [{ cron: '2026-01-01T00:00:00' }, 'cronExpression', 'is no cron expression'],
    [{ cron: '  ' }, 'cronExpression', 'must not be empty'],
    [{ cron: '1,'.repeat(100) }, 'cronExpression', 'at most 100 characters'],
    [{ timezone: 'Asia/Bakı' }, 'timezone', 'IANA'],
    [{ timezone: '+04:00' }, 'timezone', 'IANA'],
    [{ timezone: '' }, 'timezone', 'IANA'],
    [{ cron: null }, 'cronExpression', 'or intervalMinutes'],
    [{ cron: null, intervalMinutes: 0 }, 'intervalMinutes', '1 to 525,600'],
    [{ cron: null, intervalMinutes: 1.5 }, 'intervalMinutes', 'whole number'],
  ] as [Partial<ScheduleSpec>, string, string][])(
    '%j is refused, soon, with what would be right',
    (given, field, message) => {
      const began = performance.now();
      let refusal: unknown;
      try {
        parseSchedule({ ...spec, ...given });
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(ScheduleError);
      expect(refusal).toMatchObject({ field });
      expect((refusal as Error).message).toContain(message);
      expect(performance.now() - began).toBeLessThan(1_000);
    },
  );
});
