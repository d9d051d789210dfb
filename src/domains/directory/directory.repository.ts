import { sql, type ExpressionBuilder, type SqlBool } from 'kysely';
import { includesInstitution, includesUser, type Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { DB, InstitutionRow, RoleRow, UserRow } from '../../db/generated/tables.ts';
import { institutionsRepository, rolesRepository, usersRepository } from '../../db/generated/repositories.ts';
import { idArray, type Ids } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { containsText } from '../../db/text-search.ts';

export interface UserCriteria {
  readonly search?: string | null;
  readonly roles?: readonly string[] | null;
  readonly institutionIds?: Ids | null;
  readonly isActive?: boolean | null;
}

export interface InstitutionCriteria {
  readonly search?: string | null;
  readonly types?: readonly string[] | null;
  readonly regionCode?: string | null;
  readonly parentId?: string | null;
  readonly institutionIds?: Ids | null;
  readonly isActive?: boolean | null;
}

export const byUsername: KeysetOrder = {
  name: 'username',
  direction: 'asc',
  keys: [
    { expression: sql.ref('users.username'), type: 'text', column: { name: 'username' } },
    { expression: sql.ref('users.id'), type: 'bigint', column: { name: 'id' } },
  ],
};

export const byName: KeysetOrder = {
  name: 'name',
  direction: 'asc',
  keys: [
    { expression: sql.ref('institutions.name'), type: 'text', column: { name: 'name' } },
    { expression: sql.ref('institutions.id'), type: 'bigint', column: { name: 'id' } },
  ],
};

const byId = <Row extends { id: string }>(rows: readonly (Row | null)[]): Map<string, Row> =>
  new Map(rows.filter((row) => row !== null).map((row) => [row.id, row]));

/** Users by id, without those outside the scope. */
export const findUsers = async (db: Db, scope: Scope, ids: readonly string[]): Promise<Map<string, UserRow>> =>
  byId((await usersRepository.findByIds(db, ids)).filter((user) => user !== null && includesUser(scope, user)));

/** Institutions by id, without those outside the scope. */
export const findInstitutions = async (
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, InstitutionRow>> =>
  byId(
    (await institutionsRepository.findByIds(db, ids)).filter(
      (row) => row !== null && includesInstitution(scope, row.id),
    ),
  );

/** Roles by id; everybody may know them. */
export const findRoles = async (db: Db, ids: readonly string[]): Promise<Map<string, RoleRow>> =>
  byId(await rolesRepository.findByIds(db, ids));

/** All roles, the most powerful first. */
export const listRoles = (db: Db): Promise<RoleRow[]> =>
  db.selectFrom('roles').selectAll().orderBy('level').orderBy('id').execute();

/** Institutions directly below each parent, by name. */
export async function findChildren(
  db: Db,
  scope: Scope,
  parentIds: readonly string[],
): Promise<Map<string, InstitutionRow[]>> {
  const rows = await db
    .selectFrom('institutions')
    .selectAll()
    .where(sql<boolean>`parent_id = any(${idArray(parentIds)})`)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return Map.groupBy(
    rows.filter((row) => includesInstitution(scope, row.id)),
    (row) => row.parent_id ?? '',
  );
}

/** How many visible users belong to each institution. */
export async function countUsers(
  db: Db,
  scope: Scope,
  institutionIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('users')
    .select(['institution_id', sql<number>`count(*)::integer`.as('count')])
    .where(sql<boolean>`institution_id = any(${idArray(institutionIds)})`)
    .where((eb) => userVisible(eb, scope))
    .groupBy('institution_id')
    .execute();
  return new Map(rows.map((row) => [row.institution_id ?? '', row.count]));
}

const userVisible = (eb: ExpressionBuilder<DB, 'users'>, scope: Scope) => {
  if (scope.kind === 'all') return eb.lit<SqlBool>(true);
  const oneself = eb('users.id', '=', scope.userId);
  return scope.kind === 'self'
    ? oneself
    : eb.or([oneself, sql<boolean>`users.institution_id = any(${idArray(scope.institutionIds)})`]);
};

const institutionVisible = (eb: ExpressionBuilder<DB, 'institutions'>, scope: Scope) => {
  if (scope.kind === 'all') return eb.lit<SqlBool>(true);
  if (scope.kind === 'subtree') return sql<boolean>`institutions.id = any(${idArray(scope.institutionIds)})`;
  return scope.institutionId === null ? eb.lit<SqlBool>(false) : eb('institutions.id', '=', scope.institutionId);
};

function usersQuery(db: Db, scope: Scope, criteria: UserCriteria) {
  const { search, roles, institutionIds, isActive } = criteria;
  let query = db.selectFrom('users').where((eb) => userVisible(eb, scope));
  if (search != null) query = query.where(containsText(search, ['users.username', 'users.email']));
  if (roles != null) {
    query = query.where(sql<boolean>`users.role_id in (select id from roles where name = any(${roles}::text[]))`);
  }
  if (institutionIds != null) query = query.where(sql<boolean>`users.institution_id = any(${idArray(institutionIds)})`);
  if (isActive != null) query = query.where(sql<boolean>`coalesce(users.is_active, true) = ${isActive}`);
  return query;
}

export const pageUsers = (db: Db, scope: Scope, criteria: UserCriteria, page: PageRequest) =>
  readPage(usersQuery(db, scope, criteria).select(usersRepository.table.selectable), page);

export const totalUsers = (db: Db, scope: Scope, criteria: UserCriteria) =>
  countUpTo(db, usersQuery(db, scope, criteria));

function institutionsQuery(db: Db, scope: Scope, criteria: InstitutionCriteria) {
  const { search, types, regionCode, parentId, institutionIds, isActive } = criteria;
  let query = db.selectFrom('institutions').where((eb) => institutionVisible(eb, scope));
  if (search != null) {
    query = query.where(
      containsText(search, ['institutions.name', 'institutions.short_name', 'institutions.institution_code']),
    );
  }
  if (types != null) query = query.where(sql<boolean>`institutions.type = any(${types}::text[])`);
  if (regionCode != null) query = query.where('institutions.region_code', '=', regionCode);
  if (parentId != null) query = query.where('institutions.parent_id', '=', parentId);
  if (institutionIds != null) query = query.where(sql<boolean>`institutions.id = any(${idArray(institutionIds)})`);
  if (isActive != null) query = query.where(sql<boolean>`coalesce(institutions.is_active, true) = ${isActive}`);
  return query;
}

export const pageInstitutions = (db: Db, scope: Scope, criteria: InstitutionCriteria, page: PageRequest) =>
  readPage(institutionsQuery(db, scope, criteria).selectAll('institutions'), page);

export const totalInstitutions = (db: Db, scope: Scope, criteria: InstitutionCriteria) =>
  countUpTo(db, institutionsQuery(db, scope, criteria));
