import DataLoader from 'dataloader';
import type { SignedInContext } from '../../context.ts';
import type { Counted } from '../../db/counting.ts';
import { badInput } from '../../errors.ts';
import { checkHourly, statsPeriod, top, type Period } from '../../graphql/stats-arguments.ts';
import type {
  LogInstitutionCountResolvers,
  LogStatsBucket,
  LogStatsResolvers,
  LogTypeCountResolvers,
  LogUserCountResolvers,
} from '../../graphql/types.ts';
import type { LogCriteria } from './log-list.repository.ts';
import { countEntries, isTimeZone, type CountedEntries, type LogCounting } from './log-stats.repository.ts';

/** What the statistics of a log are taken from; all that are asked for at once come with one statement. */
export interface LogStatistics {
  readonly period: Period;
  readonly bucket: LogStatsBucket;
  readonly counts: DataLoader<LogCounting, Counted<string | null>[]>;
}

interface StatsArguments {
  readonly bucket: LogStatsBucket;
  readonly timeZone: string;
}

/** A name of the time zone database, as Intl and PostgreSQL understand it alike: no offset, no abbreviation with rules. */
const zoneName = /^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2})$/;

async function checkZone({ db }: SignedInContext, name: string): Promise<void> {
  if (name.length <= 60 && zoneName.test(name) && (await isTimeZone(db, name))) return;
  throw badInput(['timeZone'], 'must be a name of the IANA time zone database: Asia/Baku, UTC, …');
}

/**
 * Statistics over the entries that `matching` gives for the criteria with their period completed. Throws
 * BAD_USER_INPUT for a period that is too long, or an unknown zone.
 */
export async function logStatistics<Criteria extends LogCriteria>(
  context: SignedInContext,
  type: 'activity_type' | 'event',
  criteria: Criteria,
  { bucket, timeZone }: StatsArguments,
  matching: (criteria: Criteria) => unknown,
): Promise<LogStatistics> {
  const period = statsPeriod(criteria, context.now());
  await checkZone(context, timeZone);
  const entries = matching({ ...criteria, ...period }) as CountedEntries;
  const series = { bucket: bucket === 'HOUR' ? 'hour' : 'day', timeZone, ...period } as const;
  const counts: LogStatistics['counts'] = new DataLoader(async (wanted) => {
    const counted = await countEntries(context.db, entries, type, series, wanted);
    return wanted.map((counting) => counted.get(counting) ?? []);
  });
  return { period, bucket, counts };
}

/** Counts of values that are there: an entry without one has none to name. */
const known = async ({ counts }: LogStatistics, counting: LogCounting, limit: number) => {
  const size = top(limit);
  return (await counts.load(counting)).filter((row): row is Counted<string> => row.value !== null).slice(0, size);
};

const logStats: Required<Omit<LogStatsResolvers, '__isTypeOf'>> = {
  from: ({ period }) => period.from,
  to: ({ period }) => period.to,
  total: async ({ counts }) => (await counts.load('total'))[0]?.count ?? 0,
  series: async ({ period, bucket, counts }) => {
    if (bucket === 'HOUR') checkHourly(period, 'series by HOUR');
    return (await counts.load('series')).map(({ value, count }) => ({ start: value ?? '', count }));
  },
  byType: (stats, { limit }) => known(stats, 'type', limit),
  byUser: (stats, { limit }) => known(stats, 'user', limit),
  byInstitution: async ({ counts }, { limit }) => {
    const size = top(limit);
    return (await counts.load('institution')).slice(0, size);
  },
};

const logTypeCount: LogTypeCountResolvers = { type: ({ value }) => value };

const logUserCount: LogUserCountResolvers = {
  user: ({ value }, _, { loaders }) => loaders.userById.load(value),
  userId: ({ value }) => value,
};

const logInstitutionCount: LogInstitutionCountResolvers = {
  institution: ({ value }, _, { loaders }) => (value === null ? null : loaders.institutionById.load(value)),
};

export const logStatsResolvers = {
  LogStats: logStats,
  LogTypeCount: logTypeCount,
  LogUserCount: logUserCount,
  LogInstitutionCount: logInstitutionCount,
};
