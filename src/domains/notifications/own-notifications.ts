import { recordOwnDeed, type AuditEntry } from '../../audit.ts';
import type { Transaction } from '../../db/client.ts';
import type { SystemNotificationLevel } from '../../db/generated/enums.ts';
import { systemNotificationsRepository } from '../../db/generated/repositories.ts';
import * as notifications from './notifications.repository.ts';
import type { NotificationView } from './notifications.repository.ts';

/** What the service has to say to people of one role. */
export interface OwnNotification {
  readonly type: string;
  readonly level: SystemNotificationLevel;
  readonly title: string;
  readonly message: string;
  /** Whom it addresses: never empty, which would be everybody. */
  readonly roleId: string;
  /** With everything below it; null: wherever they are. */
  readonly institutionId: string | null;
}

/** Who does it: the part of the service that the audit log names. */
export interface OwnDeed {
  readonly part: string;
  readonly institutionId: string | null;
}

const everywhere = { manages: { kind: 'all' }, receives: null } as const;
const maxTitle = 200;

const stored = (view: NotificationView) =>
  Object.fromEntries(systemNotificationsRepository.table.selectable.map((column) => [column, view[column]]));

const record = (
  tx: Transaction,
  { part, institutionId }: OwnDeed,
  verb: string,
  entityId: string,
  change: Pick<AuditEntry, 'before' | 'after'>,
) =>
  recordOwnDeed(
    tx,
    { event: `notification.${verb}`, entityType: 'system_notifications', entityId, institutionId, ...change },
    part,
  );

/** The notification as it is; only of one that is locked. */
async function reread(tx: Transaction, id: string) {
  const view = await notifications.findNotification(tx, everywhere, id);
  if (!view) throw new Error(`notification ${id} vanished while it was locked`);
  return stored(view);
}

/** Writes a notification by the service itself, and gives its id. */
export async function sendOwnNotification(tx: Transaction, own: OwnNotification, part: string): Promise<string> {
  const { roleId, institutionId, title, ...text } = own;
  const id = await notifications.insertNotification(tx, {
    ...text,
    title: title.slice(0, maxTitle),
    target_roles: [Number(roleId)],
    target_institutions: institutionId === null ? [] : [Number(institutionId)],
  });
  await record(tx, { part, institutionId }, 'created', id, { after: await reread(tx, id) });
  return id;
}

/** Ends a notification that has not ended and is still there. */
export async function endOwnNotification(tx: Transaction, id: string, deed: OwnDeed): Promise<void> {
  const before = await notifications.lockNotification(tx, everywhere, id);
  if (!before || before.state === 'ENDED') return;
  await notifications.endNotification(tx, id);
  await record(tx, deed, 'ended', id, { before: stored(before), after: await reread(tx, id) });
}
