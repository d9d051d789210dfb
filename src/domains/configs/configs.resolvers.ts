import { includesInstitution } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { feedCursor } from '../../graphql/feed-cursor.ts';
import { encodeGlobalId, idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toFeedConnection } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  ConfigFeedItemResolvers,
  ConfigFilter,
  ConfigLevelResolvers,
  ConfigResolvers,
  ConfigStatsResolvers,
  EffectiveConfigResolvers,
  MutationResolvers,
  QueryEffectiveConfigArgs,
  QueryResolvers,
  SubscriptionResolvers,
} from '../../graphql/types.ts';
import {
  configHistoryResolvers,
  dataTypeNames,
  historyQuery,
  revisionPage,
  scopeNames,
} from './config-history.resolvers.ts';
import { resolve, type Effective, type Subject } from './config-resolution.ts';
import * as restoring from './config-restoring.service.ts';
import { findRevision } from './config-revisions.repository.ts';
import { countConfigs, countConfigsBy, type ConfigCounts } from './config-stats.repository.ts';
import { isValid } from './config-values.ts';
import { configScope } from './config-visibility.repository.ts';
import { configTopic, deletedRow, feedFilter, type ConfigFeedItem } from './configs.feed.ts';
import * as configs from './configs.repository.ts';
import type { ConfigCriteria, ConfigView } from './configs.repository.ts';
import * as service from './configs.service.ts';

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
async function toCriteria(context: SignedInContext, filter: ConfigFilter | null | undefined): Promise<ConfigCriteria> {
  return {
    keys: filter?.keys ?? null,
    keyPrefix: filter?.keyPrefix ?? null,
    search: filter?.search ?? null,
    scopes: columnValues(filter?.scopes, ['filter', 'scopes']),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    moduleCode: filter?.moduleCode ?? null,
    userId: filter?.userId == null ? null : idArgument('User', filter.userId, ['filter', 'userId']),
    dataTypes: columnValues(filter?.dataTypes, ['filter', 'dataTypes']),
    isEncrypted: filter?.isEncrypted ?? null,
    includeHidden: filter?.includeHidden ?? false,
  };
}

/** What a value is asked for. What the viewer may not see is refused like what does not exist. */
async function toSubject(context: SignedInContext, args: QueryEffectiveConfigArgs): Promise<Subject> {
  const { db, viewer, loaders, tree } = context;
  const scope = scopeOf(viewer, 'CONFIGS_READ');
  const userId = args.userId == null ? null : idArgument('User', args.userId, ['userId']);
  const user = userId === null ? null : await loaders.userById.find(userId);
  if (userId !== null && (!user || !includesInstitution(scope, user.institution_id))) {
    throw badInput(['userId'], 'must be the id of a user within your reach.');
  }
  const given = args.institutionId == null ? null : idArgument('Institution', args.institutionId, ['institutionId']);
  if (given !== null && ((await loaders.institutionById.find(given)) === null || !includesInstitution(scope, given))) {
    throw badInput(['institutionId'], 'must be the id of an institution within your reach.');
  }
  const institutionId = given ?? user?.institution_id ?? null;
  const moduleId = args.moduleCode == null ? null : await configs.findModuleId(db, args.moduleCode);
  if (moduleId === undefined) throw badInput(['moduleCode'], 'must be the code of a module.');
  return { userId, moduleId, lineage: institutionId === null ? [] : (await tree()).lineage(institutionId) };
}

type ConfigQuery = Required<
  Pick<QueryResolvers, 'config' | 'configs' | 'effectiveConfig' | 'configStats' | 'configHistory' | 'configValueAt'>
>;

const query: ConfigQuery = {
  ...historyQuery,
  config: async (_, { id }, { db, viewer }) =>
    (await configs.findConfig(db, configScope(viewer), idArgument('Config', id, ['id']))) ?? null,

  async configs(_, { filter, orderBy, ...paging }, context, info) {
    const { db, viewer } = context;
    const request = pageRequest(configs.configOrders[orderBy], paging);
    const criteria = await toCriteria(context, filter);
    const scope = configScope(viewer);
    const cursor = await feedCursor(context, info);
    const page = await configs.pageConfigs(db, scope, criteria, request);
    return toFeedConnection(request, page, () => configs.totalConfigs(db, scope, criteria), cursor);
  },

  async effectiveConfig(_, { keys, ...args }, context) {
    if (keys.length === 0) throw badInput(['keys'], 'must have 1 to 100 keys.');
    if (new Set(keys).size < keys.length) throw badInput(['keys'], 'must name each key once.');
    const subject = await toSubject(context, args as QueryEffectiveConfigArgs);
    return resolve(keys, subject, await configs.findApplying(context.db, configScope(context.viewer), keys, subject));
  },

  configStats: (_, __, { db, viewer }) => countConfigs(db, configScope(viewer)),
};

type ConfigMutation = Required<
  Pick<
    MutationResolvers,
    'setConfig' | 'setConfigs' | 'unsetConfig' | 'updateConfigFlags' | 'rollbackConfig' | 'revealConfigValue'
  >
>;

const mutation: ConfigMutation = {
  setConfig: (_, { input }, context) => payload('config', () => service.setConfig(context, input)),
  setConfigs: async (_, { input }, context) => {
    const { configs: set, userErrors } = await payload('configs', () => service.setConfigs(context, input));
    return { configs: set ?? [], userErrors };
  },
  unsetConfig: (_, { input }, context) => payload('unsetId', () => service.unsetConfig(context, input)),
  updateConfigFlags: (_, { input }, context) => payload('config', () => service.updateConfigFlags(context, input)),
  rollbackConfig: (_, { input }, context) => payload('config', () => restoring.rollbackConfig(context, input)),
  revealConfigValue: (_, { input }, context) => payload('value', () => restoring.revealConfigValue(context, input)),
};

const subscription: Required<Pick<SubscriptionResolvers, 'configFeed'>> = {
  configFeed: {
    subscribe: (_, { filter, after }, context) =>
      context.feed.hub.subscribe({
        topic: configTopic,
        after: after ?? undefined,
        viewer: () => context.session.viewer() ?? context.viewer,
        matches: feedFilter(filter),
        signal: context.session.signal,
      }),
    resolve: (item: ConfigFeedItem) => item,
  },
};

const scopeOfRow = ({ scope }: ConfigView) => openEnum(scopeNames, scope ?? 'global');
const shownValue = (row: ConfigView) => (row.is_encrypted === true ? null : row.config_value);

const config: StrictResolvers<ConfigResolvers, ConfigView> = {
  key: ({ config_key }) => config_key,
  scope: scopeOfRow,
  scopeRaw: ({ scope }) => scope,
  institution: ({ scope, scope_id: id }, _, { loaders }) =>
    scope === 'institution' && id !== null ? loaders.institutionById.load(id) : null,
  user: ({ scope, scope_id: id }, _, { loaders }) =>
    scope === 'user' && id !== null ? loaders.userById.load(id) : null,
  dataType: ({ data_type }) => openEnum(dataTypeNames, data_type),
  dataTypeRaw: ({ data_type }) => data_type,
  value: shownValue,
  isValid,
  isEncrypted: (row) => row.is_encrypted ?? false,
  isHidden: (row) => row.is_hidden ?? false,
  isReadonly: (row) => row.is_readonly ?? false,
  createdBy: ({ created_by: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id)),
  updatedBy: ({ updated_by: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id)),
  history: ({ id, config_key: key, scope, scope_id: scopeId }, paging, context) =>
    revisionPage(context, { config: { id, key, place: { scope: scope ?? 'global', scopeId } } }, paging),
};

const effectiveConfig: StrictResolvers<EffectiveConfigResolvers, Effective<ConfigView>> = {
  isSet: ({ decidedBy }) => decidedBy !== null,
  value: ({ decidedBy }) => decidedBy && shownValue(decidedBy),
  dataType: ({ decidedBy }) => decidedBy && openEnum(dataTypeNames, decidedBy.data_type),
  isEncrypted: ({ decidedBy }) => decidedBy?.is_encrypted === true,
  decidedBy: ({ decidedBy }) => decidedBy,
  overridden: ({ overridden }) => overridden,
};

const configLevel: StrictResolvers<ConfigLevelResolvers, ConfigView> = {
  scope: scopeOfRow,
  config: (row) => row,
};

const maxKeys = 50;

const configStats: StrictResolvers<ConfigStatsResolvers, ConfigCounts> = {
  byScope: async (_, __, { db, viewer }) =>
    (await countConfigsBy(db, configScope(viewer), 'scope', maxKeys)).map(({ value, count }) => ({
      scope: openEnum(scopeNames, value),
      count,
    })),
  byDataType: async (_, __, { db, viewer }) =>
    (await countConfigsBy(db, configScope(viewer), 'dataType', maxKeys)).map(({ value, count }) => ({
      dataType: openEnum(dataTypeNames, value),
      count,
    })),
  mostSet: async (_, { limit }, { db, viewer }) => {
    if (limit < 1 || limit > maxKeys) throw badInput(['limit'], `must be between 1 and ${maxKeys}.`);
    const counted = await countConfigsBy(db, configScope(viewer), 'key', limit);
    return counted.map(({ value, count }) => ({ key: value, count }));
  },
};

const configFeedItem: StrictResolvers<ConfigFeedItemResolvers, ConfigFeedItem> = {
  config: ({ entry }) => entry?.row ?? null,
  configId: ({ entry }) => (entry === null ? null : encodeGlobalId('Config', entry.rowId)),
  key: ({ entry }) => (entry === null ? null : ((entry.row ?? deletedRow(entry.payload))?.config_key ?? null)),
};

export const configResolvers = {
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  Config: config,
  EffectiveConfig: effectiveConfig,
  ConfigLevel: configLevel,
  ConfigStats: configStats,
  ConfigFeedItem: configFeedItem,
  ...configHistoryResolvers,
};

export const configNodes: Record<string, NodeLookup> = {
  Config: {
    permission: 'CONFIGS_READ',
    find: ({ db, viewer }, id) => configs.findConfig(db, configScope(viewer), id),
  },
  ConfigRevision: {
    permission: 'CONFIGS_READ',
    find: ({ db, viewer }, id) => findRevision(db, configScope(viewer), id),
  },
};
