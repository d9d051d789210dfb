import {
  createSourceEventStream,
  execute,
  getOperationAST,
  Kind,
  print,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
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

/** What a feed delivers: one position is an event to one subscriber and the PROGRESS of another. */
interface Item {
  readonly cursor: string;
  readonly kind: string;
}

/**
 * Runs subscription operations. An item is executed once for each distinct document, variables and visible
 * result, however many subscribers get it. Every execution sees the session's viewer as of then.
 */
export function createSubscribe(): (args: ExecutionArgs) => Promise<AsyncGenerator<Result, void> | Result> {
  const shared = new Map<string, Promise<Result>>();

  function executeItem(args: ExecutionArgs, context: Context, operation: string, item: Item): Promise<Result> {
    const current = createContext(context);
    if (current.viewer === null) return Promise.resolve({ data: null });
    const key = [item.cursor, item.kind, visibilityKey(current.viewer), operation].join('\n');
    const known = shared.get(key);
    if (known) return known;
    const result = Promise.resolve(execute({ ...args, rootValue: item, contextValue: current })).then((executed) => {
      if (!executed.errors) return executed;
      // A failure may pass: whoever comes later shall not inherit it.
      shared.delete(key);
      const errors = executed.errors.map((error) => presentError(error, context.request));
      return { data: executed.data ?? null, errors };
    });
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
    const items = source[Symbol.asyncIterator]() as AsyncIterator<Item>;
    const operation = operationKey(args, context);
    return mapItems(items, (item) => executeItem(args, context, operation, item));
  };
}

/** Operations with equal keys show an item in the same way to viewers who may see the same. */
function operationKey(args: ExecutionArgs, { viewer }: Context): string {
  const [root] = getOperationAST(args.document, args.operationName)?.selectionSet.selections ?? [];
  const field = root?.kind === Kind.FIELD ? root : undefined;
  const person = field === undefined || personalFeeds.has(field.name.value) ? viewer?.userId : '';
  const resumed = field && resumeVariable(args.document, field);
  const variables = Object.entries(args.variableValues ?? {}).filter(([name]) => name !== resumed);
  return [print(args.document), args.operationName, JSON.stringify(variables), person].join('\n');
}

/** The variable that says where a subscriber resumes, and nothing else: it changes no item. */
function resumeVariable(document: DocumentNode, field: FieldNode): string | undefined {
  const after = field.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (after?.kind !== Kind.VARIABLE) return undefined;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      if (name.value === after.name.value) uses += 1;
    },
  });
  return uses === 1 ? after.name.value : undefined;
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
