import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { costExtension, type Admit, type OperationCost } from '../admission.ts';
import type { Context } from '../context.ts';
import { presentError } from '../errors.ts';
import type { ValidOperation } from '../graphql/documents.ts';
import { maxErrors, resultText, type Executor } from '../graphql/executor.ts';
import type { Observe } from '../observation/operations.ts';

/** A valid operation that its viewer may spend the cost of. */
export interface AdmittedOperation extends ValidOperation {
  readonly cost: OperationCost;
}

/** What answers operations. */
export interface Answering {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly admit: Admit;
  readonly observe: Observe;
}

/** What a client gets: data as JSON text, errors as they are shown to it, and the status they ask for. */
export interface OperationAnswer {
  readonly status: number;
  readonly data: string | undefined;
  readonly errors: readonly GraphQLFormattedError[] | undefined;
  /** Undefined for an operation that was not admitted. */
  readonly cost: OperationCost | undefined;
}

/** Executes a query or mutation, if its viewer may spend what it costs. */
export async function answer(
  answering: Answering,
  operation: ValidOperation,
  context: Context,
): Promise<OperationAnswer> {
  let cost: OperationCost;
  try {
    cost = answering.admit(operation, context);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return {
      status: statusOf([error]),
      data: undefined,
      errors: [presentError(error, context.request)],
      cost: undefined,
    };
  }
  return execute(answering, { ...operation, cost }, context);
}

/** Executes a query or mutation that was admitted. */
export async function execute(
  { schema, executor, observe }: Answering,
  { document, operationName, variables, cost }: AdmittedOperation,
  context: Context,
): Promise<OperationAnswer> {
  const begin = performance.now();
  const { data, errors } = await executor.execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context,
  });
  const duration = performance.now() - begin;
  const told = data === undefined ? errors?.slice(0, maxErrors) : errors;
  const presented = told?.map((error) => presentError(error, context.request));
  const errorCodes = presented?.map(({ extensions }) => String(extensions?.['code'])) ?? [];
  observe({ document, operationName, context, duration, errorCodes });
  return { status: data === undefined ? 400 : statusOf(errors), data, errors: presented, cost };
}

/** An answer as JSON text. */
export const answerText = ({ data, errors, cost }: OperationAnswer): string =>
  resultText(data, errors, cost && costExtension(cost));

/** The status that an error asks for; partial answers have 200. */
function statusOf(errors: readonly GraphQLError[] = []): number {
  for (const { extensions } of errors) {
    const { http } = extensions as { http?: { status?: number } };
    if (http?.status !== undefined) return http.status;
  }
  return 200;
}
