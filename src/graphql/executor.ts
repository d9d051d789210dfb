import { execute, GraphQLError, type ExecutionArgs, type GraphQLFormattedError } from 'graphql';

/** Errors of a document or its variables that are told at most, see docs/limits.md. */
export const maxErrors = 5;

/** What an operation answers: its data as JSON text; undefined when its variables do not fit. */
export interface Answer {
  readonly data: string | undefined;
  readonly errors: readonly GraphQLError[] | undefined;
}

/** Executes queries, mutations and single items of subscriptions. Never throws or rejects for what resolvers do. */
export interface Executor {
  execute(args: ExecutionArgs): Answer | Promise<Answer>;
}

/** The result as a client gets it, as JSON text. */
export function resultText(
  data: string | undefined,
  errors: readonly GraphQLFormattedError[] | undefined,
  extensions?: object,
): string {
  const head = errors === undefined ? '{' : `{"errors":${JSON.stringify(errors)},`;
  const tail = extensions === undefined ? '}' : `,"extensions":${JSON.stringify(extensions)}}`;
  if (errors !== undefined && data === undefined) return `${head.slice(0, -1)}${tail}`;
  return `${head}"data":${data ?? 'null'}${tail}`;
}

/** Executes with graphql-js, whose behaviour is the measure of the other executor's. */
export const referenceExecutor: Executor = {
  async execute(args) {
    const { data, errors } = await execute({ ...args, options: { maxCoercionErrors: maxErrors } });
    if (data === undefined) return { data, errors: errors?.map((error) => withCode(error, 'BAD_USER_INPUT')) };
    return { data: JSON.stringify(data), errors };
  },
};

/** The error of a document or its variables, with a code of ours. */
export const withCode = ({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
