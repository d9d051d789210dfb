import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { audited, type AuditEntry, type Audited } from '../../audit.ts';
import { reach } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { SystemConfigDataType } from '../../db/generated/enums.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import { encodeGlobalId, idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type { SetConfigInput, SetConfigsInput, UpdateConfigFlagsInput } from '../../graphql/types.ts';
import type { Place } from './config-resolution.ts';
import { keyPattern, valueProblem } from './config-values.ts';
import { configScope } from './config-visibility.repository.ts';
import {
  checkPlace,
  checkVersion,
  checkWritable,
  configEntry,
  institutionOf,
  keyType,
  placeInput,
  storedValue,
  tellActor,
} from './config-writing.service.ts';
import * as configs from './configs.repository.ts';
import type { ConfigPatch, ConfigView } from './configs.repository.ts';

type Path = readonly string[];

const description = z.string().trim().max(2_000, 'must have at most 2,000 characters').nullish();
const setInput = z.object({
  key: z.string().regex(keyPattern, 'must have 1 to 100 of: a-z, 0-9, "_", ".", "-", and begin with a-z or 0-9'),
  dataType: z.enum(['STRING', 'INTEGER', 'BOOLEAN', 'JSON', 'ARRAY'], 'cannot be OTHER').nullish(),
  description,
});

/** An input whose form has been checked. */
interface Item {
  readonly input: SetConfigInput;
  readonly dataType: SystemConfigDataType | undefined;
  readonly description: string | null | undefined;
  readonly place: Place;
  readonly path: Path;
}

function toItem(input: SetConfigInput, path: Path): Item {
  const fields = parseInput(setInput, input);
  return {
    input,
    dataType: fields.dataType?.toLowerCase() as SystemConfigDataType | undefined,
    description: fields.description,
    place: placeInput(input.scope ?? 'GLOBAL', input.scopeId, []),
    path,
  };
}

/** What became of one item. */
interface SetResult {
  readonly config: ConfigView;
  readonly entry: AuditEntry | null;
}

/** Sets one item; the key is locked. Throws user errors with paths within the item. */
async function applyItem(tx: Transaction, context: SignedInContext, item: Item): Promise<SetResult> {
  const { input, place } = item;
  const institutionId = await checkPlace(tx, context, place, []);
  const existing = await configs.lockConfigAt(tx, input.key, place);
  const dataType = await keyType(tx, context, { key: input.key, existing, dataType: item.dataType }, []);
  checkVersion(existing, input.expectedVersion, []);
  if (existing) checkWritable(context, existing, ['key']);
  const problem = valueProblem(dataType, input.value);
  if (problem !== null) throw userError('INVALID', ['value'], `value ${problem}`);
  if (existing?.is_encrypted === true && input.isEncrypted === false) {
    throw userError('NOT_ALLOWED', ['isEncrypted'], 'What is encrypted stays encrypted: unset it to begin anew.');
  }
  const encrypted = input.isEncrypted ?? existing?.is_encrypted ?? false;
  const patch: ConfigPatch & Pick<ConfigView, 'config_value' | 'data_type'> = {
    config_value: storedValue(context, input.value, encrypted, ['value']),
    data_type: dataType,
    is_encrypted: encrypted,
    ...(item.description === undefined ? {} : { description: item.description }),
    updated_by: context.viewer.userId,
  };
  if (existing) {
    if (isSame(existing, patch)) return { config: existing, entry: null };
    const after = await configs.updateConfig(tx, existing.id, patch);
    return { config: after, entry: configEntry('updated', institutionId, { before: existing, after }) };
  }
  const row = { ...patch, config_key: input.key, created_by: context.viewer.userId };
  const after = await configs.insertConfig(tx, row, place, null);
  // Another application has just set it: what it wrote is there now, and is changed.
  if (!after) return applyItem(tx, context, item);
  return { config: after, entry: configEntry('created', institutionId, { after }) };
}

/** Whether a change would change nothing. Whether an encrypted value is the same is not told: one could try values. */
const isSame = (row: ConfigView, patch: ConfigPatch): boolean =>
  patch.is_encrypted !== true &&
  row.is_encrypted !== true &&
  row.data_type === patch.data_type &&
  isDeepStrictEqual(row.config_value, patch.config_value) &&
  (patch.description === undefined || row.description === patch.description);

/** Sets a key in one place. Throws user errors. */
export function setConfig(context: SignedInContext, input: SetConfigInput): Promise<ConfigView> {
  const item = toItem(input, []);
  return audited(context, async (tx) => {
    await configs.lockKeys(tx, [input.key]);
    await tellActor(tx, context);
    const { config, entry } = await applyItem(tx, context, item);
    return entry ? { result: config, audit: [entry] } : { result: config, unchanged: true };
  });
}

/** Runs `work` for each and gives the results. Throws the user errors of all, with the path of the one at fault. */
async function each<T, Result>(
  all: readonly T[],
  pathOf: (one: T, index: number) => Path,
  work: (one: T, index: number) => Result | Promise<Result>,
): Promise<Result[]> {
  const errors: UserError[] = [];
  const results: Result[] = [];
  for (const [index, one] of all.entries()) {
    try {
      results.push(await work(one, index));
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      errors.push(...error.errors.map((each) => ({ ...each, field: [...pathOf(one, index), ...each.field] })));
    }
  }
  if (errors.length > 0) throw new UserErrors(errors);
  return results;
}

const itemPath = (_: unknown, index: number): Path => ['items', String(index)];

/** Sets several keys, or none of them. Throws user errors. */
export async function setConfigs(context: SignedInContext, { items: inputs }: SetConfigsInput): Promise<ConfigView[]> {
  if (inputs.length === 0) throw userError('REQUIRED', ['items'], 'items must have 1 to 100 settings.');
  const seen = new Set<string>();
  const items = await each(inputs, itemPath, (input, index) => {
    const item = toItem(input, itemPath(input, index));
    const name = JSON.stringify([input.key, item.place]);
    if (seen.has(name)) throw userError('INVALID', ['key'], 'key is set in this place by another item already.');
    seen.add(name);
    return item;
  });
  return audited(context, async (tx): Promise<Audited<ConfigView[]>> => {
    await configs.lockKeys(
      tx,
      items.map(({ input }) => input.key),
    );
    await tellActor(tx, context);
    const done = await each(
      items,
      ({ path }) => path,
      (item) => applyItem(tx, context, item),
    );
    const result = done.map(({ config }) => config);
    const [first, ...others] = done.flatMap(({ entry }) => (entry ? [entry] : []));
    return first ? { result, audit: [first, ...others] } : { result, unchanged: true };
  });
}

interface Target {
  readonly id: string;
  readonly expectedVersion?: string | null;
}

/** Locks a setting that the viewer sees. Throws user errors. */
async function lock(tx: Transaction, context: SignedInContext, id: string, target: Target): Promise<ConfigView> {
  const config = await configs.lockConfig(tx, configScope(context.viewer, 'CONFIGS_WRITE'), id);
  if (!config) throw userError('NOT_FOUND', ['id'], 'There is no such setting within your reach.');
  checkVersion(config, target.expectedVersion, []);
  return config;
}

/** Takes a setting away and gives its global id. Throws user errors. */
export async function unsetConfig(context: SignedInContext, input: Target): Promise<string> {
  const id = idInput('Config', input.id, ['id']);
  return audited(context, async (tx) => {
    const before = await lock(tx, context, id, input);
    checkWritable(context, before, ['id']);
    await tellActor(tx, context);
    await configs.deleteConfig(tx, id);
    return {
      result: encodeGlobalId('Config', id),
      audit: [configEntry('unset', institutionOf(before), { before })],
    };
  });
}

const flagsInput = z.object({
  isHidden: z.boolean('cannot be null').optional(),
  isReadonly: z.boolean('cannot be null').optional(),
  description,
});

/** Changes what is known about a setting. Throws user errors. */
export async function updateConfigFlags(context: SignedInContext, input: UpdateConfigFlagsInput): Promise<ConfigView> {
  const id = idInput('Config', input.id, ['id']);
  const fields = parseInput(flagsInput, input);
  return audited(context, async (tx) => {
    const before = await lock(tx, context, id, input);
    if (reach(context.viewer, 'CONFIGS_WRITE') !== 'ALL') {
      throw userError('NOT_ALLOWED', ['id'], 'Only super administrators hide, protect or describe settings.');
    }
    const patch: ConfigPatch = {
      ...(fields.isHidden === undefined ? {} : { is_hidden: fields.isHidden }),
      ...(fields.isReadonly === undefined ? {} : { is_readonly: fields.isReadonly }),
      ...(fields.description === undefined ? {} : { description: fields.description }),
    };
    const same =
      (patch.is_hidden ?? before.is_hidden) === before.is_hidden &&
      (patch.is_readonly ?? before.is_readonly) === before.is_readonly &&
      (patch.description === undefined || patch.description === before.description);
    if (same) return { result: before, unchanged: true };
    await tellActor(tx, context);
    const after = await configs.updateConfig(tx, id, { ...patch, updated_by: context.viewer.userId });
    return { result: after, audit: [configEntry('flags_updated', institutionOf(before), { before, after })] };
  });
}
