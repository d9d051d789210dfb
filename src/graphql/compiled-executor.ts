import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { Lru } from '../lru.ts';
import { compilationBudget, compileFields, report, Unsupported, writeFields, type Field } from './compile-selection.ts';
import type { Run } from './compile-resolver.ts';
import { maxErrors, referenceExecutor, withCode, type Answer, type Executor } from './executor.ts';
import { isPromise } from './written.ts';

/** An operation of a document, compiled for one combination of what its @skip and @include depend on. */
interface Plan {
  readonly fields: readonly Field[];
  readonly serially: boolean;
}

/** What is known of an operation before its variables are. */
interface Operation {
  readonly node: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Variables that decide which fields there are. */
  readonly conditions: readonly string[];
  /** By the values of those variables; null: what graphql-js has to execute. */
  readonly plans: Lru<string, Plan | null>;
}

/** Of an operation: with each further condition there can be twice as many. */
const maxPlans = 32;

/**
 * Compiles each document once to functions that write JSON text straight from what resolvers give. Answers as
 * graphql-js does, which executes what this cannot: introspection.
 */
export function createCompiledExecutor(): Executor {
  const documents = new WeakMap<DocumentNode, Map<string | null, Operation>>();

  /** Null where there is none: names are the client's, so that only those that exist are remembered. */
  function operationOf(document: DocumentNode, name: string | null): Operation | null {
    let operations = documents.get(document);
    if (!operations) documents.set(document, (operations = new Map<string | null, Operation>()));
    const known = operations.get(name);
    if (known) return known;
    const operation = readOperation(document, name);
    if (operation) operations.set(name, operation);
    return operation;
  }

  return {
    execute(args) {
      const operation = operationOf(args.document, args.operationName ?? null);
      if (!operation) return referenceExecutor.execute(args);
      const { schema, contextValue, rootValue, variableValues } = args;
      const definitions = operation.node.variableDefinitions ?? [];
      const { coerced, errors } = getVariableValues(schema, definitions, variableValues ?? {}, {
        maxErrors,
      });
      if (errors) return { data: undefined, errors: errors.map((error) => withCode(error, 'BAD_USER_INPUT')) };

      const plan = planFor(args, operation, coerced);
      if (!plan) return referenceExecutor.execute(args);
      return start(plan, rootValue, {
        schema,
        fragments: operation.fragments,
        operation: operation.node,
        rootValue,
        contextValue,
        variableValues: coerced,
        errors: [],
        nulled: new Set(),
      });
    },
  };
}

function readOperation(document: DocumentNode, name: string | null): Operation | null {
  const node = getOperationAST(document, name);
  if (!node) return null;
  const fragments = Object.fromEntries(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((definition) => [definition.name.value, definition]),
  );
  const conditions = new Set<string>();
  visit(document, {
    Directive: ({ arguments: given = [] }) => {
      for (const { value } of given) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    },
  });
  return { node, fragments, conditions: [...conditions], plans: new Lru(maxPlans) };
}

function planFor(
  { schema }: ExecutionArgs,
  operation: Operation,
  variableValues: Readonly<Record<string, unknown>>,
): Plan | null {
  const key = operation.conditions.map((name) => conditionKey(variableValues[name])).join('');
  const known = operation.plans.get(key);
  if (known !== undefined) return known;
  const plan = compile(schema, operation, variableValues);
  operation.plans.set(key, plan);
  return plan;
}

/** Null, which @skip and @include refuse, is neither. */
const conditionKey = (value: unknown) => (value === true ? '1' : value === false ? '0' : '?');

/** Null: what graphql-js has to execute, or to refuse. */
function compile(
  schema: ExecutionArgs['schema'],
  { node, fragments }: Operation,
  variableValues: Readonly<Record<string, unknown>>,
): Plan | null {
  const type = schema.getRootType(node.operation);
  if (!type) return null;
  try {
    const selected = collectFields(schema, fragments, variableValues, type, node.selectionSet);
    return {
      fields: compileFields({ schema, fragments, variableValues, budget: compilationBudget() }, type, selected),
      serially: node.operation === OperationTypeNode.MUTATION,
    };
  } catch (error) {
    if (error instanceof Unsupported || error instanceof GraphQLError || error instanceof RangeError) return null;
    throw error;
  }
}

/** Runs a plan; a root field that may not be null and failed makes the whole data null. */
function start({ fields, serially }: Plan, rootValue: unknown, run: Run): Answer | Promise<Answer> {
  const answer = (data: string): Answer => ({ data, errors: run.errors.length > 0 ? run.errors : undefined });
  const failed = (error: unknown): Answer => {
    // Whatever the root's fields throw is located already.
    report(error as GraphQLError, run, undefined);
    return answer('null');
  };
  try {
    const written = serially ? writeSerially(fields, rootValue, run) : writeFields(fields, rootValue, run, undefined);
    return isPromise(written) ? written.then(answer, failed) : answer(written);
  } catch (error) {
    return failed(error);
  }
}

async function writeSerially(fields: readonly Field[], source: unknown, run: Run): Promise<string> {
  let text = '{';
  for (const { key, write } of fields) text += key + (await write(source, run, undefined));
  return `${text}}`;
}
