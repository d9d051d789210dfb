import { sql, type RawBuilder } from 'kysely';
import type { Permission } from '../../auth/policy.ts';
import { reach, type Viewer } from '../../auth/viewer.ts';
import { idArray } from '../../db/id-list.ts';

// Who sees a setting, once as SQL and once for a row in memory, which the feed needs.

/**
 * Which settings a viewer may see. With a region's reach: what is not hidden and applies to the whole system or a
 * module, to an institution of the own subtree or above it, or to a user of the subtree.
 */
export type ConfigScope =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'region';
      readonly institutionIds: ReadonlySet<string>;
      /** The own institution and everything above it. */
      readonly lineage: readonly string[];
    }
  | { readonly kind: 'none' };

export function configScope(viewer: Viewer, permission: Permission = 'CONFIGS_READ'): ConfigScope {
  switch (reach(viewer, permission)) {
    case 'ALL':
      return { kind: 'all' };
    case 'SUBTREE':
      return { kind: 'region', institutionIds: viewer.institutionIds, lineage: viewer.lineage };
    default:
      return { kind: 'none' };
  }
}

/** Where the parts of a setting are that decide who sees it. */
interface Parts {
  readonly scope: RawBuilder<unknown>;
  readonly scopeId: RawBuilder<unknown>;
  readonly hidden: RawBuilder<unknown>;
}

/** Whether a setting with these parts applies somewhere within the viewer's reach, hidden or not. */
export function appliesWithin(scope: ConfigScope, parts: Omit<Parts, 'hidden'>): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  if (scope.kind === 'none') return sql<boolean>`false`;
  const institutions = idArray([...new Set([...scope.institutionIds, ...scope.lineage])]);
  return sql<boolean>`(case coalesce(${parts.scope}, 'global')
    when 'global' then true
    when 'module' then true
    when 'institution' then ${parts.scopeId} = any(${institutions})
    when 'user' then ${parts.scopeId} in (
      select u.id from users u where u.institution_id = any(${idArray(scope.institutionIds)}))
    end) is true`;
}

/** Whether the viewer may see a setting with these parts. */
export function isVisible(scope: ConfigScope, parts: Parts): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  return sql<boolean>`(${appliesWithin(scope, parts)} and coalesce(${parts.hidden}, false) = false)`;
}

/** What decides whether a setting in memory is visible. */
export interface Placed {
  readonly scope: string | null;
  readonly scope_id: string | null;
  readonly is_hidden: boolean | null;
  /** Institution of the user of scope `user`; null where nobody knows it. */
  readonly user_institution_id: string | null;
}

/** The same rule for a row in memory. */
export function sees(scope: ConfigScope, row: Placed): boolean {
  if (scope.kind !== 'region') return scope.kind === 'all';
  if (row.is_hidden === true) return false;
  switch (row.scope ?? 'global') {
    case 'global':
    case 'module':
      return true;
    case 'institution':
      return row.scope_id !== null && (scope.institutionIds.has(row.scope_id) || scope.lineage.includes(row.scope_id));
    case 'user':
      return row.user_institution_id !== null && scope.institutionIds.has(row.user_institution_id);
    default:
      return false;
  }
}
