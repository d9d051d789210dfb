import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { Limits } from './config.ts';
import { FeedError } from './feed/errors.ts';

/** Codes of top-level errors (`extensions.code`); the catalogue is docs/errors.md. */
export const errorCodes = {
  BAD_USER_INPUT: 'An argument has the wrong form or range; `extensions.field` names it.',
  UNAUTHENTICATED: 'No credentials, or credentials that are not valid any more.',
  FORBIDDEN: 'The role of the viewer does not allow this.',
  CURSOR_EXPIRED: 'The feed no longer holds what follows this cursor: read the list again and subscribe anew.',
  CONSUMER_TOO_SLOW: 'The subscriber did not take its items in time: subscribe again after the last cursor.',
  LIMIT_EXCEEDED: 'A limit of this service was exceeded; `extensions.limit` says which.',
  SERVICE_UNAVAILABLE: 'The database cannot be reached or has no time; the same request may succeed soon.',
  QUERY_TIMEOUT: 'The query took too long and was ended; ask for less.',
  INTERNAL_SERVER_ERROR: 'A fault of this service; `extensions.requestId` finds it in the log.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

const httpStatus: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, SERVICE_UNAVAILABLE: 503 };

/** An error whose text may be shown to the client. `field` is the path of the argument that is to blame. */
export class RequestError extends GraphQLError {
  constructor(code: ErrorCode, message: string, field?: readonly string[]) {
    const status = httpStatus[code];
    super(message, {
      extensions: {
        code,
        ...(field && field.length > 0 ? { field } : {}),
        ...(status === undefined ? {} : { http: { status } }),
      },
    });
  }
}

/** An argument has the wrong form or range: `badInput(['first'], 'must be between 1 and 100')`. */
export const badInput = (field: readonly string[], problem: string): RequestError =>
  new RequestError('BAD_USER_INPUT', `${field.join('.')} ${problem}`, field);

export const unauthenticated = (message: string): RequestError => new RequestError('UNAUTHENTICATED', message);

/** More than a limit of docs/limits.md; `name` is that of the limit in src/config.ts. */
export function limitExceeded(name: keyof Limits, maximum: number, message: string): RequestError {
  const error = new RequestError('LIMIT_EXCEEDED', message);
  Object.assign(error.extensions, { limit: { name, maximum }, http: { status: 429 } });
  return error;
}

/** Codes of the `UserError` type of the schema. */
export type UserErrorCode =
  | 'INVALID'
  | 'REQUIRED'
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'INVALID_TRANSITION'
  | 'VERSION_CONFLICT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'UNAVAILABLE';

/** Why a mutation did nothing, as the payload's `userErrors` tells it. */
export interface UserError {
  readonly code: UserErrorCode;
  readonly field: readonly string[];
  readonly message: string;
}

/** Thrown inside a mutation's transaction: everything is rolled back and the payload carries `errors`. */
export class UserErrors extends Error {
  override name = 'UserErrors';
  readonly errors: readonly UserError[];
  constructor(errors: readonly UserError[]) {
    super(errors.map((error) => error.message).join(' '));
    this.errors = errors;
  }
}

/** One user error; `field` is the input path. */
export const userError = (code: UserErrorCode, field: readonly string[], message: string): UserErrors =>
  new UserErrors([{ code, field, message }]);

/** SQLSTATE classes and codes, see the PostgreSQL manual, appendix A. */
const sqlState = {
  connectionClass: /^(08|53|57P)/,
  queryCanceled: '57014',
} as const;

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);
const poolMessages = /timeout exceeded when trying to connect|Connection terminated|not queryable|Cannot use a pool/i;

/** What is safe to tell of a failure: request errors as they are, a busy database as such, anything else masked. */
export function toRequestError(error: unknown): RequestError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (original instanceof RequestError) return original;
  if (original instanceof FeedError) {
    return original.code === 'CURSOR_INVALID'
      ? new RequestError('BAD_USER_INPUT', original.message, ['after'])
      : new RequestError(original.code, original.message);
  }
  if (original instanceof Error) {
    const code = 'code' in original && typeof original.code === 'string' ? original.code : '';
    if (code === sqlState.queryCanceled) {
      return new RequestError('QUERY_TIMEOUT', 'The query took too long and was ended. Ask for less.');
    }
    if (sqlState.connectionClass.test(code) || networkCodes.has(code) || poolMessages.test(original.message)) {
      return new RequestError('SERVICE_UNAVAILABLE', 'The database cannot be reached right now. Try again shortly.');
    }
  }
  return new RequestError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}

/**
 * Whether an error was made for the client, by us or by GraphQL itself (syntax, validation, coercion of arguments).
 * A value that cannot be serialised is a GraphQL error with a path too, but a fault of ours.
 */
const isForClient = ({ originalError, path }: GraphQLError): boolean =>
  originalError == null ||
  (originalError instanceof GraphQLError && (path === undefined || originalError.extensions.code !== undefined));

const logged: ReadonlySet<unknown> = new Set<ErrorCode>(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);

/** Extensions that concern the transport or the developer, not the client. */
const internal: ReadonlySet<string> = new Set(['http', 'stacktrace']);

/**
 * Formats an error for the client: its own text where it was written for clients, otherwise a masked one.
 * What is masked goes to the request's log. Every error names the request.
 */
export function presentError(error: GraphQLError, request: { id: string; log: Logger }): GraphQLFormattedError {
  const shown = isForClient(error) ? error : toRequestError(error);
  const extensions = Object.fromEntries(Object.entries(shown.extensions).filter(([name]) => !internal.has(name)));
  const code = extensions.code ?? 'GRAPHQL_VALIDATION_FAILED';
  if (logged.has(code))
    request.log.error({ err: error.originalError ?? error, path: error.path, code }, 'operation failed');
  return {
    message: shown.message,
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { ...extensions, code, requestId: request.id },
  };
}
