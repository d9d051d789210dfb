import {
  defaultTypeResolver,
  GraphQLError,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { compileResolve, infoOf, readsInfo, type Path, type Place, type Run } from './compile-resolver.ts';
import { isTextType, leafWriter, quote } from './json-text.ts';
import { runtimeTypeError } from './runtime-type-error.ts';
import { isPromise, joinFields, joinItems, type Written } from './written.ts';

/** A field of an answer: `"name":` and how its value is had from its parent. */
export interface Field {
  readonly key: string;
  readonly write: (source: unknown, run: Run, parent: Path | undefined) => Written;
}

/** Writes what a resolver gave, which may be null but no promise. What needs no path, a leaf, may get none. */
type Write = (value: unknown, run: Run, path: Path | undefined) => Written;

/** What of a document decides how it is compiled. */
export interface Compilation {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Only those that @skip and @include depend on count. */
  readonly variableValues: Readonly<Record<string, unknown>>;
  /** What may still be compiled: fragments let a short document name more fields than there is memory for. */
  readonly budget: { fields: number; levels: number };
}

/** Far more than people select; beyond it graphql-js executes, which goes only as deep as there are data. */
export const compilationBudget = () => ({ fields: 10_000, levels: 100 });

/** Thrown by compiling what is left to graphql-js. */
export class Unsupported extends Error {}

/** Compiles the fields selected of an object. Throws Unsupported. */
export const compileFields = (
  compilation: Compilation,
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
): Field[] => {
  const { budget } = compilation;
  budget.fields -= selected.size;
  budget.levels -= 1;
  if (budget.fields < 0 || budget.levels < 0) throw new Unsupported('the document is too large');
  const fields = [...selected].map(([responseName, nodes], index) => ({
    key: `${index === 0 ? '' : ','}${JSON.stringify(responseName)}:`,
    write: compileField(compilation, type, responseName, nodes),
  }));
  budget.levels += 1;
  return fields;
};

/** Notes what failed and became null. What fails later below it concerns nobody any more. */
export function report(error: GraphQLError, run: Run, path: Path | undefined): void {
  for (let at = path; at; at = at.prev) if (run.nulled.has(at)) return;
  if (run.nulled.has(undefined)) return;
  run.nulled.add(path);
  run.errors.push(error);
}

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
    // What has started may still end, and say what goes wrong with it, before the parent does.
    if (parts)
      return joinFields(parts).finally(() => {
        throw error;
      });
    throw error;
  }
  text += '}';
  return parts ? joinFields([...parts, text]) : text;
}

function compileField(
  compilation: Compilation,
  parentType: GraphQLObjectType,
  responseName: string,
  nodes: readonly FieldNode[],
): Field['write'] {
  const [{ name }] = nodes as Place['nodes'];
  if (name.value === '__typename') {
    const typename = JSON.stringify(parentType.name);
    return () => typename;
  }
  const field = parentType.getFields()[name.value];
  if (!field?.resolve) throw new Unsupported(`${parentType.name}.${name.value}`);
  const place = { parentType, field, nodes } as Place;
  const at = (parent: Path | undefined): Path => ({ prev: parent, key: responseName, typename: parentType.name });
  const needsPath = readsInfo(place) || !isLeafType(getNullableType(field.type));
  return needsPath ? compileNode(compilation, place, at) : compileLeaf(compilation, place, at);
}

type PathOf = (parent: Path | undefined) => Path;

function compileNode(compilation: Compilation, place: Place, at: PathOf): Field['write'] {
  const resolve = compileResolve(place);
  const write = compileValue(compilation, place.field.type, place);
  const fail = failWriter(place.field.type, place.nodes);
  return (source, run, parent) => {
    const path = at(parent);
    try {
      const value = resolve(source, run, path);
      const written = isPromise(value) ? value.then((resolved) => write(resolved, run, path)) : write(value, run, path);
      if (typeof written === 'string') return written;
      return written.then(undefined, (error: unknown) => fail(error, run, path));
    } catch (error) {
      return fail(error, run, path);
    }
  };
}

/** The same without a path before it fails: most fields are leaves. */
function compileLeaf(compilation: Compilation, place: Place, at: PathOf): Field['write'] {
  const resolve = compileResolve(place);
  const write = compileValue(compilation, place.field.type, place);
  const fail = failWriter(place.field.type, place.nodes);
  const isText = isTextType(place.field.type);
  return (source, run, parent) => {
    try {
      const value = resolve(source, run, undefined);
      // What most leaves are needs neither waiting nor the scalar's opinion.
      if (isText && typeof value === 'string') return quote(value);
      const written = isPromise(value)
        ? value.then((resolved) => write(resolved, run, undefined))
        : write(value, run, undefined);
      if (typeof written === 'string') return written;
      return written.then(undefined, (error: unknown) => fail(error, run, at(parent)));
    } catch (error) {
      return fail(error, run, at(parent));
    }
  };
}

/** A failure becomes null where the type allows that; otherwise it is the parent's, too. */
const failWriter =
  (type: GraphQLOutputType, nodes: readonly FieldNode[]) =>
  (error: unknown, run: Run, path: Path): string => {
    const located = locatedError(error, nodes, keysOf(path));
    if (isNonNullType(type)) throw located;
    report(located, run, path);
    return 'null';
  };

function keysOf(path: Path): (string | number)[] {
  const keys = [];
  for (let at: Path | undefined = path; at; at = at.prev) keys.push(at.key);
  return keys.reverse();
}

function compileValue(compilation: Compilation, type: GraphQLOutputType, place: Place): Write {
  if (isNonNullType(type)) {
    const write = compileValue(compilation, type.ofType, place);
    const message = `Cannot return null for non-nullable field ${place.parentType.name}.${place.field.name}.`;
    return (value, run, path) => {
      if (value == null) throw new Error(message);
      return write(value, run, path);
    };
  }
  if (isLeafType(type)) {
    const write = leafWriter(type);
    return (value) => (value == null ? 'null' : write(value));
  }
  if (isListType(type)) return compileList(compilation, type.ofType, place);
  return isObjectType(type) ? compileObject(compilation, type, place) : compileAbstract(compilation, type, place);
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';

function compileList(compilation: Compilation, itemType: GraphQLOutputType, place: Place): Write {
  const write = compileValue(compilation, itemType, place);
  const fail = failWriter(itemType, place.nodes);
  const { parentType, field } = place;

  const writeItem = (item: unknown, run: Run, path: Path): Written => {
    try {
      const written = isPromise(item) ? item.then((resolved) => write(resolved, run, path)) : write(item, run, path);
      if (typeof written === 'string') return written;
      return written.then(undefined, (error: unknown) => fail(error, run, path));
    } catch (error) {
      return fail(error, run, path);
    }
  };

  return (value, run, path) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    if (!isIterable(value)) {
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${parentType.name}.${field.name}".`);
    }
    let text = '';
    /** What there is before the first item that is waited for, as one, and everything from there on. */
    let items: Written[] | undefined;
    let index = 0;
    try {
      for (const item of value) {
        const written = writeItem(item, run, { prev: path, key: index, typename: undefined });
        if (items) items.push(written);
        else if (typeof written !== 'string') items = index === 0 ? [written] : [text, written];
        else text = index === 0 ? written : `${text},${written}`;
        index += 1;
      }
    } catch (error) {
      // The list has failed: what has started ends by itself, and its rejection is nobody's.
      if (items) joinItems(items).catch(() => undefined);
      throw error;
    }
    return items ? joinItems(items) : `[${text}]`;
  };
}

function compileObject(compilation: Compilation, type: GraphQLObjectType, { nodes }: Place): Write {
  if (type.isTypeOf) throw new Unsupported(`${type.name}.isTypeOf`);
  const { schema, fragments, variableValues } = compilation;
  const fields = compileFields(compilation, type, collectSubfields(schema, fragments, variableValues, type, nodes));
  return (value, run, path) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    return writeFields(fields, value, run, path);
  };
}

function compileAbstract(compilation: Compilation, type: GraphQLAbstractType, place: Place): Write {
  const { schema } = compilation;
  const resolveType = type.resolveType ?? defaultTypeResolver;
  // All at once, so that what is not supported shows before anything runs.
  const writers = new Map<unknown, Write>(
    schema.getPossibleTypes(type).map((concrete) => [concrete.name, compileObject(compilation, concrete, place)]),
  );
  return (value, run, path) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    const info = infoOf(place, run, fieldPath(path));
    const writeAs = (name: unknown): Written => {
      const write = writers.get(name);
      if (!write) throw runtimeTypeError(type, name, value, info);
      return write(value, run, path);
    };
    const name = resolveType(value, run.contextValue, info, type);
    return isPromise(name) ? name.then(writeAs) : writeAs(name);
  };
}

/** The path of the field that an item of a list belongs to. */
function fieldPath(path: Path | undefined): Path {
  let at = path as Path;
  while (typeof at.key === 'number' && at.prev) at = at.prev;
  return at;
}
