import type { AuditEntry } from '../../audit.ts';
import { reach } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { SystemConfigDataType } from '../../db/generated/enums.ts';
import { systemConfigsRepository } from '../../db/generated/repositories.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import type { ConfigScope as ConfigScopeName } from '../../graphql/types.ts';
import { appliesWithin, configScope } from './config-visibility.repository.ts';
import type { Place } from './config-resolution.ts';
import { withheld } from './config-values.ts';
import * as configs from './configs.repository.ts';
import type { ConfigView } from './configs.repository.ts';

// What every way of writing a setting has in common.

type Path = readonly string[];

/** The type behind the id of a scope; global has none. */
export const scopeTypes = { INSTITUTION: 'Institution', MODULE: 'Module', USER: 'User' } as const;

/** Where an input wants to set something. Throws user errors about `scope` or `scopeId`. */
export function placeInput(scope: ConfigScopeName, scopeId: string | null | undefined, path: Path): Place {
  if (scope === 'OTHER') throw userError('INVALID', [...path, 'scope'], 'scope cannot be OTHER.');
  if (scope === 'GLOBAL') {
    if (scopeId == null) return { scope: 'global', scopeId: null };
    throw userError('INVALID', [...path, 'scopeId'], 'scopeId must be left out: GLOBAL applies to the whole system.');
  }
  const type = scopeTypes[scope];
  if (scopeId == null) {
    throw userError('REQUIRED', [...path, 'scopeId'], `scopeId is needed: the id of the ${type} that it applies to.`);
  }
  return { scope: scope.toLowerCase(), scopeId: idInput(type, scopeId, [...path, 'scopeId']) };
}

const writesAll = ({ viewer }: SignedInContext) => reach(viewer, 'CONFIGS_WRITE') === 'ALL';

/** Checks that the place exists and is within reach; gives the institution that it belongs to. Throws user errors. */
export async function checkPlace(
  tx: Transaction,
  context: SignedInContext,
  place: Place,
  path: Path,
): Promise<string | null> {
  if (!writesAll(context) && !['institution', 'user'].includes(place.scope)) {
    const message = 'You may set what applies to institutions and users within your reach: scope INSTITUTION or USER.';
    throw userError('NOT_ALLOWED', [...path, 'scope'], message);
  }
  const target = await configs.findTarget(tx, place);
  const { institutionIds } = context.viewer;
  const within = (id: string | null) => writesAll(context) || (id !== null && institutionIds.has(id));
  if (!target || !within(target.institutionId)) {
    throw userError('NOT_FOUND', [...path, 'scopeId'], `There is no such ${place.scope} within your reach.`);
  }
  return target.institutionId;
}

/** Throws a user error unless the viewer may change this setting, which the viewer sees, as it is now. */
export function checkWritable(context: SignedInContext, config: ConfigView, field: Path): void {
  const institutionId = config.scope === 'institution' ? config.scope_id : config.user_institution_id;
  const within = institutionId !== null && context.viewer.institutionIds.has(institutionId);
  if (!writesAll(context) && (!within || config.is_hidden === true)) {
    throw userError('NOT_ALLOWED', field, 'This setting is not yours to change.');
  }
  if (config.is_readonly === true) {
    throw userError('NOT_ALLOWED', field, 'The setting is read-only: a super administrator has to lift that first.');
  }
}

/** Throws a user error unless the setting is there in the version that the client has read. */
export function checkVersion(config: ConfigView | undefined, expected: string | null | undefined, path: Path): void {
  if (expected == null || expected === config?.version) return;
  const what = config ? 'The setting has changed since you read it' : 'The setting is not set any more';
  throw userError('VERSION_CONFLICT', [...path, 'expectedVersion'], `${what}: read it again.`);
}

/** What a key may be set to in one place. */
export interface KeyRequest {
  readonly key: string;
  /** The setting that is to be changed. */
  readonly existing: ConfigView | undefined;
  readonly dataType: SystemConfigDataType | undefined;
}

/**
 * The data type that a key has or gets. Throws user errors where it would have two, and where the key is kept from
 * the viewer. For a region, what other regions have set does not count: an error would tell of it.
 */
export async function keyType(
  tx: Transaction,
  context: SignedInContext,
  { key, existing, dataType }: KeyRequest,
  path: Path,
): Promise<SystemConfigDataType> {
  const scope = configScope(context.viewer, 'CONFIGS_WRITE');
  const uses = await configs.listKeyUses(tx, key, (parts) => appliesWithin(scope, parts));
  if (scope.kind !== 'all' && uses.some(({ is_hidden }) => is_hidden === true)) {
    throw userError('NOT_ALLOWED', [...path, 'key'], 'This key is kept by super administrators.');
  }
  const others = new Set(uses.filter(({ id }) => id !== existing?.id).map((use) => use.data_type));
  const wanted = dataType ?? existing?.data_type ?? ([...others][0] as SystemConfigDataType | undefined);
  if (wanted === undefined) {
    throw userError('REQUIRED', [...path, 'dataType'], 'dataType is needed: the key is new.');
  }
  // What is there keeps its type, whatever type other regions have given the key.
  if (wanted === existing?.data_type) return wanted;
  const other = [...others].find((type) => type !== wanted);
  if (other !== undefined) {
    const message = `dataType must be ${other.toUpperCase()}: the key has that type elsewhere.`;
    throw userError('INVALID', [...path, 'dataType'], message);
  }
  return wanted;
}

/** The value as it is stored. Throws a user error where it is to be encrypted and there is no key. */
export const storedValue = (context: SignedInContext, value: unknown, encrypted: boolean, field: Path) =>
  (encrypted ? context.keyring.encrypt(JSON.stringify(value), field) : value) as ConfigView['config_value'];

/**
 * The audit record of a change. Of what is or was encrypted it has neither value nor ciphertext. Nor has it of what is or
 * was hidden, and no institution: it would show those who read its records a setting that they may not see.
 */
export function configEntry(
  verb: string,
  institutionId: string | null,
  change: { readonly before?: ConfigView | undefined; readonly after?: ConfigView | undefined },
): AuditEntry {
  const { before, after } = change;
  const hidden = before?.is_hidden === true || after?.is_hidden === true;
  const masked = hidden || before?.is_encrypted === true || after?.is_encrypted === true;
  const row = (view: ConfigView | undefined) =>
    view &&
    Object.fromEntries(
      systemConfigsRepository.table.selectable.map((column) => [
        column,
        masked && column === 'config_value' ? withheld : view[column],
      ]),
    );
  return {
    event: `config.${verb}`,
    entityType: 'system_configs',
    entityId: (after ?? before)?.id ?? null,
    institutionId: hidden ? null : institutionId,
    before: row(before),
    after: row(after),
  };
}

/** The institution that a setting's audit record belongs to; null: the whole system. */
export const institutionOf = (config: ConfigView): string | null =>
  config.scope === 'institution' ? config.scope_id : config.user_institution_id;

/** Tells the history of this transaction who acts. */
export const tellActor = (tx: Transaction, { viewer, request }: SignedInContext, restores: string | null = null) =>
  configs.tellActor(tx, viewer.userId, request.id.slice(0, 200), restores);
