import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Db } from '../../db/client.ts';
import { configRevisionsRepository } from '../../db/generated/repositories.ts';
import type { ConfigRevisionRow } from '../../db/generated/tables.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import type { Place } from './config-resolution.ts';
import { isVisible, type ConfigScope } from './config-visibility.repository.ts';

/** A revision, and whether its values are withheld. */
export type RevisionView = ConfigRevisionRow & { readonly masked: boolean };

/** Which revisions; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface RevisionCriteria {
  readonly key?: string | null;
  readonly scope?: string | null;
  readonly scopeId?: string | null;
  /** Of this setting, or of its key in its place. */
  readonly config?: { readonly id: string; readonly key: string; readonly place: Place } | null;
  readonly changedById?: string | null;
  readonly source?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

export const newestRevisionFirst: KeysetOrder = {
  name: 'revision',
  direction: 'desc',
  keys: [{ expression: sql.ref('r.id'), type: 'bigint', column: { name: 'id' } }],
};

/** The parts of a row that a revision keeps as JSON, those that decide who sees it. */
const partsOf = (state: RawBuilder<unknown>) => ({
  scope: sql`(${state} ->> 'scope')`,
  scopeId: sql`(${state} ->> 'scope_id')::bigint`,
  hidden: sql`(${state} ->> 'is_hidden')::boolean`,
});

/**
 * Visible is what was so before and after, and what neither is hidden by now nor was when it was unset: a setting
 * that was moved here from elsewhere would tell what it was there.
 */
function isRevisionVisible(scope: ConfigScope): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`true`;
  return sql<boolean>`((r.before is null or ${isVisible(scope, partsOf(sql.ref('r.before')))})
    and (r.after is null or ${isVisible(scope, partsOf(sql.ref('r.after')))})
    and not exists (select from system_configs now_hidden where now_hidden.is_hidden
      and (now_hidden.id = r.config_id or ${samePlace('now_hidden')}))
    and not exists (select from api.config_revisions gone where gone.operation = 'deleted' and gone.id > r.id
      and (gone.before ->> 'is_hidden')::boolean and (gone.config_id = r.config_id or ${samePlace('gone')})))`;
}

const samePlace = (other: string) =>
  sql<boolean>`(${sql.ref(`${other}.config_key`)} = r.config_key
    and coalesce(${sql.ref(`${other}.scope`)}, 'global') = coalesce(r.scope, 'global')
    and ${sql.ref(`${other}.scope_id`)} is not distinct from r.scope_id)`;

/** What is encrypted, or ever was, is withheld from the whole history of its setting, clear values before it too. */
const masked = sql<boolean>`(
  exists (select from system_configs c where c.is_encrypted and (c.id = r.config_id or ${samePlace('c')}))
  or exists (select from api.config_revisions o where (o.config_id = r.config_id or ${samePlace('o')})
    and ((o.before ->> 'is_encrypted')::boolean or (o.after ->> 'is_encrypted')::boolean)))`;

function matching(criteria: RevisionCriteria): RawBuilder<SqlBool>[] {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  return [
    ...given(criteria.key, (key) => sql`r.config_key = ${key}`),
    ...given(criteria.scope, (scope) => sql`coalesce(r.scope, 'global') = ${scope}`),
    ...given(criteria.scopeId, (id) => sql`r.scope_id = ${id}`),
    ...given(
      criteria.config,
      ({ id, key, place }) => sql`(r.config_id = ${id} or (r.config_key = ${key}
        and coalesce(r.scope, 'global') = ${place.scope} and r.scope_id is not distinct from ${place.scopeId}::bigint))`,
    ),
    ...given(criteria.changedById, (id) => sql`r.changed_by = ${id}`),
    ...given(criteria.source, (source) => sql`r.source = ${source}`),
    ...given(criteria.from, (from) => sql`r.changed_at >= ${from}::timestamp`),
    ...given(criteria.to, (to) => sql`r.changed_at < ${to}::timestamp`),
  ];
}

const matchingRevisions = (db: Db, scope: ConfigScope, criteria: RevisionCriteria) =>
  db.selectFrom('api.config_revisions as r').where((eb) => eb.and([isRevisionVisible(scope), ...matching(criteria)]));

const columns = configRevisionsRepository.table.selectable.map((column) => `r.${column}` as const);

const selectViews = (db: Db, scope: ConfigScope, criteria: RevisionCriteria) =>
  matchingRevisions(db, scope, criteria).select(columns).select(masked.as('masked'));

export const pageRevisions = (db: Db, scope: ConfigScope, criteria: RevisionCriteria, page: PageRequest) =>
  readPage(selectViews(db, scope, criteria), page);

export const totalRevisions = (db: Db, scope: ConfigScope, criteria: RevisionCriteria) =>
  countUpTo(db, matchingRevisions(db, scope, criteria));

export const findRevision = (db: Db, scope: ConfigScope, id: string): Promise<RevisionView | undefined> =>
  selectViews(db, scope, {}).where('r.id', '=', id).executeTakeFirst();

/** The last change of a key in one place at or before an instant; nothing where it is one that the viewer may not see. */
export async function findRevisionAt(
  db: Db,
  scope: ConfigScope,
  key: string,
  place: Place,
  at: string,
): Promise<RevisionView | undefined> {
  const last = await matchingRevisions(db, { kind: 'all' }, { key, scope: place.scope })
    .where(sql<boolean>`r.scope_id is not distinct from ${place.scopeId}::bigint`)
    .where(sql<boolean>`r.changed_at <= ${at}::timestamp`)
    .select('r.id')
    .orderBy('r.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last && findRevision(db, scope, last.id);
}
