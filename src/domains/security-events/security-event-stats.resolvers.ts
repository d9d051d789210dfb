import DataLoader from 'dataloader';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { type Counted } from '../../db/counting.ts';
import { openEnum } from '../../graphql/open-enum.ts';
import { checkHourly, statsPeriod, top } from '../../graphql/stats-arguments.ts';
import type {
  SecurityEventInstitutionCountResolvers,
  SecurityEventStatsResolvers,
  SecurityEventUserCountResolvers,
} from '../../graphql/types.ts';
import * as stats from './security-event-stats.repository.ts';
import type { Counting, StatsQuery } from './security-event-stats.repository.ts';
import type { SecurityEventCriteria } from './security-events.repository.ts';

/** Counts of a period; all that are asked for at once come with one statement. */
type EventCounts = DataLoader<Counting, Counted<string | null>[]>;

/** What the statistics of a period are taken from. */
export interface SecurityEventStatistics {
  readonly query: StatsQuery;
  readonly counts: EventCounts;
  /** Of the period of the same length right before. */
  readonly preceding: EventCounts;
}

const hour = 3_600_000;

/** Completes the period: the 24 hours before `now` unless the filter says otherwise. Throws BAD_USER_INPUT beyond 400 days. */
export const statsQuery = (scope: Scope, criteria: SecurityEventCriteria, now: number): StatsQuery => ({
  scope,
  criteria: { ...criteria, ...statsPeriod(criteria, now) },
});

/** The period of the same length right before. */
function precedingPeriod({ scope, criteria }: StatsQuery): StatsQuery {
  const length = Date.parse(criteria.to) - Date.parse(criteria.from);
  const from = new Date(Date.parse(criteria.from) - length).toISOString();
  return { scope, criteria: { ...criteria, from, to: criteria.from } };
}

/** From the least to the most severe. */
export const severityNames = ['INFO', 'WARNING', 'CRITICAL'] as const;

const countsOf = (db: Db, query: StatsQuery): EventCounts =>
  new DataLoader(async (wanted) => {
    const counted = await stats.countEvents(db, query, wanted);
    return wanted.map((counting) => counted.get(counting) ?? []);
  });

/** Statistics of a period and, where that is asked for, of the period before it. */
export function securityEventStatistics(db: Db, query: StatsQuery): SecurityEventStatistics {
  let preceding: EventCounts | undefined;
  return {
    query,
    counts: countsOf(db, query),
    get preceding() {
      return (preceding ??= countsOf(db, precedingPeriod(query)));
    },
  };
}

const total = async (counts: EventCounts): Promise<number> => (await counts.load('total'))[0]?.count ?? 0;

/** Counts of values that are there: an event without one has none to name. */
const known = async (counts: EventCounts, counting: Counting) =>
  (await counts.load(counting)).filter((row): row is Counted<string> => row.value !== null);

/** The hours that a period touches, as PostgreSQL writes them. */
function hoursOf({ from, to }: StatsQuery['criteria']): string[] {
  const hourOf = (time: number) => Math.floor(time / hour) * hour;
  // The end is exclusive; microseconds, which a Date does not have, still reach into its last hour.
  const last = hourOf(Date.parse(to) - (/\.\d{3}\d*[1-9]/.test(to) ? 0 : 1));
  const hours = [];
  for (let at = hourOf(Date.parse(from)); at <= last; at += hour) hours.push(at);
  return hours.map((time) => new Date(time).toISOString().slice(0, 19).replace('T', ' '));
}

const securityEventStats: Required<Omit<SecurityEventStatsResolvers, '__isTypeOf'>> = {
  from: ({ query }) => query.criteria.from,
  to: ({ query }) => query.criteria.to,
  total: ({ counts }) => total(counts),
  previousTotal: ({ preceding }) => total(preceding),
  changePercent: async ({ counts, preceding }) => {
    const [now, before] = await Promise.all([total(counts), total(preceding)]);
    return before === 0 ? null : Math.round(((now - before) / before) * 1_000) / 10;
  },
  unresolved: async ({ counts }) => (await counts.load('unresolved')).find(({ value }) => value === 'true')?.count ?? 0,
  bySeverity: async ({ counts }) => {
    const counted = await known(counts, 'severity');
    return severityNames.toReversed().map((severity) => ({
      severity,
      count: counted.find(({ value }) => openEnum(severityNames, value) === severity)?.count ?? 0,
    }));
  },
  byType: async ({ counts }, { limit }) => {
    const size = top(limit);
    return (await known(counts, 'type')).slice(0, size).map(({ value, count }) => ({ eventType: value, count }));
  },
  byInstitution: async ({ counts }, { limit }) => {
    const size = top(limit);
    return (await counts.load('institution')).slice(0, size);
  },
  byHour: async ({ query, counts }) => {
    const { from, to } = query.criteria;
    checkHourly({ from, to }, 'byHour');
    const counted = new Map((await counts.load('hour')).map(({ value, count }) => [value, count]));
    return hoursOf(query.criteria).map((at) => ({ hour: at, count: counted.get(at) ?? 0 }));
  },
  topAddresses: async ({ counts }, { limit }) => {
    const size = top(limit);
    return (await known(counts, 'address')).slice(0, size).map(({ value, count }) => ({ ipAddress: value, count }));
  },
  topUsers: async ({ counts }, { limit }) => {
    const size = top(limit);
    return (await known(counts, 'user')).slice(0, size);
  },
  timeToAcknowledge: ({ query }, _, { db }) => stats.waitingTimes(db, query, 'acknowledged'),
  timeToResolve: ({ query }, _, { db }) => stats.waitingTimes(db, query, 'resolved'),
};

const securityEventInstitutionCount: SecurityEventInstitutionCountResolvers = {
  institution: ({ value }, _, { loaders }) => (value === null ? null : loaders.institutionById.load(value)),
};

const securityEventUserCount: SecurityEventUserCountResolvers = {
  user: ({ value }, _, { loaders }) => loaders.userById.load(value),
  userId: ({ value }) => value,
};

export const securityEventStatsResolvers = {
  SecurityEventStats: securityEventStats,
  SecurityEventInstitutionCount: securityEventInstitutionCount,
  SecurityEventUserCount: securityEventUserCount,
};
