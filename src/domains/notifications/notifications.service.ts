import { audited, type AuditEntry, type Audited } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import { comparableTime } from '../../graphql/scalars.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { systemNotificationsRepository } from '../../db/generated/repositories.ts';
import { RequestError, userError, UserErrors } from '../../errors.ts';
import { encodeGlobalId, idInput } from '../../graphql/global-id.ts';
import type { CreateNotificationInput, UpdateNotificationInput } from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import type { AudienceQuery } from './notification-audience.repository.ts';
import {
  changedColumns,
  needsInstitutions,
  newColumns,
  targetColumns,
  type GivenTargets,
} from './notification-input.ts';
import { audienceOf, isManaged, isWithin, listedIds, notificationScope } from './notification-visibility.repository.ts';
import * as notifications from './notifications.repository.ts';
import type { NotificationPatch, NotificationView } from './notifications.repository.ts';

const manageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'NOTIFICATIONS_MANAGE');

/** A notification belongs to no institution: its audit record belongs to the author's. */
const entry = (
  { viewer }: SignedInContext,
  verb: string,
  id: string,
  change: { before?: NotificationView; after?: NotificationView },
): AuditEntry => ({
  event: `notification.${verb}`,
  entityType: 'system_notifications',
  entityId: id,
  institutionId: viewer.institutionId,
  before: change.before && stored(change.before),
  after: change.after && stored(change.after),
});

const stored = (view: NotificationView) =>
  Object.fromEntries(systemNotificationsRepository.table.selectable.map((column) => [column, view[column]]));

/** Writes a notification, once for an idempotency key. Throws user errors. */
export async function createNotification(context: SignedInContext, input: CreateNotificationInput) {
  const columns = newColumns(input, context.now());
  return audited(context, async (tx) => {
    const once = await createOnce(tx, context.viewer, 'createNotification', input, async () => {
      const targets = await targetColumns(tx, context.viewer, {
        ...input,
        targetInstitutions: input.targetInstitutions ?? [],
      });
      const row = { ...columns, ...targets, created_by: context.viewer.userId };
      return { id: await notifications.insertNotification(tx, row) };
    });
    const repeated = 'repeatedId' in once;
    const id = repeated ? once.repeatedId : once.created.id;
    const created = await notifications.findNotification(tx, notificationScope(context.viewer), id);
    if (!created) {
      throw userError('NOT_FOUND', ['idempotencyKey'], 'The notification of this idempotency key is gone.');
    }
    return repeated
      ? { result: created, unchanged: true }
      : { result: created, audit: [entry(context, 'created', created.id, { after: created })] };
  });
}

interface Target {
  readonly id: string;
  readonly expectedVersion?: string | null;
}

/** Locks a notification that the viewer manages, checks its version and works on it. Throws user errors. */
function manage<T>(
  context: SignedInContext,
  target: Target,
  work: (tx: Transaction, before: NotificationView) => Promise<Audited<T>>,
): Promise<T> {
  const id = idInput('SystemNotification', target.id, ['id']);
  return audited(context, async (tx) => {
    const before = await notifications.lockNotification(tx, notificationScope(context.viewer), id);
    if (!before) throw userError('NOT_FOUND', ['id'], 'There is no such notification within your reach.');
    if (!isManaged(manageScope(context), before)) {
      throw userError('NOT_ALLOWED', ['id'], 'The notification is addressed to you, but not yours to change.');
    }
    if (target.expectedVersion != null && target.expectedVersion !== before.version) {
      const message = 'The notification has changed since you read it: read it again.';
      throw userError('VERSION_CONFLICT', ['expectedVersion'], message);
    }
    return work(tx, before);
  });
}

/** The notification after a change; its author sees it whatever became of it. */
async function changed(
  tx: Transaction,
  context: SignedInContext,
  verb: string,
  before: NotificationView,
): Promise<Audited<NotificationView>> {
  const everywhere = { manages: { kind: 'all' }, receives: null } as const;
  const after = await notifications.findNotification(tx, everywhere, before.id);
  if (!after) throw new Error(`notification ${before.id} vanished while it was locked`);
  return { result: after, audit: [entry(context, verb, after.id, { before, after })] };
}

/** Changes what is given; a change to what is there already changes nothing. Throws user errors. */
export const updateNotification = (context: SignedInContext, input: UpdateNotificationInput) =>
  manage(context, input, async (tx, before) => {
    const targets = await targetColumns(tx, context.viewer, input);
    const scope = manageScope(context);
    if (
      scope.kind === 'subtree' &&
      targets.target_institutions === undefined &&
      !isWithin(scope.institutionIds, before.target_institutions)
    ) {
      throw new UserErrors([needsInstitutions]);
    }
    const patch = differences(before, { ...changedColumns(input, before, context.now()), ...targets });
    if (Object.keys(patch).length === 0) return { result: before, unchanged: true };
    await notifications.updateNotification(tx, before.id, patch);
    return changed(tx, context, 'updated', before);
  });

/** The columns of a patch that would change the row. */
function differences(row: NotificationView, patch: NotificationPatch): NotificationPatch {
  const comparable = (column: string, value: unknown): unknown => {
    if (column.startsWith('target_')) return JSON.stringify(listedIds(value as NotificationView['target_roles']));
    return column.endsWith('_at') && typeof value === 'string' ? comparableTime(value) : value;
  };
  const differs = ([column, value]: [string, unknown]) =>
    value !== undefined && comparable(column, value) !== comparable(column, row[column as keyof NotificationView]);
  return Object.fromEntries(Object.entries(patch).filter(differs));
}

/** Ends an active notification now. Throws user errors. */
export const endNotification = (context: SignedInContext, input: Target) =>
  manage(context, input, async (tx, before) => {
    if (before.state === 'ENDED') {
      throw userError('INVALID_TRANSITION', ['id'], 'The notification has ended already.');
    }
    if (before.state === 'SCHEDULED') {
      const message = 'The notification has not started and cannot be ended: delete it instead.';
      throw userError('INVALID_TRANSITION', ['id'], message);
    }
    await notifications.endNotification(tx, before.id);
    return changed(tx, context, 'ended', before);
  });

/** Deletes a notification and gives its global id. Throws user errors. */
export const deleteNotification = (context: SignedInContext, input: Target) =>
  manage(context, input, async (tx, before) => {
    await notifications.deleteNotification(tx, before.id);
    return {
      result: encodeGlobalId('SystemNotification', before.id),
      audit: [entry(context, 'deleted', before.id, { before })],
    };
  });

/** Whom these targets would address. Throws BAD_USER_INPUT where creating would be refused. */
export async function previewAudience(context: SignedInContext, targets: GivenTargets): Promise<AudienceQuery> {
  try {
    const given = { targetRoles: targets.targetRoles ?? [], targetInstitutions: targets.targetInstitutions ?? [] };
    const { target_roles = [], target_institutions = [] } = await targetColumns(context.db, context.viewer, given);
    const audience = audienceOf({ target_roles, target_institutions }, await context.tree());
    return { scope: manageScope(context), audience };
  } catch (error) {
    const [first] = error instanceof UserErrors ? error.errors : [];
    throw first ? new RequestError('BAD_USER_INPUT', first.message, { field: first.field }) : error;
  }
}
