import { createHash } from 'node:crypto';
import {
  createSourceEventStream,
  getOperationAST,
  Kind,
  print,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type FormattedExecutionResult,
} from 'graphql';
import type { Context } from '../context.ts';
import { presentError } from '../errors.ts';
import { FeedSubscription } from '../feed/subscription.ts';
import { Delivery } from './delivery.ts';
import type { Executor } from './executor.ts';
import { SharedResults } from './shared-results.ts';

/** Feeds whose items say something about the person who reads them: their results are never shared. */
const personalFeeds: ReadonlySet<string> = new Set(['notificationFeed', 'errorGroupFeed']);

/** Starts a subscription operation. Gives the result that says why it cannot run, or else what it delivers. */
export type Subscribe = (args: ExecutionArgs) => Promise<Delivery | FormattedExecutionResult>;

/**
 * Runs subscription operations. An item is executed once for each distinct document, variables and visible
 * result, however many subscribers get it. Every execution sees the session's viewer as of then.
 */
export function createSubscribe(executor: Executor): Subscribe {
  const results = new SharedResults();
  return async (args) => {
    const context = args.contextValue as Context;
    // Before the feed is opened: whatever fails must not leave it open.
    const operation = operationKey(args);
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) {
      return { errors: (source.errors ?? []).map((error) => presentError(error, context.request)) };
    }
    if (!(source instanceof FeedSubscription)) throw new Error('A subscription must be one of the feed hub.');
    return new Delivery({ feed: source, args, executor, results, operation });
  };
}

/** Operations with equal keys show an item in the same way to viewers who may see the same; null: not even then. */
function operationKey(args: ExecutionArgs): string | null {
  const node = getOperationAST(args.document, args.operationName);
  const [root] = node?.selectionSet.selections ?? [];
  if (root?.kind !== Kind.FIELD || personalFeeds.has(root.name.value)) return null;
  const resumed = resumeVariable(args.document, root);
  const declared = (node?.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const variables = declared.filter((name) => name !== resumed).map((name) => [name, args.variableValues?.[name]]);
  const operation = [print(args.document), args.operationName, JSON.stringify(variables)].join('\n');
  return createHash('sha256').update(operation).digest('base64');
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
