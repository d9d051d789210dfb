import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { withCode } from '../graphql/executor.ts';
import { SubscriptionRootRule } from '../graphql/subscription-root-rule.ts';
import type { ValidDocuments } from '../graphql/valid-documents.ts';

/** What a client asks for. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

const maxVariableErrors = 5;

/**
 * The document of an operation that can be executed, or the errors that say why there is none. graphql-ws
 * and graphql-sse would answer a syntax error with a closed socket or an error without code and request id.
 */
export function readOperation(
  schema: GraphQLSchema,
  documents: ValidDocuments,
  { query, operationName, variables }: OperationRequest,
): DocumentNode | GraphQLError[] {
  try {
    const document = validDocument(schema, documents, query);
    if (Array.isArray(document)) return document;
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      return [failure('OPERATION_RESOLUTION_FAILURE', 'operationName is missing, or no operation has this name.')];
    }
    const { errors: unfit = [] } = getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}, {
      maxErrors: maxVariableErrors,
    });
    return unfit.length === 0 ? document : unfit.map((error) => withCode(error, 'BAD_USER_INPUT'));
  } catch (error) {
    if (error instanceof GraphQLError) return [withCode(error, 'GRAPHQL_PARSE_FAILED')];
    // Parser and validation recurse: a document of thousands of levels exhausts the stack.
    if (error instanceof RangeError) return [failure('GRAPHQL_PARSE_FAILED', 'The document is nested too deeply.')];
    throw error;
  }
}

/** Throws GraphQLError where the text is no document. */
function validDocument(schema: GraphQLSchema, documents: ValidDocuments, query: string): DocumentNode | GraphQLError[] {
  const known = documents.get(query);
  if (known) return known;
  const document = parse(query);
  const errors = validate(schema, document, [...specifiedRules, SubscriptionRootRule]);
  if (errors.length > 0) return [...errors];
  documents.add(query, document);
  return document;
}

const failure = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });
