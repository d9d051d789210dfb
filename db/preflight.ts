import { sql, type Kysely } from 'kysely';
import type { DB } from '../src/db/generated/tables.ts';

/** The oldest PostgreSQL major version with UNIQUE NULLS NOT DISTINCT. */
const oldestMajor = 15;

/**
 * The migrations that make tables in the schema `public`, where Laravel may have made them before. They are
 * the definition of what those tables must look like.
 */
const sharedTableMigrations = ['0001_directory', '0002_system_infrastructure'];

/** Tables that belong to Laravel and that this API never inserts into when they exist. */
export const onlyRead = new Set(['roles', 'institutions', 'users']);

/** Keys that become unique with NULL counted as a value, where DB-6 lets duplicates in. */
const keysWithNull = [
  { table: 'system_configs', columns: ['config_key', 'scope', 'scope_id'] },
  { table: 'integrations', columns: ['name', 'institution_id'] },
];

/** The database cannot be migrated as it is. Nothing was changed; `problems` has everything that was found. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}.`).join('\n');
    super(`The database was not migrated and nothing was changed:\n${list}`);
    this.problems = problems;
  }
}

interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, with its length. */
  readonly type: string;
  readonly baseType: string;
  /** PostgreSQL's type modifier; -1 is none. Grows with the length of a varchar. */
  readonly modifier: number;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
}

interface Table {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly columns: readonly Column[];
  /** The column sets of primary key and unique keys, each sorted and joined by ", ". */
  readonly uniqueKeys: readonly string[];
}

/**
 * Checks, without changing anything, that the migrations can be applied through this session.
 * Throws MigrationRefused with every problem that was found.
 */
export async function assertMigratable(
  session: Kysely<DB>,
  migrations: readonly { readonly name: string; readonly sql: string }[],
): Promise<void> {
  const sharedSql = migrations.filter(({ name }) => sharedTableMigrations.includes(name)).map((each) => each.sql);
  const server = await serverProblems(session);
  if (server.length > 0) throw new MigrationRefused(server);

  const expected = await expectedTables(session, sharedSql);
  const expectedNames = new Set(expected.map((table) => table.name));
  const found = (await readTables(session, sql`to_regnamespace('public')`)).filter(({ name }) =>
    expectedNames.has(name),
  );
  const problems = [
    ...(await rightsProblems(session)),
    ...(await ownershipProblems(session, found)),
    ...(await foreignSchemaProblems(session)),
    ...expected.flatMap((table) => tableProblems(table, found)),
    ...(await duplicateProblems(session, found)),
  ];
  if (problems.length > 0) throw new MigrationRefused(problems);
}

/** Says what is wrong with a server of this version; `versionNumber` as in `server_version_num`. */
export function versionProblems(versionNumber: number): string[] {
  const major = Math.floor(versionNumber / 10_000);
  if (major >= oldestMajor) return [];
  return [
    `the server is PostgreSQL ${major}, and ${oldestMajor} or newer is needed: upgrade it, or use another server`,
  ];
}

async function serverProblems(session: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{
    version: number;
    readOnly: boolean;
    mayUseTemporary: boolean;
    database: string;
    role: string;
  }>`
    select current_setting('server_version_num')::integer as version,
      current_setting('transaction_read_only') = 'on' as "readOnly",
      has_database_privilege(current_database(), 'temporary') as "mayUseTemporary",
      quote_ident(current_database()) as database, quote_ident(current_user) as role`.execute(session);
  const server = rows[0];
  if (server === undefined) return [];
  return [
    ...versionProblems(server.version),
    ...(server.readOnly ? ['the server takes no writes here (a standby, or read-only): connect to the primary'] : []),
    ...(server.mayUseTemporary
      ? []
      : [
          `${server.role} may not create temporary tables: grant temporary on database ${server.database} to ${server.role}`,
        ]),
  ];
}

/**
 * The tables as the migrations define them: PostgreSQL makes them as temporary tables in a transaction
 * that is rolled back, so there is no second description that could differ from the migrations.
 */
async function expectedTables(session: Kysely<DB>, migrations: readonly string[]): Promise<Table[]> {
  const transaction = await session.startTransaction().execute();
  try {
    await sql`set local search_path = pg_temp`.execute(transaction);
    await sql`set local client_min_messages = warning`.execute(transaction);
    for (const migration of migrations) await sql.raw(migration).execute(transaction);
    return await readTables(transaction, sql`pg_my_temp_schema()`);
  } finally {
    await transaction.rollback().execute();
  }
}

async function readTables(session: Kysely<DB>, schema: ReturnType<typeof sql>): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select class.relname as name, class.relkind as kind, pg_get_userbyid(class.relowner) as owner,
      (select coalesce(json_agg(json_build_object(
          'name', attname, 'type', format_type(atttypid, atttypmod), 'baseType', format_type(atttypid, null),
          'modifier', atttypmod, 'notNull', attnotnull,
          'hasDefault', atthasdef or attidentity <> '' or attgenerated <> '') order by attnum), '[]')
        from pg_attribute where attrelid = class.oid and attnum > 0 and not attisdropped) as columns,
      (select coalesce(json_agg(key.columns), '[]') from (
        select string_agg(attname, ', ' order by attname) as columns
        from pg_index join pg_attribute on attrelid = indrelid and attnum = any(indkey[0 : indnkeyatts - 1])
        where indrelid = class.oid and indisunique and indisvalid and indpred is null and indexprs is null
        group by indexrelid) key) as "uniqueKeys"
    from pg_class class
    where relnamespace = ${schema}::oid and relkind in ('r', 'p', 'v', 'm', 'f')
    order by relname`.execute(session);
  return rows;
}

async function rightsProblems(session: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{ problem: string }>`
    with me as (
      select current_database() as database, current_user as role, to_regnamespace('public') as public,
        to_regnamespace('api') as api
    )
    select 'there is no schema "public": create schema public' as problem from me where public is null
    union all
    select format('role %1$I may not create tables in schema public: grant create on schema public to %1$I', role)
      from me where public is not null and not has_schema_privilege(public::oid, 'create')
    union all
    select format('role %1$I may not create the schema "api": grant create on database %2$I to %1$I', role, database)
      from me where api is null and not has_database_privilege(database, 'create')
    union all
    select format('the schema "api" belongs to role %I: connect as it, or: grant %1$I to %2$I', pg_get_userbyid(nspowner), role)
      from me join pg_namespace schema on schema.oid = api
      where not pg_has_role(nspowner, 'usage')
    union all
    select format('there is no role "atis_api" and role %I may not create it: create role atis_api nologin', role)
      from me
      where not exists (select from pg_roles where rolname = 'atis_api')
        and not exists (select from pg_roles where rolname = role and (rolcreaterole or rolsuper))`.execute(session);
  return rows.map((row) => row.problem);
}

/** Indexes, triggers and grants on a table are its owner's to make. */
async function ownershipProblems(session: Kysely<DB>, found: readonly Table[]): Promise<string[]> {
  const foreign = Map.groupBy(found, (table) => table.owner);
  const { rows } = await sql<{ owner: string; role: string; grantee: string; granted: string }>`
    select owner, current_user as role, quote_ident(current_user) as grantee, quote_ident(owner) as granted
    from unnest(${[...foreign.keys()]}::text[]) as owner
    where not pg_has_role(owner, 'usage')
    order by owner`.execute(session);
  return rows.map(({ owner, grantee, granted }) => {
    const tables = (foreign.get(owner) ?? []).map((table) => table.name).join(', ');
    return `role ${grantee} does not own these tables, role ${granted} does: ${tables}. Connect as ${granted}, or: grant ${granted} to ${grantee}`;
  });
}

/** `api` is a popular name for a schema: one that is in use by something else is left alone. */
async function foreignSchemaProblems(session: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{ objects: string | null }>`
    select string_agg(name, ', ' order by name) as objects
    from (
      select relname as name from pg_class where relnamespace = to_regnamespace('api') and relkind <> 'i'
      union select proname from pg_proc where pronamespace = to_regnamespace('api')
    ) existing
    where to_regclass('api.schema_migrations') is null`.execute(session);
  const objects = rows[0]?.objects ?? null;
  if (objects === null) return [];
  return [
    `the schema "api" is in use by something else (it has ${objects}): use another database, or rename that schema`,
  ];
}

function tableProblems(expected: Table, tables: readonly Table[]): string[] {
  const found = tables.find((table) => table.name === expected.name);
  if (found === undefined) return [];
  const name = `table ${expected.name}`;
  if (!['r', 'p'].includes(found.kind)) return [`${name}: expected a table, found a view or foreign table`];
  const missingKeys = expected.uniqueKeys.filter((key) => !found.uniqueKeys.includes(key));
  return [
    ...expected.columns.flatMap((column) => {
      const counterpart = found.columns.find((candidate) => candidate.name === column.name);
      if (counterpart !== undefined && holdsSameValues(column, counterpart)) return [];
      const actual = counterpart === undefined ? 'no such column' : describe(counterpart);
      return [`${name}, column ${column.name}: expected ${describe(column)}, found ${actual}`];
    }),
    ...(onlyRead.has(expected.name) ? [] : mandatoryColumnProblems(expected, found)),
    ...missingKeys.map((key) => `${name}: expected a primary or unique key on (${key}), found none`),
  ];
}

/** The same type, at least as long, and no NULL where none is expected. Laravel makes its times timestamp(0). */
function holdsSameValues(expected: Column, found: Column): boolean {
  const wideEnough =
    found.modifier === expected.modifier ||
    found.modifier === -1 ||
    expected.baseType.startsWith('timestamp') ||
    (expected.baseType === 'character varying' && expected.modifier !== -1 && found.modifier > expected.modifier);
  return found.baseType === expected.baseType && wideEnough && (found.notNull || !expected.notNull);
}

/** A column that an insert must name, although the definition does not demand it, would fail every insert. */
function mandatoryColumnProblems(expected: Table, found: Table): string[] {
  const mandatory = (column: Column | undefined) => column !== undefined && column.notNull && !column.hasDefault;
  return found.columns
    .filter((column) => {
      const counterpart = expected.columns.find(({ name }) => name === column.name);
      return mandatory(column) && !mandatory(counterpart);
    })
    .map(
      (column) =>
        `table ${expected.name}, column ${column.name}: expected to be optional in an insert, found ${describe(column)} without a default`,
    );
}

function describe(column: Column): string {
  return `${column.type}${column.notNull ? ' not null' : ''}`;
}

async function duplicateProblems(session: Kysely<DB>, found: readonly Table[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { table, columns } of keysWithNull) {
    const existing = found.find(({ name }) => name === table);
    if (existing === undefined || columns.some((name) => !existing.columns.some((column) => column.name === name)))
      continue;
    if (!(await mayRead(session, table))) continue;
    const key = sql.join(columns.map((column) => sql.ref(column)));
    const { rows } = await sql<{ key: string; count: string }>`
      select concat_ws(', ', ${sql.join(columns.map((column) => sql`coalesce(${sql.ref(column)}::text, 'NULL')`))}) as key,
        count(*) as count
      from ${sql.table(`public.${table}`)}
      group by ${key} having count(*) > 1 order by 1 limit 20`.execute(session);
    for (const { key: value, count } of rows) {
      problems.push(
        `table ${table}: ${count} rows have the same (${columns.join(', ')}) = (${value}), and NULL counts as a value: keep one of them`,
      );
    }
  }
  return problems;
}

async function mayRead(session: Kysely<DB>, table: string): Promise<boolean> {
  const { rows } = await sql<{ granted: boolean }>`
    select has_table_privilege(${`public.${table}`}, 'select') as granted`.execute(session);
  return rows[0]?.granted === true;
}
