import { getDirective } from '@graphql-tools/utils';
import {
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  Kind,
  visit,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { Lru } from '../lru.ts';
import { argumentLimits, longList } from './argument-checks.ts';
import { pageLimits } from './pagination.ts';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/**
 * The cost of an operation in points, with these variables and the defaults of those that are absent; Infinity where
 * it is too large to be counted. An operation that cannot be executed, which execution tells, costs one point.
 * `operation` must be one of `document`.
 */
export type CostOf = (document: DocumentNode, operationName: string | null | undefined, variables: Variables) => number;

/** Combinations of variables whose cost is remembered, for an operation. */
const remembered = 100;

/** Arguments that say how many items a list has at most. */
const sizeArguments = ['first', 'last', 'limit'] as const;

/** Points of a field without `@cost`. */
const objectCost = 1;
const mutationCost = 10;
/** Of all that is known of the schema, or of a type: it is in memory, and graphql-js bounds how deep one may ask. */
const introspectionCost = 50;

/** Items of a list of objects whose length no argument tells. */
const assumedItems = 10;

/** How graphql-query-complexity ends a document that means too many fields. */
const tooManyNodes = 'Query exceeds the maximum allowed number of nodes.';

/** Types of variables whose values change no cost. */
const plainTypes: ReadonlySet<string> = new Set(['ID', 'String', 'DateTime']);

interface Operation {
  readonly node: OperationDefinitionNode;
  /** Variables that the cost may depend on. */
  readonly variables: readonly string[];
  readonly costs: Lru<string, number>;
}

/**
 * Makes the function that tells costs. docs/limits.md has the rules: an object costs 1 point, a scalar nothing, `@cost`
 * of the schema says otherwise; the items of a list cost as often as the list may have any.
 */
export function createCostOf(schema: GraphQLSchema): CostOf {
  const documents = new WeakMap<DocumentNode, Map<string, Operation>>();
  const mutations = schema.getMutationType()?.name;
  const weights = new WeakMap<GraphQLField<unknown, unknown>, number>();

  const weightOf = (field: GraphQLField<unknown, unknown>, typeName: string): number => {
    const known = weights.get(field);
    if (known !== undefined) return known;
    if (field.name === '__schema' || field.name === '__type') return introspectionCost;
    const [cost] = getDirective(schema, field, 'cost') ?? [];
    const usual = isCompositeType(getNamedType(field.type)) ? objectCost : 0;
    const weight = (cost?.weight as number | undefined) ?? (typeName === mutations ? mutationCost : usual);
    weights.set(field, weight);
    return weight;
  };

  const estimate: ComplexityEstimator = ({ field, args, type, childComplexity }) => {
    if (isIntrospectionType(type)) return 0;
    const weight = weightOf(field, type.name);
    const items = isPart(type.name) ? 1 : itemsOf(field, args);
    const [once, perItem] = isListOfObjects(field) ? [0, weight + childComplexity] : [weight, childComplexity];
    return countItems(args, field.name) + once + items * perItem;
  };

  function operationOf(document: DocumentNode, name: string | null | undefined): Operation | null {
    let operations = documents.get(document);
    if (!operations) documents.set(document, (operations = new Map<string, Operation>()));
    const known = operations.get(name ?? '');
    if (known) return known;
    const node = getOperationAST(document, name);
    if (!node) return null;
    const operation = { node, variables: deciding(document), costs: new Lru<string, number>(remembered) };
    operations.set(name ?? '', operation);
    return operation;
  }

  /** Undefined for what cannot be executed. */
  function count(document: DocumentNode, { node }: Operation, variables: Variables): number | undefined {
    const { errors } = getVariableValues(schema, node.variableDefinitions ?? [], variables ?? {}, { maxErrors: 1 });
    if (errors) return undefined;
    try {
      return Math.max(
        1,
        getComplexity({
          schema,
          query: document,
          estimators: [estimate],
          variables: { ...variables },
          ...(node.name ? { operationName: node.name.value } : {}),
        }),
      );
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return error.message === tooManyNodes ? Infinity : undefined;
    }
  }

  return (document, operationName, variables) => {
    const operation = operationOf(document, operationName);
    if (!operation) return 1;
    let key = '';
    for (const name of operation.variables) key += `${sizeOf(variables?.[name])} `;
    const known = operation.costs.get(key);
    if (known !== undefined) return known;
    const cost = count(document, operation, variables);
    // What makes it fail may be in a variable that costs nothing otherwise, and so is not in the key.
    if (cost !== undefined) operation.costs.set(key, cost);
    return cost ?? 1;
  };
}

/** Fields of a connection stand for the items that the field above has counted. */
const isPart = (typeName: string): boolean => /(Connection|Edge)$/.test(typeName);

function isListOfObjects({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type) && isCompositeType(getNamedType(type));
}

/** How many items a field may have. */
function itemsOf(field: GraphQLField<unknown, unknown>, args: Readonly<Record<string, unknown>>): number {
  for (const name of sizeArguments) {
    // What is out of range is refused by the field itself.
    if (typeof args[name] === 'number') return Math.max(1, args[name]);
  }
  if (field.args.some(({ name }) => name === 'first')) return pageLimits.default;
  if (Array.isArray(args.ids)) return args.ids.length;
  return isListOfObjects(field) ? assumedItems : 1;
}

/** The items of all lists in a value but the long ones of `field`: each has to be looked up or compared. What is nested too deeply is refused later. */
function countItems(value: unknown, field = '', path: readonly string[] = []): number {
  if (typeof value !== 'object' || value === null || path.length > argumentLimits.depth) return 0;
  if (Array.isArray(value) && longList(field, path) !== undefined) return 0;
  const own = Array.isArray(value) ? value.length : 0;
  return Object.entries(value).reduce<number>(
    (sum, [name, item]) => sum + (typeof item === 'object' ? countItems(item, field, [...path, name]) : 0),
    own,
  );
}

/** Of a variable's value, what the cost may depend on. */
function sizeOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined) return '-';
  return typeof value === 'object' && value !== null ? `#${countItems(value)}` : '.';
}

/** Variables that may decide how much there is to do: sizes, conditions, lists and inputs, but no plain texts. */
function deciding(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    VariableDefinition: ({ type, variable }) => {
      const nullable = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
      if (nullable.kind === Kind.LIST_TYPE || !plainTypes.has(nullable.name.value)) names.add(variable.name.value);
      return false;
    },
  });
  return [...names];
}
