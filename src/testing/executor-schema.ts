import { makeExecutableSchema } from '@graphql-tools/schema';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, GraphQLScalarType, type GraphQLSchema } from 'graphql';
import { columnResolver } from '../graphql/column.ts';

const fields = /* GraphQL */ `
  int: Int
  intN: Int!
  float: Float
  string: String
  stringN: String!
  boolean: Boolean
  id: ID
  colour: Colour
  odd: Odd
  json: JSON
  ints: [Int]
  intsN: [Int!]!
  grid: [[Int!]!]
  gridN: [[Int!]!]!
  obj: Obj
  objN: Obj!
  objs: [Obj]
  objsN: [Obj!]!
  grids: [[Obj!]!]
  named: Named
  namedN: Named!
  nameds: [Named!]
  any: Any
  anys: [Any]
  tagged: Tagged
  echo(int: Int = 7, text: String, list: [Int!], input: Input = { nested: { int: 3 } }, colour: Colour = RED): JSON
  demand(text: String!): String
  column_name: String
  columnName: String
`;

const typeDefs = /* GraphQL */ `
  scalar Odd
  scalar JSON
  enum Colour { RED GREEN BLUE }
  input Input { int: Int = 1, text: String, list: [Int], nested: Input, colour: Colour }
  interface Named { name: String }
  interface Tagged { tag: String }
  union Any = Obj | Other
  type Obj implements Named & Tagged { name: String tag: String ${fields} }
  type Other implements Named & Tagged { name: String tag: String other: Int! obj: Obj int: Int }
  type Unrelated { name: String }
  type Query { ${fields} unrelated: Unrelated }
  type Mutation { ${fields} }
  type Subscription { ${fields} }
`;

type TypeOf = (value: { is?: unknown }) => unknown;
const typeOf: TypeOf = (value) => (typeof value.is === 'function' ? (value.is as () => unknown)() : value.is);

/** A schema with one field of each kind, which resolve to what the source has for them: values or functions. */
export function createExecutorSchema(): GraphQLSchema {
  const Odd = new GraphQLScalarType({
    name: 'Odd',
    serialize: (value) => (typeof value === 'function' ? (value as () => unknown)() : value),
  });
  const resolvers = {
    Odd,
    Colour: { RED: 'r', GREEN: 2, BLUE: { blue: true } },
    Named: { __resolveType: typeOf },
    Any: { __resolveType: (...[value]: Parameters<TypeOf>) => typeOf(value) },
  };
  const schema = makeExecutableSchema({ typeDefs, resolvers });
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, name) => ({
      ...config,
      resolve: name === 'columnName' ? columnResolver(name) : (config.resolve ?? defaultFieldResolver),
    }),
  });
}
