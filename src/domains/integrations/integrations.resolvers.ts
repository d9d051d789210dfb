import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  IntegrationCredentialResolvers,
  IntegrationFilter,
  IntegrationResolvers,
  QueryResolvers,
} from '../../graphql/types.ts';
import { integrationSyncFields } from '../sync-runs/integration-sync.resolvers.ts';
import { shownConfig } from './config-mask.ts';
import { credentialStates, type CredentialState } from './credentials.ts';
import * as integrations from './integrations.repository.ts';
import type { IntegrationCriteria, IntegrationView } from './integrations.repository.ts';

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
  search: filter?.search ?? null,
});

const query: Required<Pick<QueryResolvers, 'integration' | 'integrations'>> = {
  integration: async (_, { id }, context) =>
    (await integrations.findIntegration(context.db, readScope(context), idArgument('Integration', id, ['id']))) ?? null,

  async integrations(_, { filter, orderBy, ...paging }, context) {
    const request = pageRequest(integrations.integrationOrders[orderBy], paging);
    const criteria = await toCriteria(context, filter);
    const { db } = context;
    const page = await integrations.pageIntegrations(db, readScope(context), criteria, request);
    return toConnection(request, page, () => integrations.totalIntegrations(db, readScope(context), criteria));
  },
};

const integration: StrictResolvers<IntegrationResolvers, IntegrationView> = {
  type: ({ integration_type }) => openEnum(typeNames, integration_type),
  typeRaw: ({ integration_type }) => integration_type,
  institution: ({ institution_id }, _, { loaders }) =>
    institution_id === null ? null : loaders.institutionById.load(institution_id),
  isSystemWide: ({ institution_id, is_system_wide }) => institution_id === null || is_system_wide === true,
  isEnabled: ({ is_enabled }) => is_enabled ?? true,
  config: ({ config }) => shownConfig(config),
  credentials: async ({ id }, _, { loaders, keyring }) => {
    const stored = await loaders.integrationCredentialsById.load(id);
    return stored === null ? [] : credentialStates(stored, [], keyring);
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
  Integration: integration,
  IntegrationCredential: integrationCredential,
};

export const integrationNodes: Record<string, NodeLookup> = {
  Integration: {
    permission: 'INTEGRATIONS_READ',
    find: (context, id) => integrations.findIntegration(context.db, readScope(context), id),
  },
};
