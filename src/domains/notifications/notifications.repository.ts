import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { SystemNotificationRow } from '../../db/generated/tables.ts';
import { systemNotificationsRepository } from '../../db/generated/repositories.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { containsText } from '../../db/text-search.ts';
import { addressed, managed, type NotificationScope, type Recipient } from './notification-visibility.repository.ts';
import type { ReadState } from './notification-reads.repository.ts';

export type NotificationState = 'SCHEDULED' | 'ACTIVE' | 'ENDED';

/** A notification with where it stood when it was read, and the version that optimistic locking compares. */
export type NotificationView = SystemNotificationRow & {
  readonly state: NotificationState;
  readonly version: string;
};

/** A notification of the feed, with when it ends by the clock of performance.now(), which nobody sets. */
export type FeedNotification = NotificationView & { readonly endsAt: number | null };

/** One of the viewer's own notifications; no `read_at`: not read. */
export type MyNotification = NotificationView & { [K in keyof ReadState]: ReadState[K] | null };

/** Which notifications; null and absent do not restrict. */
export interface NotificationCriteria {
  readonly states?: readonly NotificationState[] | null;
  readonly types?: readonly string[] | null;
  readonly levels?: readonly string[] | null;
  readonly createdById?: string | null;
  readonly search?: string | null;
}

export interface MyNotificationCriteria extends Pick<NotificationCriteria, 'types' | 'levels'> {
  readonly unreadOnly: boolean;
  readonly includeDismissed: boolean;
}

/** Laravel may leave created_at empty: such a row is the oldest of all. */
const byTime = [
  {
    expression: sql`coalesce(n.created_at, '-infinity'::timestamp)`,
    type: 'timestamp',
    column: { name: 'created_at', ifNull: '-infinity' },
  },
  { expression: sql.ref('n.id'), type: 'bigint', column: { name: 'id' } },
] as const;

export const notificationOrders = {
  NEWEST_FIRST: { name: 'newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'oldest', direction: 'asc', keys: byTime },
} as const satisfies Record<string, KeysetOrder>;

const isUnread = sql<boolean>`mine.id is null`;

export const unreadFirst: KeysetOrder = {
  name: 'unread',
  direction: 'desc',
  keys: [{ expression: sql`(${isUnread})::integer`, type: 'integer' }, ...byTime],
};

/** Moves on within a transaction, unlike now(): what was waited for a lock has not become older. */
const nowUtc = sql`statement_timestamp() at time zone 'utc'`;
const isStarted = sql`coalesce(n.start_at <= ${nowUtc}, true)`;
/** In this form for the index on the same expression. */
const isRunning = sql`coalesce(n.end_at, 'infinity'::timestamp) > ${nowUtc}`;
export const isActive = sql<boolean>`(${isRunning} and ${isStarted})`;

const state = sql<NotificationState>`case when not (${isRunning}) then 'ENDED' when ${isStarted} then 'ACTIVE' else 'SCHEDULED' end`;

const columns = systemNotificationsRepository.table.selectable.map((column) => `n.${column}` as const);

const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
  value == null ? [] : [condition(value)];

const matching = ({ states, types, levels, createdById, search }: NotificationCriteria): RawBuilder<SqlBool>[] => [
  ...given(states, (values) => sql`${state} = any(${values}::text[])`),
  ...given(types, (values) => sql`n.type = any(${values}::text[])`),
  ...given(levels, (values) => sql`coalesce(n.level, 'info') = any(${values}::text[])`),
  ...given(createdById, (id) => sql`n.created_by = ${id}`),
  ...given(search, (text) => containsText(text, ['n.title', 'n.message'])),
];

const selectNotifications = (db: Db, conditions: readonly RawBuilder<SqlBool>[]) =>
  db.selectFrom('system_notifications as n').where((eb) => eb.and(conditions));

const viewColumns = [
  state.as('state'),
  // xmin changes with every write, whichever application makes it.
  sql<string>`n.xmin::text`.as('version'),
] as const;

const selectViews = (db: Db, conditions: readonly RawBuilder<SqlBool>[]) =>
  selectNotifications(db, conditions).select(columns).select(viewColumns);

const isReceived = (recipient: Recipient) => sql<boolean>`(${isActive} and ${addressed(recipient)})`;

const isVisible = ({ manages, receives }: NotificationScope) =>
  receives === null ? managed(manages) : sql<boolean>`(${managed(manages)} or ${isReceived(receives)})`;

export const findNotification = (db: Db, scope: NotificationScope, id: string): Promise<NotificationView | undefined> =>
  selectViews(db, [isVisible(scope)])
    .where('n.id', '=', id)
    .executeTakeFirst();

/** The notification, locked against other writers until the transaction ends. */
export async function lockNotification(
  tx: Transaction,
  scope: NotificationScope,
  id: string,
): Promise<NotificationView | undefined> {
  const locked = await tx
    .selectFrom('system_notifications')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return locked && findNotification(tx, scope, id);
}

/** An active notification that the recipient is addressed by, kept from being deleted until the transaction ends. */
export const holdReceived = (
  tx: Transaction,
  recipient: Recipient,
  id: string,
): Promise<NotificationView | undefined> =>
  selectViews(tx, [isReceived(recipient)])
    .where('n.id', '=', id)
    .forKeyShare()
    .executeTakeFirst();

/** Notifications that are managed under the scope. */
export const pageNotifications = (db: Db, scope: Scope, criteria: NotificationCriteria, page: PageRequest) =>
  readPage(selectViews(db, [managed(scope), ...matching(criteria)]), page);

export const totalNotifications = (db: Db, scope: Scope, criteria: NotificationCriteria) =>
  countUpTo(db, selectNotifications(db, [managed(scope), ...matching(criteria)]));

function selectMine(db: Db, recipient: Recipient, criteria: MyNotificationCriteria) {
  const { unreadOnly, includeDismissed } = criteria;
  return selectNotifications(db, [
    isReceived(recipient),
    ...(unreadOnly ? [isUnread] : []),
    ...(includeDismissed ? [] : [sql<boolean>`mine.dismissed is not true`]),
    ...matching(criteria),
  ]).leftJoin('system_notification_reads as mine', (join) =>
    join.onRef('mine.notification_id', '=', 'n.id').on('mine.user_id', '=', recipient.userId),
  );
}

/** Active notifications for the recipient, with how the recipient has read them. */
export const pageMyNotifications = (
  db: Db,
  recipient: Recipient,
  criteria: MyNotificationCriteria,
  page: PageRequest,
) =>
  readPage(
    selectMine(db, recipient, criteria)
      .select(columns)
      .select(viewColumns)
      .select(['mine.read_at', 'mine.dismissed', 'mine.dismissed_at']),
    page,
  );

export const totalMyNotifications = (db: Db, recipient: Recipient, criteria: MyNotificationCriteria) =>
  countUpTo(db, selectMine(db, recipient, criteria));

export async function countUnread(db: Db, recipient: Recipient): Promise<number> {
  const unread = selectMine(db, recipient, { unreadOnly: true, includeDismissed: false });
  return (await unread.select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow()).count;
}

export type NotificationPatch = Parameters<typeof systemNotificationsRepository.update>[2];

export const insertNotification = async (
  tx: Transaction,
  notification: Parameters<typeof systemNotificationsRepository.insert>[1],
): Promise<string> => (await systemNotificationsRepository.insert(tx, notification)).id;

export const updateNotification = (tx: Transaction, id: string, patch: NotificationPatch) =>
  systemNotificationsRepository.update(tx, id, patch);

/** Ends an active notification now; one that started in this very microsecond ends after it, as the table demands. */
export async function endNotification(tx: Transaction, id: string): Promise<void> {
  await tx
    .updateTable('system_notifications')
    .set({
      end_at: sql<string>`greatest(${nowUtc}, start_at + interval '1 microsecond')`,
      updated_at: sql<string>`now()`,
    })
    .where('id', '=', id)
    .execute();
}

export const deleteNotification = (tx: Transaction, id: string) => systemNotificationsRepository.remove(tx, id);

/**
 * Notifications for the feed, by id. Feeds read without a scope: the hub loads a row once for all its
 * subscribers and asks for each of them whether it is visible.
 */
export async function loadFeedNotifications(db: Db, ids: readonly string[]): Promise<Map<string, FeedNotification>> {
  const asked = performance.now();
  const rows = await selectViews(db, [])
    // By the database's clock: this machine's may differ.
    .select(
      sql<number | null>`((extract(epoch from n.end_at) - extract(epoch from ${nowUtc})) * 1000)::float8`.as('left'),
    )
    .where(sql<boolean>`n.id = any(${ids}::bigint[])`)
    .execute();
  return new Map(rows.map(({ left, ...row }) => [row.id, { ...row, endsAt: left === null ? null : asked + left }]));
}
