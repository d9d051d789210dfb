import {
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  GraphQLString,
  getNullableType,
  isEnumType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  type GraphQLScalarType,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

/** Writes a value of a leaf type, not null, as JSON text. Throws as graphql-js does when it does not fit the type. */
export type WriteLeaf = (value: unknown) => string;

// eslint-disable-next-line no-control-regex -- what JSON escapes
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as JSON text. */
export const quote = (text: string): string => (needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`);

/** The writer of a scalar or enum. */
export function leafWriter(type: GraphQLLeafType): WriteLeaf {
  const general = generalWriter(type);
  if (isEnumType(type)) return enumWriter(general, new Map(type.getValues().map(({ name, value }) => [value, name])));
  // By what they do: a schema may have a scalar of its own by one of these names.
  switch (type.serialize) {
    case serializeOf(GraphQLString):
    case serializeOf(GraphQLID):
      return (value) => (typeof value === 'string' ? quote(value) : general(value));
    case serializeOf(GraphQLBoolean):
      return (value) => (typeof value === 'boolean' ? String(value) : general(value));
    case serializeOf(GraphQLInt):
      return (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : general(value));
    default:
      return general;
  }
}

/** Whether a string is a value of the type as it is: String and ID, nullable or not. */
export function isTextType(type: GraphQLOutputType): boolean {
  const serialize = (getNullableType(type) as Partial<GraphQLScalarType>).serialize;
  return serialize === serializeOf(GraphQLString) || serialize === serializeOf(GraphQLID);
}

const serializeOf = (type: GraphQLScalarType): unknown => type.serialize;

function generalWriter(type: GraphQLLeafType): WriteLeaf {
  return (value) => {
    if (value instanceof Error) throw value;
    const serialized: unknown = type.serialize(value);
    if (serialized == null) {
      throw new Error(
        `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
      );
    }
    return typeof serialized === 'string' ? quote(serialized) : (stringify(serialized) ?? 'null');
  };
}

/** The types deny that there are values without JSON, such as functions. */
const stringify: (value: unknown) => string | undefined = JSON.stringify;

function enumWriter(general: WriteLeaf, names: ReadonlyMap<unknown, string>): WriteLeaf {
  return (value) => {
    const name = names.get(value);
    return name === undefined ? general(value) : `"${name}"`;
  };
}
