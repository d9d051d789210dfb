import { getOperationAST, OperationTypeNode } from 'graphql';
import { createContext, type Context } from '../context.ts';
import type { Db } from '../db/client.ts';
import type { Executor } from './executor.ts';

/**
 * Executes mutations with a database that nobody cancels: a client that leaves has sent its mutation all the same, and
 * should never have to guess how far it came.
 */
export const wholeMutations = (executor: Executor, db: Db): Executor => ({
  execute(args) {
    const kind = getOperationAST(args.document, args.operationName)?.operation;
    if (kind !== OperationTypeNode.MUTATION) return executor.execute(args);
    return executor.execute({ ...args, contextValue: createContext({ ...(args.contextValue as Context), db }) });
  },
});
