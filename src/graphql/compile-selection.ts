import {
  getArgumentValues,
  GraphQLError,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  Kind,
  type ValueNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { columnOf, readColumn, type ColumnSource } from './column.ts';
import { leafWriter } from './json-text.ts';

/** JSON text, or what becomes it. */
export type Written = string | Promise<string>;

/** Where in the answer something is; the way up. */
type Path = GraphQLResolveInfo['path'];

/** One execution. */
export interface Run {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly operation: OperationDefinitionNode;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
}

/** A field of an answer: `"name":` and how its value is had from its parent. */
export interface Field {
  readonly key: string;
  readonly write: (source: unknown, run: Run, parent: Path | undefined) => Written;
}

/** Writes what a resolver gave, which may be null but no promise; `key` is where it goes below `parent`. */
type Write = (value: unknown, run: Run, parent: Path | undefined, key: string | number) => Written;

/** What of a document decides how it is compiled. */
export interface Compilation {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Only those that @skip and @include depend on count. */
  readonly variableValues: Readonly<Record<string, unknown>>;
}

/** Thrown by compiling what is left to graphql-js. */
export class Unsupported extends Error {}

/** Compiles the fields selected of an object. Throws Unsupported. */
export const compileFields = (
  compilation: Compilation,
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
): Field[] =>
  [...selected].map(([responseName, nodes], index) => ({
    key: `${index === 0 ? '' : ','}${JSON.stringify(responseName)}:`,
    write: compileField(compilation, type, responseName, nodes),
  }));

export const isPromise = <T>(value: T | Promise<T>): value is Promise<T> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** Writes an object. Where a field has to be waited for, the others start nevertheless. */
export function writeFields(fields: readonly Field[], source: unknown, run: Run, path: Path | undefined): Written {
  let text = '{';
  let parts: Written[] | undefined;
  try {
    for (const { key, write } of fields) {
      const written = write(source, run, path);
      if (typeof written === 'string') text += key + written;
      else {
        (parts ??= []).push(text + key, written);
        text = '';
      }
    }
  } catch (error) {
    // What has started still ends, and says what goes wrong with it, before the parent does.
    if (parts)
      return Promise.allSettled(parts as readonly Promise<string>[]).then(() => Promise.reject(error as Error));
    throw error;
  }
  text += '}';
  return parts ? join([...parts, text], '') : text;
}

const join = async (parts: readonly Written[], separator: string): Promise<string> =>
  (await Promise.all(parts as readonly Promise<string>[])).join(separator);

function compileField(
  compilation: Compilation,
  parentType: GraphQLObjectType,
  responseName: string,
  nodes: readonly FieldNode[],
): Field['write'] {
  const [{ name }] = nodes as [FieldNode];
  if (name.value === '__typename') return () => JSON.stringify(parentType.name);
  const field = parentType.getFields()[name.value];
  if (!field?.resolve) throw new Unsupported(`${parentType.name}.${name.value}`);
  const resolve = compileResolve(parentType, field as ResolvedField, responseName, nodes);
  const write = compileValue(compilation, field.type, { parentType, field, nodes });

  const fail = failWriter(field.type, nodes);
  const failed = (error: unknown, run: Run, parent: Path | undefined) =>
    fail(error, run, { prev: parent, key: responseName, typename: parentType.name });

  return (source, run, parent) => {
    try {
      const value = resolve(source, run, parent);
      const written = isPromise(value)
        ? value.then((resolved) => write(resolved, run, parent, responseName))
        : write(value, run, parent, responseName);
      return typeof written === 'string' ? written : written.catch((error: unknown) => failed(error, run, parent));
    } catch (error) {
      return failed(error, run, parent);
    }
  };
}

/** A failure becomes null where the type allows that; otherwise it is the parent's, too. */
const failWriter =
  (type: GraphQLOutputType, nodes: readonly FieldNode[]) =>
  (error: unknown, run: Run, path: Path): string => {
    const located = locatedError(error, nodes, keysOf(path));
    if (isNonNullType(type)) throw located;
    run.errors.push(located);
    return 'null';
  };

function keysOf(path: Path): (string | number)[] {
  const keys = [];
  for (let at: Path | undefined = path; at; at = at.prev) keys.push(at.key);
  return keys.reverse();
}

type ResolvedField = GraphQLField<unknown, unknown> & Required<Pick<GraphQLField<unknown, unknown>, 'resolve'>>;

/** A resolver that declares fewer than four parameters does not read `info`. */
const readsInfo = ({ resolve }: ResolvedField) => resolve.length > 3;

function compileResolve(
  parentType: GraphQLObjectType,
  field: ResolvedField,
  responseName: string,
  nodes: readonly FieldNode[],
): (source: unknown, run: Run, parent: Path | undefined) => unknown {
  const { resolve } = field;
  const column = columnOf(resolve);
  if (column) return (source) => readColumn(source as ColumnSource, column);
  const argumentsOf = compileArguments(field, nodes);
  if (!readsInfo(field)) {
    const withoutInfo = resolve as (source: unknown, args: object, context: unknown) => unknown;
    return (source, run) => withoutInfo(source, argumentsOf(run), run.contextValue);
  }
  return (source, run, parent) =>
    resolve(source, argumentsOf(run), run.contextValue, {
      ...run,
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType,
      path: { prev: parent, key: responseName, typename: parentType.name },
    });
}

const noArguments = Object.freeze({});

/** Arguments without variables are the same for every run. */
function compileArguments(field: ResolvedField, nodes: readonly FieldNode[]): (run: Run) => Record<string, unknown> {
  const [node] = nodes as [FieldNode];
  if (field.args.length === 0) return () => noArguments;
  if (node.arguments?.some(({ value }) => hasVariable(value))) {
    return ({ variableValues }) => getArgumentValues(field, node, variableValues);
  }
  const constant = getArgumentValues(field, node);
  return () => constant;
}

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return value.kind === Kind.VARIABLE;
}

/** Where a value occurs, for messages and paths. */
interface Place {
  readonly parentType: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
}

function compileValue(compilation: Compilation, type: GraphQLOutputType, place: Place): Write {
  if (isNonNullType(type)) {
    const write = compileValue(compilation, type.ofType, place);
    const message = `Cannot return null for non-nullable field ${place.parentType.name}.${place.field.name}.`;
    return (value, run, parent, key) => {
      if (value == null) throw new Error(message);
      return write(value, run, parent, key);
    };
  }
  if (isLeafType(type)) {
    const write = leafWriter(type);
    return (value) => (value == null ? 'null' : write(value));
  }
  if (isListType(type)) return compileList(compilation, type.ofType, place);
  return isObjectType(type) ? compileObject(compilation, type, place) : compileAbstract(compilation, type, place);
}

function compileList(compilation: Compilation, itemType: GraphQLOutputType, place: Place): Write {
  const write = compileValue(compilation, itemType, place);
  const fail = failWriter(itemType, place.nodes);
  const { parentType, field, nodes } = place;

  const failed = (error: unknown, run: Run, path: Path, index: number) =>
    fail(error, run, { prev: path, key: index, typename: undefined });
  const writeItem = (item: unknown, run: Run, path: Path, index: number): Written => {
    try {
      const written = isPromise(item)
        ? item.then((resolved) => write(resolved, run, path, index))
        : write(item, run, path, index);
      if (typeof written === 'string') return written;
      return written.catch((error: unknown) => failed(error, run, path, index));
    } catch (error) {
      return failed(error, run, path, index);
    }
  };

  return (value, run, parent, key) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    if (typeof value !== 'object' || !(Symbol.iterator in value)) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${field.name}".`, {
        nodes,
      });
    }
    const path: Path = { prev: parent, key, typename: typeof key === 'string' ? parentType.name : undefined };
    const items: Written[] = [];
    let waits = false;
    for (const item of value as Iterable<unknown>) {
      const written = writeItem(item, run, path, items.length);
      if (typeof written !== 'string') waits = true;
      items.push(written);
    }
    return waits ? join(items, ',').then((text) => `[${text}]`) : `[${(items as string[]).join(',')}]`;
  };
}

function compileObject(compilation: Compilation, type: GraphQLObjectType, { parentType, nodes }: Place): Write {
  if (type.isTypeOf) throw new Unsupported(`${type.name}.isTypeOf`);
  const { schema, fragments, variableValues } = compilation;
  const fields = compileFields(compilation, type, collectSubfields(schema, fragments, variableValues, type, nodes));
  return (value, run, parent, key) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    return writeFields(fields, value, run, { prev: parent, key, typename: parentType.name });
  };
}

function compileAbstract(compilation: Compilation, type: GraphQLAbstractType, place: Place): Write {
  const { schema } = compilation;
  const { resolveType } = type;
  if (!resolveType || resolveType.length > 2) throw new Unsupported(`${type.name}.resolveType`);
  const writers = new Map<string, Write>();
  const writerOf = (name: string): Write => {
    let write = writers.get(name);
    if (!write) {
      const concrete = schema.getType(name);
      if (!isObjectType(concrete) || !schema.isSubType(type, concrete)) {
        throw new GraphQLError(`Abstract type "${type.name}" was resolved to "${name}", which is none of its types.`);
      }
      writers.set(name, (write = compileObject(compilation, concrete, place)));
    }
    return write;
  };
  // All at once, so that what is not supported shows before anything runs.
  for (const { name } of schema.getPossibleTypes(type)) writerOf(name);
  const nameOf = resolveType as (value: unknown, context: unknown) => string;
  return (value, run, parent, key) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    return writerOf(nameOf(value, run.contextValue))(value, run, parent, key);
  };
}
