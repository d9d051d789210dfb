import type { DocumentNode, GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { presentError } from '../errors.ts';
import type { Executor } from '../graphql/executor.ts';

/** A valid document and what of it shall be executed. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
}

/** What a client gets: data as JSON text, errors as they are shown to it, and the status they ask for. */
export interface HttpAnswer {
  readonly status: number;
  readonly data: string | undefined;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
}

/** Executes an operation for a request over HTTP. */
export async function answer(
  executor: Executor,
  schema: GraphQLSchema,
  { document, operationName, variables }: ValidOperation,
  context: Context,
): Promise<HttpAnswer> {
  const { data, errors } = await executor.execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context,
  });
  return {
    status: data === undefined ? 400 : statusOf(errors),
    data,
    errors: errors?.map((error) => presentError(error, context.request)),
  };
}

/** The status that an error asks for; partial answers have 200. */
function statusOf(errors: readonly GraphQLError[] = []): number {
  for (const { extensions } of errors) {
    const { http } = extensions as { http?: { status?: number } };
    if (http?.status !== undefined) return http.status;
  }
  return 200;
}
