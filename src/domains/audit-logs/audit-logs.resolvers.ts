import type { SignedInContext } from '../../context.ts';
import type { AuditLogRow } from '../../db/generated/tables.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import { readsFrom, selectedColumns } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type { AuditLogFilter, AuditLogResolvers, QueryResolvers } from '../../graphql/types.ts';
import { changesOf } from '../logs/log-changes.ts';
import { containedJson, logCriteria } from '../logs/log-filter.ts';
import { logStatistics } from '../logs/log-stats.resolvers.ts';
import { maskedJson, maskedUrl } from '../logs/masked.ts';
import { inWords } from '../logs/summary.ts';
import { auditScope } from './audit-scope.ts';
import { around } from './around.resolvers.ts';
import * as audits from './audit-logs.repository.ts';
import type { AuditCriteria } from './audit-logs.repository.ts';
import { entityHistoryQuery, entityVersion } from './entity-history.resolvers.ts';

/** Reports read this list in larger pages than people do; the schema tells the same number. */
const maxPage = 200;

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
export async function toAuditCriteria(
  context: SignedInContext,
  filter: AuditLogFilter | null | undefined,
): Promise<AuditCriteria> {
  const shared = await logCriteria(context, filter, { field: 'events', values: filter?.events });
  if (filter?.tagsAll?.length === 0) throw badInput(['filter', 'tagsAll'], 'must have at least one tag.');
  return {
    ...shared,
    tagsAll: filter?.tagsAll ?? null,
    tagsAny: filter?.tagsAny ?? null,
    requestId: filter?.requestId ?? null,
    search: filter?.search ?? null,
    oldValuesContain: containedJson(filter?.oldValuesContain, ['filter', 'oldValuesContain']),
    newValuesContain: containedJson(filter?.newValuesContain, ['filter', 'newValuesContain']),
  };
}

const query: Required<Pick<QueryResolvers, 'auditLog' | 'auditLogs' | 'auditLogStats'>> = {
  async auditLog(_, { id }, context, info) {
    const columns = selectedColumns(info, 'AuditLog');
    const databaseId = idArgument('AuditLog', id, ['id']);
    return (await audits.findAudit(context.db, auditScope(context), databaseId, columns)) ?? null;
  },

  async auditLogs(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(audits.auditOrders[orderBy], paging, maxPage);
    const criteria = await toAuditCriteria(context, filter);
    const scope = auditScope(context);
    const page = await audits.pageAudits(context.db, scope, criteria, request, selectedColumns(info, 'AuditLog'));
    return toConnection(request, page, () => audits.totalAudits(context.db, scope, criteria));
  },

  auditLogStats: async (_, { filter, ...args }, context) =>
    logStatistics(context, 'event', await toAuditCriteria(context, filter), args, (criteria) =>
      audits.matchingVisibleAudits(context.db, auditScope(context), criteria),
    ),
};

const reads = readsFrom<AuditLogRow, SignedInContext>();

/** Tags are texts; PHP may write an object, or numbers. */
const tagsOf = (tags: unknown): string[] =>
  Object.values(Array.isArray(tags) || (typeof tags === 'object' && tags !== null) ? tags : {}).flatMap(
    (tag: unknown) => (typeof tag === 'string' || typeof tag === 'number' ? [String(tag)] : []),
  );

const requestPrefix = 'request:';

const auditLog: StrictResolvers<AuditLogResolvers, AuditLogRow> = {
  occurredAt: reads(['created_at'], (record) => record.created_at),
  source: reads([], () => 'AUDIT_LOG' as const),
  summary: reads(['event', 'auditable_type', 'auditable_id'], (record) =>
    inWords(record.event, record.auditable_type, record.auditable_id),
  ),
  user: reads(['user_id'], ({ user_id: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id))),
  institution: reads(['institution_id'], ({ institution_id: id }, _, { loaders }) =>
    id === null ? null : loaders.institutionById.load(id),
  ),
  entityType: reads(['auditable_type'], (record) => record.auditable_type),
  entityId: reads(['auditable_id'], (record) => record.auditable_id),
  oldValues: reads(['old_values'], (record) => maskedJson(record.old_values)),
  newValues: reads(['new_values'], (record) => maskedJson(record.new_values)),
  changes: reads(['old_values', 'new_values'], (record, args) =>
    changesOf(record.old_values, record.new_values, args, { onlyChanged: true }),
  ),
  ...around,
  url: reads(['url'], ({ url }) => (url === null ? null : maskedUrl(url))),
  tags: reads(['tags'], ({ tags }) => tagsOf(tags)),
  requestId: reads(
    ['tags'],
    ({ tags }) =>
      tagsOf(tags)
        .find((tag) => tag.startsWith(requestPrefix))
        ?.slice(requestPrefix.length) ?? null,
  ),
};

export const auditLogResolvers = {
  Query: { ...query, ...entityHistoryQuery },
  AuditLog: auditLog,
  EntityVersion: entityVersion,
};

export const auditLogNodes: Record<string, NodeLookup> = {
  AuditLog: {
    permission: 'AUDIT_LOGS_READ',
    find: (context, id) => audits.findAudit(context.db, auditScope(context), id),
  },
};
