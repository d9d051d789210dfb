import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type Kysely,
  type Selectable,
  type SqlBool,
  type Updateable,
} from 'kysely';
import type { Db } from './client.ts';
import { StatementCache } from './statement-cache.ts';
import { utcTimestamp, type JsonText, type JsonValue } from './column-types.ts';
import type { DB } from './generated/tables.ts';

export type Row<T extends keyof DB> = Selectable<DB[T]>;
type ReadableColumn<T extends keyof DB> = keyof Row<T> & string;

/** What Kysely takes, but with plain values for JSON columns, and with undefined for what may be left out. */
type Writable<T> = {
  [C in keyof T]: PlainJson<T[C]> | (Partial<Pick<T, C>> extends Pick<T, C> ? undefined : never);
};
type PlainJson<V> = [Extract<V, JsonText>] extends [never] ? V : Exclude<V, JsonText> | JsonValue;
export type NewRow<T extends keyof DB> = Writable<Insertable<DB[T]>>;
export type RowPatch<T extends keyof DB> = Writable<Updateable<DB[T]>>;

export interface TableMetadata<
  T extends keyof DB = keyof DB,
  K extends readonly ReadableColumn<T>[] = readonly ReadableColumn<T>[],
> {
  /** The name in queries: `api.name` for what is not in schema public. */
  readonly key: T;
  readonly schema: string;
  readonly name: string;
  readonly primaryKey: K;
  readonly columns: { readonly [C in keyof DB[T]]: ColumnMetadata };
  /** The columns that the service may read. */
  readonly selectable: readonly ReadableColumn<T>[];
  readonly jsonColumns: readonly (keyof DB[T])[];
  readonly uniqueKeys: readonly (readonly (keyof DB[T])[])[];
  readonly foreignKeys: readonly {
    readonly columns: readonly (keyof DB[T])[];
    readonly references: { readonly table: keyof DB; readonly columns: readonly string[] };
  }[];
}

export interface ColumnMetadata {
  /** As PostgreSQL's format_type prints it, such as `character varying(20)`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly hasDefault: boolean;
}

export interface ConstraintMetadata {
  readonly table: keyof DB;
  readonly kind: 'primary key' | 'unique' | 'foreign key' | 'check';
  /** Empty for a unique index over expressions alone. */
  readonly columns: readonly string[];
}

/** A primary key's value: the bare value of a single column, an object of several. */
export type Id<T extends keyof DB, K extends readonly ReadableColumn<T>[]> = K extends readonly [
  infer C extends ReadableColumn<T>,
]
  ? Row<T>[C]
  : Pick<Row<T>, K[number]>;

/** A condition in Kysely's terms: `(eb) => eb('status', '=', 'active')`. */
export type Where<T extends keyof DB> = (builder: ExpressionBuilder<DB, T>) => Expression<SqlBool>;

export interface PageOptions<T extends keyof DB, I> {
  /** The id of the last row of the page before. */
  readonly after?: I | undefined;
  /** Rows at most. */
  readonly limit: number;
  readonly where?: Where<T> | undefined;
}

/** The queries that every table has. None starts a transaction, and PostgreSQL's errors come through as they are. */
export interface Repository<T extends keyof DB, I> {
  readonly table: TableMetadata<T>;
  readonly findById: (db: Db, id: I) => Promise<Row<T> | undefined>;
  /** One row for each id, in the order of the ids; null where there is none. */
  readonly findByIds: (db: Db, ids: readonly I[]) => Promise<(Row<T> | null)[]>;
  /** A page in ascending order of the id. Throws RangeError for a limit that is not a positive whole number. */
  readonly page: (db: Db, options: PageOptions<T, I>) => Promise<Row<T>[]>;
  readonly count: (db: Db, where?: Where<T>) => Promise<number>;
  readonly insert: (db: Db, row: NewRow<T>) => Promise<Row<T>>;
  /** The new row with its version, which is its xmin. */
  readonly insertVersioned: (db: Db, row: NewRow<T>) => Promise<Row<T> & { readonly version: string }>;
  /** Inserts without reading the row back: for logs. */
  readonly append: (db: Db, row: NewRow<T>) => Promise<void>;
  /** The new rows in the order given. Many rows take several statements: pass a transaction for all or nothing. */
  readonly insertMany: (db: Db, rows: readonly NewRow<T>[]) => Promise<Row<T>[]>;
  /** The changed row, undefined where there is none. Absent keeps, null clears; `updated_at` follows by itself. */
  readonly update: (db: Db, id: I, patch: RowPatch<T>) => Promise<Row<T> | undefined>;
  /** Whether there was such a row. */
  readonly remove: (db: Db, id: I) => Promise<boolean>;
}

/** PostgreSQL counts the parameters of a statement in 16 bits. */
const maximumParameters = 65_535;

/**
 * What the types say is only known per table; inside, one body serves every table. The public types above stay
 * exact, and the metadata that names columns here is generated from the same catalog as they are.
 */
type AnyRow = Record<string, unknown>;
type AnyDb = Kysely<Record<string, AnyRow>>;
type AnyBuilder = ExpressionBuilder<Record<string, AnyRow>, string>;
type AnyWhere = (builder: AnyBuilder) => Expression<SqlBool>;

/** Makes the repository of one table from its generated metadata. */
export function createRepository<T extends keyof DB, const K extends readonly ReadableColumn<T>[]>(
  table: TableMetadata<T, K>,
): Repository<T, Id<T, K>> {
  const name: string = table.key;
  const columns: Readonly<Record<string, ColumnMetadata>> = table.columns;
  const selectable: readonly string[] = table.selectable;
  const primaryKey: readonly string[] = table.primaryKey;
  const keyReferences = primaryKey.map((column) => sql.ref(column));
  const keyArrayTypes = primaryKey.map((column) => sql.raw(`${columns[column]?.type.replace(/\(.*\)/, '') ?? ''}[]`));

  const open = (db: Db) => db as unknown as AnyDb;
  const rowsOf = (rows: AnyRow[]) => rows as Row<T>[];
  const keyOf = (id: unknown): unknown[] =>
    primaryKey.length === 1 ? [id] : primaryKey.map((column) => (id as AnyRow)[column]);
  const hasKey = (id: unknown) => (builder: AnyBuilder) =>
    builder.and(keyOf(id).map((value, index) => builder(primaryKey[index] ?? '', '=', value)));
  const encode = (row: object): AnyRow =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== undefined)
        .map(([column, value]) => [column, encodeValue(columns[column], value)]),
    );

  const statements = new StatementCache();
  const keyValues = (id: unknown): AnyRow =>
    Object.fromEntries(keyOf(id).map((value, index) => [primaryKey[index] ?? '', value]));
  /** The statement depends on which columns are given. */
  const insertion = (kind: string, row: object): [shape: string, values: AnyRow] => {
    const values = encode(row);
    return [`${kind} ${Object.keys(values).join()}`, values];
  };
  const insertInto = (db: Db, values: AnyRow) => {
    const query = open(db).insertInto(name);
    return Object.keys(values).length > 0 ? query.values(values) : query.defaultValues();
  };

  const only = ([row]: AnyRow[]): AnyRow => {
    if (!row) throw new Error(`A trigger or rule kept a row out of ${name}.`);
    return row;
  };

  const repository: Repository<T, Id<T, K>> = {
    table,

    async findById(db, id) {
      const rows = await statements.run(db, 'by id', keyValues(id), (key) =>
        open(db)
          .selectFrom(name)
          .select(selectable)
          .where((builder) => builder.and(key)),
      );
      return rowsOf(rows)[0];
    },

    async findByIds(db, ids) {
      if (ids.length === 0) return [];
      const keys = ids.map(keyOf);
      const lists = Object.fromEntries(primaryKey.map((column, index) => [column, keys.map((key) => key[index])]));
      const rows = await statements.run(db, 'by ids', lists, (values) => {
        const typed = primaryKey.map((column, index) => sql`${values[column]}::${keyArrayTypes[index]}`);
        const isWanted =
          primaryKey.length === 1
            ? sql<boolean>`${keyReferences[0]} = any(${typed[0]})`
            : sql<boolean>`(${sql.join(keyReferences)}) in (select * from unnest(${sql.join(typed)}))`;
        return open(db).selectFrom(name).select(selectable).where(isWanted);
      });
      const byKey = new Map(rows.map((row) => [JSON.stringify(primaryKey.map((column) => row[column])), row]));
      return keys.map((key) => (byKey.get(JSON.stringify(key)) as Row<T> | undefined) ?? null);
    },

    async page(db, { after, limit, where }) {
      if (!Number.isSafeInteger(limit) || limit < 1) {
        throw new RangeError(`The limit of a page is a positive whole number, not ${limit}`);
      }
      let query = open(db).selectFrom(name).select(selectable);
      if (after !== undefined) {
        query = query.where(sql<boolean>`(${sql.join(keyReferences)}) > (${sql.join(keyOf(after))})`);
      }
      if (where) query = query.where(where as unknown as AnyWhere);
      for (const reference of keyReferences) query = query.orderBy(reference);
      // A literal: PostgreSQL would plan a named statement anew for every value of a limit parameter.
      return rowsOf(await query.limit(sql.lit(limit)).execute());
    },

    async count(db, where) {
      let query = open(db)
        .selectFrom(name)
        .select(({ fn }) => fn.countAll<string>().as('count'));
      if (where) query = query.where(where as unknown as AnyWhere);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },

    async insert(db, row) {
      const inserted = await statements.run(db, ...insertion('insert', row), (values) =>
        insertInto(db, values).returning(selectable),
      );
      return only(inserted) as Row<T>;
    },

    async insertVersioned(db, row) {
      const inserted = await statements.run(db, ...insertion('insert versioned', row), (values) =>
        insertInto(db, values)
          .returning(selectable)
          .returning(sql<string>`xmin::text`.as('version')),
      );
      return only(inserted) as Row<T> & { version: string };
    },

    async append(db, row) {
      await statements.run(db, ...insertion('append', row), (values) => insertInto(db, values));
    },

    async insertMany(db, rows) {
      const size = Math.floor(maximumParameters / Object.keys(columns).length);
      const inserted: AnyRow[] = [];
      for (let start = 0; start < rows.length; start += size) {
        const values = rows.slice(start, start + size).map(encode);
        inserted.push(...(await open(db).insertInto(name).values(values).returning(selectable).execute()));
      }
      return rowsOf(inserted);
    },

    async update(db, id, patch) {
      const values = encode(patch);
      if (Object.keys(values).length === 0) return repository.findById(db, id);
      if ('updated_at' in columns && !('updated_at' in values)) values['updated_at'] = sql`now()`;
      const rows = await open(db).updateTable(name).set(values).where(hasKey(id)).returning(selectable).execute();
      return rowsOf(rows)[0];
    },

    async remove(db, id) {
      const result = await open(db).deleteFrom(name).where(hasKey(id)).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
  return repository;
}

/** The form in which pg must be given a value so that PostgreSQL stores what was meant. */
function encodeValue(column: ColumnMetadata | undefined, value: unknown): unknown {
  if (column?.type.startsWith('json')) {
    return value === null && column.nullable ? null : JSON.stringify(value);
  }
  if (column?.type.startsWith('timestamp') && (typeof value === 'string' || value instanceof Date)) {
    return utcTimestamp(value) ?? value;
  }
  return value;
}
