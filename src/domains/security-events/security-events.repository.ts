import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { everything, type Scope } from '../../auth/scope.ts';
import { findByIds, placed, scopeIds } from '../../auth/scope.repository.ts';
import type { Columns } from '../../db/columns.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { SecurityEventRow, SecurityEventTriageRow } from '../../db/generated/tables.ts';
import { securityEventsRepository } from '../../db/generated/repositories.ts';
import { idArray, idText, isOneOf, type Ids } from '../../db/id-list.ts';
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
import { StatementCache } from '../../db/statement-cache.ts';
import { containsText } from '../../db/text-search.ts';

/** An event with its triage and the version that optimistic locking compares. */
export type SecurityEventView = SecurityEventRow &
  Nullable<Omit<SecurityEventTriageRow, 'event_id'>> & { version: string };

type Nullable<T> = { [K in keyof T]: T[K] | null };

export type SecurityEventState = 'OPEN' | 'ACKNOWLEDGED' | 'ESCALATED' | 'RESOLVED';

/** Which events; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface SecurityEventCriteria {
  readonly eventTypes?: readonly string[] | null;
  readonly severities?: readonly string[] | null;
  readonly states?: readonly SecurityEventState[] | null;
  readonly resolutions?: readonly string[] | null;
  readonly institutionIds?: Ids | null;
  readonly userId?: string | null;
  readonly targetUserId?: string | null;
  readonly assignedToId?: string | null;
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

export const securityEventOrders = {
  NEWEST_FIRST: { name: 'newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'oldest', direction: 'asc', keys: byTime },
  MOST_SEVERE_FIRST: {
    name: 'severity',
    direction: 'desc',
    keys: [{ expression: sql`api.severity_rank(e.severity)`, type: 'integer' }, ...byTime],
  },
} as const satisfies Record<string, KeysetOrder>;

/** A row of no institution is seen by whoever sees one of its users; otherwise by superadmins only. */
function isVisible(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  if (scope.kind === 'self') return sql<boolean>`false`;
  const { institutionIds } = scope;
  return sql<boolean>`(${isOneOf('e.institution_id', institutionIds)} or (e.institution_id is null and exists (
    select from users u where u.id in (e.user_id, e.target_user_id)
      and u.institution_id = any(${idArray(institutionIds)}))))`;
}

const stateCondition: Record<SecurityEventState, RawBuilder<boolean>> = {
  OPEN: sql<boolean>`(e.resolution is null and triage.acknowledged_at is null)`,
  ACKNOWLEDGED: sql<boolean>`(e.resolution is null and triage.acknowledged_at is not null)`,
  ESCALATED: sql<boolean>`e.resolution = 'escalated'`,
  RESOLVED: sql<boolean>`e.resolution <> 'escalated'`,
};

const anyState = (states: readonly SecurityEventState[]): RawBuilder<SqlBool> =>
  states.length === 0
    ? sql`false`
    : sql`(${sql.join(
        states.map((state) => stateCondition[state]),
        sql` or `,
      )})`;

/** One severity has an index in the order of time; of several, PostgreSQL would have to merge what it reads. */
const isSeverity = ([only, ...others]: readonly string[]): RawBuilder<SqlBool> =>
  only !== undefined && others.length === 0
    ? sql`e.severity = ${only}`
    : sql`e.severity = any(${only === undefined ? [] : [only, ...others]}::text[])`;

/** Where an event stands; the same rule as the filter's. */
export function stateOf(event: Pick<SecurityEventView, 'resolution' | 'acknowledged_at'>): SecurityEventState {
  if (event.resolution === 'escalated') return 'ESCALATED';
  if (event.resolution !== null) return 'RESOLVED';
  return event.acknowledged_at === null ? 'OPEN' : 'ACKNOWLEDGED';
}

/** The visible events that match, with their triage joined as `triage`. */
export function matchingEvents(db: Db, scope: Scope, criteria: SecurityEventCriteria) {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  const conditions = [
    isVisible(scope),
    ...given(criteria.eventTypes, (types) => sql`e.event_type = any(${types}::text[])`),
    ...given(criteria.severities, isSeverity),
    ...given(criteria.states, anyState),
    ...given(criteria.resolutions, (resolutions) => sql`e.resolution = any(${resolutions}::text[])`),
    ...given(criteria.institutionIds, (ids) => isOneOf('e.institution_id', ids)),
    ...given(criteria.userId, (id) => sql`e.user_id = ${id}`),
    ...given(criteria.targetUserId, (id) => sql`e.target_user_id = ${id}`),
    ...given(criteria.assignedToId, (id) => sql`triage.assigned_to = ${id}`),
    ...given(criteria.network, (network) => sql`api.try_inet(e.ip_address) <<= ${network}::inet`),
    ...given(criteria.from, (from) => sql`${createdAt} >= ${from}::timestamp`),
    ...given(criteria.to, (to) => sql`${createdAt} < ${to}::timestamp`),
    ...given(criteria.search, (text) => containsText(text, ['e.description'])),
  ];
  return db
    .selectFrom('security_events as e')
    .leftJoin('api.security_event_triage as triage', 'triage.event_id', 'e.id')
    .where((eb) => eb.and(conditions));
}

const triageColumns = [
  'acknowledged_at',
  'acknowledged_by',
  'assigned_to',
  'assigned_at',
  'assigned_by',
  'escalated_at',
  'escalated_by',
  'escalation_reason',
] as const;

type TriageColumn = (typeof triageColumns)[number];

/** The columns of the view and where each of them is. */
const viewColumns: Readonly<Record<string, RawBuilder<unknown>>> = {
  ...Object.fromEntries(securityEventsRepository.table.selectable.map((name) => [name, sql.ref(`e.${name}`)])),
  ...Object.fromEntries(triageColumns.map((name) => [name, sql.ref(`triage.${name}`)])),
  // xmin changes with every write, whichever application makes it.
  version: sql`e.xmin::text || '.' || coalesce(triage.xmin::text, '0')`,
};

/** The events of `matching`. Their rows have the columns asked for and no others, whatever the type says. */
function selectView(matching: ReturnType<typeof matchingEvents>, columns: Columns = 'all') {
  const selected = Object.entries(viewColumns).filter(([name]) => columns === 'all' || columns.has(name));
  return matching.select(selected.map(([name, column]) => column.as(name))).$castTo<SecurityEventView>();
}

const byId = new StatementCache();

/** An event, or of it only what `columns` names. */
export const findEvent = async (
  db: Db,
  scope: Scope,
  id: string,
  columns: Columns = 'all',
): Promise<SecurityEventView | undefined> => {
  const shape = `${scope.kind} ${columns === 'all' ? columns : [...columns].join()}`;
  const [event] = await byId.run(db, shape, { id, institutionIds: scopeIds(scope) }, (given) =>
    selectView(matchingEvents(db, placed(scope, given.institutionIds), {}), columns).where('e.id', '=', given.id),
  );
  return event;
};

/** The visible ones of these events, in no order. */
export const findEvents = findByIds((db, scope, ids, columns) =>
  selectView(matchingEvents(db, scope, {}), columns).where(sql<boolean>`e.id = any(${idArray(ids)})`),
);

/** The event, locked against other writers until the transaction ends. */
export async function lockEvent(tx: Transaction, scope: Scope, id: string): Promise<SecurityEventView | undefined> {
  const locked = await tx
    .selectFrom('security_events')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return locked && findEvent(tx, scope, id);
}

/** Criteria as values of a cached statement; null where its text depends on more than which of them there are. */
export function criteriaValues({ states, search, severities, institutionIds, ...others }: SecurityEventCriteria) {
  const [severity = null, ...more] = severities ?? [];
  const one = institutionIds != null && [...institutionIds].length === 1;
  if (states != null || search != null || more.length > 0 || severities?.length === 0 || one) return null;
  return { ...others, severity, institutionIds: institutionIds == null ? null : idText(institutionIds) };
}

/** The same criteria made of the placeholders of these values. */
export const givenCriteria = ({
  severity,
  institutionIds,
  ...others
}: NonNullable<ReturnType<typeof criteriaValues>>): SecurityEventCriteria => ({
  ...others,
  severities: severity === null ? null : [severity],
  institutionIds: institutionIds as unknown as Ids | null,
});

const pages = new StatementCache();

/** One page of events, or of each of them only what `columns` names. */
export async function pageEvents(
  db: Db,
  scope: Scope,
  criteria: SecurityEventCriteria,
  page: PageRequest,
  columns: Columns = 'all',
): Promise<Page<SecurityEventView>> {
  const wanted = withKeyColumns(columns, page.order);
  const build = (visible: Scope, chosen: SecurityEventCriteria) =>
    pageByIndex(
      matchingEvents(db, visible, chosen),
      selectView(matchingEvents(db, everything, {}), wanted),
      'e.id',
      page,
    );
  const own = scope.kind === 'subtree' && scope.institutionIds.size === 1;
  const values = page.after || page.before || own ? null : criteriaValues(criteria);
  if (values === null) return toPage(await build(scope, criteria).execute(), page);
  const shape = [
    scope.kind,
    page.order.name,
    page.limit,
    page.backward,
    ...(wanted === 'all' ? [wanted] : wanted),
  ].join();
  const within = { ...values, scopeIds: scopeIds(scope) };
  const found = await pages.run(db, shape, within, ({ scopeIds: ids, ...given }) =>
    build(placed(scope, ids), givenCriteria(given)),
  );
  return toPage(found, page);
}

export const totalEvents = (db: Db, scope: Scope, criteria: SecurityEventCriteria) =>
  countUpTo(db, matchingEvents(db, scope, criteria));

/** All visible events that match, for an export. */
export const eventsInSpan = (db: Db, scope: Scope, criteria: SecurityEventCriteria, { after, upTo }: IdSpan) =>
  selectView(matchingEvents(db, scope, criteria))
    .where('e.id', '>', after)
    .where('e.id', '<=', upTo)
    .orderBy('e.id');

/** A new event, which nobody has touched yet. */
export async function insertEvent(
  tx: Transaction,
  event: Parameters<typeof securityEventsRepository.insert>[1],
): Promise<SecurityEventView> {
  const { version, ...row } = await securityEventsRepository.insertVersioned(tx, event);
  return { ...row, ...untouched, version: `${version}.0` };
}

const untouched = Object.fromEntries(triageColumns.map((name) => [name, null])) as Record<TriageColumn, null>;

export const updateEvent = (
  tx: Transaction,
  id: string,
  patch: Parameters<typeof securityEventsRepository.update>[2],
) => securityEventsRepository.update(tx, id, patch);

/** Writes triage columns; absent ones keep their value. */
export async function updateTriage(
  tx: Transaction,
  eventId: string,
  patch: Partial<Omit<SecurityEventTriageRow, 'event_id'>>,
): Promise<void> {
  await tx
    .insertInto('api.security_event_triage')
    .values({ event_id: eventId, ...patch })
    .onConflict((conflict) => conflict.column('event_id').doUpdateSet(patch))
    .execute();
}

/** An event of the feed, with what decides who may see it. */
export type FeedSecurityEvent = SecurityEventView & {
  readonly user_institution_id: string | null;
  readonly target_user_institution_id: string | null;
};

/**
 * Events for the feed, by id. Feeds read without a scope: the hub loads a row once for all its
 * subscribers and asks for each of them whether it is visible.
 */
export async function loadFeedEvents(db: Db, ids: readonly string[]): Promise<Map<string, FeedSecurityEvent>> {
  const rows = await selectView(matchingEvents(db, everything, {}))
    .leftJoin('users as actor', 'actor.id', 'e.user_id')
    .leftJoin('users as target', 'target.id', 'e.target_user_id')
    .select(['actor.institution_id as user_institution_id', 'target.institution_id as target_user_institution_id'])
    .where(sql<boolean>`e.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
