import type { Scope } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { checkHourly, statsPeriod, top, type Period } from '../../graphql/stats-arguments.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  JobFiguresResolvers,
  JobStatsFilter,
  JobStatsGroupResolvers,
  JobStatsResolvers,
} from '../../graphql/types.ts';
import { statsCriteria } from './job-log-criteria.ts';
import type { JobLogCriteria } from './job-logs.repository.ts';
import * as stats from './job-stats.repository.ts';
import type { JobFigures, JobFiguresGroup } from './job-stats.repository.ts';

/** Attempts to count, which happens where figures are asked for. */
export interface JobStatsQuery {
  readonly scope: Scope;
  readonly criteria: JobLogCriteria;
  readonly period: Period;
}

/** Figures over the runs that match. Throws BAD_USER_INPUT for a period that is empty or longer than 400 days. */
export function jobStats(context: SignedInContext, filter: JobStatsFilter | null | undefined): JobStatsQuery {
  const period = statsPeriod(filter ?? {}, context.now());
  const criteria = { ...statsCriteria(filter), ...period };
  return { scope: scopeOf(context.viewer, 'JOBS_READ'), criteria, period };
}

const groupings = { JOB_CLASS: 'job_class', SCHEDULED_JOB: 'scheduled_job', HOUR: 'hour', DAY: 'day' } as const;

const jobStatsFields: StrictResolvers<JobStatsResolvers, JobStatsQuery> = {
  from: ({ period }) => period.from,
  to: ({ period }) => period.to,
  overall: ({ scope, criteria }, _, { db }) => stats.overallFigures(db, scope, criteria),
  groups: ({ scope, criteria, period }, { by, limit }, { db }) => {
    if (by === 'HOUR') checkHourly(period, 'groups by HOUR');
    return stats.groupedFigures(db, scope, criteria, groupings[by], top(limit));
  },
};

const keyBy = ({ by, key }: JobFiguresGroup, ...wanted: readonly JobFiguresGroup['by'][]) =>
  wanted.includes(by) ? key : null;

const jobStatsGroup: StrictResolvers<JobStatsGroupResolvers, JobFiguresGroup> = {
  jobClass: (group) => keyBy(group, 'job_class'),
  scheduledJob: (group, _, { loaders }) => {
    const id = keyBy(group, 'scheduled_job');
    return id === null ? null : loaders.scheduledJobById.load(id);
  },
  start: (group) => keyBy(group, 'hour', 'day'),
  figures: (group) => group,
};

const statuses = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;

const jobFigures: StrictResolvers<JobFiguresResolvers, JobFigures> = {
  byStatus: (figures) => {
    const known = statuses.map((status) => ({ status: nameOf(status), count: figures[status] }));
    const others = figures.total - known.reduce((sum, { count }) => sum + count, 0);
    return [...known, { status: 'OTHER' as const, count: others }].filter(({ count }) => count > 0);
  },
  successRate: ({ completed, failed }) => (completed + failed === 0 ? null : completed / (completed + failed)),
  durations: ({ measured, percentiles, longest }) => {
    const [p50 = null, p90 = null, p99 = null] = percentiles ?? [];
    return { count: measured, p50, p90, p99, max: longest };
  },
  meanWaitSeconds: (figures) => figures.mean_wait,
};

const nameOf = (status: (typeof statuses)[number]) => status.toUpperCase() as Uppercase<typeof status>;

export const jobStatsResolvers = { JobStats: jobStatsFields, JobStatsGroup: jobStatsGroup, JobFigures: jobFigures };
