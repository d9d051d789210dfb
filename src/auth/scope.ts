/**
 * Which rows a viewer may see. Every read that a resolver can reach takes one, so that forgetting
 * visibility does not compile.
 */
export type Scope =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'subtree';
      readonly userId: string;
      /** Database ids of the own institution and of everything below it. */
      readonly institutionIds: ReadonlySet<string>;
    }
  | { readonly kind: 'self'; readonly userId: string; readonly institutionId: string | null };

export const everything: Scope = { kind: 'all' };

/** Whether rows of this institution are visible. Rows of no institution belong to the whole system. */
export function includesInstitution(scope: Scope, institutionId: string | null): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'subtree':
      return institutionId !== null && scope.institutionIds.has(institutionId);
    case 'self':
      return institutionId !== null && institutionId === scope.institutionId;
  }
}

/** Whether a user is visible: anybody of a visible institution, and always oneself. */
export function includesUser(scope: Scope, user: { id: string; institution_id: string | null }): boolean {
  if (scope.kind === 'all' || user.id === scope.userId) return true;
  return scope.kind === 'subtree' && includesInstitution(scope, user.institution_id);
}
