import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { matchingVisible, status, type SystemErrorCriteria } from './system-errors.repository.ts';

/** What a statistics object asks about: visible errors that match, within a period whose ends are set. */
export interface ErrorStatsQuery {
  readonly scope: Scope;
  readonly criteria: SystemErrorCriteria & { readonly from: string; readonly to: string };
}

const dimensions = {
  severity: sql<string>`e.severity`,
  status,
  type: sql<string>`e.error_type`,
  hour: sql<string>`date_trunc('hour', e.created_at)::text`,
  day: sql<string>`date_trunc('day', e.created_at)::text`,
} as const;

export type ErrorDimension = keyof typeof dimensions;

/** How many of the most frequent values are given, except of hours and days. */
const maxValues = 50;

/** How many errors there are of each value of a dimension, the most frequent first. */
export async function countErrorsBy(
  db: Db,
  { scope, criteria }: ErrorStatsQuery,
  dimension: ErrorDimension,
): Promise<{ value: string; count: number }[]> {
  const counted = matchingVisible(db, scope, criteria)
    .select([dimensions[dimension].as('value'), sql<number>`count(*)::integer`.as('count')])
    .groupBy(dimensions[dimension])
    .orderBy(sql`count(*) desc`)
    .orderBy('value');
  return (dimension === 'type' ? counted.limit(sql.lit(maxValues)) : counted).execute();
}
