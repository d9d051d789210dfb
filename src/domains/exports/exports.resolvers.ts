import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  ExportFormat,
  ExportResolvers,
  ExportSource,
  MutationResolvers,
  QueryResolvers,
} from '../../graphql/types.ts';
import * as exports from './exports.repository.ts';
import type { ExportView } from './exports.repository.ts';
import * as service from './exports.service.ts';

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'EXPORT');

const query: Required<Pick<QueryResolvers, 'export' | 'exports'>> = {
  export: async (_, { id }, context) =>
    (await exports.findExport(context.db, readScope(context), idArgument('Export', id, ['id']))) ?? null,
  async exports(_, { filter, ...paging }, context) {
    const request = pageRequest(exports.newestFirst, paging);
    const criteria = {
      sources: filter?.sources?.map((name) => name.toLowerCase()) ?? null,
      userId: filter?.userId == null ? null : idArgument('User', filter.userId, ['filter', 'userId']),
    };
    const page = await exports.pageExports(context.db, readScope(context), criteria, request);
    return toConnection(request, page, () => exports.totalExports(context.db, readScope(context), criteria));
  },
};

const mutation: Required<Pick<MutationResolvers, 'startExport'>> = {
  startExport: (_, { input }, context) => payload('export', () => service.startExport(context, input)),
};

const exported: StrictResolvers<ExportResolvers, ExportView> = {
  source: ({ source }) => source.toUpperCase() as ExportSource,
  format: ({ format }) => format.toUpperCase() as ExportFormat,
  user: ({ user_id: id }, _, { loaders }) => loaders.userById.load(id),
  estimatedRows: (row) => Number(row.estimated_rows),
  rowsSent: (row) => Number(row.rows_sent),
  bytesSent: (row) => Number(row.bytes_sent),
  totalBytes: ({ total_bytes: bytes }) => (bytes === null ? null : Number(bytes)),
  url: ({ id }) => `/exports/${id}`,
};

export const exportResolvers = { Query: query, Mutation: mutation, Export: exported };

export const exportNodes: Record<string, NodeLookup> = {
  Export: { permission: 'EXPORT', find: (context, id) => exports.findExport(context.db, readScope(context), id) },
};
