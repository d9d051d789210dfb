import { sql } from 'kysely';
import { everything } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import { licenseNoticesRepository } from '../../db/generated/repositories.ts';
import type { LicenseNoticeRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import type { StateTerms } from './license-state.ts';
import { matchingLicenses, selectView, type LicenseView } from './licenses.repository.ts';

/** A licence with what a notice says of its institution. */
export type NoticedLicense = LicenseView & {
  readonly institution_name: string | null;
  /** The region that the institution is or belongs to; null where there is none. */
  readonly region_id: string | null;
};

/** The steps upwards end where data of another application goes round in circles. */
const regionId = sql<string | null>`(
  with recursive above(id, parent_id, type, step) as (
    select id, parent_id, type, 1 from institutions where id = l.institution_id
    union all
    select i.id, i.parent_id, i.type, above.step + 1
    from institutions i join above on i.id = above.parent_id where above.type <> 'region' and above.step < 20)
  select id from above where type = 'region' limit 1)`;

const selectNoticed = (db: Db, terms: StateTerms) =>
  selectView(matchingLicenses(db, everything, {}, terms))
    .leftJoin('institutions as of', 'of.id', 'l.institution_id')
    .select(['of.name as institution_name', regionId.as('region_id')])
    .$castTo<NoticedLicense>();

/** Which licences may be worth a notice: by when they end, as UTC texts. */
export interface NoticePeriod {
  readonly from: string;
  readonly to: string;
}

/** Licences that end within the period or of which a notice is open, after the one with id `after`. */
export const pageNoticed = (db: Db, terms: StateTerms, { from, to }: NoticePeriod, after: string, limit: number) =>
  selectNoticed(db, terms)
    .where(
      sql<boolean>`l.id in (
        select id from licenses where expires_at between ${from}::timestamp and ${to}::timestamp
        union all select license_id from api.license_notices where closed_at is null)`,
    )
    .where('l.id', '>', after)
    .orderBy('l.id')
    .limit(limit)
    .execute();

/** The licence, locked against other writers until the transaction ends. */
export async function lockNoticed(tx: Transaction, terms: StateTerms, id: string): Promise<NoticedLicense | undefined> {
  const locked = await tx.selectFrom('licenses').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return locked && selectNoticed(tx, terms).where('l.id', '=', id).executeTakeFirst();
}

export type LicenseNotice = LicenseNoticeRow;

/** All notices of these licences. */
export const findNotices = (db: Db, licenseIds: readonly string[]): Promise<LicenseNotice[]> =>
  db
    .selectFrom('api.license_notices')
    .selectAll()
    .where(sql<boolean>`license_id = any(${idArray(licenseIds)})`)
    .orderBy('id')
    .execute();

/** Locks open notices of licences that are gone, those that nobody else is closing. */
export const lockOrphans = (tx: Transaction, limit: number): Promise<LicenseNotice[]> =>
  tx
    .selectFrom('api.license_notices')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('license_id', 'is', null)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

export const insertNotice = (tx: Transaction, notice: Parameters<typeof licenseNoticesRepository.append>[1]) =>
  licenseNoticesRepository.append(tx, notice);

export async function closeNotice(tx: Transaction, id: string): Promise<void> {
  await tx
    .updateTable('api.license_notices')
    .set({ closed_at: sql<string>`api.job_now()` })
    .where('id', '=', id)
    .execute();
}

/** Ids of the roles of these names that exist. */
export async function findRoleIds(db: Db, names: readonly string[]): Promise<Map<string, string>> {
  const roles = await db
    .selectFrom('roles')
    .select(['id', 'name'])
    .where(sql<boolean>`name = any(${names}::text[])`)
    .execute();
  return new Map(roles.map(({ id, name }) => [name, id]));
}
