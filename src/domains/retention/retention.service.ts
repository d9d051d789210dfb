import { z } from 'zod';
import { audited, type AuditEntry } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import { comparableTime, formatTime } from '../../graphql/scalars.ts';
import type {
  PlaceRetentionHoldInput,
  ReleaseRetentionHoldInput,
  RetentionSource as SourceName,
  RunRetentionInput,
  SetRetentionPolicyInput,
} from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import * as holds from './retention-holds.repository.ts';
import type { RetentionHoldView } from './retention-holds.repository.ts';
import { batchEntry, hasDeleted, runInBatches, type RetentionRun } from './retention-run.ts';
import * as retention from './retention.repository.ts';
import type { RetentionPolicyView, RetentionSource } from './retention.repository.ts';

/** Days that any policy may keep at most: a century. */
export const maxKeepDays = 36_500;
/** Records that one call deletes at most. */
const maxRecords = 50_000;
/** How long one call takes at most, in milliseconds. */
const maxTime = 20_000;

const reason = z.string().trim().min(1, 'must not be empty').max(2_000, 'must have at most 2,000 characters');
const placeInput = z.object({
  reason,
  sources: z.array(z.string()).min(1, 'must not be empty: leave it out for all sources').nullish(),
});
const releaseInput = z.object({ reason });
const runInput = z.object({
  maximum: z.number().int().min(1, 'must be between 1 and 50,000').max(maxRecords, 'must be between 1 and 50,000'),
});

const scopeOfManager = ({ viewer }: SignedInContext) => scopeOf(viewer, 'RETENTION_MANAGE');

/** The source of an enum's value. */
export const sourceOf = (name: SourceName): RetentionSource => name.toLowerCase() as RetentionSource;

const conflict = (what: string) =>
  userError('VERSION_CONFLICT', ['expectedVersion'], `The ${what} has changed since you read it: read it again.`);

/** Sets a policy; what is there already changes nothing. Throws user errors. */
export function setRetentionPolicy(
  context: SignedInContext,
  input: SetRetentionPolicyInput,
): Promise<RetentionPolicyView> {
  const scope = scopeOfManager(context);
  const source = sourceOf(input.source);
  return audited(context, async (tx) => {
    const before = await retention.lockPolicy(tx, scope, source);
    if (!before) throw userError('NOT_FOUND', ['source'], 'There is no policy for this source within your reach.');
    if (input.expectedVersion != null && input.expectedVersion !== before.version) throw conflict('policy');
    const next = { keep_days: input.keepDays ?? before.keep_days, enabled: input.isEnabled ?? before.enabled };
    if (next.keep_days < before.minimum_days || next.keep_days > maxKeepDays) {
      const range = `between ${before.minimum_days} and ${maxKeepDays.toLocaleString('en')}`;
      throw userError('INVALID', ['keepDays'], `keepDays must be ${range} for ${input.source}.`);
    }
    if (next.keep_days === before.keep_days && next.enabled === before.enabled) {
      return { result: before, unchanged: true };
    }
    await retention.updatePolicy(tx, before.id, { ...next, updated_by: context.viewer.userId });
    const after = await retention.findPolicy(tx, scope, source);
    if (!after) throw new Error(`the policy of ${source} vanished while it was locked`);
    const entry: AuditEntry = {
      event: 'retention_policy.set',
      entityType: 'api.retention_policies',
      entityId: after.id,
      institutionId: context.viewer.institutionId,
      before,
      after,
    };
    return { result: after, audit: [entry] };
  });
}

const holdEntry = (
  { viewer }: SignedInContext,
  verb: string,
  after: RetentionHoldView,
  before?: RetentionHoldView,
): AuditEntry => ({
  event: `retention_hold.${verb}`,
  entityType: 'api.retention_holds',
  entityId: after.id,
  institutionId: after.institution_id ?? viewer.institutionId,
  before: before && storedHold(before),
  after: storedHold(after),
});

const storedHold = ({ is_active: _, ...row }: RetentionHoldView) => row;

/** Places a hold, once for an idempotency key. Throws user errors. */
export async function placeRetentionHold(
  context: SignedInContext,
  input: PlaceRetentionHoldInput,
): Promise<RetentionHoldView> {
  const fields = parseInput(placeInput, input);
  const scope = scopeOfManager(context);
  const userId = input.userId == null ? null : idInput('User', input.userId, ['userId']);
  const institutionId =
    input.institutionId == null ? null : idInput('Institution', input.institutionId, ['institutionId']);
  const period = { from: input.from ?? null, to: input.to ?? null, until: input.until ?? null };
  // Before the transaction, which must not wait for look-ups outside of it; a repeat is not refused.
  const refusals = [...refusePeriod(period, context.now()), ...(await refuseSubjects(context, userId, institutionId))];
  return audited(context, async (tx) => {
    const once = await createOnce(tx, context.viewer, 'placeRetentionHold', input, () => {
      if (refusals.length > 0) throw new UserErrors(refusals);
      return holds.insertHold(tx, {
        reason: fields.reason,
        sources: input.sources == null ? null : [...new Set(input.sources.map(sourceOf))],
        user_id: userId,
        institution_id: institutionId,
        from_at: period.from,
        to_at: period.to,
        until_at: period.until,
        placed_by: context.viewer.userId,
      });
    });
    const hold = await holds.findHold(tx, scope, 'created' in once ? once.created.id : once.repeatedId);
    if (!hold) throw userError('NOT_FOUND', ['idempotencyKey'], 'The hold of this idempotency key is gone.');
    if ('repeatedId' in once) return { result: hold, unchanged: true };
    return { result: hold, audit: [holdEntry(context, 'placed', hold)] };
  });
}

interface Period {
  readonly from: string | null;
  readonly to: string | null;
  readonly until: string | null;
}

function refusePeriod({ from, to, until }: Period, now: number): UserError[] {
  const errors: UserError[] = [];
  if (from !== null && to !== null && comparableTime(from) >= comparableTime(to)) {
    errors.push({ code: 'INVALID', field: ['to'], message: 'to must be after from.' });
  }
  if (until !== null && Date.parse(formatTime(until)) <= now) {
    errors.push({ code: 'INVALID', field: ['until'], message: 'until must be in the future.' });
  }
  return errors;
}

async function refuseSubjects(
  { loaders }: SignedInContext,
  userId: string | null,
  institutionId: string | null,
): Promise<UserError[]> {
  const errors: UserError[] = [];
  if (userId !== null && (await loaders.userById.load(userId)) === null) {
    errors.push({ code: 'NOT_FOUND', field: ['userId'], message: 'There is no such user within your reach.' });
  }
  if (institutionId !== null && (await loaders.institutionById.find(institutionId)) === null) {
    const message = 'There is no such institution within your reach.';
    errors.push({ code: 'NOT_FOUND', field: ['institutionId'], message });
  }
  return errors;
}

/** Ends a hold. Throws user errors. */
export function releaseRetentionHold(
  context: SignedInContext,
  input: ReleaseRetentionHoldInput,
): Promise<RetentionHoldView> {
  const fields = parseInput(releaseInput, input);
  const id = idInput('RetentionHold', input.id, ['id']);
  const scope = scopeOfManager(context);
  return audited(context, async (tx) => {
    const before = await holds.lockHold(tx, scope, id);
    if (!before) throw userError('NOT_FOUND', ['id'], 'There is no such hold within your reach.');
    if (input.expectedVersion != null && input.expectedVersion !== before.version) throw conflict('hold');
    if (before.released_at !== null) {
      throw userError('INVALID_TRANSITION', ['id'], `The hold was released already, at ${before.released_at} UTC.`);
    }
    await holds.releaseHold(tx, id, fields.reason, context.viewer.userId);
    const after = await holds.findHold(tx, scope, id);
    if (!after) throw new Error(`hold ${id} vanished while it was locked`);
    return { result: after, audit: [holdEntry(context, 'released', after, before)] };
  });
}

/** Deletes what a policy allows, each batch with its audit record in a transaction of its own. Throws user errors. */
export async function runRetention(context: SignedInContext, input: RunRetentionInput): Promise<RetentionRun> {
  const { maximum } = parseInput(runInput, input);
  const source = sourceOf(input.source);
  const policy = await retention.findPolicy(context.db, scopeOfManager(context), source);
  if (!policy) throw userError('NOT_FOUND', ['source'], 'There is no policy for this source within your reach.');
  if (!policy.enabled) {
    const message = `The policy of ${input.source} is not enabled: enable it with setRetentionPolicy first.`;
    throw userError('INVALID_TRANSITION', ['source'], message);
  }
  return runInBatches(source, {
    maximum,
    time: maxTime,
    signal: context.session.signal,
    deleteBatch: (after, size) =>
      audited(context, async (tx) => {
        const batch = await retention.deleteExpired(tx, source, after, size);
        if (!hasDeleted(batch)) return { result: batch, unchanged: true };
        return { result: batch, audit: [batchEntry(policy, context.viewer.institutionId, batch)] };
      }),
  });
}
