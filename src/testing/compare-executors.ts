import { parse, type ExecutionArgs, type GraphQLError } from 'graphql';
import { expect, vi } from 'vitest';
import { createCompiledExecutor } from '../graphql/compiled-executor.ts';
import { referenceExecutor, type Answer } from '../graphql/executor.ts';

/** Everything of an error that anybody sees. */
const seen = ({ message, path, locations, extensions, originalError, nodes }: GraphQLError) => ({
  message,
  path,
  locations,
  extensions: { ...extensions },
  original: originalError && {
    name: originalError.name,
    message: originalError.message,
    locations: (originalError as Partial<GraphQLError>).locations,
  },
  nodes: nodes?.length,
});

const told = ({ data, errors }: Answer) => ({ data, errors: errors?.map(seen) });

/** Also what an answer did not wait for, because what it is part of had failed, has ended by then. */
const settled = () => later(undefined, 30);

/** How often a promise of what `run` started was rejected and nobody cared. */
async function withoutCare<T>(run: () => T | Promise<T>): Promise<{ result: T; unhandled: number }> {
  const listeners = process.listeners('unhandledRejection');
  let unhandled = 0;
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', () => (unhandled += 1));
  try {
    const result = await run();
    await settled();
    return { result, unhandled };
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}

export type Request = Omit<ExecutionArgs, 'document' | 'rootValue'> & {
  readonly query: string;
  /** Called for each execution. */
  readonly root?: () => unknown;
  /** Whether the compiled executor gives this to graphql-js. */
  readonly leftToReference?: boolean;
};

/** Executes the same with both and expects the same text and errors, in the same order. Gives the answer. */
export async function compareExecutors(
  { query, root, leftToReference = false, ...args }: Request,
  executor = createCompiledExecutor(),
) {
  const document = parse(query);
  const expected = await withoutCare(() => referenceExecutor.execute({ ...args, document, rootValue: root?.() }));
  const reference = vi.spyOn(referenceExecutor, 'execute');
  const actual = await withoutCare(() => executor.execute({ ...args, document, rootValue: root?.() }));
  const byReference = reference.mock.calls.length > 0;
  reference.mockRestore();
  expect(told(actual.result)).toEqual(told(expected.result));
  expect(actual.unhandled, 'unhandled rejections').toBe(0);
  expect(byReference, 'left to graphql-js').toBe(leftToReference);
  const { data, errors } = actual.result;
  return { data: data === undefined ? undefined : JSON.parse(data), text: data, errors };
}

/** A value that comes after some turns of the event loop. */
export async function later<T>(value: T, turns = 1): Promise<T> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => void setImmediate(resolve));
  return value;
}

/** Makes a resolver that throws. */
export const fails =
  (message = 'failed') =>
  () => {
    throw new Error(message);
  };

/** Makes one whose promise is rejected, and looked after: what counts is what an executor derives from it. */
export const rejects =
  (message = 'rejected', turns = 1) =>
  () => {
    const rejected = later(undefined, turns).then(fails(message));
    rejected.catch(() => undefined);
    return rejected;
  };
