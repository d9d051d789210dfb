import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
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
import type { Answer, Executor } from './executor.ts';

/** Feeds whose items say something about the person who reads them: their results are never shared. */
const personalFeeds: ReadonlySet<string> = new Set(['notificationFeed']);

/** For how long a result serves others who get the same item now, in milliseconds, and how many are kept. */
const sharedFor = 1_000;
const maxShared = 500;

/** After so many milliseconds of delivery everything else in this process has its turn. */
const maxTurn = 10;

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
export function createSubscribe(
  executor: Executor,
): (args: ExecutionArgs) => Promise<AsyncGenerator<Result, void> | Result> {
  const shared = new Map<string, { result: Promise<Result>; until: number }>();

  function share(key: string, result: Promise<Result>): void {
    const now = performance.now();
    shared.set(key, { result, until: now + sharedFor });
    for (const [oldest, { until }] of shared) {
      if (until > now && shared.size <= maxShared) break;
      shared.delete(oldest);
    }
  }

  async function executeItem(
    args: ExecutionArgs,
    context: Context,
    operation: string | null,
    item: Item,
  ): Promise<Result> {
    await giveWay();
    const current = createContext(context);
    if (current.viewer === null) return { data: null };
    const key = operation && [item.cursor, item.kind, visibilityKey(current.viewer), operation].join('\n');
    const known = key === null ? undefined : shared.get(key);
    if (known && performance.now() < known.until) return known.result;
    const result = Promise.resolve(executor.execute({ ...args, rootValue: item, contextValue: current })).then(
      (executed) => {
        const data = parseData(executed);
        if (!executed.errors) return { data };
        // A failure may pass: whoever comes later shall not inherit it.
        if (key !== null) shared.delete(key);
        const errors = executed.errors.map((error) => presentError(error, context.request));
        return { data, errors };
      },
    );
    if (key !== null) share(key, result);
    return result;
  }

  return async (args) => {
    const context = args.contextValue as Context;
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) {
      return { errors: (source.errors ?? []).map((error) => presentError(error, context.request)) };
    }
    const items = source[Symbol.asyncIterator]() as AsyncIterator<Item>;
    const operation = operationKey(args);
    return mapItems(items, (item) => executeItem(args, context, operation, item));
  };
}

/** Operations with equal keys show an item in the same way to viewers who may see the same; null: not even then. */
function operationKey(args: ExecutionArgs): string | null {
  const [root] = getOperationAST(args.document, args.operationName)?.selectionSet.selections ?? [];
  if (root?.kind !== Kind.FIELD || personalFeeds.has(root.name.value)) return null;
  const resumed = resumeVariable(args.document, root);
  const variables = Object.entries(args.variableValues ?? {}).filter(([name]) => name !== resumed);
  const operation = [print(args.document), args.operationName, JSON.stringify(variables)].join('\n');
  return createHash('sha256').update(operation).digest('base64');
}

const parseData = ({ data }: Answer) => (data === undefined ? null : (JSON.parse(data) as Record<string, unknown>));

let turnEnds = 0;
let nextTurn: Promise<void> | undefined;

/** Deliveries from memory never wait for anything, so that they would keep this process from all other work. */
function giveWay(): Promise<void> | undefined {
  if (performance.now() < turnEnds) return undefined;
  nextTurn ??= new Promise((resolve) => {
    setImmediate(() => {
      nextTurn = undefined;
      turnEnds = performance.now() + maxTurn;
      resolve();
    });
  });
  return nextTurn;
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
