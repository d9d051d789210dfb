import { execute, GraphQLError, type ExecutionArgs, type GraphQLFormattedError } from 'graphql';

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
export function resultText(data: string | undefined, errors: readonly GraphQLFormattedError[] | undefined): string {
  if (errors === undefined) return `{"data":${data ?? 'null'}}`;
  const head = `{"errors":${JSON.stringify(errors)}`;
  return data === undefined ? `${head}}` : `${head},"data":${data}}`;
}

/** Executes with graphql-js, whose behaviour is the measure of the other executor's. */
export const referenceExecutor: Executor = {
  async execute(args) {
    const { data, errors } = await execute(args);
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
