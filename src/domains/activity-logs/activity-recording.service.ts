import { createHash } from 'node:crypto';
import { z } from 'zod';
import { audited, maskSecrets, type AuditEntry } from '../../audit.ts';
import { includesInstitution, includesUser, type Scope } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { isDatabaseId } from '../../db/database-id.ts';
import type { ActivityLogRow } from '../../db/generated/tables.ts';
import { UserErrors, type UserError } from '../../errors.ts';
import { parseId } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import { isAddress } from '../../graphql/network-filter.ts';
import type { ActivityInput, RecordActivityInput } from '../../graphql/types.ts';
import { findActivities } from './activity-logs.repository.ts';
import { claimClientIds, findClientIds, insertActivities } from './activity-recording.repository.ts';

/** What became of one activity of a batch. */
export interface Recorded {
  readonly clientId: string;
  readonly isRepeat: boolean;
  readonly activity: ActivityLogRow | null;
}

const maxAge = 30 * 24 * 3_600_000;

const text = (length: number) =>
  z
    .string()
    .max(length, `must have at most ${length.toLocaleString('en')} characters`)
    .nullish();
const smallJson = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 65_536, 'must have at most 64 KB as JSON text')
  .nullish();
const idOf = (type: string) =>
  z
    .string()
    .refine((id) => parseId(type, id) !== null, `must be the id of a ${type}: its \`id\` or its \`databaseId\``)
    .nullish()
    .transform((id) => (id == null ? null : parseId(type, id)));

const activityInput = z.object({
  clientId: z.string().min(1, 'must not be empty').max(100, 'must have at most 100 characters'),
  activityType: z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,99}$/, 'must have 1 to 100 of: a-z, 0-9, "_", ".", "-"'),
  userId: idOf('User'),
  institutionId: idOf('Institution'),
  ipAddress: z
    .string()
    .max(45, 'must have at most 45 characters')
    .refine(isAddress, 'must be an IPv4 or IPv6 address without a zone')
    .nullish(),
  userAgent: text(2_000),
  entityType: text(100),
  entityId: z.string().refine(isDatabaseId, 'must be a database id: a positive number').nullish(),
  description: text(10_000),
  properties: smallJson,
  beforeState: smallJson,
  afterState: smallJson,
  occurredAt: z.string().nullish(),
});

const recordInput = z.object({
  activities: z
    .array(
      activityInput.refine((activity) => activity.entityId == null || activity.entityType != null, {
        path: ['entityType'],
        message: 'is needed beside entityId',
      }),
    )
    .min(1, 'must have at least one activity')
    .max(100, 'must have at most 100 activities'),
});

type Activity = z.output<typeof activityInput>;

/** An activity as it would be recorded, and what speaks against it. */
interface Prepared {
  readonly clientId: string;
  readonly hash: string;
  readonly row: Parameters<typeof insertActivities>[2][number]['row'];
  readonly problems: readonly UserError[];
}

/** Records activities of other applications, each once for its client id, all or none. Throws user errors. */
export async function recordActivity(context: SignedInContext, input: RecordActivityInput): Promise<Recorded[]> {
  const { activities } = parseInput(recordInput, input);
  refuseDuplicates(activities);
  const scope = scopeOf(context.viewer, 'ACTIVITY_LOGS_RECORD');
  // Before the transaction, which must not wait for look-ups outside of it.
  const prepared = await Promise.all(
    activities.map((activity, index) => prepare(context, scope, activity, input.activities[index], index)),
  );
  return audited(context, async (tx) => {
    const results = await recordOnce(tx, context.viewer.userId, scope, prepared);
    const fresh = results.filter(({ isRepeat }) => !isRepeat);
    return fresh.length === 0
      ? { result: results, unchanged: true }
      : { result: results, audit: [entry(context, fresh)] };
  });
}

function refuseDuplicates(activities: readonly Activity[]): void {
  const ids = activities.map(({ clientId }) => clientId);
  const errors = ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [problem('INVALID', index, 'clientId', 'is the same as that of an activity before it.')],
  );
  if (errors.length > 0) throw new UserErrors(errors);
}

function problem(code: UserError['code'], index: number, name: string, what: string): UserError {
  const field = ['activities', String(index), name];
  return { code, field, message: `${field.join('.')} ${what}` };
}

/** Only what is new is refused: of a repeat, users and institutions may have moved since. */
async function recordOnce(
  tx: Transaction,
  writer: string,
  scope: Scope,
  prepared: readonly Prepared[],
): Promise<Recorded[]> {
  const ids = prepared.map(({ clientId, hash }) => ({ client_id: clientId, request_hash: hash }));
  const claimed = await claimClientIds(tx, writer, ids);
  const taken = prepared.filter(({ clientId }) => !claimed.has(clientId)).map(({ clientId }) => clientId);
  const earlier = taken.length === 0 ? new Map<string, never>() : await findClientIds(tx, writer, taken);
  const errors = prepared.flatMap(({ clientId, hash, problems }, index) => {
    if (claimed.has(clientId)) return problems;
    if (earlier.get(clientId)?.request_hash === hash) return [];
    return [problem('IDEMPOTENCY_KEY_REUSED', index, 'clientId', 'was used before with another content.')];
  });
  if (errors.length > 0) throw new UserErrors(errors);
  const fresh = prepared.filter(({ clientId }) => claimed.has(clientId));
  const inserted = fresh.length === 0 ? [] : await insertActivities(tx, writer, fresh);
  const byClientId = new Map(fresh.map(({ clientId }, index) => [clientId, inserted[index] ?? null]));
  const repeated = [...earlier.values()].flatMap(({ activity_id: id }) => id ?? []);
  const repeats = new Map((await findActivities(tx, scope, repeated)).map((row) => [row.id, row]));
  return prepared.map(({ clientId }) => ({
    clientId,
    isRepeat: !claimed.has(clientId),
    activity: byClientId.get(clientId) ?? repeats.get(earlier.get(clientId)?.activity_id ?? '') ?? null,
  }));
}

async function prepare(
  { loaders, viewer, now }: SignedInContext,
  scope: Scope,
  activity: Activity,
  input: ActivityInput | undefined,
  index: number,
): Promise<Prepared> {
  const problems: UserError[] = [];
  const { userId } = activity;
  const user = userId === null ? null : await loaders.userById.find(userId);
  if (userId !== null && (user === null || !includesUser(scope, user)))
    problems.push(problem('NOT_FOUND', index, 'userId', 'is not a user within your reach.'));

  const institutionId =
    activity.institutionId ?? (userId === null ? viewer.institutionId : (user?.institution_id ?? null));
  if (activity.institutionId !== null) {
    const exists = (await loaders.institutionById.find(activity.institutionId)) !== null;
    if (!exists || !includesInstitution(scope, activity.institutionId))
      problems.push(problem('NOT_FOUND', index, 'institutionId', 'is not an institution within your reach.'));
  } else if (institutionId === null && problems.length === 0 && scope.kind !== 'all')
    problems.push(problem('REQUIRED', index, 'institutionId', 'is needed: you belong to no institution yourself.'));

  const occurred = activity.occurredAt == null ? now() : Date.parse(activity.occurredAt);
  if (occurred > now()) problems.push(problem('INVALID', index, 'occurredAt', 'must not be in the future.'));
  if (occurred < now() - maxAge) problems.push(problem('INVALID', index, 'occurredAt', 'must be at most 30 days ago.'));

  return {
    clientId: activity.clientId,
    hash: createHash('sha256').update(JSON.stringify(input)).digest('hex'),
    problems,
    row: {
      activity_type: activity.activityType,
      user_id: userId,
      institution_id: institutionId,
      ip_address: activity.ipAddress ?? null,
      user_agent: activity.userAgent ?? null,
      entity_type: activity.entityType ?? null,
      entity_id: activity.entityId ?? null,
      description: activity.description ?? null,
      properties: maskSecrets(activity.properties ?? {}),
      before_state: maskSecrets(activity.beforeState ?? {}),
      after_state: maskSecrets(activity.afterState ?? {}),
      created_at: activity.occurredAt ?? new Date(now()).toISOString(),
    },
  };
}

/** One record for the whole batch, at the writer's institution. */
function entry({ viewer }: SignedInContext, fresh: readonly Recorded[]): AuditEntry {
  const ids = fresh.flatMap(({ activity }) => activity?.id ?? []);
  return {
    event: 'activity_log.recorded',
    entityType: 'activity_logs',
    entityId: ids.length === 1 ? (ids[0] ?? null) : null,
    institutionId: viewer.institutionId,
    after: { count: ids.length, ids },
  };
}
