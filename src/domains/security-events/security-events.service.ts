import { z } from 'zod';
import { audited, type AuditEntry } from '../../audit.ts';
import type { InstitutionTree } from '../../auth/institution-tree.ts';
import { everything, includesInstitution, type Scope } from '../../auth/scope.ts';
import { reachOf } from '../../auth/policy.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { SecurityEventSeverity } from '../../db/generated/enums.ts';
import { logFailure, userError, UserErrors, type UserError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import { isAddress } from '../../graphql/network-filter.ts';
import type {
  AssignSecurityEventInput,
  EscalateSecurityEventInput,
  RecordSecurityEventInput,
  ReopenSecurityEventInput,
  ResolveSecurityEventInput,
  ResolveSecurityEventsInput,
} from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import { findRoles, findUsers } from '../directory/directory.repository.ts';
import * as events from './security-events.repository.ts';
import type { SecurityEventState, SecurityEventView } from './security-events.repository.ts';

const notes = z.string().trim().max(10_000, 'must have at most 10,000 characters').nullish();
const reason = z.string().trim().min(1, 'must not be empty').max(2_000, 'must have at most 2,000 characters');
const smallJson = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 65_536, 'must have at most 64 KB as JSON text')
  .nullish();

const recordInput = z.object({
  eventType: z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,99}$/, 'must have 1 to 100 of: a-z, 0-9, "_", ".", "-"'),
  severity: z.enum(['INFO', 'WARNING', 'CRITICAL'], 'must be INFO, WARNING or CRITICAL'),
  ipAddress: z
    .string()
    .max(45, 'must have at most 45 characters')
    .refine(isAddress, 'must be an IPv4 or IPv6 address without a zone')
    .nullish(),
  location: smallJson,
  userAgent: z.string().max(2_000, 'must have at most 2,000 characters').nullish(),
  description: notes,
  eventData: smallJson,
});

const triageScope = (context: SignedInContext) => scopeOf(context.viewer, 'SECURITY_EVENTS_TRIAGE');

const entry = (verb: string, after: SecurityEventView, before?: SecurityEventView): AuditEntry => ({
  event: `security_event.${verb}`,
  entityType: 'security_events',
  entityId: after.id,
  institutionId: after.institution_id,
  before,
  after,
});

/** Reports an event, once for an idempotency key. Throws user errors. */
export async function recordSecurityEvent(context: SignedInContext, input: RecordSecurityEventInput) {
  const fields = parseInput(recordInput, input);
  const scope = scopeOf(context.viewer, 'SECURITY_EVENTS_RECORD');
  const institutionId =
    input.institutionId == null
      ? context.viewer.institutionId
      : idInput('Institution', input.institutionId, ['institutionId']);
  const userId = input.userId == null ? null : idInput('User', input.userId, ['userId']);
  const targetUserId = input.targetUserId == null ? null : idInput('User', input.targetUserId, ['targetUserId']);

  // Before the transaction, which must not wait for look-ups outside of it; a repeat is not refused.
  const refusal =
    (await refuseInstitution(context, scope, institutionId)) ?? (await refuseUsers(context, { userId, targetUserId }));

  return audited(context, async (tx) => {
    const once = await createOnce(tx, context.viewer, 'recordSecurityEvent', input, () => {
      if (refusal) throw refusal;
      return events.insertEvent(tx, {
        event_type: fields.eventType,
        severity: fields.severity.toLowerCase() as SecurityEventSeverity,
        user_id: userId,
        target_user_id: targetUserId,
        institution_id: institutionId,
        ip_address: fields.ipAddress ?? null,
        location_data: (fields.location ?? {}) as never,
        user_agent: fields.userAgent ?? null,
        description: fields.description ?? null,
        event_data: (fields.eventData ?? {}) as never,
      });
    });
    if ('created' in once) return { result: once.created, audit: [entry('recorded', once.created)] };
    const event = await events.findEvent(tx, scope, once.repeatedId);
    if (!event) throw userError('NOT_FOUND', ['idempotencyKey'], 'The event of this idempotency key is gone.');
    return { result: event, unchanged: true };
  });
}

async function refuseInstitution(
  { loaders }: SignedInContext,
  scope: Scope,
  id: string | null,
): Promise<UserErrors | null> {
  if (id === null) {
    if (scope.kind === 'all') return null;
    return userError('REQUIRED', ['institutionId'], 'institutionId is needed: you belong to no institution yourself.');
  }
  const exists = (await loaders.institutionById.find(id)) !== null;
  if (exists && includesInstitution(scope, id)) return null;
  return userError('NOT_FOUND', ['institutionId'], 'There is no such institution within your reach.');
}

async function refuseUsers(
  { loaders }: SignedInContext,
  users: Record<'userId' | 'targetUserId', string | null>,
): Promise<UserErrors | null> {
  const errors: UserError[] = [];
  for (const [field, id] of Object.entries(users)) {
    if (id === null || (await loaders.userById.load(id)) !== null) continue;
    errors.push({ code: 'NOT_FOUND', field: [field], message: 'There is no such user within your reach.' });
  }
  return errors.length > 0 ? new UserErrors(errors) : null;
}

interface Target {
  readonly id: string;
  readonly expectedVersion?: string | null;
}

/** Locks the event, checks its version and state, changes it and records the change. Throws user errors. */
function triage(
  context: SignedInContext,
  target: Target,
  verb: string,
  allowed: (event: SecurityEventView) => string | null,
  change: (tx: Transaction, event: SecurityEventView, now: string) => Promise<unknown>,
): Promise<SecurityEventView> {
  const id = idInput('SecurityEvent', target.id, ['id']);
  const scope = triageScope(context);
  return audited(context, async (tx) => {
    const before = await events.lockEvent(tx, scope, id);
    if (!before) throw userError('NOT_FOUND', ['id'], 'There is no such security event within your reach.');
    if (target.expectedVersion != null && target.expectedVersion !== before.version) {
      throw userError(
        'VERSION_CONFLICT',
        ['expectedVersion'],
        'The event has changed since you read it: read it again.',
      );
    }
    const refusal = allowed(before);
    if (refusal !== null) throw userError('INVALID_TRANSITION', ['id'], refusal);
    await change(tx, before, new Date(context.now()).toISOString());
    const after = await events.findEvent(tx, scope, id);
    if (!after) throw new Error(`security event ${id} vanished while it was locked`);
    return { result: after, audit: [entry(verb, after, before)] };
  });
}

const states: readonly SecurityEventState[] = ['OPEN', 'ACKNOWLEDGED', 'ESCALATED', 'RESOLVED'];

/** A refusal unless the event is in one of the states. */
const onlyWhile =
  (action: string, ...from: readonly SecurityEventState[]) =>
  (event: SecurityEventView): string | null => {
    const state = events.stateOf(event);
    if (from.includes(state)) return null;
    return `An event that is ${state} cannot be ${action}; only one that is ${from.join(' or ')}.`;
  };
const unresolved = states.filter((state) => state !== 'RESOLVED');

/** Notes that the viewer looks after the event. Throws user errors. */
export const acknowledgeSecurityEvent = (context: SignedInContext, input: Target) =>
  triage(
    context,
    input,
    'acknowledged',
    (event) =>
      event.acknowledged_at !== null && events.stateOf(event) !== 'RESOLVED'
        ? 'The event is acknowledged already.'
        : onlyWhile('acknowledged', 'OPEN', 'ESCALATED')(event),
    (tx, { id }, now) => events.updateTriage(tx, id, { acknowledged_at: now, acknowledged_by: context.viewer.userId }),
  );

/** Gives the event to a user who may triage it, or to nobody. Throws user errors. */
export async function assignSecurityEvent(context: SignedInContext, input: AssignSecurityEventInput) {
  const assignee = input.assigneeId == null ? null : idInput('User', input.assigneeId, ['assigneeId']);
  const tree = await context.tree();
  return triage(context, input, 'assigned', onlyWhile('assigned', ...unresolved), async (tx, event, now) => {
    if (assignee === null) {
      return events.updateTriage(tx, event.id, { assigned_to: null, assigned_at: null, assigned_by: null });
    }
    await checkAssignee(tx, context, tree, event, assignee);
    const { userId } = context.viewer;
    return events.updateTriage(tx, event.id, { assigned_to: assignee, assigned_at: now, assigned_by: userId });
  });
}

async function checkAssignee(
  tx: Transaction,
  context: SignedInContext,
  tree: InstitutionTree,
  event: SecurityEventView,
  id: string,
): Promise<void> {
  const user = (await findUsers(tx, scopeOf(context.viewer, 'DIRECTORY_READ'), [id])).get(id);
  if (!user) throw userError('NOT_FOUND', ['assigneeId'], 'There is no such user within your reach.');
  const role = (await findRoles(tx, [user.role_id])).get(user.role_id);
  const reach = role && reachOf(role.name, 'SECURITY_EVENTS_TRIAGE');
  const institutionIds = user.institution_id === null ? new Set<string>() : tree.subtree(user.institution_id);
  const scope: Scope = reach === 'ALL' ? everything : { kind: 'subtree', userId: id, institutionIds };
  const mayTriage = user.is_active !== false && reach != null && (await events.findEvent(tx, scope, event.id));
  if (!mayTriage) {
    throw userError('NOT_ALLOWED', ['assigneeId'], 'The assignee must be an active user who may triage this event.');
  }
}

/** Hands the event to the level above. Throws user errors. */
export function escalateSecurityEvent(context: SignedInContext, input: EscalateSecurityEventInput) {
  const fields = parseInput(z.object({ reason }), input);
  return triage(
    context,
    input,
    'escalated',
    onlyWhile('escalated', 'OPEN', 'ACKNOWLEDGED'),
    async (tx, { id }, now) => {
      await events.updateEvent(tx, id, { resolution: 'escalated' });
      await events.updateTriage(tx, id, {
        escalated_at: now,
        escalated_by: context.viewer.userId,
        escalation_reason: fields.reason,
      });
    },
  );
}

type Outcome = Pick<ResolveSecurityEventInput, 'resolution' | 'notes'>;

/** Closes the event. Throws user errors. */
export function resolveSecurityEvent(context: SignedInContext, input: Target & Outcome) {
  const fields = parseInput(z.object({ notes }), input);
  return triage(context, input, 'resolved', onlyWhile('resolved', ...unresolved), (tx, { id }, now) =>
    events.updateEvent(tx, id, {
      resolution: input.resolution.toLowerCase(),
      resolution_notes: fields.notes ?? null,
      resolved_by: context.viewer.userId,
      resolved_at: now,
    }),
  );
}

export interface ResolveResult {
  readonly id: string;
  readonly securityEvent: SecurityEventView | null;
  readonly userErrors: UserError[];
}

/** Closes events one by one; a failure of one does not touch the others. Throws user errors about the whole. */
export async function resolveSecurityEvents(
  context: SignedInContext,
  input: ResolveSecurityEventsInput,
): Promise<ResolveResult[]> {
  const { ids, ...outcome } = input;
  parseInput(z.object({ notes }), outcome);
  if (ids.length === 0) throw userError('REQUIRED', ['ids'], 'ids must have 1 to 100 items.');
  const distinct = new Set(ids.map((id, index) => idInput('SecurityEvent', id, ['ids', String(index)])));
  if (distinct.size < ids.length) throw userError('INVALID', ['ids'], 'ids must name each event once.');

  const results: ResolveResult[] = [];
  for (const id of ids) {
    try {
      results.push({ id, securityEvent: await resolveSecurityEvent(context, { id, ...outcome }), userErrors: [] });
    } catch (error) {
      results.push({ id, securityEvent: null, userErrors: asUserErrors(context, error) });
    }
  }
  return results;
}

/** What was done before a fault stays done and must be told: the fault becomes the result of its own event. */
function asUserErrors({ request }: SignedInContext, error: unknown): UserError[] {
  if (error instanceof UserErrors) return [...error.errors];
  logFailure(request.log, error, 'an event of a bulk resolution failed');
  return [{ code: 'UNAVAILABLE', field: [], message: 'This event could not be changed just now. Try again.' }];
}

/** Opens a resolved event again; the reason is kept in the audit log and in the notes. Throws user errors. */
export function reopenSecurityEvent(context: SignedInContext, input: ReopenSecurityEventInput) {
  const fields = parseInput(z.object({ reason }), input);
  return triage(context, input, 'reopened', onlyWhile('reopened', 'RESOLVED'), async (tx, { id }) => {
    await events.updateEvent(tx, id, {
      resolution: null,
      resolution_notes: fields.reason,
      resolved_by: null,
      resolved_at: null,
    });
    await events.updateTriage(tx, id, {
      acknowledged_at: null,
      acknowledged_by: null,
      escalated_at: null,
      escalated_by: null,
      escalation_reason: null,
    });
  });
}
