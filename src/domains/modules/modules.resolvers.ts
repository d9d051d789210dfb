import { maskSecrets } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type { ModuleResolvers, MutationResolvers, QueryResolvers } from '../../graphql/types.ts';
import { stateTerms } from '../licenses/license-state.ts';
import { isCore, isEnabled, requiresLicense, settingsOf } from './module-registry.ts';
import { disableModule, enableModule } from './module-switching.service.ts';
import { listModules, type ModuleView } from './modules.repository.ts';
import * as service from './modules.service.ts';

const query: Required<Pick<QueryResolvers, 'module' | 'modules' | 'moduleGraph' | 'moduleStats'>> = {
  module: async (_, { code }, { loaders }) => (await loaders.modules()).find(code),
  modules: (_, { filter }, context) =>
    listModules(context.db, scopeOf(context.viewer, 'MODULES_READ'), stateTerms(context), filter ?? {}),
  moduleGraph: async (_, __, { loaders }) => (await loaders.modules()).graph(),
  moduleStats: async (_, __, { loaders }) => (await loaders.modules()).stats(),
};

type ModuleMutation = Required<
  Pick<MutationResolvers, 'registerModule' | 'updateModule' | 'updateModuleSettings' | 'enableModule' | 'disableModule'>
>;

const mutation: ModuleMutation = {
  registerModule: (_, { input }, context) => payload('module', () => service.registerModule(context, input)),
  updateModule: (_, { input }, context) => payload('module', () => service.updateModule(context, input)),
  updateModuleSettings: (_, { input }, context) =>
    payload('module', () => service.updateModuleSettings(context, input)),
  enableModule: (_, { input }, context) => enableModule(context, input),
  disableModule: (_, { input }, context) => disableModule(context, input),
};

const module: StrictResolvers<ModuleResolvers, ModuleView> = {
  isCore,
  isEnabled,
  requiresLicense,
  dependencies: async (row, _, { loaders }) => (await loaders.modules()).dependenciesOf(row),
  dependents: async (row, _, { loaders }) => (await loaders.modules()).dependentsOf(row.code),
  settings: (row) => maskSecrets(settingsOf(row)),
};

export const moduleResolvers = { Query: query, Mutation: mutation, Module: module };

export const moduleNodes: Record<string, NodeLookup> = {
  Module: {
    permission: 'MODULES_READ',
    find: async ({ loaders }, id) => (await loaders.modules()).findById(id),
  },
};
