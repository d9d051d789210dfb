import { Cron, CronPattern as Parsed } from 'croner';

/** How long an expression may be, in characters. */
export const maximumCronLength = 100;

const fieldNames = ['second', 'minute', 'hour', 'day of month', 'month', 'day of week', 'year'];
const options = { mode: '5-part', domAndDow: false, utcOffset: 0, paused: true } as const;

/** Local times that an expression names, as milliseconds since 1970 as if they were UTC. */
export interface CronPattern {
  /** Whether it names times of every hour of the day: then it goes by what the clock shows. */
  readonly isEveryHour: boolean;
  /** The first named time after another; null: none before the year 3000. */
  readonly after: (local: number) => number | null;
  /** The last named time before another. */
  readonly before: (local: number) => number | null;
}

/** Reads a cron expression. Throws an Error that says what would be right. */
export function parseCron(expression: string): CronPattern {
  const pattern = expression.trim();
  if (expression.length > maximumCronLength) {
    throw new Error(`must have at most ${maximumCronLength} characters`);
  }
  if (pattern === '') throw new Error(`must not be empty: write ${example}`);
  if (pattern.split(/\s+/).length === 6) {
    throw new Error(`has six fields, but jobs run by the minute: leave the seconds out and write ${example}`);
  }
  let hours: readonly number[];
  let cron: Cron;
  try {
    hours = new Parsed(pattern, undefined, options).hour;
    cron = new Cron(pattern, options);
  } catch (error) {
    throw new Error(`is no cron expression (${reason(error)}): write ${example}`, { cause: error });
  }
  return {
    isEveryHour: hours.every(Boolean),
    after: (local) => cron.nextRun(new Date(local))?.getTime() ?? null,
    before: (local) => cron.previousRuns(1, new Date(local))[0]?.getTime() ?? null,
  };
}

const example = 'minute, hour, day of month, month and day of week, like "30 2 * * 1-5", or a name like "@daily"';

/** Why croner refuses it, in words that do not need its source. */
const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^CronPattern: /, '')
    .replace(/^mode '5-part' requires exactly 5 parts, but pattern '.*' has (\d+) parts\.$/s, 'it has $1 fields')
    .replace(/configuration entry (\d) /, (_, index: string) => `${fieldNames[Number(index)]} `)
    .replace(/\.$/, '');
