import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
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

/** The fields of a selection set, those of its fragments included, each once, whatever @skip and @include say. */
function* fieldsOf(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  visited = new Set<string>(),
): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsOf(selection.selectionSet, fragments, visited);
    else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      yield* fieldsOf(fragments[selection.name.value]?.selectionSet, fragments, visited);
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
  const visit = (type: GraphQLNamedType, node: FieldNode): boolean => {
    // Which type a fragment on an interface meets is not known here.
    if (isAbstractType(type)) return false;
    if (!isObjectType(type)) return true;
    for (const { name, ...field } of fieldsOf(node.selectionSet, info.fragments)) {
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

const columnsOf = (field: GraphQLField<unknown, unknown>): readonly string[] | undefined =>
  (field.resolve as Reading | undefined)?.columns;
