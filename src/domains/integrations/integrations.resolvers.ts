import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection, type PageArguments } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  IntegrationCredentialResolvers,
  IntegrationFilter,
  IntegrationOrder,
  IntegrationResolvers,
  IntegrationTypeInfoResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../../graphql/types.ts';
import { integrationSyncFields } from '../sync-runs/integration-sync.resolvers.ts';
import { shownConfig } from './config-mask.ts';
import { credentialStates, type CredentialState } from './credentials.ts';
import { setIntegrationCredentials } from './integration-credentials.service.ts';
import { countByType, type TypeCount } from './integration-stats.repository.ts';
import { testIntegration } from './integration-test.service.ts';
import { integrationTypes, typeInfo, type IntegrationTypeInfo } from './integration-types.ts';
import * as integrations from './integrations.repository.ts';
import type { IntegrationCriteria, IntegrationView } from './integrations.repository.ts';
import * as service from './integrations.service.ts';

const typeNames = [
  'API',
  'SSO',
  'PAYMENT',
  'LMS',
  'DATA_IMPORT',
  'NOTIFICATION',
  'CALENDAR',
  'EMAIL',
  'STORAGE',
] as const;
const frequencyNames = ['MANUAL', 'EVERY_15_MINUTES', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY'] as const;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'INTEGRATIONS_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
const toCriteria = async (
  context: SignedInContext,
  filter: IntegrationFilter | null | undefined,
): Promise<IntegrationCriteria> => ({
  types: columnValues(filter?.types, ['filter', 'types']),
  institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
  provider: filter?.provider ?? null,
  isEnabled: filter?.isEnabled ?? null,
  isSystemWide: filter?.isSystemWide ?? null,
  syncFrequencies: columnValues(filter?.syncFrequencies, ['filter', 'syncFrequencies']),
  isSyncLate: filter?.isSyncLate ?? null,
  search: filter?.search ?? null,
});

/** A page of the integrations that match, as the schema's connection. */
export async function listIntegrations(
  context: SignedInContext,
  filter: IntegrationFilter | null | undefined,
  orderBy: IntegrationOrder,
  paging: PageArguments,
) {
  const request = pageRequest(integrations.integrationOrders[orderBy], paging);
  const criteria = await toCriteria(context, filter);
  const { db } = context;
  const page = await integrations.pageIntegrations(db, readScope(context), criteria, request);
  return toConnection(request, page, () => integrations.totalIntegrations(db, readScope(context), criteria));
}

const query: Required<Pick<QueryResolvers, 'integration' | 'integrations' | 'integrationTypes' | 'integrationStats'>> =
  {
    integration: async (_, { id }, context) =>
      (await integrations.findIntegration(context.db, readScope(context), idArgument('Integration', id, ['id']))) ??
      null,

    integrations: (_, { filter, orderBy, ...paging }, context) => listIntegrations(context, filter, orderBy, paging),

    integrationTypes: () => integrationTypes,

    async integrationStats(_, __, context) {
      const counts = await countByType(context.db, readScope(context));
      const sum = (count: (one: TypeCount) => number) => counts.reduce((total, one) => total + count(one), 0);
      return {
        total: sum(({ count }) => count),
        enabled: sum(({ enabled }) => enabled),
        systemWide: sum(({ systemWide }) => systemWide),
        neverSynced: sum(({ neverSynced }) => neverSynced),
        byType: byTypeName(counts),
      };
    },
  };

/** Types that are not known count as one. */
const byTypeName = (counts: readonly TypeCount[]) =>
  [...Map.groupBy(counts, ({ type }) => openEnum(typeNames, type))].map(([type, of]) => ({
    type,
    count: of.reduce((total, { count }) => total + count, 0),
    enabled: of.reduce((total, { enabled }) => total + enabled, 0),
  }));

type IntegrationMutation = Required<
  Pick<
    MutationResolvers,
    | 'createIntegration'
    | 'updateIntegration'
    | 'setIntegrationCredentials'
    | 'enableIntegration'
    | 'disableIntegration'
    | 'deleteIntegration'
    | 'testIntegration'
  >
>;

const mutation: IntegrationMutation = {
  createIntegration: (_, { input }, context) => payload('integration', () => service.createIntegration(context, input)),
  updateIntegration: (_, { input }, context) => payload('integration', () => service.updateIntegration(context, input)),
  setIntegrationCredentials: (_, { input }, context) =>
    payload('integration', () => setIntegrationCredentials(context, input)),
  enableIntegration: (_, { input }, context) => payload('integration', () => service.enableIntegration(context, input)),
  disableIntegration: (_, { input }, context) =>
    payload('integration', () => service.disableIntegration(context, input)),
  deleteIntegration: (_, { input }, context) => payload('deletedId', () => service.deleteIntegration(context, input)),
  testIntegration: (_, { input }, context) => payload('result', () => testIntegration(context, input)),
};

const integrationTypeInfo: StrictResolvers<IntegrationTypeInfoResolvers, IntegrationTypeInfo> = {
  type: ({ type }) => openEnum(typeNames, type),
};

const integration: StrictResolvers<IntegrationResolvers, IntegrationView> = {
  type: ({ integration_type }) => openEnum(typeNames, integration_type),
  typeRaw: ({ integration_type }) => integration_type,
  institution: ({ institution_id }, _, { loaders }) =>
    institution_id === null ? null : loaders.institutionById.load(institution_id),
  isSystemWide: ({ institution_id, is_system_wide }) => institution_id === null || is_system_wide === true,
  isEnabled: ({ is_enabled }) => is_enabled ?? true,
  config: ({ config }) => shownConfig(config),
  credentials: async ({ id, integration_type }, _, { loaders, keyring }) => {
    const stored = await loaders.integrationCredentialsById.load(id);
    const known = typeInfo(integration_type)?.credentials.map(({ name }) => name) ?? [];
    return stored === null ? [] : credentialStates(stored, known, keyring);
  },
  syncFrequency: ({ sync_frequency }) => openEnum(frequencyNames, sync_frequency ?? 'manual'),
  syncFrequencyRaw: ({ sync_frequency }) => sync_frequency,
  createdBy: ({ created_by }, _, { loaders }) => (created_by === null ? null : loaders.userById.load(created_by)),
  ...integrationSyncFields,
};

const integrationCredential: StrictResolvers<IntegrationCredentialResolvers, CredentialState> = {
  setBy: ({ setBy }, _, { loaders }) => (setBy === null ? null : loaders.userById.load(setBy)),
};

export const integrationResolvers = {
  Query: query,
  Mutation: mutation,
  IntegrationTypeInfo: integrationTypeInfo,
  Integration: integration,
  IntegrationCredential: integrationCredential,
};

export const integrationNodes: Record<string, NodeLookup> = {
  Integration: {
    permission: 'INTEGRATIONS_READ',
    find: (context, id) => integrations.findIntegration(context.db, readScope(context), id),
  },
};
