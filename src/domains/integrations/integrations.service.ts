import { z } from 'zod';
import { audited, type AuditEntry, type Audited } from '../../audit.ts';
import { includesInstitution } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import { encodeGlobalId, idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import { formatTime } from '../../graphql/scalars.ts';
import type { CreateIntegrationInput, UpdateIntegrationInput } from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import { shownConfig } from './config-mask.ts';
import { readCredentials } from './credentials.ts';
import { checkConfig, configProblems, destinationOf, storedConfig } from './integration-config.ts';
import { typeInfo, type IntegrationTypeInfo } from './integration-types.ts';
import * as integrations from './integrations.repository.ts';
import type { IntegrationPatch, IntegrationView } from './integrations.repository.ts';

export const manageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'INTEGRATIONS_MANAGE');

export const entry = (
  verb: string,
  change: { before?: IntegrationView; after?: IntegrationView },
  more: object = {},
): AuditEntry => {
  const row = change.after ?? change.before;
  return {
    event: `integration.${verb}`,
    entityType: 'integrations',
    entityId: row?.id ?? null,
    // What is the whole system's is no region's, even where the row names an institution.
    institutionId: row == null || row.is_system_wide === true ? null : row.institution_id,
    before: change.before && stored(change.before),
    after: change.after && { ...stored(change.after), ...more },
  };
};

/** As an audit record may hold it: another application may have put secrets into the configuration. */
const stored = (view: IntegrationView) => ({ ...view, config: shownConfig(view.config) });

const filledText = (maximum: number) =>
  z
    .string('must not be null')
    .trim()
    .min(1, 'must not be empty')
    .max(maximum, `must have at most ${maximum} characters`)
    .regex(/^\P{Cc}*$/u, 'must not have line breaks or other control characters');
const name = filledText(100);
const provider = filledText(100);
const optional = {
  syncFrequency: z
    .enum(
      ['MANUAL', 'EVERY_15_MINUTES', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY'],
      'must be MANUAL, EVERY_15_MINUTES, HOURLY, DAILY, WEEKLY or MONTHLY',
    )
    .transform((frequency) => frequency.toLowerCase())
    .nullish(),
  apiRateLimit: z.number().int().min(1, 'must be at least 1').max(1_000_000, 'must be at most 1,000,000').nullish(),
  notes: z
    .string()
    .max(10_000, 'must have at most 10,000 characters')
    .refine((text) => !text.includes('\0'), 'must not have zero characters')
    .nullish(),
};
const createFields = z.object({
  name,
  provider,
  type: z
    .string()
    .refine((type) => type !== 'OTHER', 'must be a known type')
    .transform((type) => type.toLowerCase()),
  ...optional,
});
const updateFields = z.object({ name: name.optional(), provider: provider.optional(), ...optional });

/** Creates an integration, not enabled, once for an idempotency key. Throws user errors. */
export async function createIntegration(context: SignedInContext, input: CreateIntegrationInput) {
  const { type, syncFrequency, apiRateLimit, notes, ...fields } = parseInput(createFields, input);
  const info = knownType(type, ['type']);
  const config = checkConfig(info, input.config ?? {});
  const { viewer } = context;
  const institutionId =
    input.institutionId == null ? viewer.institutionId : idInput('Institution', input.institutionId, ['institutionId']);
  // Before the transaction, which must not wait for look-ups outside of it; a repeat is not refused.
  const refusal = await refuseInstitution(context, institutionId);
  return audited(context, async (tx) => {
    const once = await createOnce(tx, viewer, 'createIntegration', input, async () => {
      if (refusal) throw refusal;
      await refuseTakenName(tx, fields.name, institutionId, null);
      const id = await integrations.insertIntegration(tx, {
        ...fields,
        integration_type: info.type,
        config,
        credentials: {},
        institution_id: institutionId,
        is_system_wide: institutionId === null,
        is_enabled: false,
        sync_frequency: syncFrequency ?? 'manual',
        api_rate_limit: apiRateLimit ?? null,
        notes: notes ?? null,
        created_by: viewer.userId,
      });
      return { id };
    });
    const repeated = 'repeatedId' in once;
    const id = repeated ? once.repeatedId : once.created.id;
    const created = await integrations.findIntegration(tx, manageScope(context), id);
    if (!created) throw userError('NOT_FOUND', ['idempotencyKey'], 'The integration of this idempotency key is gone.');
    return repeated
      ? { result: created, unchanged: true }
      : { result: created, audit: [entry('created', { after: created })] };
  });
}

export function knownType(type: string, field: readonly string[]): IntegrationTypeInfo {
  const info = typeInfo(type);
  if (!info) throw userError('NOT_ALLOWED', field, `This API does not know integrations of the type "${type}".`);
  return info;
}

async function refuseInstitution(context: SignedInContext, id: string | null): Promise<UserErrors | null> {
  const exists = id === null || (await context.loaders.institutionById.find(id)) !== null;
  if (exists && includesInstitution(manageScope(context), id)) return null;
  return userError('NOT_FOUND', ['institutionId'], 'There is no such institution within your reach.');
}

async function refuseTakenName(tx: Transaction, wanted: string, institutionId: string | null, id: string | null) {
  if (!(await integrations.isNameTaken(tx, wanted, institutionId, id))) return;
  const whose = institutionId === null ? 'The whole system' : 'The institution';
  throw userError('INVALID', ['name'], `${whose} has an integration of this name already: choose another.`);
}

export interface Target {
  readonly id: string;
  readonly expectedVersion?: string | null;
}

/** Locks an integration within the viewer's reach, checks its version and works on it. Throws user errors. */
export function manage<T>(
  context: SignedInContext,
  target: Target,
  work: (tx: Transaction, before: IntegrationView) => Promise<Audited<T>>,
): Promise<T> {
  const id = idInput('Integration', target.id, ['id']);
  return audited(context, async (tx) => {
    const before = await integrations.lockIntegration(tx, manageScope(context), id);
    if (!before) throw notFound();
    if (target.expectedVersion != null && target.expectedVersion !== before.version) {
      const message = 'The integration has changed since you read it: read it again.';
      throw userError('VERSION_CONFLICT', ['expectedVersion'], message);
    }
    return work(tx, before);
  });
}

export const notFound = () => userError('NOT_FOUND', ['id'], 'There is no such integration within your reach.');

/** Writes a patch, and gives the integration after it. */
export async function change(
  tx: Transaction,
  context: SignedInContext,
  verb: string,
  before: IntegrationView,
  patch: IntegrationPatch,
  more: object = {},
): Promise<Audited<IntegrationView>> {
  await integrations.updateIntegration(tx, before.id, patch);
  const after = await integrations.findIntegration(tx, manageScope(context), before.id);
  if (!after) throw new Error(`integration ${before.id} vanished while it was locked`);
  return { result: after, audit: [entry(verb, { before, after }, more)] };
}

/**
 * Changes what is given. Credentials stay only as long as they are sent to the same place: otherwise whoever may not
 * read them could have them sent to a server of their own. Throws user errors.
 */
export function updateIntegration(context: SignedInContext, input: UpdateIntegrationInput) {
  const fields = parseInput(updateFields, input);
  if (input.config === null) throw userError('INVALID', ['config'], 'config must not be null.');
  return manage(context, input, async (tx, before) => {
    const config =
      input.config == null ? undefined : checkConfig(knownType(before.integration_type, ['config']), input.config);
    const patch = differences(before, {
      name: fields.name,
      provider: fields.provider,
      config,
      sync_frequency: fields.syncFrequency === null ? 'manual' : fields.syncFrequency,
      api_rate_limit: fields.apiRateLimit,
      notes: fields.notes,
    });
    if (Object.keys(patch).length === 0) return { result: before, unchanged: true };
    if (patch.name !== undefined) await refuseTakenName(tx, patch.name, before.institution_id, before.id);
    const moves = config !== undefined && destinationOf(config) !== destinationOf(storedConfig(before.config));
    const clears = moves && (await hasCredentials(tx, context, before.id));
    if (clears) {
      refuseToTakeAlong(before, input.clearCredentials === true);
      await integrations.forgetCredentials(tx, before.id);
    }
    return change(tx, context, 'updated', before, clears ? { ...patch, credentials: {} } : patch);
  });
}

async function hasCredentials(tx: Transaction, context: SignedInContext, id: string): Promise<boolean> {
  const kept = (await integrations.findCredentials(tx, manageScope(context), [id])).get(id);
  const read = kept && readCredentials(kept.credentials, context.keyring);
  return read === null || (read !== undefined && read.size > 0);
}

function refuseToTakeAlong(before: IntegrationView, clearCredentials: boolean): void {
  const elsewhere = 'The credentials would be sent elsewhere than they were given for';
  if (!clearCredentials) {
    throw userError(
      'NOT_ALLOWED',
      ['config'],
      `${elsewhere}: pass clearCredentials: true, and set them again afterwards.`,
    );
  }
  const needed = knownType(before.integration_type, ['config']).credentials.some(({ isRequired }) => isRequired);
  if ((before.is_enabled ?? true) && needed) {
    throw userError('NOT_ALLOWED', ['clearCredentials'], `${elsewhere} and it needs them: disable it first.`);
  }
}

/** The columns of a patch that would change the row. Keys of an object are in PostgreSQL's order, which is none. */
function differences(row: IntegrationView, patch: IntegrationPatch): IntegrationPatch {
  const comparable = (value: unknown): unknown =>
    JSON.stringify(value, (_, one: JsonValue) =>
      typeof one === 'object' && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    );
  const differs = ([column, value]: [string, unknown]) =>
    value !== undefined && comparable(value) !== comparable(row[column as keyof IntegrationView]);
  return Object.fromEntries(Object.entries(patch).filter(differs));
}

/** Enables an integration that has all that its type needs. Throws user errors. */
export const enableIntegration = (context: SignedInContext, input: Target) =>
  manage(context, input, async (tx, before) => {
    if (before.is_enabled ?? true) throw userError('INVALID_TRANSITION', ['id'], 'The integration is enabled already.');
    const missing = await missingParts(tx, context, before);
    if (missing.length > 0) throw new UserErrors(missing);
    return change(tx, context, 'enabled', before, { is_enabled: true });
  });

async function missingParts(tx: Transaction, context: SignedInContext, row: IntegrationView): Promise<UserError[]> {
  const info = knownType(row.integration_type, ['id']);
  const kept = (await integrations.findCredentials(tx, manageScope(context), [row.id])).get(row.id);
  const credentials = kept && readCredentials(kept.credentials, context.keyring);
  const refuse = (message: string): UserError => ({ code: 'NOT_ALLOWED', field: ['id'], message });
  return [
    ...configProblems(info, storedConfig(row.config)).map(({ message }) =>
      refuse(`It cannot be enabled: ${message} Correct it by updateIntegration.`),
    ),
    ...info.credentials
      .filter((one) => one.isRequired && !credentials?.has(one.name))
      .map((one) => refuse(`It cannot be enabled without ${one.name}: set it by setIntegrationCredentials.`)),
  ];
}

/** Disables an integration. Throws user errors. */
export const disableIntegration = (context: SignedInContext, input: Target) =>
  manage(context, input, async (tx, before) => {
    if (!(before.is_enabled ?? true)) {
      throw userError('INVALID_TRANSITION', ['id'], 'The integration is disabled already.');
    }
    return change(tx, context, 'disabled', before, { is_enabled: false });
  });

/** Deletes an integration that was never synchronised, and gives its global id. Throws user errors. */
export const deleteIntegration = (context: SignedInContext, input: Target) =>
  manage(context, input, async (tx, before) => {
    const { runs, latest } = await integrations.syncRunsOf(tx, before.id);
    if (runs > 0) {
      const of =
        runs === 1
          ? `one sync run, of ${formatTime(latest)}`
          : `${runs} sync runs, the latest of ${formatTime(latest)}`;
      throw userError('NOT_ALLOWED', ['id'], `The integration has ${of}, which refer to it: disable it instead.`);
    }
    await integrations.deleteIntegration(tx, before.id);
    return { result: encodeGlobalId('Integration', before.id), audit: [entry('deleted', { before })] };
  });
