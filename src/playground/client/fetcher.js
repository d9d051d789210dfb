/** @import { Client } from 'graphql-ws' */
import { createClient } from 'graphql-ws';

/** How many results of a subscription stay in view. */
const RESULTS_IN_VIEW = 50;
/** How often the view of a subscription is drawn at most, in milliseconds. */
const REDRAW_INTERVAL = 50;

/**
 * @typedef {{ query: string, operationName?: string | null, variables?: Record<string, unknown> | null }} Request
 * @typedef {{ kind: string, operation?: string, name?: { value: string } }} Definition
 * @typedef {{ documentAST?: { definitions: Definition[] } }} RequestOptions
 * @typedef {{ data?: Record<string, unknown> | null, errors?: readonly { message: string }[] }} Result
 * @typedef {{ next(result: object): void, complete(): void }} Sink
 */

/**
 * What GraphiQL sends operations with: HTTP, and for subscriptions graphql-transport-ws on the same path. Both carry
 * the token. `close` ends running subscriptions.
 *
 * @param {string} path
 * @param {string | null} token
 */
export function createFetcher(path, token) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = createClient({
    url: url.href,
    connectionParams: authorization(token),
    // A silent reconnect would hide what was missed in between.
    retryAttempts: 0,
  });
  return {
    /** @type {(request: Request, options?: RequestOptions) => unknown} */
    fetcher: (request, options) =>
      isSubscription(request, options) ? observe(socket, request) : post(path, token, request),
    close: () => void socket.dispose(),
  };
}

/**
 * Sends one operation over HTTP. Does not throw: trouble on the way comes back as GraphQL errors.
 *
 * @param {string} path
 * @param {string | null} token
 * @param {Request} request
 * @returns {Promise<Result>}
 */
export async function post(path, token, request) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization(token) },
      body: JSON.stringify(request),
    });
    const text = await response.text();
    try {
      /** @type {unknown} */
      const result = JSON.parse(text);
      return /** @type {Result} */ (result);
    } catch {
      return failure(`The server answered ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
    }
  } catch (error) {
    return failure(`The server gave no answer: ${String(error)}`);
  }
}

/** @param {string | null} token */
function authorization(token) {
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/**
 * @param {string} message
 * @returns {Result}
 */
function failure(message) {
  return { errors: [{ message }] };
}

/**
 * @param {Request} request
 * @param {RequestOptions | undefined} options
 */
function isSubscription(request, options) {
  const operations = options?.documentAST?.definitions.filter(({ kind }) => kind === 'OperationDefinition') ?? [];
  const name = request.operationName;
  const chosen = operations.find((operation) => name == null || operation.name?.value === name);
  return chosen?.operation === 'subscription';
}

/**
 * An observable of what is to be shown: GraphiQL shows only the last result it was given, and in a feed the ones before
 * matter too.
 *
 * @param {Client} socket
 * @param {Request} request
 */
function observe(socket, request) {
  return {
    /** @param {Sink} sink */
    subscribe(sink) {
      let received = 0;
      /** @type {object[]} */
      let newestFirst = [];
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      const draw = () => {
        clearTimeout(timer);
        timer = undefined;
        sink.next({ received, newestFirst });
      };
      /** @param {object} result */
      const add = (result) => {
        newestFirst = [result, ...newestFirst].slice(0, RESULTS_IN_VIEW);
        timer ??= setTimeout(draw, REDRAW_INTERVAL);
      };
      const unsubscribe = socket.subscribe(request, {
        next: (result) => {
          received += 1;
          add(result);
        },
        error: (error) => {
          const result = Array.isArray(error) ? { errors: error } : failure(closeReason(error));
          if (received > 0) {
            add(result);
            draw();
          } else {
            sink.next(result);
          }
          sink.complete();
        },
        complete: () => {
          if (timer !== undefined) draw();
          sink.complete();
        },
      });
      return {
        unsubscribe() {
          clearTimeout(timer);
          unsubscribe();
        },
      };
    },
  };
}

/** @param {unknown} error */
function closeReason(error) {
  if (error instanceof CloseEvent) {
    return `The live connection was closed: ${error.code} ${error.reason || '(no reason given)'}`;
  }
  return error instanceof Error ? error.message : 'The live connection failed.';
}
