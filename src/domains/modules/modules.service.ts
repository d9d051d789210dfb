import { isDeepStrictEqual } from 'node:util';
import { audited, type AuditEntry, type Audited } from '../../audit.ts';
import { everything } from '../../auth/scope.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { systemModulesRepository } from '../../db/generated/repositories.ts';
import { userError, UserErrors } from '../../errors.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type { RegisterModuleInput, UpdateModuleInput, UpdateModuleSettingsInput } from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import { brokenDependencies, readDependencies, topologicalOrder } from './module-graph.ts';
import {
  checkDependencies,
  dependencyColumn,
  isSmall,
  maxModules,
  registerInput,
  settingsInput,
  updateInput,
} from './module-input.ts';
import { stateTerms } from '../licenses/license-state.ts';
import { ModuleRegistry, settingsOf } from './module-registry.ts';
import { jsonObject, mergePatch, restoreSecrets } from './module-settings.ts';
import * as modules from './modules.repository.ts';
import type { ModulePatch, ModuleView } from './modules.repository.ts';

/** A module belongs to no institution: its audit record belongs to that of the viewer. */
export const entry = (
  { viewer }: SignedInContext,
  verb: string,
  change: { before?: ModuleView; after: ModuleView },
): AuditEntry => ({
  event: `module.${verb}`,
  entityType: 'system_modules',
  entityId: change.after.id,
  institutionId: viewer.institutionId,
  before: change.before && stored(change.before),
  after: stored(change.after),
});

/** The row, with settings as they are meant: masking finds no secret in a text that holds JSON. */
const stored = (view: ModuleView) => ({
  ...Object.fromEntries(systemModulesRepository.table.selectable.map((column) => [column, view[column]])),
  settings: settingsOf(view),
});

/** Works on the modules, all of which are locked: what is planned still holds when it is done. */
export function withModules<T>(
  context: SignedInContext,
  work: (tx: Transaction, registry: ModuleRegistry) => Promise<Audited<T>>,
): Promise<T> {
  return audited(context, async (tx) => work(tx, await lockAll(tx, context)));
}

/** All modules, locked until the transaction ends: a plan depends on each of them, whoever makes it. */
export const lockAll = async (tx: Transaction, context: SignedInContext) =>
  new ModuleRegistry(await modules.lockModules(tx, everything, stateTerms(context)));

/** The modules as they are now in the transaction. */
const reread = async (tx: Transaction, context: SignedInContext) =>
  new ModuleRegistry(await modules.listModules(tx, everything, stateTerms(context)));

/** Switches locked modules in this order. Gives the modules as they are then, and an audit record of each switch. */
export async function switchAll(
  tx: Transaction,
  context: SignedInContext,
  registry: ModuleRegistry,
  codes: readonly string[],
  isEnabled: boolean,
): Promise<{ registry: ModuleRegistry; records: AuditEntry[] }> {
  const rows = codes.map((code) => registry.find(code)).filter((row) => row !== null);
  if (rows.length === 0) return { registry, records: [] };
  await modules.switchModules(
    tx,
    rows.map(({ id }) => id),
    isEnabled,
  );
  const now = await reread(tx, context);
  const verb = isEnabled ? 'enabled' : 'disabled';
  const records = rows.map((row) => entry(context, verb, { before: row, after: now.find(row.code) ?? row }));
  return { registry: now, records };
}

interface Target {
  readonly code: string;
  readonly expectedVersion?: string | null;
}

/** The module that a mutation is about. Throws user errors where there is none, or another version than expected. */
export function targetOf(registry: ModuleRegistry, { code, expectedVersion }: Target): ModuleView {
  const module = registry.find(code);
  if (!module) throw userError('NOT_FOUND', ['code'], 'There is no module with this code.');
  if (expectedVersion != null && expectedVersion !== module.row_version) {
    throw userError(
      'VERSION_CONFLICT',
      ['expectedVersion'],
      'The module has changed since you read it: read it again.',
    );
  }
  return module;
}

/** Registers a module, which is off, once for an idempotency key. Throws user errors. */
export function registerModule(context: SignedInContext, input: RegisterModuleInput): Promise<ModuleView> {
  const fields = parseInput(registerInput, input);
  const settings = fields.settings ?? {};
  const { unknown } = restoreSecrets(settings, {});
  if (unknown.length > 0) throw unknownSecrets(unknown);
  return withModules(context, async (tx, registry) => {
    const once = await createOnce(tx, context.viewer, 'registerModule', input, async () => {
      if (registry.modules.length >= maxModules) {
        throw userError('NOT_ALLOWED', [], `There are ${maxModules} modules already, which is the most there may be.`);
      }
      if (registry.find(fields.code)) {
        throw userError('INVALID', ['code'], 'code is taken already: it must be unique.');
      }
      checkDependencies(fields.dependencies, fields.code, (code) => registry.find(code) !== null);
      const id = await modules.insertModule(tx, {
        code: fields.code,
        name: fields.name,
        description: fields.description ?? null,
        version: fields.version ?? null,
        is_core: fields.isCore,
        is_enabled: false,
        requires_license: fields.requiresLicense,
        dependencies: dependencyColumn(fields.dependencies),
        settings,
      });
      return { id };
    });
    const now = await reread(tx, context);
    const repeated = 'repeatedId' in once;
    const module = now.findById(repeated ? once.repeatedId : once.created.id);
    if (!module) throw userError('NOT_FOUND', ['idempotencyKey'], 'The module of this idempotency key is gone.');
    if (repeated) return { result: module, unchanged: true };
    refuseCycle(now, module.code);
    return { result: module, audit: [entry(context, 'registered', { after: module })] };
  });
}

/** A module that others waited for may close a cycle by being registered. */
function refuseCycle(registry: ModuleRegistry, code: string): void {
  const cycle = topologicalOrder(registry.nodes).cycles.find((codes) => codes.includes(code));
  if (!cycle) return;
  const message = `dependencies would make these modules need each other: ${cycle.join(', ')}.`;
  throw userError('INVALID', ['dependencies'], message);
}

/** Changes what is given; a change to what is there already changes nothing. Throws user errors. */
export function updateModule(context: SignedInContext, input: UpdateModuleInput): Promise<ModuleView> {
  const fields = parseInput(updateInput, input);
  return withModules(context, async (tx, registry) => {
    const before = targetOf(registry, input);
    const dependencies = fields.dependencies === null ? [] : fields.dependencies;
    if (dependencies) checkDependencies(dependencies, before.code, (code) => registry.find(code) !== null);
    return change(tx, context, registry, 'updated', before, {
      name: fields.name,
      description: fields.description,
      version: fields.version,
      requires_license: fields.requiresLicense === null ? false : fields.requiresLicense,
      dependencies: dependencies && dependencyColumn(dependencies),
    });
  });
}

/** Writes what differs, and refuses what breaks an enabled module or closes a cycle. */
async function change(
  tx: Transaction,
  context: SignedInContext,
  registry: ModuleRegistry,
  verb: string,
  before: ModuleView,
  given: ModulePatch,
): Promise<Audited<ModuleView>> {
  const patch = differences(before, given);
  if (Object.keys(patch).length === 0) return { result: before, unchanged: true };
  await modules.updateModule(tx, before.id, patch);
  const now = await reread(tx, context);
  if (patch.dependencies !== undefined) refuseCycle(now, before.code);
  refuseBreaking(registry, now, before.code);
  const after = now.find(before.code);
  if (!after) throw new Error(`module ${before.code} vanished while it was locked`);
  return { result: after, audit: [entry(context, verb, { before, after })] };
}

/** The columns of a patch that would change the row. */
function differences(row: ModuleView, patch: ModulePatch): ModulePatch {
  const comparable = (column: string, value: unknown): unknown => {
    if (column === 'dependencies') return readDependencies(value);
    return column === 'settings' ? jsonObject(value as JsonValue) : value;
  };
  // PostgreSQL keeps the names of an object in an order of its own.
  const differs = ([column, value]: [string, unknown]) =>
    value !== undefined &&
    !isDeepStrictEqual(comparable(column, value), comparable(column, row[column as keyof ModuleView]));
  return Object.fromEntries(Object.entries(patch).filter(differs));
}

/** What was unmet before may stay so: it must not keep others from being changed. */
function refuseBreaking(before: ModuleRegistry, after: ModuleRegistry, changed: string): void {
  const keyOf = (one: { kind: string; code: string; neededBy: string | null }) =>
    JSON.stringify([one.kind, one.code, one.neededBy]);
  const known = new Set(brokenDependencies(before.nodes).map(keyOf));
  const fresh = brokenDependencies(after.nodes).filter((problem) => !known.has(keyOf(problem)));
  if (fresh.length > 0) {
    throw new UserErrors(
      fresh.map(({ message, neededBy }) => {
        const field = [neededBy === changed ? 'dependencies' : 'version'];
        return { code: 'INVALID_TRANSITION', field, message };
      }),
    );
  }
}

/** Changes the settings of a module. Throws user errors. */
export function updateModuleSettings(context: SignedInContext, input: UpdateModuleSettingsInput): Promise<ModuleView> {
  const { settings: given } = parseInput(settingsInput, input);
  return withModules(context, async (tx, registry) => {
    const before = targetOf(registry, input);
    const old = settingsOf(before);
    const restored = restoreSecrets(given, old);
    if (restored.unknown.length > 0) throw unknownSecrets(restored.unknown);
    const next = input.mode === 'REPLACE' ? restored.settings : mergePatch(old, restored.settings);
    if (!isSmall(next)) {
      const message = 'settings must have at most 64 KB as JSON text together with those that are there.';
      throw userError('INVALID', ['settings'], message);
    }
    return change(tx, context, registry, 'settings_updated', before, { settings: next });
  });
}

const unknownSecrets = (paths: readonly string[]): UserErrors =>
  new UserErrors(
    paths.map((path) => {
      const field = ['settings', ...path.split('.')];
      const message = `${field.join('.')} must not be "***", which stands for a secret that is there already.`;
      return { code: 'INVALID', field, message };
    }),
  );
