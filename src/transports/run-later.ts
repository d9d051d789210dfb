type Run = AsyncGenerator<never, void, void>;

const completed = { done: true, value: undefined } as const;

/**
 * An operation that is there before anything of it was awaited, so that graphql-ws can end it at any time: at once,
 * whatever it waits for, and without a word to its client, who may already use the same id for another operation.
 * graphql-ws knows operations by nothing but their id. `start` gives what sends the results.
 */
export function runLater(start: () => Promise<Run>): Run {
  const ended = Promise.withResolvers<undefined>();
  let over = false;
  let run: Run | undefined;
  let running: Promise<void> | undefined;

  async function begin(): Promise<void> {
    run = await start();
    if (over) await run.return();
    else await run.next();
  }
  const end = async () => {
    over = true;
    ended.resolve(undefined);
    await run?.return();
  };
  return {
    async next() {
      running ??= begin();
      await Promise.race([running, ended.promise]);
      return completed;
    },
    async return() {
      await end();
      return completed;
    },
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: end,
  };
}
