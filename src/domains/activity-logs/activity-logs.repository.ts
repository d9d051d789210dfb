import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { activityLogsRepository } from '../../db/generated/repositories.ts';
import type { ActivityLogRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import { containsText } from '../../db/text-search.ts';
import { given, logList, logOrders, type LogCriteria } from '../logs/log-list.repository.ts';

/** Which activities; null and absent do not restrict. `…Contain` are JSON texts. */
export interface ActivityCriteria extends LogCriteria {
  readonly search?: string | null;
  readonly propertiesContain?: string | null;
  readonly beforeContains?: string | null;
  readonly afterContains?: string | null;
}

export const activityOrders = logOrders('activity');

const activities = logList<'activity_logs', ActivityCriteria>({
  table: 'activity_logs',
  columns: activityLogsRepository.table.selectable,
  type: 'activity_type',
  entityType: 'entity_type',
  entityId: 'entity_id',
  conditions: (criteria) => [
    ...given(criteria.search, (text) => containsText(text, ['a.description'])),
    ...given(criteria.propertiesContain, (json) => sql`a.properties @> ${json}::jsonb`),
    ...given(criteria.beforeContains, (json) => sql`a.before_state @> ${json}::jsonb`),
    ...given(criteria.afterContains, (json) => sql`a.after_state @> ${json}::jsonb`),
  ],
  isSelective: ({ propertiesContain }) => propertiesContain != null,
});

/** What statistics and other lists over activities are made of. */
export const activityList = activities;

/** The activities that match and may be seen. The query names the table `a`. */
export const matchingVisibleActivities = activities.matchingVisible;
export const findActivity = activities.find;
export const pageActivities = activities.page;
export const totalActivities = activities.total;

/** Those of the activities that are there and may be seen, by id. */
export async function findActivities(
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, ActivityLogRow>> {
  const rows = await matchingVisibleActivities(db, scope, {})
    .selectAll('a')
    .where(sql<boolean>`a.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
