import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { networkFilter } from '../../graphql/network-filter.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type { QueryResolvers, SystemErrorFilter, SystemErrorResolvers } from '../../graphql/types.ts';
import { scrubDetails, scrubOptional, scrubText } from './scrub.ts';
import * as errors from './system-errors.repository.ts';
import type { SystemErrorCriteria, SystemErrorView } from './system-errors.repository.ts';

/** From the least to the most severe. */
export const severityNames = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'] as const;
export const statusNames = ['OPEN', 'INVESTIGATING', 'RESOLVED', 'IGNORED'] as const;

export const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'SYSTEM_ERRORS_READ');

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

const query: Required<Pick<QueryResolvers, 'systemError' | 'systemErrors'>> = {
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

const systemError: StrictResolvers<SystemErrorResolvers, SystemErrorView> = {
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
};

export const systemErrorResolvers = { Query: query, SystemError: systemError };

export const systemErrorNodes: Record<string, NodeLookup> = {
  SystemError: {
    permission: 'SYSTEM_ERRORS_READ',
    find: (context, id) => errors.findError(context.db, readScope(context), id),
  },
};
