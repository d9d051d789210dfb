import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import type { ApiTokenResolvers, MutationResolvers, QueryResolvers } from '../../graphql/types.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import { findToken, listTokens, type ApiTokenView } from './api-tokens.repository.ts';
import * as service from './api-tokens.service.ts';

const query: Required<Pick<QueryResolvers, 'apiTokens'>> = {
  apiTokens: (_, __, { db, viewer }) => listTokens(db, viewer.userId),
};

const mutation: Required<Pick<MutationResolvers, 'createApiToken' | 'revokeApiToken'>> = {
  createApiToken: async (_, { input }, context) => {
    const { created, userErrors } = await payload('created', () => service.createApiToken(context, input));
    return { apiToken: created?.token ?? null, secret: created?.secret ?? null, userErrors };
  },
  revokeApiToken: (_, { input }, context) => payload('apiToken', () => service.revokeApiToken(context, input)),
};

const apiToken: StrictResolvers<ApiTokenResolvers, ApiTokenView> = {};

export const apiTokenResolvers = { Query: query, Mutation: mutation, ApiToken: apiToken };

export const apiTokenNodes: Record<string, NodeLookup> = {
  ApiToken: { permission: 'API_TOKENS_MANAGE', find: ({ db, viewer }, id) => findToken(db, viewer.userId, id) },
};
