import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { networkFilter } from '../../graphql/network-filter.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { payload } from '../../graphql/mutations.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import { statsPeriod } from '../../graphql/stats-arguments.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  SystemErrorFilter,
  SystemErrorResolvers,
} from '../../graphql/types.ts';
import { institutionOfUser } from '../../loaders.ts';
import { severityNames, statusNames } from './error-names.ts';
import { reportError, reportErrors } from './error-reports.service.ts';
import { errorStatsResolvers } from './error-stats.resolvers.ts';
import * as triage from './error-triage.service.ts';
import { scrubDetails, scrubOptional, scrubText } from './scrub.ts';
import * as errors from './system-errors.repository.ts';
import type { SystemErrorCriteria, SystemErrorView } from './system-errors.repository.ts';

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SYSTEM_ERRORS_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
export async function toCriteria(
  context: SignedInContext,
  filter: SystemErrorFilter | null | undefined,
): Promise<SystemErrorCriteria> {
  checkPeriod(filter);
  return {
    errorTypes: filter?.errorTypes ?? null,
    errorCodes: filter?.errorCodes ?? null,
    severities: columnValues(filter?.severities, ['filter', 'severities']),
    statuses: columnValues(filter?.statuses, ['filter', 'statuses']),
    userId: filter?.userId == null ? null : idArgument('User', filter.userId, ['filter', 'userId']),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    network: networkFilter(filter?.ipAddress, ['filter', 'ipAddress']),
    from: filter?.from ?? null,
    to: filter?.to ?? null,
    search: filter?.search ?? null,
  };
}

const query: Required<Pick<QueryResolvers, 'systemError' | 'systemErrors' | 'errorStats'>> = {
  async systemError(_, { id }, context, info) {
    const columns = selectedColumns(info, 'SystemError');
    return (
      (await errors.findError(context.db, readScope(context), idArgument('SystemError', id, ['id']), columns)) ?? null
    );
  },

  async systemErrors(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(errors.systemErrorOrders[orderBy], paging);
    const criteria = await toCriteria(context, filter);
    const scope = readScope(context);
    const columns = selectedColumns(info, 'SystemError');
    const page = await errors.pageErrors(context.db, scope, criteria, request, columns);
    return toConnection(request, page, () => errors.totalErrors(context.db, scope, criteria));
  },

  async errorStats(_, { filter }, context) {
    const criteria = await toCriteria(context, filter);
    return { scope: readScope(context), criteria: { ...criteria, ...statsPeriod(criteria, context.now()) } };
  },
};

type ErrorMutation = Required<
  Pick<
    MutationResolvers,
    | 'reportError'
    | 'reportErrors'
    | 'investigateError'
    | 'resolveError'
    | 'ignoreError'
    | 'reopenError'
    | 'assignErrorGroup'
  >
>;

/** Answers with the group or the error that was decided about. */
async function decided(work: () => Promise<triage.Decided>) {
  const { target, userErrors } = await payload('target', work);
  return { errorGroup: target?.errorGroup ?? null, systemError: target?.systemError ?? null, userErrors };
}

const mutation: ErrorMutation = {
  reportError: (_, { input }, context) => payload('systemError', () => reportError(context, input)),
  reportErrors: async (_, { input }, context) => {
    const { results, userErrors } = await payload('results', () => reportErrors(context, input.errors));
    return { results: results ?? [], userErrors };
  },
  investigateError: (_, { input }, context) => decided(() => triage.investigateError(context, input)),
  resolveError: (_, { input }, context) => decided(() => triage.resolveError(context, input)),
  ignoreError: (_, { input }, context) => decided(() => triage.ignoreError(context, input)),
  reopenError: (_, { input }, context) => decided(() => triage.reopenError(context, input)),
  assignErrorGroup: (_, { input }, context) => payload('errorGroup', () => triage.assignErrorGroup(context, input)),
};

const reads = readsFrom<SystemErrorView, SignedInContext>();

const user = (column: 'user_id' | 'resolved_by') =>
  reads([column], (error, _, { loaders }) => {
    const id = error[column];
    return id === null ? null : loaders.userById.load(id);
  });

/** What other applications stored may hold a secret, which no answer gives. */
const scrubbed = (column: 'file_path' | 'stack_trace' | 'user_agent' | 'resolution_notes') =>
  reads([column], (error) => scrubOptional(error[column]));

/** A message may be as long as a page. */
const maxSummary = 300;

const summaryOf = (type: string, message: string) => {
  const characters = Array.from(`${type}: ${message}`);
  return characters.length <= maxSummary ? characters.join('') : `${characters.slice(0, maxSummary - 1).join('')}…`;
};

const systemError: StrictResolvers<SystemErrorResolvers, SystemErrorView> = {
  occurredAt: reads(['created_at'], (error) => error.created_at),
  source: reads([], () => 'SYSTEM_ERROR' as const),
  summary: reads(['error_type', 'message'], (error) => summaryOf(error.error_type, scrubText(error.message))),
  institution: reads(['user_id'], ({ user_id: id }, _, { loaders }) => institutionOfUser(loaders, id)),
  message: reads(['message'], (error) => scrubText(error.message)),
  filePath: scrubbed('file_path'),
  stackTrace: scrubbed('stack_trace'),
  userAgent: scrubbed('user_agent'),
  resolutionNotes: scrubbed('resolution_notes'),
  context: reads(['context'], (error) => scrubDetails(error.context)),
  requestData: reads(['request_data'], (error) => scrubDetails(error.request_data)),
  user: user('user_id'),
  resolvedBy: user('resolved_by'),
  severity: reads(['severity'], (error) => openEnum(severityNames, error.severity)),
  severityRaw: reads(['severity'], (error) => error.severity),
  status: reads(['status'], (error) => openEnum(statusNames, error.status ?? 'open')),
  statusRaw: reads(['status'], (error) => error.status),
  group: reads(['group_id'], ({ group_id: id }, _, { loaders }) =>
    id === null ? null : loaders.errorGroupById.load(id),
  ),
  occurrenceNumber: reads(['group_id', 'number'], async ({ group_id: id, number }, _, { loaders }) => {
    if (id === null || number === null) return null;
    // Where not all are visible, the number would tell how many others there are.
    return (await loaders.errorGroupById.load(id))?.is_whole === true ? Number(number) : null;
  }),
};

export const systemErrorResolvers = {
  Query: query,
  Mutation: mutation,
  SystemError: systemError,
  ErrorStats: errorStatsResolvers,
};

export const systemErrorNodes: Record<string, NodeLookup> = {
  SystemError: {
    permission: 'SYSTEM_ERRORS_READ',
    find: (context, id) => errors.findError(context.db, readScope(context), id),
  },
};
