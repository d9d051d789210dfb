import { everything, type Scope } from './scope.ts';
import { permissions, reachOf, type Permission, type Reach } from './policy.ts';

/** Who is signed in. Remembered for AUTH_RECHECK_SECONDS, then read anew, for open connections too. */
export interface Viewer {
  readonly userId: string;
  readonly username: string;
  readonly roleId: string;
  readonly role: string;
  readonly institutionId: string | null;
  /** Own institution and everything below it, as database ids; empty for the ministry's super administrators. */
  readonly institutionIds: ReadonlySet<string>;
  /** Own institution and everything above it; what a notification's target institutions are compared with. */
  readonly lineage: readonly string[];
  /** What the credential allows; `*` is everything that the role allows. */
  readonly abilities: readonly string[];
  /** When the credential ends, in milliseconds since 1970; null: never. */
  readonly expiresAt: number | null;
}

/** How far the viewer reaches with a permission; null: not at all. */
export function reach(viewer: Viewer, permission: Permission): Reach | null {
  const allowed = viewer.abilities.includes('*') || permission === 'SIGNED_IN' || viewer.abilities.includes(permission);
  return allowed ? reachOf(viewer.role, permission) : null;
}

/** Which rows the viewer sees under a permission. Without the permission that is the viewer's own data at most. */
export function scopeOf(viewer: Viewer, permission: Permission): Scope {
  switch (reach(viewer, permission)) {
    case 'ALL':
      return everything;
    case 'SUBTREE':
      return { kind: 'subtree', userId: viewer.userId, institutionIds: viewer.institutionIds };
    default:
      return { kind: 'self', userId: viewer.userId, institutionId: viewer.institutionId };
  }
}

/** Everything the viewer may do. */
export const grantsOf = (viewer: Viewer): { permission: Permission; scope: Reach }[] =>
  permissions.flatMap((permission) => {
    const scope = reach(viewer, permission);
    return scope === null ? [] : [{ permission, scope }];
  });

/** Viewers with equal keys get equal answers to everything that does not depend on the person. */
export function visibilityKey(viewer: Viewer): string {
  const scope = scopeOf(viewer, 'DIRECTORY_READ');
  // Who sees only oneself sees what nobody else does.
  const person = scope.kind === 'self' ? viewer.userId : '';
  return [viewer.role, viewer.institutionId ?? '', person, ...viewer.abilities].join('|');
}
