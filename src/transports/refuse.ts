import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestInfo } from '../context.ts';
import { presentError, toRequestError } from '../errors.ts';

/** Names the scheme that would be accepted, as RFC 9110 demands of every 401; `reason` is one of RFC 6750. */
export function challenge(reply: FastifyReply, reason?: 'invalid_token'): void {
  void reply.header('www-authenticate', reason === undefined ? 'Bearer realm="atis"' : `Bearer error="${reason}"`);
}

/** Answers a request whose credentials were not accepted or could not be checked. */
export function refuse(error: unknown, reply: FastifyReply, info: RequestInfo): FastifyReply {
  const { http } = toRequestError(error).extensions as { http?: { status?: number } };
  const status = http?.status ?? 500;
  if (status === 401) challenge(reply, 'invalid_token');
  // Wrapped, not replaced: presentError masks what clients may not read, and logs the cause.
  const originalError = error instanceof Error ? error : new Error(String(error));
  const presentable =
    error instanceof GraphQLError ? error : new GraphQLError(originalError.message, { originalError });
  return reply.code(status).send({ errors: [presentError(presentable, info)] });
}
