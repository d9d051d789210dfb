import type { Scope } from '../../auth/scope.ts';
import { badInput } from '../../errors.ts';
import { openEnum } from '../../graphql/open-enum.ts';
import { comparableTime } from '../../graphql/scalars.ts';
import type {
  SecurityEventInstitutionCountResolvers,
  SecurityEventStatsResolvers,
  SecurityEventUserCountResolvers,
} from '../../graphql/types.ts';
import * as stats from './security-event-stats.repository.ts';
import type { StatsQuery } from './security-event-stats.repository.ts';
import type { SecurityEventCriteria } from './security-events.repository.ts';

const hour = 3_600_000;
const defaultPeriod = 24 * hour;
const maxPeriod = 400 * 24 * hour;
const maxHourlyPeriod = 31 * 24 * hour;
const maxTop = 50;
/** The preceding period must lie within the calendar too. */
const earliest = 0;

/** Completes the period: the last 24 hours unless the filter says otherwise. Throws BAD_USER_INPUT beyond 400 days. */
export function statsQuery(scope: Scope, criteria: SecurityEventCriteria): StatsQuery {
  const to = criteria.to ?? new Date().toISOString();
  const from = criteria.from ?? new Date(Date.parse(to) - defaultPeriod).toISOString();
  if (Date.parse(from) < earliest) throw badInput(['filter', 'from'], 'must not be before the year 1970.');
  if (comparableTime(from) >= comparableTime(to))
    throw badInput(['filter', 'from'], 'must be before filter.to and not in the future.');
  if (Date.parse(to) - Date.parse(from) > maxPeriod)
    throw badInput(['filter', 'from'], 'must be at most 400 days before filter.to.');
  return { scope, criteria: { ...criteria, from, to } };
}

/** The period of the same length right before. */
function precedingPeriod({ scope, criteria }: StatsQuery): StatsQuery {
  const length = Date.parse(criteria.to) - Date.parse(criteria.from);
  const from = new Date(Date.parse(criteria.from) - length).toISOString();
  return { scope, criteria: { ...criteria, from, to: criteria.from } };
}

function top(limit: number): number {
  if (limit < 1 || limit > maxTop) throw badInput(['limit'], `must be between 1 and ${maxTop}.`);
  return limit;
}

/** From the least to the most severe. */
export const severityNames = ['INFO', 'WARNING', 'CRITICAL'] as const;

const securityEventStats: Required<Omit<SecurityEventStatsResolvers, '__isTypeOf'>> = {
  from: ({ criteria }) => criteria.from,
  to: ({ criteria }) => criteria.to,
  total: (query, _, { db }) => stats.countEvents(db, query),
  previousTotal: (query, _, { db }) => stats.countEvents(db, precedingPeriod(query)),
  changePercent: async (query, _, { db }) => {
    const [now, before] = await Promise.all([
      stats.countEvents(db, query),
      stats.countEvents(db, precedingPeriod(query)),
    ]);
    return before === 0 ? null : Math.round(((now - before) / before) * 1_000) / 10;
  },
  unresolved: (query, _, { db }) => stats.countUnresolved(db, query),
  bySeverity: async (query, _, { db }) => {
    const counted = await stats.countBySeverity(db, query);
    return severityNames.toReversed().map((severity) => ({
      severity,
      count: counted.find(({ value }) => openEnum(severityNames, value) === severity)?.count ?? 0,
    }));
  },
  byType: async (query, { limit }, { db }) =>
    (await stats.countByType(db, query, top(limit))).map(({ value, count }) => ({ eventType: value, count })),
  byInstitution: (query, { limit }, { db }) => stats.countByInstitution(db, query, top(limit)),
  byHour: (query, _, { db }) => {
    const { from, to } = query.criteria;
    if (Date.parse(to) - Date.parse(from) > maxHourlyPeriod) {
      throw badInput(['filter', 'from'], 'must be at most 31 days before filter.to when byHour is selected.');
    }
    return stats.countByHour(db, query);
  },
  topAddresses: async (query, { limit }, { db }) =>
    (await stats.countByAddress(db, query, top(limit))).map(({ value, count }) => ({ ipAddress: value, count })),
  topUsers: (query, { limit }, { db }) => stats.countByUser(db, query, top(limit)),
  timeToAcknowledge: (query, _, { db }) => stats.waitingTimes(db, query, 'acknowledged'),
  timeToResolve: (query, _, { db }) => stats.waitingTimes(db, query, 'resolved'),
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
