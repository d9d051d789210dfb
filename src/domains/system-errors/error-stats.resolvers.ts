import { openEnum } from '../../graphql/open-enum.ts';
import { top } from '../../graphql/stats-arguments.ts';
import type { ErrorStatsResolvers } from '../../graphql/types.ts';
import { severityNames, statusNames } from './error-names.ts';
import { bucketsOf } from './error-period.ts';
import { countErrorsBy } from './error-stats.repository.ts';

const field = ['filter'];

/** Figures over errors, each counted when it is selected. */
export const errorStatsResolvers: Required<Omit<ErrorStatsResolvers, '__isTypeOf'>> = {
  from: ({ criteria }) => criteria.from,
  to: ({ criteria }) => criteria.to,
  total: async (query, _, { db }) =>
    (await countErrorsBy(db, query, 'status')).reduce((sum, { count }) => sum + count, 0),
  bySeverity: async (query, _, { db }) =>
    named(severityNames.toReversed(), await countErrorsBy(db, query, 'severity'), 'severity'),
  byStatus: async (query, _, { db }) => named(statusNames, await countErrorsBy(db, query, 'status'), 'status'),
  byType: async (query, { limit }, { db }) => {
    const size = top(limit);
    const counted = await countErrorsBy(db, query, 'type');
    return counted.slice(0, size).map(({ value, count }) => ({ errorType: value, count }));
  },
  byHour: async (query, _, { db }) => {
    const hours = bucketsOf(query.criteria, 'hour', field);
    const counted = new Map((await countErrorsBy(db, query, 'hour')).map(({ value, count }) => [value, count]));
    return hours.map((hour) => ({ hour, count: counted.get(hour) ?? 0 }));
  },
  byDay: async (query, _, { db }) => {
    const days = bucketsOf(query.criteria, 'day', field);
    const counted = new Map((await countErrorsBy(db, query, 'day')).map(({ value, count }) => [value, count]));
    return days.map((day) => ({ day, count: counted.get(day) ?? 0 }));
  },
};

/** Counts by the names of an enum, those without errors included, and what it does not know where there is any. */
function named<Name extends string, Field extends string>(
  names: readonly Name[],
  counted: readonly { value: string; count: number }[],
  key: Field,
) {
  const sumOf = (name: Name | 'OTHER') =>
    counted.reduce((sum, { value, count }) => (openEnum(names, value) === name ? sum + count : sum), 0);
  const others = sumOf('OTHER');
  const known = names.map(
    (name) => ({ [key]: name, count: sumOf(name) }) as Record<Field, Name | 'OTHER'> & { count: number },
  );
  return others === 0
    ? known
    : [...known, { [key]: 'OTHER', count: others } as Record<Field, 'OTHER'> & { count: number }];
}
