import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Db, Transaction } from '../../db/client.ts';
import { systemConfigsRepository } from '../../db/generated/repositories.ts';
import type { SystemConfigRow } from '../../db/generated/tables.ts';
import { idArray, type Ids } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { json, type JsonValue } from '../../db/column-types.ts';
import { containsText } from '../../db/text-search.ts';
import { placesOf, type Place, type Subject } from './config-resolution.ts';
import { isVisible, type ConfigScope } from './config-visibility.repository.ts';

/** A setting with the module that it applies to, and the version that optimistic locking compares. */
export type ConfigView = SystemConfigRow & {
  readonly module_code: string | null;
  readonly module_name: string | null;
  /** Institution of the user that it applies to. */
  readonly user_institution_id: string | null;
  readonly version: string;
};

/** Which settings; null and absent do not restrict. */
export interface ConfigCriteria {
  readonly keys?: readonly string[] | null;
  readonly keyPrefix?: string | null;
  readonly search?: string | null;
  readonly scopes?: readonly string[] | null;
  readonly institutionIds?: Ids | null;
  readonly moduleCode?: string | null;
  readonly userId?: string | null;
  readonly dataTypes?: readonly string[] | null;
  readonly isEncrypted?: boolean | null;
  readonly includeHidden?: boolean | null;
}

const id = { expression: sql.ref('c.id'), type: 'bigint', column: { name: 'id' } } as const;

export const configOrders = {
  KEY: {
    name: 'key',
    direction: 'asc',
    keys: [{ expression: sql.ref('c.config_key'), type: 'text', column: { name: 'config_key' } }, id],
  },
  // Laravel may leave both times empty: such a row is the oldest of all.
  RECENTLY_CHANGED_FIRST: {
    name: 'changed',
    direction: 'desc',
    keys: [{ expression: sql`coalesce(c.updated_at, c.created_at, '-infinity'::timestamp)`, type: 'timestamp' }, id],
  },
} as const satisfies Record<string, KeysetOrder>;

const parts = { scope: sql.ref('c.scope'), scopeId: sql.ref('c.scope_id'), hidden: sql.ref('c.is_hidden') };
const scopeName = sql`coalesce(c.scope, 'global')`;
const isHidden = sql<boolean>`coalesce(c.is_hidden, false)`;

function matching(criteria: ConfigCriteria): RawBuilder<SqlBool>[] {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  return [
    ...given(criteria.keys, (keys) => sql`c.config_key = any(${keys}::text[])`),
    ...given(criteria.keyPrefix, (prefix) => sql`starts_with(c.config_key, ${prefix})`),
    ...given(criteria.search, (text) => containsText(text, ['c.config_key', 'c.description'])),
    ...given(criteria.scopes, (scopes) => sql`${scopeName} = any(${scopes}::text[])`),
    ...given(criteria.institutionIds, (ids) => sql`(c.scope = 'institution' and c.scope_id = any(${idArray(ids)}))`),
    ...given(criteria.moduleCode, (code) => sql`(c.scope = 'module' and m.code = ${code})`),
    ...given(criteria.userId, (user) => sql`(c.scope = 'user' and c.scope_id = ${user})`),
    ...given(criteria.dataTypes, (types) => sql`c.data_type = any(${types}::text[])`),
    ...given(criteria.isEncrypted, (encrypted) => sql`coalesce(c.is_encrypted, false) = ${encrypted}`),
    ...(criteria.includeHidden === false ? [sql<boolean>`not ${isHidden}`] : []),
  ];
}

/** The visible settings that match, as `c`, with module and user joined. */
export const matchingConfigs = (db: Db, scope: ConfigScope, criteria: ConfigCriteria) =>
  db
    .selectFrom('system_configs as c')
    .leftJoin('system_modules as m', (join) => join.onRef('m.id', '=', 'c.scope_id').on('c.scope', '=', 'module'))
    .leftJoin('users as u', (join) => join.onRef('u.id', '=', 'c.scope_id').on('c.scope', '=', 'user'))
    .where((eb) => eb.and([isVisible(scope, parts), ...matching(criteria)]));

const columns = systemConfigsRepository.table.selectable.map((column) => `c.${column}` as const);

const selectViews = (db: Db, scope: ConfigScope, criteria: ConfigCriteria) =>
  matchingConfigs(db, scope, criteria)
    .select(columns)
    .select(['m.code as module_code', 'm.name as module_name', 'u.institution_id as user_institution_id'])
    // xmin changes with every write, whichever application makes it.
    .select(sql<string>`c.xmin::text`.as('version'));

export const pageConfigs = (db: Db, scope: ConfigScope, criteria: ConfigCriteria, page: PageRequest) =>
  readPage(selectViews(db, scope, criteria), page);

export const totalConfigs = (db: Db, scope: ConfigScope, criteria: ConfigCriteria) =>
  countUpTo(db, matchingConfigs(db, scope, criteria));

export const findConfig = (db: Db, scope: ConfigScope, configId: string): Promise<ConfigView | undefined> =>
  selectViews(db, scope, {}).where('c.id', '=', configId).executeTakeFirst();

const isAt = ({ scope, scopeId }: Place) =>
  sql<boolean>`(${scopeName} = ${scope} and c.scope_id is not distinct from ${scopeId}::bigint)`;

/** The visible settings of these keys that apply to the subject. */
export function findApplying(
  db: Db,
  scope: ConfigScope,
  keys: readonly string[],
  subject: Subject,
): Promise<ConfigView[]> {
  const { userId, moduleId, lineage } = subject;
  return selectViews(db, scope, { keys })
    .where((eb) =>
      eb.or([
        ...placesOf({ userId, moduleId, lineage: [] }).map(isAt),
        sql<boolean>`(c.scope = 'institution' and c.scope_id = any(${idArray(lineage)}))`,
      ]),
    )
    .execute();
}

/** The setting, locked against other writers until the transaction ends. */
export async function lockConfig(tx: Transaction, scope: ConfigScope, configId: string) {
  const locked = await tx.selectFrom('system_configs').select('id').where('id', '=', configId).forUpdate().execute();
  return locked.length === 0 ? undefined : findConfig(tx, scope, configId);
}

const everything: ConfigScope = { kind: 'all' };

/** The setting of a key in one place, whoever may see it, locked. Where two are global, the one that says so. */
export async function lockConfigAt(tx: Transaction, key: string, place: Place): Promise<ConfigView | undefined> {
  const at = tx
    .selectFrom('system_configs as c')
    .where('c.config_key', '=', key)
    .where(isAt(place))
    .orderBy(sql`c.scope is null`);
  const [first] = await at.select('c.id').forUpdate().execute();
  return first && findConfig(tx, everything, first.id);
}

/** Two numbers make a key space of its own among advisory locks; this is the first. */
const keyLocks = 2_012;

/** Keeps others of this service from writing settings of these keys until the transaction ends. */
export async function lockKeys(tx: Transaction, keys: readonly string[]): Promise<void> {
  // In one order for all, so that two who want the same keys do not wait for each other.
  for (const key of [...new Set(keys)].toSorted()) {
    await sql`select pg_advisory_xact_lock(${sql.lit(keyLocks)}, hashtext(${key}))`.execute(tx);
  }
}

/** What else is known of a key: each kind of value with whether some of these settings are visible. */
export interface KeyUse {
  readonly id: string;
  readonly data_type: string;
  readonly scope: string | null;
  readonly scope_id: string | null;
  readonly is_hidden: boolean | null;
}

/** The settings of a key that meet `within`. */
export const listKeyUses = (tx: Transaction, key: string, within: (of: typeof parts) => RawBuilder<boolean>) =>
  tx
    .selectFrom('system_configs as c')
    .select(['c.id', 'c.data_type', 'c.scope', 'c.scope_id', 'c.is_hidden'])
    .where('c.config_key', '=', key)
    .where(within(parts))
    .orderBy('c.id')
    .execute() as Promise<KeyUse[]>;

/** Tells the triggers of this transaction who acts. */
export async function tellActor(tx: Transaction, userId: string, requestId: string, restores: string | null) {
  await sql`select set_config('atis.user_id', ${userId}, true), set_config('atis.request_id', ${requestId}, true),
    set_config('atis.restores_revision', ${restores ?? ''}, true)`.execute(tx);
}

/** The columns that the service writes. */
export type ConfigPatch = Partial<
  Pick<
    SystemConfigRow,
    'config_value' | 'data_type' | 'is_encrypted' | 'is_hidden' | 'is_readonly' | 'description' | 'updated_by'
  >
>;

type NewConfig = ConfigPatch &
  Pick<SystemConfigRow, 'config_key' | 'data_type' | 'created_by'> & { readonly config_value: JsonValue };

/** A new setting, with its former id where it comes back; undefined where another application was faster. */
export async function insertConfig(
  tx: Transaction,
  { config_value, ...row }: NewConfig,
  place: Place,
  formerId: string | null,
): Promise<ConfigView | undefined> {
  const inserted = await tx
    .insertInto('system_configs')
    .values({
      ...row,
      ...(formerId === null ? {} : { id: formerId }),
      config_value: json(config_value),
      scope: place.scope as SystemConfigRow['scope'],
      scope_id: place.scopeId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted && findConfig(tx, everything, inserted.id);
}

/** Whether a setting has this id. */
export const isTaken = async (tx: Transaction, configId: string): Promise<boolean> =>
  (await findConfig(tx, everything, configId)) !== undefined;

/** Changes a setting and gives it as it is then. */
export async function updateConfig(tx: Transaction, configId: string, patch: ConfigPatch): Promise<ConfigView> {
  await systemConfigsRepository.update(tx, configId, patch);
  const changed = await findConfig(tx, everything, configId);
  if (!changed) throw new Error(`setting ${configId} vanished while it was locked`);
  return changed;
}

export const deleteConfig = (tx: Transaction, configId: string) => systemConfigsRepository.remove(tx, configId);

/** What a place refers to: whether it exists and, of a user, the institution. */
export async function findTarget(
  db: Db,
  { scope, scopeId }: Place,
): Promise<{ readonly institutionId: string | null } | undefined> {
  if (scopeId === null) return { institutionId: null };
  switch (scope) {
    case 'institution': {
      const row = await db.selectFrom('institutions').select('id').where('id', '=', scopeId).executeTakeFirst();
      return row && { institutionId: row.id };
    }
    case 'user': {
      const row = await db.selectFrom('users').select('institution_id').where('id', '=', scopeId).executeTakeFirst();
      return row && { institutionId: row.institution_id };
    }
    default: {
      const row = await db.selectFrom('system_modules').select('id').where('id', '=', scopeId).executeTakeFirst();
      return row && { institutionId: null };
    }
  }
}

/** The id of the module with this code. */
export const findModuleId = async (db: Db, code: string): Promise<string | undefined> =>
  (await db.selectFrom('system_modules').select('id').where('code', '=', code).executeTakeFirst())?.id;

/**
 * Settings for the feed, by id. Feeds read without a scope: the hub loads a row once for all its subscribers and
 * asks for each of them whether it is visible.
 */
export async function loadFeedConfigs(db: Db, ids: readonly string[]): Promise<Map<string, ConfigView>> {
  const rows = await selectViews(db, everything, {})
    .where(sql<boolean>`c.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
