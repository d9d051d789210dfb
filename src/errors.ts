import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import type { Limits } from './config.ts';
import { faultOf, missingRightAdvice, outageOf, type Mishap, type Outage } from './db/faults.ts';
import { violationOf } from './db/violations.ts';
import { FeedError } from './feed/errors.ts';

/** Codes of top-level errors (`extensions.code`); the catalogue is docs/errors.md. */
export const errorCodes = {
  BAD_USER_INPUT: 'An argument has the wrong form or range; `extensions.field` names it.',
  UNAUTHENTICATED: 'No credentials, or credentials that are not valid any more.',
  RATE_LIMITED: 'Too much in too little time; `extensions.retryAfter` says after how many seconds to come again.',
  LIMIT_EXCEEDED: 'A limit of this service was exceeded; `extensions.limit` says which.',
  PERSISTED_QUERY_NOT_FOUND: 'No document with this hash is known: send it together with its text.',
  PERSISTED_QUERY_NOT_IN_LIST: 'This installation runs trusted operations only, and this is none of them.',
  FORBIDDEN: 'The role of the viewer does not allow this.',
  CURSOR_EXPIRED: 'The feed no longer holds what follows this cursor: read the list again and subscribe anew.',
  CONSUMER_TOO_SLOW: 'The subscriber did not take its items in time: subscribe again after the last cursor.',
  NOT_FOUND: 'There is no such export, or it is somebody else’s.',
  EXPORT_EXPIRED: 'The export can be downloaded no more: start another one.',
  EXPORT_CHANGED:
    'Rows of this export, or what you may see, have changed since parts of it were sent: start another one.',
  RANGE_NOT_SATISFIABLE: 'The file has no such part, or not yet; the message says how far it goes.',
  SERVICE_UNAVAILABLE: 'The database cannot do this right now, or this instance is starting or stopping; try again.',
  QUERY_TIMEOUT: 'The query took too long and was ended; ask for less.',
  INTERNAL_SERVER_ERROR: 'A fault of this service; `extensions.requestId` finds it in the log.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

const httpStatus: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  SERVICE_UNAVAILABLE: 503,
  RATE_LIMITED: 429,
  LIMIT_EXCEEDED: 400,
  NOT_FOUND: 404,
  EXPORT_EXPIRED: 410,
  EXPORT_CHANGED: 409,
  RANGE_NOT_SATISFIABLE: 416,
  PERSISTED_QUERY_NOT_IN_LIST: 400,
  // As Apollo's clients expect it.
  PERSISTED_QUERY_NOT_FOUND: 200,
};

/** What an error says beyond its text, for programs; see docs/errors.md. */
interface ErrorDetails {
  /** Path of the argument that is to blame. */
  readonly field?: readonly string[];
  readonly limit?: { readonly name: string; readonly maximum: number; readonly asked?: number };
  /** Seconds. */
  readonly retryAfter?: number;
  /** Where the status is not the usual one of the code. */
  readonly http?: { readonly status: number };
  readonly reason?: 'EXPIRED';
}

/** An error whose text may be shown to the client. */
export class RequestError extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    const status = httpStatus[code];
    super(message, {
      extensions: { code, ...(status === undefined ? {} : { http: { status } }), ...details },
    });
  }
}

/** An argument has the wrong form or range: `badInput(['first'], 'must be between 1 and 100')`. */
export const badInput = (field: readonly string[], problem: string): RequestError =>
  new RequestError('BAD_USER_INPUT', `${field.join('.')} ${problem}`, field.length > 0 ? { field } : {});

/** More than a limit allows: `limitExceeded('depth', 10, 12, 'The document has 12 levels of fields')`. */
export const limitExceeded = (
  name: keyof Limits,
  maximum: number,
  asked: number | undefined,
  what: string,
): RequestError =>
  new RequestError('LIMIT_EXCEEDED', `${what}: at most ${maximum} are allowed.`, {
    limit: { name, maximum, ...(asked === undefined ? {} : { asked }) },
  });

/** More at a time than a limit allows: it is too much only until something of it has ended. */
export const tooMany = (name: keyof Limits, maximum: number, message: string, retryAfter?: number): RequestError =>
  new RequestError('LIMIT_EXCEEDED', message, {
    limit: { name, maximum },
    http: { status: 429 },
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });

/** A budget is used up for `retryAfter` seconds. */
export const rateLimited = (message: string, retryAfter: number): RequestError =>
  new RequestError('RATE_LIMITED', `${message} Come again in ${retryAfter} s.`, { retryAfter });

export const unauthenticated = (message: string): RequestError => new RequestError('UNAUTHENTICATED', message);

/** Credentials that were good once. */
export const expired = (): RequestError =>
  new RequestError('UNAUTHENTICATED', 'The token has expired. Sign in again.', { reason: 'EXPIRED' });

/** Codes of the `UserError` type of the schema. */
export type UserErrorCode =
  | 'INVALID'
  | 'REQUIRED'
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'INVALID_TRANSITION'
  | 'VERSION_CONFLICT'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'UNAVAILABLE'
  | 'NOT_CONFIGURED';

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

/** What clients are told of the database, and how they may go on. */
const databaseErrors: Readonly<Record<Exclude<Outage | Mishap, 'missing right'>, readonly [ErrorCode, string]>> = {
  unreachable: ['SERVICE_UNAVAILABLE', 'The database cannot be reached right now. Try again shortly.'],
  restarting: ['SERVICE_UNAVAILABLE', 'The database is restarting. Try again shortly.'],
  'access denied': ['SERVICE_UNAVAILABLE', 'The database does not let this service in right now. Try again later.'],
  'out of connections': ['SERVICE_UNAVAILABLE', 'The database has no free connection right now. Try again shortly.'],
  'out of memory': ['SERVICE_UNAVAILABLE', 'The database has no room for this right now. Try again shortly.'],
  'out of disk space': ['SERVICE_UNAVAILABLE', 'The database can store nothing right now. Try again later.'],
  'read-only': ['SERVICE_UNAVAILABLE', 'Nothing can be changed right now; reading works. Try again shortly.'],
  conflict: ['SERVICE_UNAVAILABLE', 'Others were changing the same just now. Send the request again.'],
  locked: ['SERVICE_UNAVAILABLE', 'Somebody else is changing the same for long. Send the request again later.'],
  timeout: ['QUERY_TIMEOUT', 'The query took too long and was ended. Ask for less.'],
};

/**
 * What is safe to tell of a failure: request errors as they are, what the database refuses or cannot do just now as
 * such, anything else masked.
 */
export function toRequestError(error: unknown): RequestError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (original instanceof RequestError) return original;
  if (original instanceof FeedError) {
    return original.code === 'CURSOR_INVALID'
      ? new RequestError('BAD_USER_INPUT', original.message, { field: ['after'] })
      : new RequestError(original.code, original.message);
  }
  const fault = faultOf(original);
  if (fault !== undefined && fault !== 'missing right') return new RequestError(...databaseErrors[fault]);
  const violation = violationOf(original);
  if (violation) return new RequestError('BAD_USER_INPUT', violation.message, { field: violation.field });
  return new RequestError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}

/**
 * Whether an error was made for the client, by us or by GraphQL itself (syntax, validation, coercion of arguments).
 * A value that cannot be serialised is a GraphQL error with a path too, but a fault of ours.
 */
const isForClient = ({ originalError, path }: GraphQLError): boolean =>
  originalError == null ||
  (originalError instanceof GraphQLError && (path === undefined || originalError.extensions.code !== undefined));

/** Characters of a message that are told: graphql-js quotes whole variables in it. */
const maxMessage = 2_000;

/**
 * A message without what graphql-js guesses of the schema for whoever mistypes: clients have the contract, and
 * strangers need no help. Without a regular expression, which what a client sends could keep busy for seconds.
 */
function shownText(message: string): string {
  const guess = message.endsWith('?') ? message.lastIndexOf(' Did you mean ') : -1;
  const told = withoutVariable(guess === -1 ? message : message.slice(0, guess));
  return told.length > maxMessage ? `${told.slice(0, maxMessage)}…` : told;
}

const invalidValue = ' got invalid value ';

/** What is wrong with a variable, without its whole value: a secret may be in it, and messages are shown and kept. */
function withoutVariable(message: string): string {
  const quoted = message.startsWith('Variable "$') ? message.indexOf(invalidValue) : -1;
  if (quoted === -1) return message;
  const after = message.slice(quoted + invalidValue.length);
  const reason = after.lastIndexOf('; ');
  if (reason === -1) return `${message.slice(0, quoted)} got an invalid value.`;
  const place = after.slice(0, reason);
  const path = place.endsWith('"') ? place.lastIndexOf(' at "') : -1;
  const where = path === -1 ? '' : place.slice(path);
  return `${message.slice(0, quoted)} got an invalid value${where}${after.slice(reason)}`;
}

const logged: ReadonlySet<unknown> = new Set<ErrorCode>(['INTERNAL_SERVER_ERROR', 'SERVICE_UNAVAILABLE']);

/**
 * Tells the log of a failure. Of a database that is away the monitor tells once, and so this does not for each
 * request.
 */
export function logFailure(log: Logger, error: unknown, message: string, fields: object = {}): void {
  const level = outageOf(error) === undefined ? 'error' : 'debug';
  const advice = faultOf(error) === 'missing right' ? { advice: missingRightAdvice } : {};
  log[level]({ err: error, ...fields, ...advice }, message);
}

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
  if (logged.has(code)) {
    logFailure(request.log, error.originalError ?? error, 'operation failed', { path: error.path, code });
  } else if (shown !== error && violationOf(error.originalError)) {
    // The client is told what is wrong with its value; but it should not have come as far as the database.
    logFailure(request.log, error.originalError, 'the database refused a value', { path: error.path, code });
  }
  return {
    message: shownText(shown.message),
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
    extensions: { ...extensions, code, requestId: request.id },
  };
}
