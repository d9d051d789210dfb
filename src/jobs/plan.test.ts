import { describe, expect, it } from 'vitest';
import { plan, type DueJob } from './plan.ts';
import { parseSchedule } from './schedule.ts';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.parse('2026-03-10T12:00:30Z');
const at = (time: string) => Date.parse(`2026-03-10T${time}Z`);

const cron = (expression: string) =>
  parseSchedule({
    cron: expression,
    intervalMinutes: null,
    timezone: 'UTC',
    skippedTimes: 'run_after',
    doubledTimes: 'first',
  });
const every = (intervalMinutes: number) =>
  parseSchedule({ cron: null, intervalMinutes, timezone: null, skippedTimes: 'run_after', doubledTimes: 'first' });

const hourly: DueJob = {
  schedule: cron('0 * * * *'),
  now,
  nextRunAt: at('12:00:00'),
  isForeign: false,
  isPlanned: true,
  intervalMinutes: null,
  misfirePolicy: 'run_once',
  misfireLimit: 3,
  misfireGraceSeconds: 60,
};
const quarterly: DueJob = { ...hourly, schedule: every(15), intervalMinutes: 15 };
const missed = (...times: string[]) => times.map((time) => ({ origin: 'missed', at: at(time) }));
const onTime = (time: string) => ({ origin: 'schedule', at: at(time) });

describe('a job that is due', () => {
  it('is run once, and next at its next time', () => {
    expect(plan(hourly)).toEqual({ runs: [onTime('12:00:00')], next: at('13:00:00'), isForeign: false });
  });

  it('is planned, not run, while it is new, or when its schedule was changed', () => {
    const planned = { runs: [], next: at('13:00:00'), isForeign: false };
    expect(plan({ ...hourly, nextRunAt: null, isPlanned: false })).toEqual(planned);
    expect(plan({ ...hourly, isPlanned: false })).toEqual(planned);
  });

  it('keeps a next time that somebody else set, also one that its schedule does not have', () => {
    const foreign = { ...hourly, isForeign: true, isPlanned: false };
    expect(plan({ ...foreign, nextRunAt: at('15:07:00') })).toMatchObject({ runs: [], next: at('15:07:00') });
    expect(plan({ ...foreign, nextRunAt: at('12:00:20') })).toEqual({
      runs: [onTime('12:00:20')],
      next: at('13:00:00'),
      isForeign: false,
    });
  });

  it('is never run again where its schedule has no further time', () => {
    const last = { next: () => null, upTo: (first: number) => [first] };
    expect(plan({ ...hourly, schedule: last }).next).toBeNull();
  });
});

describe('times that were missed', () => {
  const sixHoursLate = { ...hourly, nextRunAt: at('06:00:00') };
  const late = { ...sixHoursLate, now: at('12:10:00') };

  it('are let pass by SKIP', () => {
    expect(plan({ ...late, misfirePolicy: 'skip' })).toMatchObject({ runs: [], next: at('13:00:00') });
    expect(plan({ ...sixHoursLate, misfirePolicy: 'skip' }).runs).toEqual([onTime('12:00:00')]);
  });

  it('are made up by one run, unless one that is on time does so, by RUN_ONCE', () => {
    expect(plan(late).runs).toEqual(missed('12:00:00'));
    expect(plan(sixHoursLate).runs).toEqual([onTime('12:00:00')]);
  });

  it('are made up one after the other up to the limit, the latest of them, by RUN_ALL', () => {
    expect(plan({ ...late, misfirePolicy: 'run_all' }).runs).toEqual(missed('10:00:00', '11:00:00', '12:00:00'));
    expect(plan({ ...late, misfirePolicy: 'run_all', misfireLimit: 100 }).runs).toHaveLength(7);
    expect(plan({ ...sixHoursLate, misfirePolicy: 'run_all' }).runs).toEqual([
      ...missed('09:00:00', '10:00:00', '11:00:00'),
      onTime('12:00:00'),
    ]);
  });

  it('of an outage of years are planned at once', () => {
    const minutely = { ...hourly, schedule: cron('* * * * *'), nextRunAt: at('12:00:00') - 10 * 365 * 24 * hour };
    const { runs } = plan({ ...minutely, misfirePolicy: 'run_all', misfireLimit: 1_000 });
    expect(runs.at(-1)).toEqual(onTime('12:00:00'));
    expect(runs.length).toBeLessThanOrEqual(1_001);
  });
});

describe('what is asked of a schedule', () => {
  it.each([
    { misfirePolicy: 'skip', misfireLimit: 1_000, most: 3 },
    { misfirePolicy: 'run_once', misfireLimit: 1_000, most: 4 },
    { misfirePolicy: 'run_all', misfireLimit: 25, most: 28 },
    { misfirePolicy: 'skip', misfireLimit: 1, misfireGraceSeconds: 86_400, most: 100 },
  ] as const)('by %o is no more than can be run', ({ most, ...policy }) => {
    const minutely = cron('* * * * *');
    const found: number[] = [];
    const schedule = {
      next: minutely.next.bind(minutely),
      upTo(first: number, until: number, limit: number) {
        const times = minutely.upTo(first, until, limit);
        found.push(times.length);
        return times;
      },
    };
    plan({ ...hourly, ...policy, schedule, nextRunAt: at('00:00:00') });
    expect(found).toEqual([most]);
  });

  it('is enough for a time that somebody else set between two minutes', () => {
    const minutely = { ...hourly, schedule: cron('* * * * *'), nextRunAt: at('11:59:40'), isForeign: true };
    expect(plan(minutely).runs).toEqual([onTime('11:59:40'), onTime('12:00:00')]);
    expect(plan({ ...minutely, nextRunAt: at('11:57:20'), misfirePolicy: 'run_all' }).runs).toEqual([
      ...missed('11:57:20', '11:58:00', '11:59:00'),
      onTime('12:00:00'),
    ]);
  });
});

describe('an interval', () => {
  it('keeps its pace however late it was looked at', () => {
    expect(plan({ ...quarterly, nextRunAt: at('11:47:00'), misfirePolicy: 'skip' }).next).toBe(at('12:02:00'));
  });

  it('is never further away than it is long: the clock went back', () => {
    expect(plan({ ...quarterly, nextRunAt: now + hour }).next).toBe(now + 15 * minute);
    expect(plan({ ...quarterly, nextRunAt: now + 10 * minute }).next).toBe(now + 10 * minute);
    expect(plan({ ...quarterly, nextRunAt: now + hour, isForeign: true }).next).toBe(now + hour);
  });
});
