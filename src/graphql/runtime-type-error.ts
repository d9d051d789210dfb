import { GraphQLError, isObjectType, type GraphQLAbstractType, type GraphQLResolveInfo } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

/** Why what `resolveType` gave is none of the abstract type's object types, in the words of graphql-js. */
export function runtimeTypeError(
  { name: abstract }: GraphQLAbstractType,
  given: unknown,
  value: unknown,
  { parentType, fieldName, fieldNodes: nodes, schema }: GraphQLResolveInfo,
): GraphQLError {
  const unresolved = `Abstract type "${abstract}" must resolve to an Object type at runtime for field "${parentType.name}.${fieldName}"`;
  if (given == null) {
    const advice = `Either the "${abstract}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`;
    return new GraphQLError(`${unresolved}. ${advice}`, { nodes });
  }
  if (isObjectType(given)) {
    return new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    );
  }
  if (typeof given !== 'string') {
    return new GraphQLError(`${unresolved} with value ${inspect(value)}, received "${inspect(given)}".`);
  }
  const type = schema.getType(given);
  if (!type) {
    return new GraphQLError(
      `Abstract type "${abstract}" was resolved to a type "${given}" that does not exist inside the schema.`,
      { nodes },
    );
  }
  return new GraphQLError(
    isObjectType(type)
      ? `Runtime Object type "${given}" is not a possible type for "${abstract}".`
      : `Abstract type "${abstract}" was resolved to a non-object type "${given}".`,
    { nodes },
  );
}
