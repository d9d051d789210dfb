import { GraphQLError, type ExecutionArgs } from 'graphql';
import { visibilityKey, type Viewer } from '../auth/viewer.ts';
import { createContext, type Context } from '../context.ts';
import { presentError } from '../errors.ts';
import type { FeedSubscription } from '../feed/subscription.ts';
import type { FeedItem } from '../feed/topic.ts';
import { resultText, type Answer, type Executor } from './executor.ts';
import type { Result, ResultGroup, SharedResults } from './shared-results.ts';

/** How many items are executed together, so that their look-ups share batches. */
const executedTogether = 50;

/** Who sends what a subscription gives. Neither function may throw. */
export interface Recipient {
  /** `take()` gave nothing before, and may give something now. */
  ready(): void;
  /** Called once at the end, with the error unless it is a normal completion. */
  ended(error: Error | undefined): void;
}

export interface DeliveryOptions {
  readonly feed: FeedSubscription<unknown>;
  readonly args: ExecutionArgs;
  readonly executor: Executor;
  readonly results: SharedResults;
  /** What equal operations have in common; null: their results are never shared. */
  readonly operation: string | null;
}

/**
 * A running subscription: its results in order, as JSON text that is ready to be sent. It is pulled, so that a client
 * that does not read costs nothing, and gives its results without a promise for each.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #context: Context;
  #recipient: Recipient | undefined;
  #viewer: Viewer | undefined;
  #groupKey: string | null = null;
  #group: ResultGroup | undefined;
  /** The result that `take()` waits for. */
  #awaited: Result | undefined;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#context = options.args.contextValue as Context;
  }

  /** To be called once, before `take()`. */
  start(recipient: Recipient): void {
    this.#recipient = recipient;
    this.#options.feed.attach({
      ready: () => recipient.ready(),
      ended: (error) => {
        this.#leaveGroup();
        recipient.ended(error);
      },
    });
  }

  /** Ends it at once; nothing is taken after it. */
  stop(): void {
    this.#options.feed.end();
  }

  /**
   * Gives the next result, for the viewer as of now. Undefined: there is none yet, the recipient will be told.
   */
  take(): Buffer | undefined {
    const { feed } = this.#options;
    const item = feed.peek();
    if (item === undefined) return undefined;
    const result = this.#resultOf(item);
    if (result.bytes === undefined) {
      if (result !== this.#awaited) result.waiting.push(this.#ready);
      this.#awaited = result;
      return undefined;
    }
    this.#awaited = undefined;
    feed.take(item);
    return result.bytes;
  }

  readonly #ready = () => this.#recipient?.ready();

  #resultOf(item: FeedItem<unknown>): Result {
    const group = this.#currentGroup();
    const key = keyOf(item);
    const awaited = this.#awaited;
    if (awaited?.group === group && awaited.key === key && awaited.isForWaiting) return awaited;
    return group.find(key) ?? this.#execute(group, item, key);
  }

  /** Executes an item, and with it those that follow and are at hand, in one context: their look-ups go together. */
  #execute(group: ResultGroup, item: FeedItem<unknown>, key: string): Result {
    const { feed, args, executor, results } = this.#options;
    const contextValue = createContext(this.#context);
    const executeOne = (rootValue: FeedItem<unknown>, oneKey: string): Result => {
      const result = results.add(group, oneKey);
      const settle = (answer: Answer) => {
        const { bytes, failed } = toBytes(answer, this.#context);
        results.settle(result, bytes, failed);
      };
      const fail = (error: Error) =>
        settle({ data: undefined, errors: [new GraphQLError(error.message, { originalError: error })] });
      // A session without a viewer is over: it gets nothing more.
      if (contextValue.viewer === null) settle({ data: undefined, errors: undefined });
      else Promise.try(() => executor.execute({ ...args, rootValue, contextValue })).then(settle, fail);
      return result;
    };
    const first = executeOne(item, key);
    for (const next of feed.ahead(executedTogether)) {
      const nextKey = keyOf(next);
      if (next !== item && group.find(nextKey) === undefined) executeOne(next, nextKey);
    }
    return first;
  }

  /** A changed viewer is in another group from the next item on. */
  #currentGroup(): ResultGroup {
    const viewer = this.#context.session.viewer() ?? undefined;
    if (this.#group !== undefined && viewer === this.#viewer) return this.#group;
    const { operation, results } = this.#options;
    this.#leaveGroup();
    this.#viewer = viewer;
    this.#groupKey = operation && viewer ? `${visibilityKey(viewer)}\n${operation}` : null;
    this.#group = results.join(this.#groupKey);
    return this.#group;
  }

  #leaveGroup(): void {
    if (this.#group !== undefined) this.#options.results.leave(this.#groupKey, this.#group);
    this.#group = undefined;
    this.#awaited = undefined;
  }
}

/** One position is an event to one subscriber and the PROGRESS of another. */
const keyOf = ({ cursor, kind }: FeedItem<unknown>): string => (kind === 'PROGRESS' ? `${cursor} PROGRESS` : cursor);

function toBytes({ data = 'null', errors }: Answer, { request }: Context): { bytes: Buffer; failed: boolean } {
  const presented = errors?.map((error) => presentError(error, request));
  return { bytes: Buffer.from(resultText(data, presented)), failed: errors !== undefined };
}
