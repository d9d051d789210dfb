import type { Compilable } from 'kysely';
import type { Db } from '../db/client.ts';
import type { Columns } from '../db/columns.ts';
import { idText, type Ids } from '../db/id-list.ts';
import { StatementCache } from '../db/statement-cache.ts';
import type { Scope } from './scope.ts';

/** The institutions of a scope as a value of a cached statement; empty where the scope is none of institutions. */
export const scopeIds = (scope: Scope): string => (scope.kind === 'subtree' ? idText(scope.institutionIds) : '{}');

/** The same scope with the placeholder of its institutions. */
export const placed = (scope: Scope, institutionIds: string): Scope =>
  scope.kind === 'subtree'
    ? { ...scope, institutionIds: institutionIds as unknown as Ids as ReadonlySet<string> }
    : scope;

/** The user of a scope as a value of a cached statement; null where the scope is nobody's. */
export const scopeUser = (scope: Scope): string | null => (scope.kind === 'all' ? null : scope.userId);

/** The same scope with the placeholders of its institutions and its user; one's own institution is not among them. */
export function placedOf(scope: Scope, institutionIds: string, user: string | null): Scope {
  if (scope.kind === 'all' || user === null) return scope;
  if (scope.kind === 'self') return { kind: 'self', userId: user, institutionId: null };
  return { ...scope, institutionIds: institutionIds as unknown as Ids as ReadonlySet<string>, userId: user };
}

/** How rows are found by ids. Their statement is built once for each kind of scope and choice of columns. */
export function findByIds<Row>(build: (db: Db, scope: Scope, ids: Ids, columns: Columns) => Compilable<Row>) {
  const statements = new StatementCache();
  return (db: Db, scope: Scope, ids: readonly string[], columns: Columns = 'all'): Promise<Row[]> => {
    const shape = `${scope.kind} ${columns === 'all' ? columns : [...columns].join()}`;
    const values = { ids: idText(ids), within: scopeIds(scope), user: scopeUser(scope) };
    return statements.run(db, shape, values, (given) =>
      build(db, placedOf(scope, given.within, given.user), given.ids as unknown as Ids, columns),
    );
  };
}
