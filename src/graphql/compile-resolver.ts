import {
  getArgumentValues,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
} from 'graphql';
import { columnOf } from './column.ts';

/** Where in the answer something is; the way up. */
export type Path = GraphQLResolveInfo['path'];

/** One execution. */
export interface Run {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly operation: OperationDefinitionNode;
  readonly rootValue: unknown;
  readonly contextValue: unknown;
  readonly variableValues: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
  /** What became null because it failed; undefined stands for the whole data. */
  readonly nulled: Set<Path | undefined>;
}

/** Where a value occurs. */
export interface Place {
  readonly parentType: GraphQLObjectType;
  readonly field: ResolvedField;
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
}

type ResolvedField = GraphQLField<unknown, unknown> & Required<Pick<GraphQLField<unknown, unknown>, 'resolve'>>;

/** What `reads` made reads no `info`. Of others that is not known: they may declare fewer parameters than they read. */
export const readsInfo = ({ field }: Place) => !('columns' in field.resolve);

/** Makes what calls a field's resolver; only one that reads `info` needs a path. */
export function compileResolve(place: Place): (source: unknown, run: Run, path: Path | undefined) => unknown {
  const { resolve } = place.field;
  if (columnOf(resolve)) return resolve as (source: unknown) => unknown;
  const argumentsOf = compileArguments(place);
  if (readsInfo(place)) {
    return (source, run, path) => resolve(source, argumentsOf(run), run.contextValue, infoOf(place, run, path as Path));
  }
  const withoutInfo = resolve as (source: unknown, args: object, context: unknown) => unknown;
  return (source, run) => withoutInfo(source, argumentsOf(run), run.contextValue);
}

export const infoOf = ({ parentType, field, nodes }: Place, run: Run, path: Path): GraphQLResolveInfo => ({
  fieldName: field.name,
  fieldNodes: nodes,
  returnType: field.type,
  parentType,
  path,
  schema: run.schema,
  fragments: run.fragments,
  rootValue: run.rootValue,
  operation: run.operation,
  variableValues: run.variableValues,
});

/** Every call gets arguments of its own, which a resolver may change. */
function compileArguments({ field, nodes: [node] }: Place): (run: Run) => Record<string, unknown> {
  if (field.args.length === 0) return () => ({});
  const read = ({ variableValues }: Run) => getArgumentValues(field, node, variableValues);
  if (node.arguments?.some(({ value }) => hasVariable(value))) return read;
  let constant: Record<string, unknown> | undefined;
  return (run) => {
    if (constant) return { ...constant };
    const values = read(run);
    if (Object.values(values).every(isPrimitive)) constant = { ...values };
    return values;
  };
}

const isPrimitive = (value: unknown) => value === null || (typeof value !== 'object' && typeof value !== 'function');

function hasVariable(value: ValueNode): boolean {
  if (value.kind === Kind.LIST) return value.values.some(hasVariable);
  if (value.kind === Kind.OBJECT) return value.fields.some((field) => hasVariable(field.value));
  return value.kind === Kind.VARIABLE;
}
