import type { GraphQLResolveInfo } from 'graphql';
import type { Permission } from '../../auth/policy.ts';
import { reach, scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import type {
  FailingJobResolvers,
  OverviewPeriod,
  QueryResolvers,
  SystemOverviewResolvers,
} from '../../graphql/types.ts';
import { pageLimits } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import { listErrorGroups } from '../system-errors/error-groups.resolvers.ts';
import { scrubOptional } from '../system-errors/scrub.ts';
import { listIntegrations } from '../integrations/integrations.resolvers.ts';
import { listExpiring } from '../licenses/licenses.resolvers.ts';
import { slowestEndpoints } from '../performance-metrics/performance-figures.ts';
import { jobHealthOf } from '../job-health/job-health.resolvers.ts';
import { failingJobs, type JobFailures } from '../job-logs/job-logs.repository.ts';
import { countUnread } from '../notifications/notifications.repository.ts';
import { securityEventStatistics, statsQuery } from '../security-events/security-event-stats.resolvers.ts';

/** What the parts of an overview are about. */
export interface Overview {
  /** ISO 8601, `to` exclusive. */
  readonly from: string;
  readonly to: string;
  /** Database id; null: everything within reach. */
  readonly institutionId: string | null;
  /** The institution and everything below it; null: everything within reach. */
  readonly institutionIds: ReadonlySet<string> | null;
}

const hour = 3_600_000;
const length: Readonly<Record<OverviewPeriod, number>> = {
  LAST_HOUR: hour,
  LAST_24_HOURS: 24 * hour,
  LAST_7_DAYS: 7 * 24 * hour,
  LAST_30_DAYS: 30 * 24 * hour,
};

const query: Required<Pick<QueryResolvers, 'systemOverview'>> = {
  async systemOverview(_, { period, institutionId }, context): Promise<Overview> {
    const now = context.now();
    return {
      from: new Date(now - length[period]).toISOString(),
      to: new Date(now).toISOString(),
      institutionId: institutionId == null ? null : idArgument('Institution', institutionId, ['institutionId']),
      institutionIds: await institutionSubtree(context, institutionId, ['institutionId']),
    };
  },
};

/** A part of the overview, which is null for whoever lacks the permission: one document then serves every role. */
const part =
  <Args, Result>(
    permission: Permission,
    resolve: (
      overview: Overview,
      args: Args,
      context: SignedInContext,
      info: GraphQLResolveInfo,
    ) => Result | Promise<Result>,
  ) =>
  (
    overview: Overview,
    args: Args,
    context: SignedInContext,
    info: GraphQLResolveInfo,
  ): Result | Promise<Result> | null =>
    reach(context.viewer, permission) === null ? null : resolve(overview, args, context, info);

interface First {
  first: number;
}

/** Checks how many are asked for, as lists with pages do. Throws BAD_USER_INPUT. */
function atMost(first: number): number {
  if (first < 1 || first > pageLimits.max) throw badInput(['first'], `must be between 1 and ${pageLimits.max}.`);
  return first;
}

const systemOverview: Required<Omit<SystemOverviewResolvers, '__isTypeOf'>> = {
  from: ({ from }) => from,
  to: ({ to }) => to,
  institution: ({ institutionId }, _, { loaders }) =>
    institutionId === null ? null : loaders.institutionById.load(institutionId),
  securityEvents: part('SECURITY_EVENTS_READ', ({ from, to, institutionIds }, _, { db, viewer, now }) =>
    securityEventStatistics(
      db,
      statsQuery(scopeOf(viewer, 'SECURITY_EVENTS_READ'), { from, to, institutionIds }, now()),
    ),
  ),
  errorGroups: part('SYSTEM_ERRORS_READ', ({ institutionId }, paging: First, context, info) =>
    listErrorGroups(context, { institutionId, statuses: ['OPEN', 'INVESTIGATING'] }, 'LAST_SEEN', paging, info),
  ),
  failingJobs: part('JOBS_READ', (period, { first }: First, { db, viewer }) =>
    failingJobs(db, scopeOf(viewer, 'JOBS_READ'), period, atMost(first)),
  ),
  jobHealth: part('JOBS_READ', (_overview, _args, context) => jobHealthOf(context)),
  slowEndpoints: part('PERFORMANCE_READ', ({ from, to, institutionIds }, { first }: First, { db, viewer }) =>
    slowestEndpoints(
      db,
      scopeOf(viewer, 'PERFORMANCE_READ'),
      { from, to, institutionIds },
      { first: atMost(first), by: 'P95' },
    ),
  ),
  lateSyncs: part('SYNC_RUNS_READ', ({ institutionId }, paging: First, context) =>
    listIntegrations(context, { institutionId, isSyncLate: true }, 'SYNC_DUE_FIRST', paging),
  ),
  expiringLicenses: part(
    'LICENSES_READ',
    ({ institutionIds }, { first, withinDays }: First & { withinDays: number }, context, info) =>
      listExpiring(context, { withinDays, institutionIds }, { first }, info),
  ),
  unreadNotifications: part('NOTIFICATIONS_RECEIVE', (_overview, _args, { db, viewer }) => countUnread(db, viewer)),
};

const failingJob: StrictResolvers<FailingJobResolvers, JobFailures> = {
  lastError: ({ last_error: text }) => scrubOptional(text),
  scheduledJob: ({ scheduled_job_id: id }, _, { loaders }) => (id === null ? null : loaders.scheduledJobById.load(id)),
};

export const overviewResolvers = { Query: query, SystemOverview: systemOverview, FailingJob: failingJob };
