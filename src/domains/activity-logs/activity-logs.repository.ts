import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { Columns } from '../../db/columns.ts';
import { activityLogsRepository } from '../../db/generated/repositories.ts';
import type { ActivityLogRow } from '../../db/generated/tables.ts';
import { idArray, isOneOf, type Ids } from '../../db/id-list.ts';
import {
  countUpTo,
  pageStatement,
  readDirection,
  toPage,
  withinPage,
  withKeyColumns,
  type KeysetOrder,
  type Page,
  type PageRequest,
} from '../../db/keyset.ts';
import type { IdSpan } from '../../db/row-cursor.ts';
import { StatementCache } from '../../db/statement-cache.ts';
import { containsText } from '../../db/text-search.ts';

/** Which activities; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface ActivityCriteria {
  readonly activityTypes?: readonly string[] | null;
  readonly userId?: string | null;
  readonly entityType?: string | null;
  readonly entityId?: string | null;
  readonly institutionIds?: Ids | null;
  readonly network?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly search?: string | null;
}

/** Laravel may leave created_at empty: such a row is the oldest of all. */
const createdAt = sql<string>`coalesce(a.created_at, '-infinity'::timestamp)`;
const byTime = [
  { expression: createdAt, type: 'timestamp', column: { name: 'created_at', ifNull: '-infinity' } },
  { expression: sql.ref('a.id'), type: 'bigint', column: { name: 'id' } },
] as const;

export const activityOrders = {
  NEWEST_FIRST: { name: 'activity_newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'activity_oldest', direction: 'asc', keys: byTime },
} as const satisfies Record<string, KeysetOrder>;

/** One's own acts always; a row of no institution is seen by whoever sees its user, otherwise by superadmins only. */
function isVisible(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  const own = sql<boolean>`a.user_id = ${scope.userId}`;
  if (scope.kind === 'self') return own;
  const { institutionIds } = scope;
  return sql<boolean>`(${isOneOf('a.institution_id', institutionIds)} or ${own} or (a.institution_id is null and exists (
    select from users u where u.id = a.user_id and u.institution_id = any(${idArray(institutionIds)}))))`;
}

/** The activities that match, whoever may see them. */
function matching(db: Db, criteria: ActivityCriteria) {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  const conditions = [
    ...given(criteria.activityTypes, (types) => sql`a.activity_type = any(${types}::text[])`),
    ...given(criteria.userId, (id) => sql`a.user_id = ${id}`),
    ...given(criteria.entityType, (type) => sql`a.entity_type = ${type}`),
    ...given(criteria.entityId, (id) => sql`a.entity_id = ${id}`),
    ...given(criteria.institutionIds, (ids) => isOneOf('a.institution_id', ids)),
    ...given(criteria.network, (network) => sql`api.try_inet(a.ip_address) <<= ${network}::inet`),
    ...given(criteria.from, (from) => sql`${createdAt} >= ${from}::timestamp`),
    ...given(criteria.to, (to) => sql`${createdAt} < ${to}::timestamp`),
    ...given(criteria.search, (text) => containsText(text, ['a.description'])),
  ];
  return db.selectFrom('activity_logs as a').where((eb) => eb.and(conditions));
}

const matchingVisible = (db: Db, scope: Scope, criteria: ActivityCriteria) =>
  matching(db, criteria).where(isVisible(scope));

/** Lists of activities, one for each id of `each`, that an index has in the page's order already. */
interface Lists {
  /** A row source of one column, `id`. */
  readonly each: RawBuilder<unknown>;
  /** Which activities belong to the list of `each.id`. */
  readonly belongs: RawBuilder<SqlBool>;
  readonly criteria: ActivityCriteria;
}

/** Beyond so many institutions, a walk through all activities meets theirs soon. */
const mergedInstitutions = 100;

/** The ordered lists that a page is merged from; null where one index has all that matches in order. */
function orderedLists(scope: Scope, criteria: ActivityCriteria): Lists[] | null {
  const { institutionIds: asked = null, ...others } = criteria;
  if (scope.kind === 'self' || criteria.userId != null || criteria.entityId != null) return null;
  const within = asked === null ? null : new Set(asked);
  const visible =
    scope.kind === 'all' ? within : within === null ? scope.institutionIds : scope.institutionIds.intersection(within);
  if (visible === null || visible.size > mergedInstitutions) return null;
  const ofInstitutions = {
    each: sql`unnest(${idArray(visible)})`,
    belongs: sql<boolean>`a.institution_id = each.id`,
    criteria: others,
  };
  if (scope.kind === 'all') return [ofInstitutions];
  const own = { each: sql`(values (${scope.userId}::bigint))`, belongs: sql<boolean>`a.user_id = each.id`, criteria };
  if (asked !== null) return [ofInstitutions, own];
  const ofUsers = {
    each: sql`(select u.id from users u where u.institution_id = any(${idArray(visible)}))`,
    belongs: sql<boolean>`(a.institution_id is null and a.user_id = each.id)`,
    criteria,
  };
  return [ofInstitutions, own, ofUsers];
}

/** The ids of a page: of each list no more than the page needs, then of all of them together. */
function mergedPage(db: Db, lists: readonly Lists[], page: PageRequest): RawBuilder<string> {
  const direction = sql.raw(readDirection(page));
  const nearest = sql`order by at ${direction}, id ${direction} limit ${sql.lit(page.limit + 1)}`;
  const branches = lists.map(({ each, belongs, criteria }) => {
    const list = matching(db, criteria)
      .where(belongs)
      .select([createdAt.as('at'), 'a.id']);
    return sql`(select found.at, found.id from ${each} as each(id)
      cross join lateral (${withinPage(list, page)}) as found ${nearest})`;
  });
  return sql`select merged.id from (${sql.join(branches, sql` union `)}) as merged ${nearest}`;
}

/** The columns asked for; rows have no others, whatever their type says. */
const selected = (columns: Columns) =>
  activityLogsRepository.table.selectable
    .filter((name) => columns === 'all' || columns.has(name))
    .map((name) => `a.${name}` as const);

/** An activity, or of it only what `columns` names. */
export const findActivity = (
  db: Db,
  scope: Scope,
  id: string,
  columns: Columns = 'all',
): Promise<ActivityLogRow | undefined> =>
  matchingVisible(db, scope, {}).select(selected(columns)).where('a.id', '=', id).executeTakeFirst();

const firstPages = new StatementCache();

/**
 * One page. An index has the activities of one institution or user in order, not those of many: without the
 * merge, PostgreSQL would sort all that a region ever did, or walk through everybody's.
 */
export async function pageActivities(
  db: Db,
  scope: Scope,
  criteria: ActivityCriteria,
  page: PageRequest,
  columns: Columns = 'all',
): Promise<Page<ActivityLogRow>> {
  const wanted = selected(withKeyColumns(columns, page.order));
  const lists = orderedLists(scope, criteria);
  const query =
    lists === null
      ? () => matchingVisible(db, scope, criteria)
      : () =>
          db.selectFrom('activity_logs as a').where(sql<boolean>`a.id = any(array(${mergedPage(db, lists, page)}))`);
  const statement = () => pageStatement(query().select(wanted), page);
  // The page that everybody opens first is the same statement for all who see everything.
  const isFirst = scope.kind === 'all' && page.after === null && page.before === null;
  if (!isFirst || Object.values(criteria).some((value) => value != null))
    return toPage(await statement().execute(), page);
  const shape = [page.order.name, page.limit, page.backward, ...wanted].join();
  return toPage(await firstPages.run(db, shape, {}, statement), page);
}

export const totalActivities = (db: Db, scope: Scope, criteria: ActivityCriteria) =>
  countUpTo(db, matchingVisible(db, scope, criteria));

/** All visible activities that match, for an export. */
export const activitiesInSpan = (db: Db, scope: Scope, criteria: ActivityCriteria, { after, upTo }: IdSpan) =>
  matchingVisible(db, scope, criteria)
    .select(selected('all'))
    .where('a.id', '>', after)
    .where('a.id', '<=', upTo)
    .orderBy('a.id');
