import type { FormattedExecutionResult } from 'graphql';
import type { Delivery } from '../graphql/delivery.ts';
import { runSoon } from './turns.ts';

/**
 * The results of a delivery as objects, one at a time and each in its turn, for a transport that writes them itself.
 * An error that ends the delivery is the last result, as `present` shows it.
 */
export function resultsOf(
  delivery: Delivery,
  present: (error: Error) => FormattedExecutionResult,
): AsyncGenerator<FormattedExecutionResult, undefined, void> {
  const end: { reached: boolean; error?: Error | undefined } = { reached: false };
  let wake = (): void => undefined;
  const work = { queued: false, run: () => wake() };
  delivery.start({
    ready: () => runSoon(work),
    ended(error) {
      Object.assign(end, { reached: true, error });
      wake();
    },
  });

  async function* take(): AsyncGenerator<FormattedExecutionResult, undefined, void> {
    let more = true;
    while (!end.reached) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (more) runSoon(work);
      });
      const payload = delivery.take();
      more = payload !== undefined;
      if (payload) yield JSON.parse(payload.toString()) as FormattedExecutionResult;
    }
    if (end.error) yield present(end.error);
    return undefined;
  }

  const results = take();
  const finish = results.return.bind(results);
  return Object.assign(results, {
    // A generator that waits would not hear of it before the next item.
    return: () => {
      delivery.stop();
      return finish(undefined);
    },
  });
}
