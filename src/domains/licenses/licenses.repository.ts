import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { Columns } from '../../db/columns.ts';
import { licensesRepository } from '../../db/generated/repositories.ts';
import type { LicenseRow } from '../../db/generated/tables.ts';
import { isOneOf, type Ids } from '../../db/id-list.ts';
import { countUpTo, readPage, withKeyColumns, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { containsText } from '../../db/text-search.ts';
import { countingStates, type LicenseState, type StateTerms } from './license-state.ts';

/** A licence with its module and the version that optimistic locking compares. */
export type LicenseView = LicenseRow & {
  readonly module_name: string | null;
  readonly module_version: string | null;
  readonly version: string;
};

/** Which licences; null and absent do not restrict. Times are UTC texts. */
export interface LicenseCriteria {
  readonly states?: readonly LicenseState[] | null;
  readonly types?: readonly string[] | null;
  readonly moduleCode?: string | null;
  readonly institutionIds?: Ids | null;
  readonly expiringBefore?: string | null;
  readonly search?: string | null;
}

const byId = [{ expression: sql.ref('l.id'), type: 'bigint', column: { name: 'id' } }] as const;

export const licenseOrders = {
  NEWEST_FIRST: { name: 'newest', direction: 'desc', keys: byId },
  OLDEST_FIRST: { name: 'oldest', direction: 'asc', keys: byId },
  SOONEST_END_FIRST: {
    name: 'end',
    direction: 'asc',
    keys: [
      {
        expression: sql`coalesce(l.expires_at, 'infinity'::timestamp)`,
        type: 'timestamp',
        column: { name: 'expires_at', ifNull: 'infinity' },
      },
      ...byId,
    ],
  },
} as const satisfies Record<string, KeysetOrder>;

const day = 86_400_000;
const utc = (milliseconds: number) => sql`${new Date(milliseconds).toISOString().slice(0, -1)}::timestamp`;

/** Where a licence `l` stands; the same rule as `stateOf`. Ends are compared as they are: adding days could overflow. */
export function licenseState({ now, graceDays, expiringDays }: StateTerms): RawBuilder<LicenseState> {
  const end = sql`coalesce(l.expires_at, 'infinity'::timestamp)`;
  return sql<LicenseState>`case
    when l.status = 'revoked' then 'REVOKED'
    when l.status = 'expired' then 'EXPIRED'
    when l.status is distinct from 'active' or l.issued_at > ${utc(now)} then 'NOT_YET_ACTIVE'
    when ${end} > ${utc(now + expiringDays * day)} then 'VALID'
    when ${end} > ${utc(now)} then 'EXPIRING'
    when l.license_type <> 'trial' and ${end} > ${utc(now - graceDays * day)} then 'GRACE'
    else 'EXPIRED' end`;
}

export const stateIs = (terms: StateTerms, states: readonly LicenseState[]): RawBuilder<boolean> =>
  sql<boolean>`${licenseState(terms)} = any(${states}::text[])`;

export const isCounting = (terms: StateTerms): RawBuilder<boolean> => stateIs(terms, countingStates);

/** A system-wide licence is seen by superadmins only, as is one of an institution out of reach. */
export function isVisible(scope: Scope): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  return scope.kind === 'self' ? sql<boolean>`false` : isOneOf('l.institution_id', scope.institutionIds);
}

/** The visible licences that match, as `l`, with their modules joined as `m`. */
export function matchingLicenses(db: Db, scope: Scope, criteria: LicenseCriteria, terms: StateTerms) {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  const conditions = [
    isVisible(scope),
    ...given(criteria.states, (states) => stateIs(terms, states)),
    ...given(criteria.types, (types) => sql`l.license_type = any(${types}::text[])`),
    ...given(criteria.moduleCode, (code) => sql`l.module_code = ${code}`),
    ...given(criteria.institutionIds, (ids) => isOneOf('l.institution_id', ids)),
    ...given(criteria.expiringBefore, (time) => sql`l.expires_at < ${time}::timestamp`),
    ...given(criteria.search, (text) => containsText(text, ['l.license_key', 'l.issued_to', 'l.issued_by', 'l.notes'])),
  ];
  return db
    .selectFrom('licenses as l')
    .leftJoin('system_modules as m', 'm.code', 'l.module_code')
    .where((eb) => eb.and(conditions));
}

const viewColumns: Readonly<Record<string, RawBuilder<unknown>>> = {
  ...Object.fromEntries(licensesRepository.table.selectable.map((name) => [name, sql.ref(`l.${name}`)])),
  module_name: sql.ref('m.name'),
  module_version: sql.ref('m.version'),
  // xmin changes with every write, whichever application makes it.
  version: sql`l.xmin::text`,
};

/** The licences of `matching`. Their rows have the columns asked for and no others, whatever the type says. */
export function selectView(matching: ReturnType<typeof matchingLicenses>, columns: Columns = 'all') {
  const selected = Object.entries(viewColumns).filter(([name]) => columns === 'all' || columns.has(name));
  return matching.select(selected.map(([name, column]) => column.as(name))).$castTo<LicenseView>();
}

/** States do not matter where none is asked for. */
const anyTerms: StateTerms = { now: 0, graceDays: 0, expiringDays: 0 };

/** A licence, or of it only what `columns` names. */
export const findLicense = (
  db: Db,
  scope: Scope,
  id: string,
  columns: Columns = 'all',
): Promise<LicenseView | undefined> =>
  selectView(matchingLicenses(db, scope, {}, anyTerms), columns)
    .where('l.id', '=', id)
    .executeTakeFirst();

export const findLicenseByKey = (db: Db, scope: Scope, key: string): Promise<LicenseView | undefined> =>
  selectView(matchingLicenses(db, scope, {}, anyTerms))
    .where('l.license_key', '=', key)
    .executeTakeFirst();

/** The licence, locked against other writers until the transaction ends. */
export async function lockLicense(tx: Transaction, scope: Scope, id: string): Promise<LicenseView | undefined> {
  const locked = await tx.selectFrom('licenses').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return locked && findLicense(tx, scope, id);
}

/** One page of licences, or of each of them only what `columns` names. */
export const pageLicenses = (
  db: Db,
  scope: Scope,
  criteria: LicenseCriteria,
  terms: StateTerms,
  page: PageRequest,
  columns: Columns = 'all',
) => readPage(selectView(matchingLicenses(db, scope, criteria, terms), withKeyColumns(columns, page.order)), page);

export const totalLicenses = (db: Db, scope: Scope, criteria: LicenseCriteria, terms: StateTerms) =>
  countUpTo(db, matchingLicenses(db, scope, criteria, terms));

export const insertLicense = async (
  tx: Transaction,
  license: Parameters<typeof licensesRepository.insert>[1],
): Promise<{ id: string }> => licensesRepository.insert(tx, license);

export const updateLicense = (tx: Transaction, id: string, patch: Parameters<typeof licensesRepository.update>[2]) =>
  licensesRepository.update(tx, id, patch);

/** Notes a validation; `updated_at` stays. */
export async function noteValidation(tx: Transaction, id: string, now: number): Promise<void> {
  await tx
    .updateTable('licenses')
    .set({ last_validation_date: sql<string>`${utc(now)}` })
    .where('id', '=', id)
    .execute();
}

/** Whether there is such a module. */
export const moduleExists = async (db: Db, code: string): Promise<boolean> =>
  (await db.selectFrom('system_modules').select('id').where('code', '=', code).executeTakeFirst()) !== undefined;

/** How many licences there are of a value of one dimension. */
export interface LicenseCount {
  readonly dimension: 'total' | 'state' | 'type' | 'module';
  readonly value: string | null;
  readonly count: number;
  readonly counting: number;
}

/** Counts by every dimension in one statement and one snapshot, the most frequent value first. */
export async function countLicenses(
  db: Db,
  scope: Scope,
  criteria: LicenseCriteria,
  terms: StateTerms,
): Promise<LicenseCount[]> {
  const matching = matchingLicenses(db, scope, criteria, terms).select([
    licenseState(terms).as('state'),
    'l.license_type as type',
    'l.module_code as module',
  ]);
  const { rows } = await sql<LicenseCount>`
    select case when grouping(state) = 0 then 'state' when grouping(type) = 0 then 'type'
        when grouping(module) = 0 then 'module' else 'total' end as dimension,
      coalesce(state, type, module) as value,
      count(*)::integer as count,
      (count(*) filter (where state = any(${countingStates}::text[])))::integer as counting
    from (${matching}) as license
    group by grouping sets ((), (state), (type), (module))
    order by count(*) desc, value`.execute(db);
  return rows;
}
