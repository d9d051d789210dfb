import { sql, type RawBuilder } from 'kysely';

/** Whether one of the columns contains `text`, in any case; `%` and `_` have no special meaning. */
export function containsText(text: string, columns: readonly (string | RawBuilder<unknown>)[]): RawBuilder<boolean> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(${sql.join(
    columns.map((column) => sql`${typeof column === 'string' ? sql.ref(column) : column} ilike ${pattern}`),
    sql` or `,
  )})`;
}
