import { badInput } from '../../errors.ts';
import type { IntegrationResolvers } from '../../graphql/types.ts';
import { freshnessOf } from './sync-run-figures.ts';
import { syncRunConnection } from './sync-run-lists.ts';

type SyncField = 'syncRuns' | 'lastSyncRun' | 'syncFreshness' | 'syncSuccessRate';

const maxDays = 400;

/** What an integration tells of its sync runs. */
export const integrationSyncFields: Required<Pick<IntegrationResolvers, SyncField>> = {
  syncRuns: ({ id }, args, context, info) => syncRunConnection(context, info, { integrationId: id }, args),
  lastSyncRun: ({ id }, _, { loaders }) => loaders.lastSyncRunByIntegrationId.load(id),
  syncFreshness: (integration, _, { now }) => freshnessOf(integration, now()),
  syncSuccessRate: ({ id }, { days }, { loaders }) => {
    if (days < 1 || days > maxDays) throw badInput(['days'], `must be between 1 and ${maxDays}.`);
    return loaders.syncSuccessRateWithin(days).load(id);
  },
};
