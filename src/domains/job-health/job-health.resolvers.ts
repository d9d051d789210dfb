import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  JobHealthResolvers,
  JobRunProblemResolvers,
  JobWorkerResolvers,
  LateJobResolvers,
  QueryResolvers,
} from '../../graphql/types.ts';
import { timeLimits, type Finding, type JobHealth } from '../../jobs/health.ts';
import { scrubOptional, scrubText } from '../system-errors/scrub.ts';
import { listWorkers, readJobHealth, type WorkerView } from './job-health.repository.ts';

/** How scheduled jobs are doing, as far as the viewer may know. */
export const jobHealthOf = ({ db, viewer, jobs, settings }: SignedInContext): Promise<JobHealth> =>
  readJobHealth(db, scopeOf(viewer, 'JOBS_READ'), {
    ...timeLimits(jobs.registered),
    graceSeconds: settings.jobs.graceSeconds,
  });

const query: Required<Pick<QueryResolvers, 'jobHealth' | 'jobWorkers'>> = {
  jobHealth: (_, __, context) => jobHealthOf(context),
  jobWorkers: (_, __, { db, viewer }) => listWorkers(db, scopeOf(viewer, 'JOBS_READ')),
};

const ofKind = (findings: readonly Finding[], kind: Finding['kind']) =>
  findings.filter((finding) => finding.kind === kind);
const total = (findings: readonly Finding[]) => findings[0]?.total ?? 0;

const jobHealth: StrictResolvers<JobHealthResolvers, JobHealth> = {
  checkedAt: ({ facts }) => facts.checked_at,
  liveWorkers: ({ facts }) => facts.live_workers,
  isWithoutWorker: ({ withoutWorker }) => withoutWorker,
  oldestLatenessSeconds({ late }) {
    const waiting = late.filter(({ kind }) => kind !== 'unplanned_job');
    return waiting.length === 0 ? null : Math.max(...waiting.map(({ seconds }) => seconds));
  },
  lateJobCount: ({ late }) => total(ofKind(late, 'late_job')),
  lateJobs: ({ late }) => ofKind(late, 'late_job'),
  unplannedJobCount: ({ late }) => total(ofKind(late, 'unplanned_job')),
  async unplannedJobs({ late }, _, { loaders }) {
    const ids = ofKind(late, 'unplanned_job').map(({ subject }) => subject);
    const jobs = await Promise.all(ids.map((id) => loaders.scheduledJobById.load(id)));
    return jobs.filter((job) => job !== null);
  },
  lateRunCount: ({ late }) => total(ofKind(late, 'late_run')),
  lateRuns: ({ late }) => ofKind(late, 'late_run'),
  deadWorkerCount: ({ counts }) => counts.dead,
  deadWorkers: ({ dead }) => dead.map(({ title, subject }) => scrubText(title ?? subject)),
  stuckRunCount: ({ counts }) => counts.stuck,
  stuckRuns: ({ stuck }) => [...stuck],
};

const jobOf = ({ scheduled_job_id: id }: Finding, _: unknown, { loaders }: SignedInContext) =>
  id === null ? null : loaders.scheduledJobById.load(id);

const lateJob: StrictResolvers<LateJobResolvers, Finding> = {
  jobClass: (row) => row.job_class ?? '',
  scheduledJob: jobOf,
  dueAt: ({ since }) => since,
  latenessSeconds: ({ seconds }) => seconds,
};

const reasons = {
  late_run: 'NOT_CLAIMED',
  lease_ended: 'LEASE_ENDED',
  over_time: 'OVER_TIME',
  never_ready: 'NEVER_READY',
} as const;

const jobRunProblem: StrictResolvers<JobRunProblemResolvers, Finding> = {
  jobLogId: ({ subject }) => subject,
  jobClass: (row) => row.job_class ?? '',
  scheduledJob: jobOf,
  reason: ({ kind }) => reasons[kind as keyof typeof reasons],
};

const jobWorker: StrictResolvers<JobWorkerResolvers, WorkerView> = {
  name: ({ name }) => scrubOptional(name) ?? '',
};

export const jobHealthResolvers = {
  Query: query,
  JobHealth: jobHealth,
  LateJob: lateJob,
  JobRunProblem: jobRunProblem,
  JobWorker: jobWorker,
};
