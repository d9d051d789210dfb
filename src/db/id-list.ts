import { sql, type RawBuilder } from 'kysely';

/** Database ids, to look for a column in. */
export type Ids = ReadonlySet<string> | readonly string[];

/** Subtrees are asked for again and again, and have up to a thousand ids. */
const texts = new WeakMap<Ids, string>();

/** The ids as a `bigint[]` parameter, written the way PostgreSQL reads it. */
export function idArray(ids: Ids): RawBuilder<string[]> {
  let text = texts.get(ids);
  if (text === undefined) texts.set(ids, (text = `{${[...ids].join(',')}}`));
  return sql<string[]>`${text}::bigint[]`;
}

/**
 * Whether a column has one of these ids, where a page is found by walking along an order: many ids become a hash
 * table. `= any(array)` compares them one by one in a prepared statement, and its estimate makes PostgreSQL sort.
 */
export function isOneOf(column: string, ids: Ids): RawBuilder<boolean> {
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return sql<boolean>`${sql.ref(column)} = ${only}`;
  return sql<boolean>`(${sql.ref(column)} in (select unnest(${idArray(ids)}))) is true`;
}
