import { z } from 'zod';
import { audited } from '../../audit.ts';
import type { SignedInContext } from '../../context.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { systemConfigDataTypeValues } from '../../db/generated/enums.ts';
import { userError, UserErrors } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type { RevealConfigValueInput, RollbackConfigInput } from '../../graphql/types.ts';
import { isEnvelope } from '../../encryption/envelope.ts';
import { findRevision } from './config-revisions.repository.ts';
import { decodeClear, isValid, valueProblem } from './config-values.ts';
import { configScope } from './config-visibility.repository.ts';
import {
  checkPlace,
  checkVersion,
  checkWritable,
  configEntry,
  institutionOf,
  keyType,
  storedValue,
  tellActor,
} from './config-writing.service.ts';
import * as configs from './configs.repository.ts';
import type { ConfigView } from './configs.repository.ts';

/** A setting as a revision keeps it; what Laravel wrote need not make sense. */
const keptState = z.object({
  config_key: z.string(),
  config_value: z.unknown().transform((value) => value as JsonValue),
  scope: z.string().nullable(),
  scope_id: z
    .union([z.number(), z.string()])
    .nullable()
    .transform((id) => (id === null ? null : String(id))),
  data_type: z.enum(systemConfigDataTypeValues),
  description: z.string().nullable(),
  is_encrypted: z.boolean().nullable(),
  is_hidden: z.boolean().nullable(),
  is_readonly: z.boolean().nullable(),
});

const field = ['revisionId'];

/** What is wrong with what a revision tells is the fault of whoever chose it: the input has no other field. */
async function aboutRevision<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    throw new UserErrors(error.errors.map((one) => ({ ...one, field })));
  }
}

/**
 * Sets again what a revision tells, as a new revision. What is or ever was encrypted comes back encrypted. Flags stay
 * as they are, and come back with what was not set any more. Throws user errors.
 */
export async function rollbackConfig(context: SignedInContext, input: RollbackConfigInput): Promise<ConfigView> {
  const { viewer } = context;
  const id = idInput('ConfigRevision', input.revisionId, field);
  return audited(context, async (tx) => {
    const revision = await findRevision(tx, configScope(viewer, 'CONFIGS_WRITE'), id);
    if (!revision) throw userError('NOT_FOUND', field, 'There is no such revision within your reach.');
    const state = keptState.safeParse(revision.after ?? revision.before).data;
    if (!state || (state.is_encrypted !== true && !isValid(state))) {
      throw userError('INVALID', field, 'What this revision tells is no valid setting: set the value instead.');
    }
    const { config_key: key, config_value: value, is_hidden, is_readonly } = state;
    const place = { scope: state.scope ?? 'global', scopeId: state.scope_id };
    await configs.lockKeys(tx, [key]);
    const institutionId = await aboutRevision(() => checkPlace(tx, context, place, []));
    const existing = await configs.lockConfigAt(tx, key, place);
    checkVersion(existing, input.expectedVersion, []);
    if (existing) checkWritable(context, existing, field);
    const dataType = await aboutRevision(() => keyType(tx, context, { key, existing, dataType: state.data_type }, []));

    const sealed = state.is_encrypted === true && typeof value === 'string' && isEnvelope(value);
    const encrypted = sealed || revision.masked;
    const problem = sealed ? null : valueProblem(dataType, value);
    if (problem !== null) throw userError('INVALID', field, `The value ${problem}`);
    const patch = {
      config_value: sealed ? resealed(context, value, field) : storedValue(context, value, encrypted, field),
      data_type: dataType,
      is_encrypted: encrypted,
      description: state.description,
      updated_by: viewer.userId,
    };
    await tellActor(tx, context, revision.id);
    const after = existing
      ? await configs.updateConfig(tx, existing.id, patch)
      : await configs.insertConfig(
          tx,
          { ...patch, config_key: key, is_hidden, is_readonly, created_by: viewer.userId },
          place,
          (await configs.isTaken(tx, revision.config_id)) ? null : revision.config_id,
        );
    if (!after) throw userError('UNAVAILABLE', field, 'Somebody else has just set this: try again.');
    return { result: after, audit: [configEntry('rolled_back', institutionId, { before: existing, after })] };
  });
}

/** An older ciphertext with the newest key, or a rotation of keys might not meet it; as it is where no key opens it. */
function resealed({ keyring }: SignedInContext, envelope: string, field: readonly string[]): string {
  const clear = keyring.isCurrent(envelope) ? null : keyring.decrypt(envelope);
  return clear === null ? envelope : keyring.encrypt(clear, field);
}

const revealInput = z.object({
  reason: z.string().trim().min(1, 'must not be empty').max(2_000, 'must have at most 2,000 characters'),
});

/** Tells an encrypted value in clear, and records that. Throws user errors. */
export async function revealConfigValue(context: SignedInContext, input: RevealConfigValueInput): Promise<JsonValue> {
  const id = idInput('Config', input.id, ['id']);
  const { reason } = parseInput(revealInput, input);
  return audited(context, async (tx) => {
    const config = await configs.lockConfig(tx, configScope(context.viewer, 'CONFIGS_REVEAL'), id);
    if (!config) throw userError('NOT_FOUND', ['id'], 'There is no such setting within your reach.');
    if (config.is_encrypted !== true) {
      throw userError('INVALID_TRANSITION', ['id'], 'The setting is not encrypted: read its value.');
    }
    const { config_value: sealed } = config;
    const clear = typeof sealed === 'string' ? context.keyring.decrypt(sealed) : null;
    if (clear === null) {
      const message = 'None of the keys of this installation opens the value: its operator has to set ENCRYPTION_KEYS.';
      throw userError('NOT_CONFIGURED', ['id'], message);
    }
    return {
      result: decodeClear(clear),
      audit: [
        {
          event: 'config.revealed',
          entityType: 'system_configs',
          entityId: id,
          institutionId: institutionOf(config),
          after: { config_key: config.config_key, reason },
        },
      ],
    };
  });
}
