import { sql, type RawBuilder } from 'kysely';
import type { InstitutionTree } from '../../auth/institution-tree.ts';
import type { Scope } from '../../auth/scope.ts';
import { reach, scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { isDatabaseId } from '../../db/database-id.ts';

// Who is addressed and who manages, once for a row in memory and once as SQL over `system_notifications as n`.
// Both are held against each other by notification-visibility.repository.test.ts.

/**
 * Whom a notification addresses, as the columns have it. Laravel writes numbers or strings, in a list or in an
 * object; an empty one addresses everybody, anything else (a bare number, a text) nobody.
 */
export interface NotificationTargets {
  readonly target_roles: JsonValue;
  readonly target_institutions: JsonValue;
}

/** What decides whether a user is addressed. An institution stands for everything below it, hence the lineage. */
export type Recipient = Pick<Viewer, 'userId' | 'roleId' | 'lineage'>;

/** Which notifications a viewer may see: those that the viewer manages, and active ones that the viewer receives. */
export interface NotificationScope {
  readonly manages: Scope;
  readonly receives: Recipient | null;
}

export const notificationScope = (viewer: Viewer): NotificationScope => ({
  manages: scopeOf(viewer, 'NOTIFICATIONS_MANAGE'),
  receives: reach(viewer, 'NOTIFICATIONS_RECEIVE') === null ? null : viewer,
});

/** The items of a target column as text; null where it holds no list. */
export function listedIds(target: JsonValue): string[] | null {
  if (target === null) return [];
  if (typeof target !== 'object') return null;
  return Object.values(target).map((item) => (typeof item === 'object' ? JSON.stringify(item) : String(item)));
}

/** The ids that a target column names. */
export const targetIds = (target: JsonValue): string[] => (listedIds(target) ?? []).filter(isDatabaseId);

/** Whether a user with this role and lineage is addressed; where roles and institutions are set, both must match. */
export function isAddressed(targets: NotificationTargets, { roleId, lineage }: Recipient): boolean {
  const names = (target: JsonValue, ids: readonly string[]) => {
    const listed = listedIds(target);
    return listed !== null && (listed.length === 0 || listed.some((id) => ids.includes(id)));
  };
  return names(targets.target_roles, [roleId]) && names(targets.target_institutions, lineage);
}

export function addressed({ roleId, lineage }: Recipient): RawBuilder<boolean> {
  // The comparison spares most rows the function call.
  const names = (target: RawBuilder<unknown>, ids: readonly string[]) =>
    sql`(coalesce(${target}, '[]') in ('[]', '{}', 'null') or api.json_texts(${target}) && ${ids}::text[])`;
  return sql<boolean>`(${names(sql.ref('n.target_roles'), [roleId])}
    and ${names(sql.ref('n.target_institutions'), lineage)})`;
}

/** Whoever does not reach everything manages what addresses institutions of the own subtree only, and the own work. */
export function isManaged(scope: Scope, row: NotificationTargets & { created_by: string | null }): boolean {
  if (scope.kind !== 'subtree') return scope.kind === 'all';
  return row.created_by === scope.userId || isWithin(scope.institutionIds, row.target_institutions);
}

/** Whether a target column names institutions, and only these. */
export function isWithin(institutionIds: ReadonlySet<string>, target: JsonValue): boolean {
  const listed = listedIds(target) ?? [];
  return listed.length > 0 && listed.every((id) => institutionIds.has(id));
}

export function managed(scope: Scope): RawBuilder<boolean> {
  if (scope.kind !== 'subtree') return scope.kind === 'all' ? sql<boolean>`true` : sql<boolean>`false`;
  const institutions = sql`api.json_texts(n.target_institutions)`;
  return sql<boolean>`(n.created_by = ${scope.userId}
    or (${institutions} <> '{}' and ${institutions} <@ ${[...scope.institutionIds]}::text[]))`;
}

/** The users whom targets address; null does not restrict. */
export interface Audience {
  readonly roleIds: readonly string[] | null;
  readonly institutionIds: readonly string[] | null;
  /** Whether users of no institution, who stand at the top of the tree, are addressed. */
  readonly includesTop: boolean;
}

export function audienceOf(targets: NotificationTargets, tree: InstitutionTree): Audience {
  const restriction = (target: JsonValue) => (listedIds(target)?.length === 0 ? null : targetIds(target));
  const institutions = restriction(targets.target_institutions);
  return {
    roleIds: restriction(targets.target_roles),
    institutionIds: institutions && [...new Set(institutions.flatMap((id) => [...tree.subtree(id)]))],
    includesTop: institutions === null || institutions.some((id) => tree.roots.includes(id)),
  };
}
