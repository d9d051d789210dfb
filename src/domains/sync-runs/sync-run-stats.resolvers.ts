import { scopeOf } from '../../auth/viewer.ts';
import type { Scope } from '../../auth/scope.ts';
import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { comparableTime } from '../../graphql/scalars.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type { SyncStatsFilter, SyncStatsResolvers } from '../../graphql/types.ts';
import * as stats from './sync-run-stats.repository.ts';
import { syncRunStates, type SyncRunCriteria } from './sync-runs.repository.ts';

type Totals = Awaited<ReturnType<typeof stats.totals>>;

/** Figures over visible runs, of which the lists are read where they are asked for. */
export type SyncStatsQuery = Totals & {
  readonly scope: Scope;
  readonly criteria: SyncRunCriteria & { readonly from: string; readonly to: string };
};

const day = 24 * 3_600_000;
const defaultPeriod = 7 * day;
const maxPeriod = 400 * day;
/** The first that a DateTime can be. */
const firstInstant = Date.parse('0001-01-01T00:00:00Z');

/** Figures over the runs that match. Throws BAD_USER_INPUT for a period that is empty or longer than 400 days. */
export async function syncStats(
  context: SignedInContext,
  filter: SyncStatsFilter | null | undefined,
): Promise<SyncStatsQuery> {
  const to = filter?.to ?? new Date(context.now()).toISOString();
  const from = filter?.from ?? new Date(Math.max(Date.parse(to) - defaultPeriod, firstInstant)).toISOString();
  if (comparableTime(from) >= comparableTime(to))
    throw badInput(['filter', 'from'], 'must be before filter.to and not in the future.');
  if (Date.parse(to) - Date.parse(from) > maxPeriod)
    throw badInput(['filter', 'from'], 'must be at most 400 days before filter.to.');
  const integrationId = filter?.integrationId;
  const criteria = {
    from,
    to,
    integrationId: integrationId == null ? null : idArgument('Integration', integrationId, ['filter', 'integrationId']),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
  };
  const scope = scopeOf(context.viewer, 'SYNC_RUNS_READ');
  return { ...(await stats.totals(context.db, scope, criteria)), scope, criteria };
}

export const syncStatsResolvers: StrictResolvers<SyncStatsResolvers, SyncStatsQuery> = {
  from: ({ criteria }) => criteria.from,
  to: ({ criteria }) => criteria.to,
  byState: async ({ scope, criteria }, _, { db }) => {
    const counted = await stats.countByState(db, scope, criteria);
    return counted.toSorted((a, b) => syncRunStates.indexOf(a.state) - syncRunStates.indexOf(b.state));
  },
  durations: ({ measured, p50, p95 }) => ({ count: measured, p50, p95 }),
  byDay: ({ scope, criteria }, _, { db }) => stats.countByDay(db, scope, criteria),
};
