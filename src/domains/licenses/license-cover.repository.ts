import { sql } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import { everything } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { idArray } from '../../db/id-list.ts';
import type { StateTerms } from './license-state.ts';
import { isCounting, isVisible, matchingLicenses, selectView, type LicenseView } from './licenses.repository.ts';

/** A module that a licence covers which is not to be shown. */
export interface CoveredModule {
  readonly module_code: string;
  readonly module_name: string | null;
}

/** Licences that count now and cover an institution, given itself and those above it. */
const covering = (db: Db, lineage: readonly string[], moduleCode: string | null, terms: StateTerms) =>
  matchingLicenses(db, everything, { moduleCode }, terms)
    .where(isCounting(terms))
    .where(sql<boolean>`(l.institution_id is null or l.institution_id = any(${idArray(lineage)}))`);

/** Those of them that are visible, by module and then the newest first. */
export const coveringLicenses = (
  db: Db,
  scope: Scope,
  lineage: readonly string[],
  moduleCode: string | null,
  terms: StateTerms,
): Promise<LicenseView[]> =>
  selectView(covering(db, lineage, moduleCode, terms).where(isVisible(scope)))
    .orderBy('l.module_code')
    .orderBy('l.id', 'desc')
    .execute();

/** Of the others, only what they cover. */
export const coveredFromAbove = (
  db: Db,
  scope: Scope,
  lineage: readonly string[],
  moduleCode: string | null,
  terms: StateTerms,
): Promise<CoveredModule[]> =>
  covering(db, lineage, moduleCode, terms)
    .where(sql<boolean>`not ${isVisible(scope)}`)
    .select(['l.module_code', 'm.name as module_name'])
    .distinct()
    .execute();

/** Whether another licence of the module counts now, wherever. */
export async function hasOtherLicense(tx: Transaction, license: LicenseView, terms: StateTerms): Promise<boolean> {
  const other = await matchingLicenses(tx, everything, { moduleCode: license.module_code }, terms)
    .where('l.id', '<>', license.id)
    .where(isCounting(terms))
    .select('l.id')
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** Ids of the institutions that a licence covers and no other counting licence of the module does, by name. */
export async function institutionsOnlyCoveredBy(
  tx: Transaction,
  license: LicenseView,
  terms: StateTerms,
): Promise<string[]> {
  const others = matchingLicenses(tx, everything, { moduleCode: license.module_code }, terms)
    .where('l.id', '<>', license.id)
    .where(isCounting(terms))
    .select('l.institution_id');
  const { rows } = await sql<{ id: string }>`
    with recursive other(institution_id) as (${others}),
    covered(id) as (
      select institution_id from other where institution_id is not null
      union
      select child.id from covered join institutions child on child.parent_id = covered.id
    ),
    own(id) as (
      select id from institutions where id = ${license.institution_id}
        or (${license.institution_id}::bigint is null and parent_id is null)
      union
      select child.id from own join institutions child on child.parent_id = own.id
    )
    select institution.id from institutions institution join own using (id)
    where not exists (select from covered where covered.id = institution.id)
      and not exists (select from other where institution_id is null)
    order by institution.name, institution.id`.execute(tx);
  return rows.map(({ id }) => id);
}
