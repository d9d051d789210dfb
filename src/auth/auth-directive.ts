import { getDirective, MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, GraphQLError, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { RequestError, unauthenticated } from '../errors.ts';
import { reachOf, type Permission } from './policy.ts';
import { reach } from './viewer.ts';

/** Throws UNAUTHENTICATED or FORBIDDEN unless the viewer holds the permission. */
export function requirePermission({ viewer }: Pick<Context, 'viewer'>, permission: Permission): void {
  if (viewer === null) throw unauthenticated('Sign in: send "Authorization: Bearer <token>".');
  if (reach(viewer, permission) === null) {
    const lacking = reachOf(viewer.role, permission) === null ? `The role ${viewer.role}` : 'The token in use';
    throw new RequestError('FORBIDDEN', `${lacking} does not have the permission ${permission}.`);
  }
}

/**
 * Guards every root field with the permission that its `@auth` names. Throws when a root field names none,
 * so that a schema with an unguarded field cannot be built.
 */
export function guardRootFields(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.ROOT_FIELD]: (config: GraphQLFieldConfig<unknown, Context>, name) => {
      const [auth] = getDirective(schema, config, 'auth') ?? [];
      if (!auth) throw new GraphQLError(`The root field ${name} has no @auth directive.`);
      const permission = auth.requires as Permission;
      const { resolve = defaultFieldResolver, subscribe } = config;
      const guarded: typeof config = {
        ...config,
        resolve: (parent, args, context, info) => {
          requirePermission(context, permission);
          return resolve(parent, args, context, info);
        },
      };
      if (subscribe) {
        guarded.subscribe = (parent, args, context, info) => {
          requirePermission(context, permission);
          return subscribe(parent, args, context, info);
        };
      }
      return guarded;
    },
  });
}
