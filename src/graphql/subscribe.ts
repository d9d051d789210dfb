import {
  createSourceEventStream,
  execute,
  getOperationAST,
  Kind,
  print,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
} from 'graphql';
import { visibilityKey } from '../auth/viewer.ts';
import { createContext, type Context } from '../context.ts';
import { presentError } from '../errors.ts';

/** Feeds whose items say something about the person who reads them; others depend on what the viewer may see. */
const personalFeeds: ReadonlySet<string> = new Set(['notificationFeed']);

/** How many results are kept for other subscribers of the same item. */
const maxShared = 2_000;

type Result = ExecutionResult | FormattedExecutionResult;

/**
 * Runs subscription operations. An item is executed once for each distinct document, variables and visible
 * result, however many subscribers get it. Every execution sees the session's viewer as of then.
 */
export function createSubscribe(): (args: ExecutionArgs) => Promise<AsyncGenerator<Result, void> | Result> {
  const shared = new Map<string, Promise<Result>>();

  function executeItem(
    args: ExecutionArgs,
    context: Context,
    document: string,
    item: { cursor: string },
  ): Promise<Result> {
    const current = createContext(context);
    if (current.viewer === null) return Promise.resolve({ data: null });
    const key = [item.cursor, visibilityKey(current.viewer), document].join('\n');
    const known = shared.get(key);
    if (known) return known;
    const result = Promise.resolve(execute({ ...args, rootValue: item, contextValue: current })).then((executed) =>
      executed.errors
        ? { data: executed.data ?? null, errors: executed.errors.map((error) => presentError(error, context.request)) }
        : executed,
    );
    shared.set(key, result);
    const [oldest] = shared.keys();
    if (shared.size > maxShared && oldest !== undefined) shared.delete(oldest);
    return result;
  }

  return async (args) => {
    const context = args.contextValue as Context;
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) {
      return { errors: (source.errors ?? []).map((error) => presentError(error, context.request)) };
    }
    const items = source[Symbol.asyncIterator]() as AsyncIterator<{ cursor: string }>;
    const person = isPersonal(args) ? (context.viewer?.userId ?? '') : '';
    const document = [print(args.document), args.operationName, JSON.stringify(args.variableValues), person].join('\n');
    return mapItems(items, (item) => executeItem(args, context, document, item));
  };
}

function isPersonal(args: ExecutionArgs): boolean {
  const operation = getOperationAST(args.document, args.operationName);
  const [root] = operation?.selectionSet.selections ?? [];
  return root?.kind !== Kind.FIELD || personalFeeds.has(root.name.value);
}

/** Maps an iterator without holding it: `return()` reaches the source at once, also while `next()` waits. */
function mapItems<Item, Mapped>(
  source: AsyncIterator<Item>,
  map: (item: Item) => Promise<Mapped>,
): AsyncGenerator<Mapped, void> {
  const done = { done: true, value: undefined } as const;
  return {
    async next() {
      const step = await source.next();
      return step.done === true ? done : { done: false, value: await map(step.value) };
    },
    async return() {
      await source.return?.();
      return done;
    },
    async throw(error) {
      await source.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    async [Symbol.asyncDispose]() {
      await source.return?.();
    },
  };
}
