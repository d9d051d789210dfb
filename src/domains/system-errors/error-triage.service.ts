import { z } from 'zod';
import { audited, type AuditEntry } from '../../audit.ts';
import type { InstitutionTree } from '../../auth/institution-tree.ts';
import { reachOf } from '../../auth/policy.ts';
import { everything, type Scope } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type {
  AssignErrorGroupInput,
  IgnoreErrorInput,
  InvestigateErrorInput,
  ReopenErrorInput,
  ResolveErrorInput,
} from '../../graphql/types.ts';
import { findRoles, findUsers } from '../directory/directory.repository.ts';
import { nowUtc } from './error-grouping.repository.ts';
import { spreadDecision } from './error-grouping.ts';
import * as groups from './error-groups.repository.ts';
import type { ErrorGroupView, GroupPatch } from './error-groups.repository.ts';
import { scrubOptional } from './scrub.ts';
import * as errors from './system-errors.repository.ts';
import type { SystemErrorView } from './system-errors.repository.ts';

/** What was decided about: either of them. */
export interface Decided {
  readonly errorGroup?: ErrorGroupView;
  readonly systemError?: SystemErrorView;
}

/** From which statuses each step may be taken; see the state machine in docs/system-errors.md. */
export const transitions = {
  investigated: { from: ['open'], to: 'investigating' },
  resolved: { from: ['open', 'investigating'], to: 'resolved' },
  ignored: { from: ['open', 'investigating'], to: 'ignored' },
  reopened: { from: ['investigating', 'resolved', 'ignored'], to: 'open' },
  assigned: { from: ['open', 'investigating'], to: null },
} as const;

export type Step = keyof typeof transitions;

interface Target {
  readonly groupId?: string | null;
  readonly errorId?: string | null;
  readonly notes?: string | null;
  readonly expectedVersion?: string | null;
}

const triageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SYSTEM_ERRORS_TRIAGE');

const notesInput = z.object({ notes: z.string().trim().max(10_000, 'must have at most 10,000 characters').nullish() });

/** What was said, without secrets. Throws user errors. */
const notesOf = (input: Target): string | null => scrubOptional(parseInput(notesInput, input).notes ?? null);

function checkStep(step: Step, status: string, field: string): void {
  const { from } = transitions[step];
  if ((from as readonly string[]).includes(status)) return;
  const names = from.map((one) => one.toUpperCase()).join(' or ');
  throw userError(
    'INVALID_TRANSITION',
    [field],
    `What is ${status.toUpperCase()} cannot be ${step}; only what is ${names}.`,
  );
}

function checkVersion(expected: string | null | undefined, version: string): void {
  if (expected == null || expected === version) return;
  throw userError('VERSION_CONFLICT', ['expectedVersion'], 'It has changed since you read it: read it again.');
}

/** Locks a group of which the viewer sees every error, changes it and records the change. Throws user errors. */
function changeGroup(
  context: SignedInContext,
  id: string,
  step: Step,
  expectedVersion: string | null | undefined,
  change: (tx: Transaction, group: ErrorGroupView) => Promise<GroupPatch>,
): Promise<ErrorGroupView> {
  const scope = triageScope(context);
  return audited(context, async (tx) => {
    const before = await groups.lockGroup(tx, scope, id);
    if (!before) throw userError('NOT_FOUND', ['groupId'], 'There is no such group of errors within your reach.');
    if (!before.is_whole) {
      throw userError(
        'NOT_ALLOWED',
        ['groupId'],
        'Not all errors of this group are within your reach: a super administrator decides about it. Single errors are yours.',
      );
    }
    checkVersion(expectedVersion, String(before.revision));
    checkStep(step, before.status, 'groupId');
    await groups.updateGroup(tx, id, await change(tx, before));
    await spreadDecision(tx, id);
    const after = await groups.findGroup(tx, scope, id);
    if (!after) throw new Error(`error group ${id} vanished while it was locked`);
    return { result: after, audit: [groupEntry(context, step, after, before)] };
  });
}

/** What depends on who reads it is no change of the group. */
const stored = ({ is_whole: _, ...group }: ErrorGroupView) => group;

const groupEntry = (
  { viewer }: SignedInContext,
  step: Step,
  after: ErrorGroupView,
  before: ErrorGroupView,
): AuditEntry => ({
  event: `error_group.${step}`,
  entityType: 'api.error_groups',
  entityId: after.id,
  institutionId: viewer.institutionId,
  before: stored(before),
  after: stored(after),
});

/** Locks one error, changes its status and records the change. Throws user errors. */
async function changeError(context: SignedInContext, id: string, step: Step, input: Target): Promise<SystemErrorView> {
  const scope = triageScope(context);
  const notes = notesOf(input);
  const { to } = transitions[step];
  return audited(context, async (tx) => {
    const before = await errors.lockError(tx, scope, id);
    if (!before) throw userError('NOT_FOUND', ['errorId'], 'There is no such error within your reach.');
    checkVersion(input.expectedVersion, before.version);
    checkStep(step, before.status ?? 'open', 'errorId');
    const isResolved = to === 'resolved';
    await errors.updateError(tx, id, {
      status: to,
      resolved_at: isResolved ? new Date(context.now()).toISOString() : null,
      resolved_by: isResolved ? context.viewer.userId : null,
      resolution_notes: notes,
    });
    const after = await errors.findError(tx, scope, id);
    if (!after) throw new Error(`system error ${id} vanished while it was locked`);
    const only = ({ status, resolved_at, resolved_by, resolution_notes }: SystemErrorView) => ({
      status,
      resolved_at,
      resolved_by,
      resolution_notes: scrubOptional(resolution_notes),
    });
    const entry: AuditEntry = {
      event: `system_error.${step}`,
      entityType: 'system_errors',
      entityId: id,
      institutionId: context.viewer.institutionId,
      before: only(before),
      after: only(after),
    };
    return { result: after, audit: [entry] };
  });
}

/** Takes a step with a group, as `patch` says, or with one error. Throws user errors. */
async function decide(
  context: SignedInContext,
  step: Step,
  input: Target,
  patch: (tx: Transaction, group: ErrorGroupView) => Promise<GroupPatch> | GroupPatch,
): Promise<Decided> {
  const { groupId, errorId, expectedVersion } = input;
  if ((groupId == null) === (errorId == null))
    throw userError('REQUIRED', ['groupId'], 'Exactly one of groupId and errorId is needed.');
  if (errorId != null) {
    return { systemError: await changeError(context, idInput('SystemError', errorId, ['errorId']), step, input) };
  }
  const id = idInput('ErrorGroup', groupId ?? '', ['groupId']);
  const notes = notesOf(input);
  const errorGroup = await changeGroup(context, id, step, expectedVersion, async (tx, group) => ({
    ...undecided,
    status: transitions[step].to,
    decided_by: context.viewer.userId,
    decided_at: nowUtc,
    notes,
    // The status of the occurrences follows; what another application decided meanwhile stays.
    spread_status: transitions[step].to,
    spread_from: step === 'reopened' ? group.status : transitions[step].from.join(),
    spread_resolved_at: group.status === 'resolved' ? group.decided_at : null,
    spread_through: group.occurrence_count,
    spread_after: 0,
    ...(await patch(tx, group)),
  }));
  return { errorGroup };
}

const undecided: GroupPatch = {
  resolved_through: null,
  resolved_until: null,
  ignored_until: null,
  ignored_until_occurrence: null,
};

/** Notes that somebody looks for the cause. Throws user errors. */
export const investigateError = (context: SignedInContext, input: InvestigateErrorInput) =>
  decide(context, 'investigated', input, () => ({}));

/** Takes back what was decided. Throws user errors. */
export const reopenError = (context: SignedInContext, input: ReopenErrorInput) =>
  decide(context, 'reopened', input, () => ({}));

/**
 * Notes that the cause is mended, of all that has happened until now or up to an occurrence. Where it has happened
 * after that one, those up to it are resolved and the group is open again. Throws user errors.
 */
export async function resolveError(context: SignedInContext, input: ResolveErrorInput): Promise<Decided> {
  const { upToOccurrence: number } = input;
  if (number != null && input.errorId != null) throw onlyOfGroups('upToOccurrence');
  if (number != null && number < 1) throw userError('INVALID', ['upToOccurrence'], 'upToOccurrence must be 1 or more.');
  return decide(context, 'resolved', input, async (tx, group): Promise<GroupPatch> => {
    if (number == null) return { resolved_through: group.occurrence_count, resolved_until: nowUtc };
    if (number > Number(group.occurrence_count)) {
      throw userError(
        'INVALID',
        ['upToOccurrence'],
        `upToOccurrence must be at most ${group.occurrence_count}, which is how often it has happened.`,
      );
    }
    const { until, hasLater } = await groups.occurrencesUpTo(tx, group.id, number);
    const through = { resolved_through: String(number), spread_through: String(number) };
    if (!hasLater) return { ...through, resolved_until: until ?? nowUtc };
    return {
      ...undecided,
      spread_through: String(number),
      status: 'open',
      regressed_at: nowUtc,
      regression_count: group.regression_count + 1,
    };
  });
}

/** Leaves it alone, a group perhaps only for a while. Throws user errors. */
export async function ignoreError(context: SignedInContext, input: IgnoreErrorInput): Promise<Decided> {
  const { until, untilOccurrence: number } = input;
  if (input.errorId != null && until != null) throw onlyOfGroups('until');
  if (input.errorId != null && number != null) throw onlyOfGroups('untilOccurrence');
  if (until != null && !(Date.parse(until) > context.now()))
    throw userError('INVALID', ['until'], 'until must be in the future.');
  return decide(context, 'ignored', input, (_, group) => {
    if (number != null && number <= Number(group.occurrence_count)) {
      throw userError(
        'INVALID',
        ['untilOccurrence'],
        `untilOccurrence must be more than ${group.occurrence_count}, which is how often it has happened.`,
      );
    }
    return { ignored_until: until ?? null, ignored_until_occurrence: number == null ? null : String(number) };
  });
}

const onlyOfGroups = (field: string) =>
  userError('INVALID', [field], `${field} is for groups: one error is decided about once and for all.`);

/** Gives a group to a user who may decide about it, or to nobody. Throws user errors. */
export async function assignErrorGroup(
  context: SignedInContext,
  input: AssignErrorGroupInput,
): Promise<ErrorGroupView> {
  const id = idInput('ErrorGroup', input.groupId, ['groupId']);
  const assignee = input.assigneeId == null ? null : idInput('User', input.assigneeId, ['assigneeId']);
  const tree = await context.tree();
  return changeGroup(context, id, 'assigned', input.expectedVersion, async (tx) => {
    if (assignee === null) return { assigned_to: null, assigned_at: null };
    await checkAssignee(tx, context, tree, id, assignee);
    return { assigned_to: assignee, assigned_at: nowUtc };
  });
}

async function checkAssignee(
  tx: Transaction,
  context: SignedInContext,
  tree: InstitutionTree,
  groupId: string,
  userId: string,
): Promise<void> {
  const user = (await findUsers(tx, scopeOf(context.viewer, 'DIRECTORY_READ'), [userId])).get(userId);
  if (!user) throw userError('NOT_FOUND', ['assigneeId'], 'There is no such user within your reach.');
  const role = (await findRoles(tx, [user.role_id])).get(user.role_id);
  const reach = role && reachOf(role.name, 'SYSTEM_ERRORS_TRIAGE');
  const institutionIds = user.institution_id === null ? new Set<string>() : tree.subtree(user.institution_id);
  const scope: Scope = reach === 'ALL' ? everything : { kind: 'subtree', userId, institutionIds };
  const group = reach == null ? undefined : await groups.findGroup(tx, scope, groupId);
  if (user.is_active === false || !group?.is_whole) {
    throw userError(
      'NOT_ALLOWED',
      ['assigneeId'],
      'The assignee must be an active user who may decide about this group.',
    );
  }
}
