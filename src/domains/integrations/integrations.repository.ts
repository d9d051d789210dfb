import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { JsonValue } from '../../db/column-types.ts';
import type { IntegrationRow } from '../../db/generated/tables.ts';
import { integrationsRepository } from '../../db/generated/repositories.ts';
import { idArray, isOneOf, type Ids } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { containsText } from '../../db/text-search.ts';

/** An integration with the version that optimistic locking compares, and without credentials: few may read those. */
export type IntegrationView = Omit<IntegrationRow, 'credentials'> & { readonly version: string };

/** Which integrations; null and absent do not restrict. */
export interface IntegrationCriteria {
  readonly types?: readonly string[] | null;
  readonly institutionIds?: Ids | null;
  readonly provider?: string | null;
  readonly isEnabled?: boolean | null;
  readonly isSystemWide?: boolean | null;
  readonly syncFrequencies?: readonly string[] | null;
  readonly isSyncLate?: boolean | null;
  readonly search?: string | null;
}

const byId = { expression: sql.ref('i.id'), type: 'bigint', column: { name: 'id' } } as const;

/** Laravel may leave created_at empty: such a row is the oldest of all. */
const byTime = [
  {
    expression: sql`coalesce(i.created_at, '-infinity'::timestamp)`,
    type: 'timestamp',
    column: { name: 'created_at', ifNull: '-infinity' },
  },
  byId,
] as const;

/** How long after a synchronisation the next is due; null where none is scheduled. */
const syncPeriod = sql<string | null>`case i.sync_frequency
    when 'every_15_minutes' then interval '15 minutes'
    when 'hourly' then interval '1 hour'
    when 'daily' then interval '1 day'
    when 'weekly' then interval '7 days'
    when 'monthly' then interval '1 month'
  end`;

/**
 * When the synchronisation after one at `last` is due; null where none is scheduled, or there was none before. The same
 * rule as `freshnessOf` of sync runs.
 */
const dueAfter = (last: RawBuilder<unknown>) => sql<string | null>`case
  when i.is_enabled is false or not isfinite(${last}) or ${last} > '9999-01-01' then null
  else ${last} + ${syncPeriod} end`;
const syncDueAt = dueAfter(sql.ref('i.last_sync_at'));

/** Whether integration `i` is to be synchronised at `now`, where that was done at `last`; null: never. */
export const isSyncDue = (last: RawBuilder<unknown>, now: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(i.is_enabled is not false and ${syncPeriod} is not null
    and (${last} is null or ${dueAfter(last)} <= ${now}))`;

export const integrationOrders = {
  NAME: {
    name: 'name',
    direction: 'asc',
    keys: [{ expression: sql.ref('i.name'), type: 'text', column: { name: 'name' } }, byId],
  },
  NEWEST_FIRST: { name: 'newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'oldest', direction: 'asc', keys: byTime },
  SYNC_DUE_FIRST: {
    name: 'sync_due',
    direction: 'asc',
    keys: [{ expression: sql`coalesce(${syncDueAt}, 'infinity')`, type: 'timestamp' }, byId],
  },
} as const satisfies Record<string, KeysetOrder>;

export const isSystemWide = sql<boolean>`(i.institution_id is null or i.is_system_wide is true)`;
export const isEnabled = sql<boolean>`coalesce(i.is_enabled, true)`;

/** What is the whole system's is seen by those who reach all of it, whichever institution the row names. */
function isVisible(scope: Scope): RawBuilder<SqlBool> {
  if (scope.kind === 'all') return sql`true`;
  if (scope.kind === 'self') return sql`false`;
  return sql`(${isOneOf('i.institution_id', scope.institutionIds)} and i.is_system_wide is not true)`;
}

const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
  value == null ? [] : [condition(value)];

/** The visible integrations that match. */
export const matchingIntegrations = (db: Db, scope: Scope, criteria: IntegrationCriteria = {}) =>
  db
    .selectFrom('integrations as i')
    .where((eb) =>
      eb.and([
        isVisible(scope),
        ...given(criteria.types, (types) => sql`i.integration_type = any(${types}::text[])`),
        ...given(criteria.institutionIds, (ids) => isOneOf('i.institution_id', ids)),
        ...given(criteria.provider, (provider) => sql`lower(i.provider) = lower(${provider})`),
        ...given(criteria.isEnabled, (is) => sql`${isEnabled} = ${is}`),
        ...given(criteria.isSystemWide, (is) => sql`${isSystemWide} = ${is}`),
        ...given(criteria.syncFrequencies, (all) => sql`coalesce(i.sync_frequency, 'manual') = any(${all}::text[])`),
        ...given(
          criteria.isSyncLate,
          (is) => sql`coalesce(${syncDueAt} < clock_timestamp() at time zone 'utc', false) = ${is}`,
        ),
        ...given(criteria.search, (text) => containsText(text, ['i.name', 'i.provider', 'i.notes'])),
      ]),
    );

const columns = integrationsRepository.table.selectable
  .filter((column) => column !== 'credentials')
  .map((column) => `i.${column}` as const);

// xmin changes with every write, whichever application makes it.
const version = sql<string>`i.xmin::text`.as('version');

const selectViews = (db: Db, scope: Scope, criteria?: IntegrationCriteria) =>
  matchingIntegrations(db, scope, criteria).select(columns).select(version);

/** The integration, where the scope sees it. */
export const findIntegration = (db: Db, scope: Scope, id: string): Promise<IntegrationView | undefined> =>
  selectViews(db, scope).where('i.id', '=', id).executeTakeFirst();

/**
 * The integration with whatever its column of credentials holds, of one moment: between two statements it could be
 * pointed elsewhere, and its former credentials would be sent there.
 */
export const findWithCredentials = (
  db: Db,
  scope: Scope,
  id: string,
): Promise<(IntegrationView & { readonly credentials: JsonValue }) | undefined> =>
  selectViews(db, scope).select('i.credentials').where('i.id', '=', id).executeTakeFirst();

/** The integrations of these ids that the scope sees, by id. */
export async function findIntegrations(
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, IntegrationView>> {
  const rows = await selectViews(db, scope)
    .where(sql<boolean>`i.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The integration, locked against other writers until the transaction ends. */
export async function lockIntegration(tx: Transaction, scope: Scope, id: string): Promise<IntegrationView | undefined> {
  const locked = await tx.selectFrom('integrations').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return locked && findIntegration(tx, scope, id);
}

export const pageIntegrations = (db: Db, scope: Scope, criteria: IntegrationCriteria, page: PageRequest) =>
  readPage(selectViews(db, scope, criteria), page);

export const totalIntegrations = (db: Db, scope: Scope, criteria: IntegrationCriteria) =>
  countUpTo(db, matchingIntegrations(db, scope, criteria));

/** What is kept of an integration's credentials, and since when. */
export interface StoredCredentials {
  /** Whatever the column holds, of whichever application. */
  readonly credentials: JsonValue;
  readonly set: ReadonlyMap<string, { readonly at: string; readonly by: string | null }>;
}

/** The stored credentials of the integrations of these ids that the scope sees, by id. */
export async function findCredentials(
  db: Db,
  scope: Scope,
  ids: readonly string[],
): Promise<Map<string, StoredCredentials>> {
  const rows = await matchingIntegrations(db, scope)
    .leftJoin('api.integration_credentials as c', 'c.integration_id', 'i.id')
    .select(['i.id', 'i.credentials', 'c.name', 'c.set_at', 'c.set_by'])
    .where(sql<boolean>`i.id = any(${idArray(ids)})`)
    .execute();
  const byIntegration = Map.groupBy(rows, (row) => row.id);
  return new Map(
    [...byIntegration].map(([id, of]) => {
      const times = of.flatMap(({ name, set_at: at, set_by: by }) =>
        name === null || at === null ? [] : [[name, { at, by }] as const],
      );
      return [id, { credentials: of[0]?.credentials ?? null, set: new Map(times) }];
    }),
  );
}

export type IntegrationPatch = Parameters<typeof integrationsRepository.update>[2];

export const insertIntegration = async (
  tx: Transaction,
  integration: Parameters<typeof integrationsRepository.insert>[1],
): Promise<string> => (await integrationsRepository.insert(tx, integration)).id;

export const updateIntegration = (tx: Transaction, id: string, patch: IntegrationPatch) =>
  integrationsRepository.update(tx, id, patch);

export const deleteIntegration = (tx: Transaction, id: string) => integrationsRepository.remove(tx, id);

/** Whether another integration of the institution, or of none, has this name. */
export async function isNameTaken(
  tx: Transaction,
  name: string,
  institutionId: string | null,
  ownId: string | null,
): Promise<boolean> {
  const found = await tx
    .selectFrom('integrations')
    .select('id')
    .where('name', '=', name)
    .where(sql<boolean>`institution_id is not distinct from ${institutionId}::bigint`)
    .where(sql<boolean>`id is distinct from ${ownId}::bigint`)
    .executeTakeFirst();
  return found !== undefined;
}

/** How many sync runs refer to an integration, and when the latest began; '' where there is none. */
export const syncRunsOf = (tx: Transaction, id: string): Promise<{ runs: number; latest: string }> =>
  tx
    .selectFrom('integration_sync_logs')
    .select([sql<number>`count(*)::integer`.as('runs'), sql<string>`coalesce(max(start_time)::text, '')`.as('latest')])
    .where('integration_id', '=', id)
    .executeTakeFirstOrThrow();

/** Notes which credentials were set now and by whom, and which are gone. */
export async function noteCredentials(
  tx: Transaction,
  id: string,
  { set, cleared, by }: { set: readonly string[]; cleared: readonly string[]; by: string },
): Promise<void> {
  await tx
    .deleteFrom('api.integration_credentials')
    .where('integration_id', '=', id)
    .where(sql<boolean>`name = any(${[...set, ...cleared]}::text[])`)
    .execute();
  if (set.length === 0) return;
  const rows = set.map((name) => ({ integration_id: id, name, set_by: by }));
  await tx.insertInto('api.integration_credentials').values(rows).execute();
}

/** Takes away what is noted of an integration's credentials. */
export async function forgetCredentials(tx: Transaction, id: string): Promise<void> {
  await tx.deleteFrom('api.integration_credentials').where('integration_id', '=', id).execute();
}
