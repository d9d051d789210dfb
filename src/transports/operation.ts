import { getOperationAST, getVariableValues, GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { isErrors, type DocumentReference, type Documents } from '../graphql/documents.ts';
import { maxErrors, withCode } from '../graphql/executor.ts';
import type { AdmittedOperation, Answering } from './answer.ts';

/** What a client asks for. */
export interface OperationRequest extends DocumentReference {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * An operation that can be executed, its cost taken, or the errors that say why there is none. graphql-ws and
 * graphql-sse would answer a syntax error with a closed socket or an error without code and request id.
 */
export function readOperation(
  { schema, admit }: Answering,
  documents: Documents,
  { operationName, variables, ...reference }: OperationRequest,
  context: Context,
): AdmittedOperation | readonly GraphQLError[] {
  try {
    const text = documents.textOf(reference, context.request.ip);
    if (text === undefined) return [failure('BAD_REQUEST', 'Send a query, or the hash of a persisted one.')];
    const document = documents.read(text);
    if (isErrors(document)) return document;
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      return [failure('OPERATION_RESOLUTION_FAILURE', 'operationName is missing, or no operation has this name.')];
    }
    const valid = { document, operationName, variables };
    const cost = admit(valid, context);
    const definitions = operation.variableDefinitions ?? [];
    const { errors } = getVariableValues(schema, definitions, variables ?? {}, { maxErrors });
    if (errors) return errors.slice(0, maxErrors).map((error) => withCode(error, 'BAD_USER_INPUT'));
    return { ...valid, cost };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

const failure = (code: string, message: string) => new GraphQLError(message, { extensions: { code } });
