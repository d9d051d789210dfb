import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from 'graphql';
import type { Columns } from '../db/columns.ts';

/** A resolver that says which columns of its row it reads. */
interface Reading {
  readonly columns?: readonly string[];
}

/** Makes `reads` for the resolvers of a type over `Row`. */
export const readsFrom =
  <Row, Context>() =>
  /** A resolver that sees these columns of its row and no others, so that lists need not select more. */
  <const Column extends keyof Row & string, Result>(
    columns: readonly Column[],
    resolve: (row: Pick<Row, Column>, args: unknown, context: Context) => Result,
  ) =>
    Object.assign(resolve as (row: Row, args: unknown, context: Context) => Result, { columns });

type Fragments = GraphQLResolveInfo['fragments'];

/** Whether a fragment on a type, or on none in particular, concerns what is looked at. */
type Applies = (typeName: string | undefined) => boolean;

const always: Applies = () => true;

/** The fields of a selection set, those of its fragments included, each once, whatever @skip and @include say. */
function* fieldsOf(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  applies: Applies = always,
  visited = new Set<string>(),
): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection;
    else {
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
      }
      if (fragment && applies(fragment.typeCondition?.name.value))
        yield* fieldsOf(fragment.selectionSet, fragments, applies, visited);
    }
  }
}

/** Whether the field that is being resolved has `name` in its selection set, directly or through a fragment. */
export function selects(info: GraphQLResolveInfo, name: string): boolean {
  for (const node of info.fieldNodes) {
    for (const field of fieldsOf(node.selectionSet, info.fragments)) if (field.name.value === name) return true;
  }
  return false;
}

/** By the one node of a field, with which the document's other parts that matter are given. */
const known = new WeakMap<FieldNode, Map<string, Columns>>();

function cachedBy(node: FieldNode): Map<string, Columns> {
  const cached = known.get(node) ?? new Map<string, Columns>();
  known.set(node, cached);
  return cached;
}

/**
 * The columns that the rows of `typeName` need, wherever below the field that is being resolved they are selected:
 * in a connection's nodes and edges, or as the field itself.
 */
export function selectedColumns(info: GraphQLResolveInfo, typeName: string): Columns {
  const [only, ...others] = info.fieldNodes;
  const cached = only && others.length === 0 ? cachedBy(only) : undefined;
  const earlier = cached?.get(typeName);
  if (earlier) return earlier;
  const columns = new Set<string>();
  const visit = (met: GraphQLNamedType, node: FieldNode): boolean => {
    const type = isAbstractType(met) ? concrete(info, met, typeName) : met;
    if (type === null) return false;
    if (!isObjectType(type)) return true;
    const applies = type === met ? always : (on: string | undefined) => on === undefined || isA(info, type, on);
    for (const { name, ...field } of fieldsOf(node.selectionSet, info.fragments, applies)) {
      const definition = type.getFields()[name.value];
      if (!definition) continue;
      if (type.name !== typeName) {
        if (!visit(getNamedType(definition.type), { name, ...field })) return false;
        continue;
      }
      const read = columnsOf(definition);
      if (!read) return false;
      for (const column of read) columns.add(column);
    }
    return true;
  };
  const found = info.fieldNodes.every((node) => visit(getNamedType(info.returnType), node));
  const result = found ? columns : 'all';
  cached?.set(typeName, result);
  return result;
}

/** The type whose rows are looked for, where an interface may stand for it; null where that is not known. */
function concrete({ schema }: GraphQLResolveInfo, met: GraphQLAbstractType, typeName: string) {
  const type = schema.getType(typeName);
  return isObjectType(type) && schema.isSubType(met, type) ? type : null;
}

/** Whether a type is the named one or implements it. */
function isA({ schema }: GraphQLResolveInfo, type: GraphQLObjectType, name: string): boolean {
  const other = schema.getType(name);
  return type.name === name || (isAbstractType(other) && schema.isSubType(other, type));
}

const columnsOf = (field: GraphQLField<unknown, unknown>): readonly string[] | undefined =>
  (field.resolve as Reading | undefined)?.columns;
