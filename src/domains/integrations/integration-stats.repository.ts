import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { isEnabled, isSystemWide, matchingIntegrations } from './integrations.repository.ts';

/** How many integrations are of a type. */
export interface TypeCount {
  readonly type: string;
  readonly count: number;
  readonly enabled: number;
  readonly systemWide: number;
  readonly neverSynced: number;
}

const countWhere = (condition = sql<boolean>`true`) => sql<number>`(count(*) filter (where ${condition}))::integer`;

/** The visible integrations, counted by type, the most frequent first. */
export const countByType = (db: Db, scope: Scope): Promise<TypeCount[]> =>
  matchingIntegrations(db, scope)
    .groupBy('i.integration_type')
    .select([
      sql<string>`i.integration_type`.as('type'),
      countWhere().as('count'),
      countWhere(isEnabled).as('enabled'),
      countWhere(isSystemWide).as('systemWide'),
      countWhere(sql<boolean>`${isEnabled} and i.last_sync_at is null`).as('neverSynced'),
    ])
    .orderBy(sql`count(*) desc, i.integration_type`)
    .execute();
