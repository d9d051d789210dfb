import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestInfo } from '../context.ts';
import { presentError, toRequestError, type ErrorCode } from '../errors.ts';
import { anything, type Acceptance } from './accept.ts';

/** Names the scheme that would be accepted, as RFC 9110 demands of every 401; `reason` is one of RFC 6750. */
export function challenge(reply: FastifyReply, reason?: 'invalid_token'): void {
  void reply.header('www-authenticate', reason === undefined ? 'Bearer realm="atis"' : `Bearer error="${reason}"`);
}

/** Where GraphQL itself would answer 200 with the error beside its data. */
const otherStatus: Partial<Record<ErrorCode, number>> = { FORBIDDEN: 403, INTERNAL_SERVER_ERROR: 500 };

/** Answers a request that is not executed: for its credentials, its document, or a limit. */
export function refuse(
  error: unknown,
  reply: FastifyReply,
  info: RequestInfo,
  accepted: Acceptance = anything,
): FastifyReply {
  const { http, code, retryAfter } = toRequestError(error).extensions as {
    http?: { status?: number };
    code: ErrorCode;
    retryAfter?: number;
  };
  const status = http?.status ?? otherStatus[code] ?? 400;
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  if (status === 401) challenge(reply, 'invalid_token');
  // Wrapped, not replaced: presentError masks what clients may not read, and logs the cause.
  const originalError = error instanceof Error ? error : new Error(String(error));
  const presentable =
    error instanceof GraphQLError ? error : new GraphQLError(originalError.message, { originalError });
  void reply.type(accepted.contentType);
  return reply
    .code(status === 400 ? accepted.documentFailure : status)
    .send({ errors: [presentError(presentable, info)] });
}
