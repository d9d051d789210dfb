import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { isObjectType, type GraphQLFieldConfig, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { guardRootFields } from '../auth/auth-directive.ts';
import type { Context } from '../context.ts';
import { checkArguments } from './argument-checks.ts';
import { columnResolver } from './column.ts';
import { encodeGlobalId } from './global-id.ts';
import { resolvers } from './resolvers.ts';
import { readsFrom } from './selection.ts';

const directory = new URL('../../schema/', import.meta.url);

/** The SDL of every domain, as the files in schema/ have it. */
export const readTypeDefs = (): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(new URL(name, directory), 'utf8'));

/** The executable schema. Throws when a root field lacks its guard or a resolver has no field. */
export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: readTypeDefs(),
    resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  return guardRootFields(checkRootArguments(resolveColumns(schema)));
}

/** Fields without a resolver read the row's column: `createdAt` is `created_at`; `id` of a node is its global id. */
const resolveColumns = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config: GraphQLFieldConfig<Row, Context>, name, typeName) => {
      // As the domain wrote it: makeExecutableSchema binds resolvers, and what they say of themselves is lost.
      if (config.resolve) return { ...config, resolve: resolverOf(typeName, name) ?? config.resolve };
      const type = schema.getType(typeName);
      const isNode = isObjectType(type) && type.getInterfaces().some((one) => one.name === 'Node');
      if (isNode && name === 'id')
        return { ...config, resolve: reads(['id'], (row) => encodeGlobalId(typeName, String(row.id))) };
      if (isNode && name === 'databaseId') return { ...config, resolve: columnResolver('id') };
      return { ...config, resolve: columnResolver(name) };
    },
  });

type Resolver = GraphQLFieldResolver<Row, Context>;

function resolverOf(typeName: string, field: string): Resolver | undefined {
  for (const types of resolvers as readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[]) {
    const resolver = types[typeName]?.[field];
    if (typeof resolver === 'function') return resolver as Resolver;
  }
  return undefined;
}

type Row = Record<string, unknown>;
const reads = readsFrom<Row, Context>();

const checkRootArguments = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.ROOT_FIELD]: (config: GraphQLFieldConfig<unknown, Context>, name) => {
      const checked =
        (resolve: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> =>
        (parent, args, context, info) => {
          checkArguments(name, args);
          return resolve(parent, args, context, info);
        };
      // The arguments of a subscription are checked once, when it starts.
      if (config.subscribe) return { ...config, subscribe: checked(config.subscribe) };
      return config.resolve ? { ...config, resolve: checked(config.resolve) } : config;
    },
  });
