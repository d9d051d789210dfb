import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { JobLogRow } from '../../db/generated/tables.ts';
import { feedCursor } from '../../graphql/feed-cursor.ts';
import { idArgument } from '../../graphql/global-id.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toFeedConnection } from '../../graphql/pagination.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type { JobLogResolvers, QueryResolvers } from '../../graphql/types.ts';
import { institutionOfUser } from '../../loaders.ts';
import { maskedJson } from '../logs/masked.ts';
import { scrubOptional } from '../system-errors/scrub.ts';
import { logCriteria } from './job-log-criteria.ts';
import * as logs from './job-logs.repository.ts';
import { jobRunFields } from './job-run-fields.resolvers.ts';

const statusNames = ['QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED'] as const;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'JOBS_READ');

const query: Required<Pick<QueryResolvers, 'jobLog' | 'jobLogs'>> = {
  async jobLog(_, { id }, context, info) {
    const columns = selectedColumns(info, 'JobLog');
    return (await logs.findJobLog(context.db, readScope(context), idArgument('JobLog', id, ['id']), columns)) ?? null;
  },

  async jobLogs(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(logs.jobLogOrders[orderBy], paging);
    const criteria = logCriteria(filter);
    const scope = readScope(context);
    const cursor = await feedCursor(context, info);
    const page = await logs.pageJobLogs(context.db, scope, criteria, request, selectedColumns(info, 'JobLog'));
    return toFeedConnection(request, page, () => logs.totalJobLogs(context.db, scope, criteria), cursor);
  },
};

const reads = readsFrom<JobLogRow, SignedInContext>();

const executedBy = reads(['executed_by'], ({ executed_by: id }, _, { loaders }) =>
  id === null ? null : loaders.userById.load(id),
);

const jobLog: StrictResolvers<JobLogResolvers, JobLogRow> = {
  ...jobRunFields,
  occurredAt: reads(['created_at'], (row) => row.created_at),
  source: reads([], () => 'JOB_LOG' as const),
  summary: reads(['job_class', 'status'], (row) => `${row.job_class} ${row.status}`),
  user: executedBy,
  ipAddress: reads([], () => null),
  institution: reads(['executed_by'], ({ executed_by: id }, _, { loaders }) => institutionOfUser(loaders, id)),
  status: reads(['status'], ({ status }) => openEnum(statusNames, status)),
  statusRaw: reads(['status'], ({ status }) => status),
  payload: reads(['payload'], ({ payload }) => maskedJson(payload)),
  result: reads(['result'], ({ result }) => maskedJson(result)),
  errorMessage: reads(['error_message'], (row) => scrubOptional(row.error_message)),
  errorTrace: reads(['error_trace'], (row) => scrubOptional(row.error_trace)),
  scheduledJob: reads(['scheduled_job_id'], ({ scheduled_job_id: id }, _, { loaders }) =>
    id === null ? null : loaders.scheduledJobById.load(id),
  ),
  executedBy,
};

export const jobLogResolvers = { Query: query, JobLog: jobLog };

export const jobLogNodes: Record<string, NodeLookup> = {
  JobLog: { permission: 'JOBS_READ', find: (context, id) => logs.findJobLog(context.db, readScope(context), id) },
};
