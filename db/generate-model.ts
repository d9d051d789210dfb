import type pg from 'pg';

/** What the service may write but never read: absent from row types and from every repository's columns. */
const unreadableColumns = new Set(['users.password', 'users.remember_token']);

/** The migration tool's own tables. */
const ignoredTables = ['schema_migrations', 'schema_migration_lock'];

export interface Column {
  name: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
  generatedAlways: boolean;
  readable: boolean;
  check: ColumnCheck;
}

/** What a CHECK constraint says about one column: its list of values, or its inclusive whole-number bounds. */
export interface ColumnCheck {
  values?: string[];
  minimum?: number;
  maximum?: number;
}

export interface Constraint {
  name: string;
  kind: 'primary key' | 'unique' | 'foreign key' | 'check';
  columns: string[];
  /** False for a unique index over part of the rows or over expressions: it does not identify a row. */
  isKey: boolean;
  references?: { table: string; columns: string[] };
}

export interface Table {
  schema: string;
  name: string;
  /** The name in queries: bare in schema public, `api.name` elsewhere. */
  key: string;
  columns: Column[];
  primaryKey: string[];
  constraints: Constraint[];
}

interface ColumnRecord {
  schema: string;
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  has_default: boolean;
  generated_always: boolean;
}

interface ConstraintRecord {
  schema: string;
  table: string;
  name: string;
  kind: Constraint['kind'];
  columns: string[];
  is_key: boolean;
  referenced_schema: string | null;
  referenced_table: string | null;
  referenced_columns: string[] | null;
  definition: string;
}

const columnsQuery = `
  select n.nspname as schema, c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as has_default,
    a.attidentity = 'a' or a.attgenerated <> '' as generated_always
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'api') and c.relkind in ('r', 'p') and not c.relispartition
    and a.attnum > 0 and not a.attisdropped and c.relname <> all ($1)
  order by n.nspname = 'api', c.relname collate "C", a.attnum`;

const constraintsQuery = `
  with constraints as (
    select conrelid as relation, conname as name, conkey as columns, confrelid as referenced, confkey as referenced_columns,
      case contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key' else 'check' end as kind,
      true as is_key, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype in ('p', 'u', 'f', 'c')
    union all
    select indrelid, indexrelid::regclass::text::name, indkey::int2[], 0, null, 'unique',
      indpred is null and indexprs is null, pg_get_indexdef(indexrelid)
    from pg_index where indisunique and not exists (select from pg_constraint where conindid = indexrelid)
  )
  select n.nspname as schema, t.relname as table, constraints.name, kind, is_key, definition,
    array(select attname::text from unnest(constraints.columns) with ordinality as item(number, place)
      join pg_attribute on attrelid = t.oid and attnum = item.number order by place) as columns,
    rn.nspname as referenced_schema, r.relname as referenced_table,
    array(select attname::text from unnest(referenced_columns) with ordinality as item(number, place)
      join pg_attribute on attrelid = r.oid and attnum = item.number order by place) as referenced_columns
  from constraints
  join pg_class t on t.oid = constraints.relation join pg_namespace n on n.oid = t.relnamespace
  left join pg_class r on r.oid = constraints.referenced left join pg_namespace rn on rn.oid = r.relnamespace
  where n.nspname in ('public', 'api') and t.relkind in ('r', 'p') and t.relname <> all ($1)
  order by array_position(array['primary key', 'unique', 'foreign key', 'check'], kind), constraints.name collate "C"`;

/** Reads every table of the schemas public and api from pg_catalog, in an order that does not depend on the server. */
export async function readModel(client: pg.ClientBase): Promise<Table[]> {
  const columns = await client.query<ColumnRecord>(columnsQuery, [ignoredTables]);
  const constraints = await client.query<ConstraintRecord>(constraintsQuery, [ignoredTables]);
  const tables = new Map<string, Table>();
  for (const { schema, table: name, ...column } of columns.rows) {
    const key = tableKey(schema, name);
    const table = tables.get(key) ?? { schema, name, key, columns: [], primaryKey: [], constraints: [] };
    tables.set(key, table);
    table.columns.push({
      name: column.name,
      type: column.type,
      nullable: column.nullable,
      hasDefault: column.has_default,
      generatedAlways: column.generated_always,
      readable: !unreadableColumns.has(`${key}.${column.name}`),
      check: {},
    });
  }
  for (const record of constraints.rows) {
    const table = tables.get(tableKey(record.schema, record.table));
    if (table) addConstraint(table, record);
  }
  return [...tables.values()];
}

function addConstraint(table: Table, record: ConstraintRecord): void {
  const { name, kind, columns, is_key: isKey } = record;
  const constraint: Constraint = { name, kind, columns, isKey };
  if (record.referenced_schema && record.referenced_table && record.referenced_columns) {
    const key = tableKey(record.referenced_schema, record.referenced_table);
    constraint.references = { table: key, columns: record.referenced_columns };
  }
  table.constraints.push(constraint);
  if (kind === 'primary key') table.primaryKey = columns;
  const checked = kind === 'check' && columns.length === 1 && table.columns.find(({ name }) => name === columns[0]);
  if (checked) Object.assign(checked.check, parseCheck(record.definition, checked.name));
}

function tableKey(schema: string, name: string): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

/**
 * Understands the CHECK constraints that list a column's values or bound a number, as pg_get_constraintdef prints
 * them: `IN` becomes `= ANY (ARRAY[…])` with casts. Any other condition gives {}: only PostgreSQL can check it.
 */
export function parseCheck(definition: string, column: string): ColumnCheck {
  const literal = `'(?:[^']|'')*'`;
  const cast = '::(?:character varying|character|text|integer|bigint|numeric)(?:\\(\\d+\\))?(?:\\[\\])?';
  const bare = definition
    .replace(new RegExp(`(${literal})|${cast}|[()]`, 'g'), (_match, text: string | undefined) => text ?? '')
    .replaceAll(new RegExp(`"?\\b${column}\\b"?`, 'g'), 'column')
    .replace(/^CHECK /, '')
    .replace(/^column IS NULL OR /, '')
    .trim();
  const list = `column = (?:ANY ARRAY\\[${literal}(?:, ${literal})*\\]|${literal})`;
  if (new RegExp(`^${list}(?: OR ${list})*$`).test(bare)) {
    return { values: [...bare.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = '']) => value.replaceAll("''", "'")) };
  }
  const bounds = bare.split(' AND ').map((part) => /^column (>=|>|<=|<) '?(-?\d+)'?$/.exec(part));
  const check: ColumnCheck = {};
  for (const bound of bounds) {
    if (!bound) return {};
    const [, operator = '', digits = ''] = bound;
    if (operator.startsWith('>')) check.minimum = Number(digits) + (operator === '>' ? 1 : 0);
    else check.maximum = Number(digits) - (operator === '<' ? 1 : 0);
  }
  return check;
}
