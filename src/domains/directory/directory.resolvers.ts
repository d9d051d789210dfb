import { reach, grantsOf, scopeOf } from '../../auth/viewer.ts';
import { includesInstitution } from '../../auth/scope.ts';
import type { SignedInContext } from '../../context.ts';
import type { InstitutionRow, RoleRow, UserRow } from '../../db/generated/tables.ts';
import { idArgument } from '../../graphql/global-id.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import type {
  InstitutionResolvers,
  QueryResolvers,
  RoleResolvers,
  UserResolvers,
  ViewerResolvers,
} from '../../graphql/types.ts';
import * as directory from './directory.repository.ts';

const readScope = (context: SignedInContext) => scopeOf(context.viewer, 'DIRECTORY_READ');

const institutionTypes = ['MINISTRY', 'REGION', 'SEKTOR', 'SCHOOL', 'VOCATIONAL', 'UNIVERSITY'] as const;

type DirectoryQuery = Required<
  Pick<QueryResolvers, 'viewer' | 'user' | 'users' | 'institution' | 'institutions' | 'roles'>
>;

const query: DirectoryQuery = {
  viewer: (_, __, { viewer }) => viewer,
  user: (_, { id }, { loaders }) => loaders.userById.load(idArgument('User', id, ['id'])),
  institution: (_, { id }, { loaders }) => loaders.institutionById.load(idArgument('Institution', id, ['id'])),
  roles: (_, __, { db }) => directory.listRoles(db),

  async users(_, { filter, ...paging }, context) {
    const { db, viewer } = context;
    const scope = scopeOf(viewer, 'DIRECTORY_READ');
    const request = pageRequest(directory.byUsername, paging);
    const criteria = {
      search: filter?.search ?? null,
      roles: filter?.roles ?? null,
      institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
      isActive: filter?.isActive ?? null,
    };
    const page = await directory.pageUsers(db, scope, criteria, request);
    return toConnection(request, page, () => directory.totalUsers(db, scope, criteria));
  },

  async institutions(_, { filter, ...paging }, context) {
    const { db } = context;
    const scope = readScope(context);
    const request = pageRequest(directory.byName, paging);
    const criteria = {
      search: filter?.search ?? null,
      types: columnValues(filter?.types, ['filter', 'types']),
      regionCode: filter?.regionCode ?? null,
      parentId: filter?.parentId == null ? null : idArgument('Institution', filter.parentId, ['filter', 'parentId']),
      institutionIds: await institutionSubtree(context, filter?.withinId, ['filter', 'withinId']),
      isActive: filter?.isActive ?? null,
    };
    const page = await directory.pageInstitutions(db, scope, criteria, request);
    return toConnection(request, page, () => directory.totalInstitutions(db, scope, criteria));
  },
};

const viewer: Required<Omit<ViewerResolvers, '__isTypeOf'>> = {
  id: (viewer) => encodeGlobalId('User', viewer.userId),
  username: (viewer) => viewer.username,
  user: (viewer, _, { loaders }) => loaders.userById.load(viewer.userId),
  role: async (viewer, _, { loaders }) => {
    const role = await loaders.roleById.load(viewer.roleId);
    if (role === null) throw new Error(`role ${viewer.roleId} of user ${viewer.userId} is gone`);
    return role;
  },
  institution: (viewer, _, { loaders }) =>
    viewer.institutionId === null ? null : loaders.institutionById.load(viewer.institutionId),
  permissions: (viewer) => grantsOf(viewer),
  scope: (viewer) => reach(viewer, 'DIRECTORY_READ') ?? 'SELF',
};

const role: StrictResolvers<RoleResolvers, RoleRow> = {
  isActive: (row) => row.is_active ?? true,
};

const user: StrictResolvers<UserResolvers, UserRow> = {
  role: (row, _, { loaders }) => loaders.roleById.load(row.role_id),
  institution: (row, _, { loaders }) =>
    row.institution_id === null ? null : loaders.institutionById.load(row.institution_id),
  isActive: (row) => row.is_active ?? true,
  failedLoginAttempts: (row) => row.failed_login_attempts ?? 0,
};

const institution: StrictResolvers<InstitutionResolvers, InstitutionRow> = {
  type: (row) => openEnum(institutionTypes, row.type),
  typeRaw: (row) => row.type,
  isActive: (row) => row.is_active ?? true,
  parent: (row, _, { loaders }) => (row.parent_id === null ? null : loaders.institutionById.load(row.parent_id)),
  children: (row, _, { loaders }) => loaders.institutionsByParentId.load(row.id),
  ancestors: async (row, _, { loaders, tree }) => {
    const above = (await tree()).lineage(row.id).slice(1);
    const found = await Promise.all(above.map(async (id) => loaders.institutionById.load(id)));
    return found.filter((ancestor) => ancestor !== null);
  },
  descendantCount: async (row, _, context) => {
    const scope = readScope(context);
    const below = [...(await context.tree()).subtree(row.id)].filter((id) => id !== row.id);
    return below.filter((id) => includesInstitution(scope, id)).length;
  },
  userCount: (row, _, { loaders }) => loaders.userCountByInstitutionId.load(row.id),
};

export const directoryResolvers = { Query: query, Viewer: viewer, Role: role, User: user, Institution: institution };

export const directoryNodes: Record<string, NodeLookup> = {
  User: { permission: 'DIRECTORY_READ', find: ({ loaders }, id) => loaders.userById.load(id) },
  Institution: { permission: 'DIRECTORY_READ', find: ({ loaders }, id) => loaders.institutionById.load(id) },
  Role: { permission: 'SIGNED_IN', find: ({ loaders }, id) => loaders.roleById.load(id) },
};
