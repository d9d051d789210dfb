import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import type { ConfigScope } from './config-visibility.repository.ts';
import { matchingConfigs } from './configs.repository.ts';

/** Counts of the settings that a scope shows. */
export interface ConfigCounts {
  readonly total: number;
  readonly keys: number;
  readonly encrypted: number;
  readonly hidden: number;
  readonly readonly: number;
}

export const countConfigs = (db: Db, scope: ConfigScope): Promise<ConfigCounts> =>
  matchingConfigs(db, scope, {})
    .select([
      sql<number>`count(*)::integer`.as('total'),
      sql<number>`count(distinct c.config_key)::integer`.as('keys'),
      sql<number>`(count(*) filter (where c.is_encrypted))::integer`.as('encrypted'),
      sql<number>`(count(*) filter (where c.is_hidden))::integer`.as('hidden'),
      sql<number>`(count(*) filter (where c.is_readonly))::integer`.as('readonly'),
    ])
    .executeTakeFirstOrThrow();

const groups = { scope: sql`coalesce(c.scope, 'global')`, dataType: sql`c.data_type`, key: sql`c.config_key` };

/** How many settings each value of a group has, the largest first. */
export const countConfigsBy = (db: Db, scope: ConfigScope, group: keyof typeof groups, limit: number) =>
  matchingConfigs(db, scope, {})
    .select([sql<string>`${groups[group]}`.as('value'), sql<number>`count(*)::integer`.as('count')])
    .groupBy(groups[group])
    .orderBy(sql`count(*)`, 'desc')
    .orderBy(groups[group])
    .limit(limit)
    .execute();
