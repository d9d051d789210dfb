import { GraphQLError, isEnumType, type GraphQLLeafType } from 'graphql';

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
  switch (type.name) {
    case 'String':
    case 'ID':
      return (value) => (typeof value === 'string' ? quote(value) : general(value));
    case 'Boolean':
      return (value) => (typeof value === 'boolean' ? String(value) : general(value));
    case 'Int':
      return (value) => (typeof value === 'number' && (value | 0) === value ? String(value) : general(value));
    default:
      return general;
  }
}

function generalWriter(type: GraphQLLeafType): WriteLeaf {
  return (value) => {
    if (value instanceof Error) throw value;
    const serialized: unknown = type.serialize(value);
    if (serialized == null) {
      throw new GraphQLError(
        `Expected \`${type.name}.serialize(${String(value)})\` to return non-nullable value, returned: ${String(serialized)}`,
      );
    }
    return typeof serialized === 'string' ? quote(serialized) : JSON.stringify(serialized);
  };
}

function enumWriter(general: WriteLeaf, names: ReadonlyMap<unknown, string>): WriteLeaf {
  return (value) => {
    const name = names.get(value);
    return name === undefined ? general(value) : `"${name}"`;
  };
}
