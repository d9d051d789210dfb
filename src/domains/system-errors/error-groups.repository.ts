import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { everything, type Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { ErrorGroupRow } from '../../db/generated/tables.ts';
import { idArray, type Ids } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { containsText } from '../../db/text-search.ts';
import { severities } from './error-grouping.repository.ts';
import { isUserOf, isVisibleUser } from './system-errors.repository.ts';

/** A group as a viewer sees it: the figures are of visible errors, and what gives others away is null. */
export type ErrorGroupView = ErrorGroupRow & {
  /** Whether the viewer sees all of its errors. */
  readonly is_whole: boolean;
};

/** Which groups; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface ErrorGroupCriteria {
  readonly ids?: readonly string[] | null;
  readonly statuses?: readonly string[] | null;
  readonly severities?: readonly string[] | null;
  readonly errorTypes?: readonly string[] | null;
  readonly errorCodes?: readonly string[] | null;
  readonly assignedToId?: string | null;
  readonly institutionIds?: Ids | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly search?: string | null;
}

const seen = (column: 'first_seen_at' | 'last_seen_at') =>
  ({
    expression: sql`coalesce(${sql.ref(`g.${column}`)}, '-infinity'::timestamp)`,
    type: 'timestamp',
    column: { name: column, ifNull: '-infinity' },
  }) as const;
const id = { expression: sql.ref('g.id'), type: 'bigint', column: { name: 'id' } } as const;
const count = {
  expression: sql.ref('g.occurrence_count'),
  type: 'bigint',
  column: { name: 'occurrence_count' },
} as const;

export const errorGroupOrders = {
  LAST_SEEN: { name: 'group_last_seen', direction: 'desc', keys: [seen('last_seen_at'), id] },
  FIRST_SEEN: { name: 'group_first_seen', direction: 'desc', keys: [seen('first_seen_at'), id] },
  COUNT: { name: 'group_count', direction: 'desc', keys: [count, id] },
} as const satisfies Record<string, KeysetOrder>;

/** Whether no error of the group is hidden from the scope. */
const isWhole = (scope: Scope): RawBuilder<boolean> =>
  scope.kind === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`not exists (select from api.error_group_users hidden
        where hidden.group_id = g.id and not ${isVisibleUser(scope, 'hidden.user_id')})`;

/**
 * The groups as the scope sees them: those with visible errors, with the figures of these. Whoever sees some errors
 * of a group learns nothing from it of the others: neither how many there are nor when one came.
 */
function visibleGroups(db: Db, scope: Scope, ids: readonly string[] | null) {
  const all = db.selectFrom('api.error_groups as g');
  if (scope.kind === 'all') return all;
  const whole = isWhole(scope);
  // PostgreSQL does not carry it into what is grouped, and would add up the figures of all groups.
  const among = ids === null ? sql<boolean>`true` : sql<boolean>`u.group_id = any(${idArray(ids)})`;
  const ifWhole = (column: keyof ErrorGroupRow) => sql`case when ${whole} then ${sql.ref(`g.${column}`)} end`;
  const details = (
    [
      'decided_by',
      'decided_at',
      'notes',
      'resolved_through',
      'ignored_until',
      'ignored_until_occurrence',
      'regressed_at',
      'regression_count',
    ] as const
  ).map((column) => sql`${ifWhole(column)} as ${sql.ref(column)}`);
  const visible = sql<ErrorGroupRow>`(
    select g.id, g.fingerprint, g.error_type, g.error_code, g.title, g.culprit, g.status, g.revision,
      (${severities})[f.severity] as severity, f.first_seen_at, f.last_seen_at, f.occurrence_count, g.assigned_to,
      g.assigned_at, ${sql.join(details)}
    from api.error_groups g join (
      select u.group_id, sum(u.occurrence_count)::bigint as occurrence_count, min(u.first_seen_at) as first_seen_at,
        max(u.last_seen_at) as last_seen_at, max(array_position(${severities}, u.severity::text)) as severity
      from api.error_group_users u where ${isVisibleUser(scope, 'u.user_id')} and ${among}
      group by u.group_id
    ) as f on f.group_id = g.id)`;
  return db.selectFrom(visible.as('g')) as unknown as typeof all;
}

/** The visible groups that match. */
export function matchingGroups(db: Db, scope: Scope, criteria: ErrorGroupCriteria = {}) {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  const conditions = [
    ...given(criteria.ids, (ids) => sql<boolean>`g.id = any(${idArray(ids)})`),
    ...given(criteria.statuses, (statuses) => sql<boolean>`g.status = any(${statuses}::text[])`),
    ...given(criteria.severities, (wanted) => sql<boolean>`g.severity = any(${wanted}::text[])`),
    ...given(criteria.errorTypes, (types) => sql<boolean>`g.error_type = any(${types}::text[])`),
    ...given(criteria.errorCodes, (codes) => sql<boolean>`g.error_code = any(${codes}::text[])`),
    ...given(criteria.assignedToId, (user) => sql<boolean>`g.assigned_to = ${user}`),
    // Only users whom the viewer may see: a group is not found by an institution that it does not concern for them.
    ...given(
      criteria.institutionIds,
      (ids) => sql<boolean>`exists (select from api.error_group_users of_institution
        where of_institution.group_id = g.id and ${isUserOf('of_institution.user_id', ids)}
          and ${isVisibleUser(scope, 'of_institution.user_id')})`,
    ),
    ...given(criteria.from, (from) => sql<boolean>`g.last_seen_at >= ${from}::timestamp`),
    ...given(criteria.to, (to) => sql<boolean>`g.first_seen_at < ${to}::timestamp`),
    ...given(criteria.search, (text) => containsText(text, ['g.error_type', 'g.title', 'g.culprit'])),
  ];
  return visibleGroups(db, scope, criteria.ids ?? null).where((eb) => eb.and(conditions));
}

const columns = [
  'id',
  'fingerprint',
  'error_type',
  'error_code',
  'title',
  'culprit',
  'status',
  'revision',
  'severity',
  'first_seen_at',
  'last_seen_at',
  'occurrence_count',
  'assigned_to',
  'assigned_at',
  'decided_by',
  'decided_at',
  'notes',
  'resolved_through',
  'ignored_until',
  'ignored_until_occurrence',
  'regressed_at',
  'regression_count',
] as const;

const selectView = (db: Db, scope: Scope, criteria?: ErrorGroupCriteria) =>
  matchingGroups(db, scope, criteria)
    .select(columns.map((column) => `g.${column}` as const))
    .select(isWhole(scope).as('is_whole'))
    .$castTo<ErrorGroupView>();

/** The group, where the scope sees one of its errors. */
export const findGroup = (db: Db, scope: Scope, groupId: string): Promise<ErrorGroupView | undefined> =>
  selectView(db, scope).where('g.id', '=', groupId).executeTakeFirst();

/** Groups by id, where the scope sees them. */
export async function findGroups(db: Db, scope: Scope, ids: readonly string[]): Promise<Map<string, ErrorGroupView>> {
  const rows = await selectView(db, scope, { ids }).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export const pageGroups = (db: Db, scope: Scope, criteria: ErrorGroupCriteria, page: PageRequest) =>
  readPage(selectView(db, scope, criteria), page);

export const totalGroups = (db: Db, scope: Scope, criteria: ErrorGroupCriteria) =>
  countUpTo(db, matchingGroups(db, scope, criteria));

/** The group, locked against other writers until the transaction ends: nothing is counted in it meanwhile. */
export async function lockGroup(tx: Transaction, scope: Scope, groupId: string): Promise<ErrorGroupView | undefined> {
  const locked = await tx
    .selectFrom('api.error_groups')
    .select('id')
    .where('id', '=', groupId)
    .forUpdate()
    .executeTakeFirst();
  return locked && findGroup(tx, scope, groupId);
}

export type GroupPatch = Partial<Record<keyof ErrorGroupRow, string | number | null | RawBuilder<unknown>>>;

/** Changes a locked group, which gets another version by it. */
export async function updateGroup(tx: Transaction, groupId: string, patch: GroupPatch): Promise<void> {
  await tx
    .updateTable('api.error_groups')
    .set({ ...(patch as object), revision: sql<number>`revision + 1` })
    .where('id', '=', groupId)
    .execute();
}

/**
 * When the last of the first `number` occurrences was, and whether one beyond them came after it. Where retention has
 * removed them all, what is left came after them.
 */
export async function occurrencesUpTo(
  tx: Transaction,
  groupId: string,
  number: number,
): Promise<{ until: string | null; hasLater: boolean }> {
  const { rows } = await sql<{ until: string | null; hasLater: boolean }>`
    select known.until::text as until, exists (select from api.error_occurrences o
        where o.group_id = ${groupId} and o.number > ${number}
          and o.occurred_at > case when known.remain then known.until else '-infinity' end) as "hasLater"
    from (select max(occurred_at) as until, count(*) > 0 as remain from api.error_occurrences
      where group_id = ${groupId} and number <= ${number}) as known`.execute(tx);
  return rows[0] ?? { until: null, hasLater: false };
}

/** A group of the feed, with what decides who may see it. */
export interface FeedErrorGroup {
  readonly id: string;
  readonly status: string;
  readonly error_type: string;
  /** Of the users to whom it happened. */
  readonly institution_ids: readonly string[];
}

/**
 * Groups for the feed, by id. Feeds read without a scope: the hub loads a row once for all its subscribers and asks
 * for each of them whether it is visible.
 */
export async function loadFeedGroups(db: Db, ids: readonly string[]): Promise<Map<string, FeedErrorGroup>> {
  const rows = await matchingGroups(db, everything)
    .select(['g.id', 'g.status', 'g.error_type'])
    .select(
      sql<string[]>`array(select distinct u.institution_id::text from api.error_group_users gu
        join users u on u.id = gu.user_id where gu.group_id = g.id and u.institution_id is not null)`.as(
        'institution_ids',
      ),
    )
    .where(sql<boolean>`g.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
