import type { InstitutionRow, RoleRow, UserRow } from '../../db/generated/tables.ts';

/** How old a row may be, in milliseconds. */
const maxAge = 1_000;
/** Rows of each table; beyond that all of them are forgotten. */
const capacity = 20_000;

interface Remembered<Row> {
  readonly row: Row;
  readonly readAt: number;
}

/** Rows of one table as of a moment ago, whoever may see them. */
export class RowCache<Row> {
  readonly #rows = new Map<string, Remembered<Row>>();

  /** The row unless it is too old; `now` is of performance.now(). */
  get(id: string, now: number): Row | undefined {
    const known = this.#rows.get(id);
    return known && now - known.readAt < maxAge ? known.row : undefined;
  }

  /** Keeps rows that were asked for at `readAt`. */
  keep(rows: ReadonlyMap<string, Row>, readAt: number): void {
    if (this.#rows.size + rows.size > capacity) this.#rows.clear();
    for (const [id, row] of rows) this.#rows.set(id, { row, readAt });
  }
}

/**
 * The directory in memory: it is small, hardly changes, and nearly every answer names users and institutions. Rows
 * are a second old at most, see docs/decisions/0012-directory-rows-expire.md.
 */
export interface DirectoryCache {
  readonly users: RowCache<UserRow>;
  readonly institutions: RowCache<InstitutionRow>;
  readonly roles: RowCache<RoleRow>;
}

/** One for each process. */
export const createDirectoryCache = (): DirectoryCache => ({
  users: new RowCache(),
  institutions: new RowCache(),
  roles: new RowCache(),
});
