import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { systemModulesRepository } from '../../db/generated/repositories.ts';
import type { SystemModuleRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import { containsText } from '../../db/text-search.ts';
import type { StateTerms } from '../licenses/license-state.ts';
import { isCounting } from '../licenses/licenses.repository.ts';

/** A module with the version of its row for optimistic locking: `version` is a column of its own. */
export type ModuleView = SystemModuleRow & { readonly row_version: string; readonly is_licensed: boolean };

/** Which modules; null and absent do not restrict. */
export interface ModuleCriteria {
  readonly codes?: readonly string[] | null;
  readonly isEnabled?: boolean | null;
  readonly isCore?: boolean | null;
  readonly requiresLicense?: boolean | null;
  readonly search?: string | null;
}

const columns = systemModulesRepository.table.selectable.map((column) => `m.${column}` as const);

const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
  value == null ? [] : [condition(value)];

/** What is not said counts as the column's default. */
const matching = ({ codes, isEnabled, isCore, requiresLicense, search }: ModuleCriteria): RawBuilder<SqlBool>[] => [
  ...given(codes, (values) => sql`m.code = any(${values}::text[])`),
  ...given(isEnabled, (wanted) => sql`coalesce(m.is_enabled, true) = ${wanted}`),
  ...given(isCore, (wanted) => sql`coalesce(m.is_core, false) = ${wanted}`),
  ...given(requiresLicense, (wanted) => sql`coalesce(m.requires_license, false) = ${wanted}`),
  ...given(search, (text) => containsText(text, ['m.code', 'm.name', 'm.description'])),
];

/** A module belongs to the whole system: whoever reaches more than the own data sees all of them. */
const isVisible = (scope: Scope) => sql<boolean>`${scope.kind !== 'self'}`;

/** Licences of the scope: those of the whole system concern everybody. */
const isWithin = (scope: Scope): RawBuilder<SqlBool> =>
  scope.kind === 'subtree'
    ? sql`(l.institution_id is null or l.institution_id = any(${idArray(scope.institutionIds)}))`
    : sql`${scope.kind === 'all'}`;

/** Whether a licence of the module counts now. */
const isLicensed = (scope: Scope, terms: StateTerms) => sql<boolean>`exists (
  select from licenses l where l.module_code = m.code and ${isCounting(terms)} and ${isWithin(scope)})`;

const selectModules = (db: Db, scope: Scope, terms: StateTerms) =>
  db
    .selectFrom('system_modules as m')
    .select(columns)
    // xmin changes with every write, whichever application makes it.
    .select([sql<string>`m.xmin::text`.as('row_version'), isLicensed(scope, terms).as('is_licensed')])
    .where(isVisible(scope))
    .orderBy(sql`m.code collate "C"`);

/** Modules by code; `terms` say which licences count. */
export const listModules = (
  db: Db,
  scope: Scope,
  terms: StateTerms,
  criteria: ModuleCriteria = {},
): Promise<ModuleView[]> =>
  selectModules(db, scope, terms)
    .where((eb) => eb.and(matching(criteria)))
    .execute();

/**
 * All modules, in the order in which others may lock them, held until the transaction ends: against other plans by an
 * advisory lock, since a plan depends on rows that it does not change, and against other applications row by row.
 * Licences may still refer to them meanwhile.
 */
export async function lockModules(tx: Transaction, scope: Scope, terms: StateTerms): Promise<ModuleView[]> {
  await sql`select pg_advisory_xact_lock(hashtext('atis modules'))`.execute(tx);
  return selectModules(tx, scope, terms)
    .modifyEnd(sql`for no key update of m`)
    .execute();
}

export const insertModule = async (
  tx: Transaction,
  module: Parameters<typeof systemModulesRepository.insert>[1],
): Promise<string> => (await systemModulesRepository.insert(tx, module)).id;

export type ModulePatch = Parameters<typeof systemModulesRepository.update>[2];

export const updateModule = (tx: Transaction, id: string, patch: ModulePatch) =>
  systemModulesRepository.update(tx, id, patch);

/** Switches modules on or off. */
export async function switchModules(tx: Transaction, ids: readonly string[], isEnabled: boolean): Promise<void> {
  await tx
    .updateTable('system_modules')
    .set({ is_enabled: isEnabled, updated_at: sql<string>`now() at time zone 'utc'` })
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .execute();
}
