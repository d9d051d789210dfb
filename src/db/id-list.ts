import { sql, type RawBuilder } from 'kysely';
import { Placeholder } from './statement-cache.ts';

/** Database ids, to look for a column in. */
export type Ids = ReadonlySet<string> | readonly string[];

/** Subtrees are asked for again and again, and have up to a thousand ids. */
const texts = new WeakMap<Ids, string>();

/** The ids as PostgreSQL reads a `bigint[]`. */
export function idText(ids: Ids): string {
  let text = texts.get(ids);
  if (text === undefined) texts.set(ids, (text = `{${[...ids].join(',')}}`));
  return text;
}

/** The ids as a parameter. In a cached statement they are the placeholder of an `idText`. */
export const idArray = (ids: Ids): RawBuilder<string[]> =>
  sql<string[]>`${ids instanceof Placeholder ? ids : idText(ids)}::bigint[]`;

/**
 * Whether a column has one of these ids, where a page is found by walking along an order: many ids become a hash
 * table. `= any(array)` compares them one by one in a prepared statement, and its estimate makes PostgreSQL sort.
 */
export function isOneOf(column: string, ids: Ids): RawBuilder<boolean> {
  if (!(ids instanceof Placeholder)) {
    const [only, ...others] = ids;
    if (only !== undefined && others.length === 0) return sql<boolean>`${sql.ref(column)} = ${only}`;
  }
  return sql<boolean>`(${sql.ref(column)} in (select unnest(${idArray(ids)}))) is true`;
}
