import { getOperationAST, GraphQLError, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';

/**
 * The document of an operation that can be executed, or the errors that say why there is none. graphql-ws
 * and graphql-sse would answer a syntax error with a closed socket or an error without code and request id.
 */
export function readOperation(
  schema: GraphQLSchema,
  source: string,
  operationName: string | null | undefined,
): DocumentNode | GraphQLError[] {
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    if (errors.length > 0) return [...errors];
    if (getOperationAST(document, operationName)) return document;
    return [failure('OPERATION_RESOLUTION_FAILURE', 'operationName is missing, or no operation has this name.')];
  } catch (error) {
    if (error instanceof GraphQLError) {
      const { message, source: text, positions } = error;
      return [new GraphQLError(message, { source: text, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
    }
    // Parser and validation recurse: a document of thousands of levels exhausts the stack.
    if (error instanceof RangeError) return [failure('GRAPHQL_PARSE_FAILED', 'The document is nested too deeply.')];
    throw error;
  }
}

const failure = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });
