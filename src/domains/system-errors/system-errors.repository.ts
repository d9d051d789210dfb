import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { findByIds } from '../../auth/scope.repository.ts';
import { everything, type Scope } from '../../auth/scope.ts';
import type { Columns } from '../../db/columns.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { systemErrorsRepository } from '../../db/generated/repositories.ts';
import type { SystemErrorRow } from '../../db/generated/tables.ts';
import { idArray, type Ids } from '../../db/id-list.ts';
import {
  countUpTo,
  pageByIndex,
  toPage,
  withKeyColumns,
  type KeysetOrder,
  type Page,
  type PageRequest,
} from '../../db/keyset.ts';
import type { IdSpan } from '../../db/row-cursor.ts';
import { containsText } from '../../db/text-search.ts';

/** An error with its place among equal ones and the version that optimistic locking compares. */
export type SystemErrorView = SystemErrorRow & {
  /** Null until it is grouped, which takes a moment. */
  readonly group_id: string | null;
  readonly number: string | null;
  readonly version: string;
};

/** Which errors; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface SystemErrorCriteria {
  readonly errorTypes?: readonly string[] | null;
  readonly errorCodes?: readonly string[] | null;
  readonly severities?: readonly string[] | null;
  readonly statuses?: readonly string[] | null;
  readonly userId?: string | null;
  readonly institutionIds?: Ids | null;
  readonly groupId?: string | null;
  readonly network?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly search?: string | null;
}

/** Laravel may leave created_at empty: such a row is the oldest of all. */
export const createdAt = sql<string>`coalesce(e.created_at, '-infinity'::timestamp)`;
const byTime = [
  { expression: createdAt, type: 'timestamp', column: { name: 'created_at', ifNull: '-infinity' } },
  { expression: sql.ref('e.id'), type: 'bigint', column: { name: 'id' } },
] as const;

export const systemErrorOrders = {
  NEWEST_FIRST: { name: 'error_newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'error_oldest', direction: 'asc', keys: byTime },
} as const satisfies Record<string, KeysetOrder>;

/** Of one group: the newest first, by an index of the group's own. */
export const occurrenceOrder: KeysetOrder = {
  name: 'error_occurrences',
  direction: 'desc',
  keys: [
    { expression: sql`coalesce(o.occurred_at, '-infinity'::timestamp)`, type: 'timestamp' },
    { expression: sql.ref('o.system_error_id'), type: 'bigint', column: { name: 'id' } },
  ],
};

/** Whether a column names a user of one of these institutions; nobody belongs to none. */
export const isUserOf = (column: string, institutionIds: Ids): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)} in (
    select u.id from users u where u.institution_id = any(${idArray(institutionIds)}))) is true`;

/** An error belongs to whoever it happened to: without a user it is seen by those alone who see everything. */
export function isVisibleUser(scope: Scope, column: string): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  if (scope.kind === 'self') return sql<boolean>`false`;
  return isUserOf(column, scope.institutionIds);
}

/** The status that an empty column means. */
export const status = sql<string>`coalesce(e.status, 'open')`;

/** The visible errors that match, with their place in a group joined as `o`. */
export function matchingVisible(db: Db, scope: Scope, criteria: SystemErrorCriteria) {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  const conditions = [
    isVisibleUser(scope, 'e.user_id'),
    ...given(criteria.errorTypes, (types) => sql`e.error_type = any(${types}::text[])`),
    ...given(criteria.errorCodes, (codes) => sql`e.error_code = any(${codes}::text[])`),
    ...given(criteria.severities, (severities) => sql`e.severity = any(${severities}::text[])`),
    ...given(criteria.statuses, (statuses) => sql`${status} = any(${statuses}::text[])`),
    ...given(criteria.userId, (id) => sql`e.user_id = ${id}`),
    ...given(criteria.institutionIds, (ids) => isUserOf('e.user_id', ids)),
    ...given(criteria.groupId, (id) => sql`o.group_id = ${id}`),
    ...given(criteria.network, (network) => sql`api.try_inet(e.ip_address) <<= ${network}::inet`),
    ...given(criteria.from, (from) => sql`${createdAt} >= ${from}::timestamp`),
    ...given(criteria.to, (to) => sql`${createdAt} < ${to}::timestamp`),
    // Not the message: whoever may search what is scrubbed could guess it, letter by letter.
    ...given(
      criteria.search,
      (text) => sql`(${containsText(text, ['e.error_type'])} or exists (
        select from api.error_groups g where g.id = o.group_id and ${containsText(text, ['g.title'])}))`,
    ),
  ];
  return db
    .selectFrom('system_errors as e')
    .leftJoin('api.error_occurrences as o', 'o.system_error_id', 'e.id')
    .where((eb) => eb.and(conditions));
}

/** The columns of the view and where each of them is. */
const viewColumns: Readonly<Record<string, RawBuilder<unknown>>> = {
  ...Object.fromEntries(systemErrorsRepository.table.selectable.map((name) => [name, sql.ref(`e.${name}`)])),
  group_id: sql.ref('o.group_id'),
  number: sql.ref('o.number'),
  // xmin changes with every write, whichever application makes it.
  version: sql`e.xmin::text`,
};

/** The errors of `matching`. Their rows have the columns asked for and no others, whatever the type says. */
export function selectView(matching: ReturnType<typeof matchingVisible>, columns: Columns = 'all') {
  const selected = Object.entries(viewColumns).filter(([name]) => columns === 'all' || columns.has(name));
  return matching.select(selected.map(([name, column]) => column.as(name))).$castTo<SystemErrorView>();
}

/** An error, or of it only what `columns` names. */
export const findError = (
  db: Db,
  scope: Scope,
  id: string,
  columns: Columns = 'all',
): Promise<SystemErrorView | undefined> =>
  selectView(matchingVisible(db, scope, {}), columns)
    .where('e.id', '=', id)
    .executeTakeFirst();

const byIds = findByIds((db, scope, ids, columns) =>
  selectView(matchingVisible(db, scope, {}), columns).where(sql<boolean>`e.id = any(${idArray(ids)})`),
);

/** Errors by id, where the scope sees them, or of each of them only what `columns`, among them `id`, names. */
export async function findErrors(
  db: Db,
  scope: Scope,
  ids: readonly string[],
  columns: Columns = 'all',
): Promise<Map<string, SystemErrorView>> {
  return new Map((await byIds(db, scope, ids, columns)).map((row) => [row.id, row]));
}

/** The error, locked against other writers until the transaction ends. */
export async function lockError(tx: Transaction, scope: Scope, id: string): Promise<SystemErrorView | undefined> {
  const locked = await tx.selectFrom('system_errors').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return locked && findError(tx, scope, id);
}

/** One page of errors, or of each of them only what `columns` names. */
export async function pageErrors(
  db: Db,
  scope: Scope,
  criteria: SystemErrorCriteria,
  page: PageRequest,
  columns: Columns = 'all',
): Promise<Page<SystemErrorView>> {
  const wanted = withKeyColumns(columns, page.order);
  const view = selectView(matchingVisible(db, everything, {}), wanted);
  return toPage(await pageByIndex(matchingVisible(db, scope, criteria), view, 'e.id', page).execute(), page);
}

export const totalErrors = (db: Db, scope: Scope, criteria: SystemErrorCriteria) =>
  countUpTo(db, matchingVisible(db, scope, criteria));

/** All visible errors that match, for an export. */
export const errorsInSpan = (db: Db, scope: Scope, criteria: SystemErrorCriteria, { after, upTo }: IdSpan) =>
  selectView(matchingVisible(db, scope, criteria))
    .where('e.id', '>', after)
    .where('e.id', '<=', upTo)
    .orderBy('e.id');

/** Changes an error. */
export const updateError = (tx: Transaction, id: string, patch: Parameters<typeof systemErrorsRepository.update>[2]) =>
  systemErrorsRepository.update(tx, id, patch);
