import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { findByIds } from '../../auth/scope.repository.ts';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { Columns } from '../../db/columns.ts';
import type { DB } from '../../db/generated/tables.ts';
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
import type { Row } from '../../db/repository.ts';
import type { IdSpan } from '../../db/row-cursor.ts';
import { StatementCache } from '../../db/statement-cache.ts';

/** The tables that tell what users did: both have a user, an institution, an entity, an address and a time. */
export type LogTable = 'activity_logs' | 'audit_logs';

/** Which entries, as both tables know it; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface LogCriteria {
  /** Types; one that ends with `.*` stands for all that begin with what is before the `*`. */
  readonly types?: readonly string[] | null;
  readonly userId?: string | null;
  readonly entityType?: string | null;
  readonly entityId?: string | null;
  readonly institutionIds?: Ids | null;
  readonly network?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** What differs between the tables. Conditions name the table `a`. */
export interface LogSource<Table extends LogTable, Criteria extends LogCriteria> {
  readonly table: Table;
  /** Every column of the rows. */
  readonly columns: readonly (keyof Row<Table> & string)[];
  readonly type: keyof Row<Table> & string;
  readonly entityType: keyof Row<Table> & string;
  readonly entityId: keyof Row<Table> & string;
  /** The conditions of what this table alone can be asked for. */
  readonly conditions: (criteria: Criteria) => RawBuilder<SqlBool>[];
  /** Whether an index of what this table alone can be asked for has few rows: a page is best found there. */
  readonly isSelective: (criteria: Criteria) => boolean;
}

/** A query over one of the tables, which it names `a`. */
export type LogQuery<Table extends LogTable> = SelectQueryBuilder<DB & { a: DB[Table] }, 'a', object>;

/** The condition of a value that is given. */
export const given = <Value>(
  value: Value | null | undefined,
  condition: (value: Value) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool>[] => (value == null ? [] : [condition(value)]);

/** Laravel may leave created_at empty: such a row is the oldest of all. */
export const createdAt = sql<string>`coalesce(a.created_at, '-infinity'::timestamp)`;

const byTime = [
  { expression: createdAt, type: 'timestamp', column: { name: 'created_at', ifNull: '-infinity' } },
  { expression: sql.ref('a.id'), type: 'bigint', column: { name: 'id' } },
] as const;

/** The orders of a log; cursors are bound to the name. */
export const logOrders = (name: string) =>
  ({
    NEWEST_FIRST: { name: `${name}_newest`, direction: 'desc', keys: byTime },
    OLDEST_FIRST: { name: `${name}_oldest`, direction: 'asc', keys: byTime },
  }) as const satisfies Record<string, KeysetOrder>;

/** One's own acts always; a row of no institution is seen by whoever sees its user, otherwise by superadmins only. */
function isVisible(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  const own = sql<boolean>`a.user_id = ${scope.userId}`;
  if (scope.kind === 'self') return own;
  const { institutionIds } = scope;
  return sql<boolean>`(${isOneOf('a.institution_id', institutionIds)} or ${own} or (a.institution_id is null and exists (
    select from users u where u.id = a.user_id and u.institution_id = any(${idArray(institutionIds)}))))`;
}

/** Whether a column has one of these values, or begins with one that ends with `.*`. */
function isOfType(column: string, types: readonly string[]): RawBuilder<SqlBool> {
  const prefixes = types.filter((type) => type.endsWith('.*'));
  const exact = types.filter((type) => !type.endsWith('.*'));
  const isExact = sql<SqlBool>`${sql.ref(column)} = any(${exact}::text[])`;
  if (prefixes.length === 0) return isExact;
  const patterns = prefixes.map((prefix) => `${prefix.slice(0, -1).replace(/[\\%_]/g, '\\$&')}%`);
  return sql<SqlBool>`(${isExact} or ${sql.ref(column)} like any(${patterns}::text[]))`;
}

/** Lists of entries, one for each id of `each`, that an index has in the page's order already. */
interface Lists<Criteria> {
  /** A row source of one column, `id`. */
  readonly each: RawBuilder<unknown>;
  /** Which entries belong to the list of `each.id`. */
  readonly belongs: RawBuilder<SqlBool>;
  readonly criteria: Criteria;
}

/** Beyond so many institutions, a walk through all entries meets theirs soon. */
const mergedInstitutions = 100;

/** The reads of a log: what `activity_logs` and `audit_logs` have in common. */
export function logList<Table extends LogTable, Criteria extends LogCriteria>(source: LogSource<Table, Criteria>) {
  /** The entries that match, whoever may see them. */
  function matching(db: Db, criteria: Criteria): LogQuery<Table> {
    const conditions = [
      ...given(criteria.types, (types) => isOfType(`a.${source.type}`, types)),
      ...given(criteria.userId, (id) => sql`a.user_id = ${id}`),
      ...given(criteria.entityType, (type) => sql`${sql.ref(`a.${source.entityType}`)} = ${type}`),
      ...given(criteria.entityId, (id) => sql`${sql.ref(`a.${source.entityId}`)} = ${id}`),
      ...given(criteria.institutionIds, (ids) => isOneOf('a.institution_id', ids)),
      ...given(criteria.network, (network) => sql`api.try_inet(a.ip_address) <<= ${network}::inet`),
      ...given(criteria.from, (from) => sql`${createdAt} >= ${from}::timestamp`),
      ...given(criteria.to, (to) => sql`${createdAt} < ${to}::timestamp`),
      ...source.conditions(criteria),
    ];
    const all = db.selectFrom(`${source.table} as a` as const) as unknown as LogQuery<Table>;
    return all.where((eb) => eb.and(conditions));
  }

  const matchingVisible = (db: Db, scope: Scope, criteria: Criteria): LogQuery<Table> =>
    matching(db, criteria).where(isVisible(scope));

  /** The ordered lists that a page is merged from; null where one index has all that matches in order. */
  function orderedLists(scope: Scope, criteria: Criteria): Lists<Criteria>[] | null {
    const asked = criteria.institutionIds ?? null;
    if (scope.kind === 'self' || criteria.userId != null || criteria.entityId != null) return null;
    if (source.isSelective(criteria)) return null;
    const within = asked === null ? null : new Set(asked);
    const visible =
      scope.kind === 'all'
        ? within
        : within === null
          ? scope.institutionIds
          : scope.institutionIds.intersection(within);
    if (visible === null || visible.size > mergedInstitutions) return null;
    const ofInstitutions = {
      each: sql`unnest(${idArray(visible)})`,
      belongs: sql<boolean>`a.institution_id = each.id`,
      criteria: { ...criteria, institutionIds: null },
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
  function mergedPage(db: Db, lists: readonly Lists<Criteria>[], page: PageRequest): RawBuilder<string> {
    const direction = sql.raw(readDirection(page));
    const nearest = sql`order by at ${direction}, id ${direction} limit ${sql.lit(page.limit + 1)}`;
    const branches = lists.map(({ each, belongs, criteria }) => {
      const list = matching(db, criteria)
        .where(belongs)
        .select([createdAt.as('at'), sql<string>`a.id`.as('id')]);
      return sql`(select found.at, found.id from ${each} as each(id)
        cross join lateral (${withinPage(list, page)}) as found ${nearest})`;
    });
    return sql`select merged.id from (${sql.join(branches, sql` union `)}) as merged ${nearest}`;
  }

  /** The columns asked for; rows have no others, whatever their type says. */
  const selected = (columns: Columns) =>
    source.columns
      .filter((name) => columns === 'all' || columns.has(name))
      .map((name) => sql`${sql.ref(`a.${name}`)}`.as(name));

  const rowsOf = (query: LogQuery<Table>, columns: Columns) =>
    query.select(selected(columns)) as unknown as SelectQueryBuilder<DB & { a: DB[Table] }, 'a', Row<Table>>;

  /** An entry, or of it only what `columns` names. */
  const find = (db: Db, scope: Scope, id: string, columns: Columns = 'all'): Promise<Row<Table> | undefined> =>
    rowsOf(matchingVisible(db, scope, {} as Criteria), columns)
      .where(sql<boolean>`a.id = ${id}`)
      .executeTakeFirst();

  /** The visible ones of these entries, in no order. */
  const findMany = findByIds((db, scope, ids, columns) =>
    rowsOf(matchingVisible(db, scope, {} as Criteria), columns).where(sql<boolean>`a.id = any(${idArray(ids)})`),
  );

  const firstPages = new StatementCache();

  /**
   * One page. An index has the entries of one institution or user in order, not those of many: without the
   * merge, PostgreSQL would sort all that a region ever did, or walk through everybody's.
   */
  async function page(
    db: Db,
    scope: Scope,
    criteria: Criteria,
    request: PageRequest,
    columns: Columns = 'all',
  ): Promise<Page<Row<Table>>> {
    const wanted = withKeyColumns(columns, request.order);
    const lists = orderedLists(scope, criteria);
    const query =
      lists === null
        ? () => matchingVisible(db, scope, criteria)
        : () => matching(db, {} as Criteria).where(sql<boolean>`a.id = any(array(${mergedPage(db, lists, request)}))`);
    const statement = () => pageStatement(rowsOf(query(), wanted), request);
    // The page that everybody opens first is the same statement for all who see everything.
    const isFirst = scope.kind === 'all' && request.after === null && request.before === null;
    if (!isFirst || Object.values(criteria).some((value) => value != null))
      return toPage((await statement().execute()) as Row<Table>[], request);
    const shape = [request.order.name, request.limit, request.backward, ...(wanted === 'all' ? [wanted] : wanted)];
    return toPage((await firstPages.run(db, shape.join(), {}, statement)) as unknown as Row<Table>[], request);
  }

  const total = (db: Db, scope: Scope, criteria: Criteria) => countUpTo(db, matchingVisible(db, scope, criteria));

  /** All entries that match and may be seen, for an export. */
  const inSpan = (db: Db, scope: Scope, criteria: Criteria, { after, upTo }: IdSpan) =>
    rowsOf(matchingVisible(db, scope, criteria), 'all')
      .where(sql<boolean>`a.id > ${after} and a.id <= ${upTo}`)
      .orderBy(sql`a.id`);

  return { source, matchingVisible, find, findMany, page, total, inSpan };
}
