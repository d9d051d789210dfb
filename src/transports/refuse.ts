import type { FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestInfo } from '../context.ts';
import { presentError, toRequestError } from '../errors.ts';

/** Answers a request whose credentials were not accepted or could not be checked. */
export function refuse(error: unknown, reply: FastifyReply, info: RequestInfo): FastifyReply {
  const { http } = toRequestError(error).extensions as { http?: { status?: number } };
  const status = http?.status ?? 500;
  if (status === 401) void reply.header('www-authenticate', 'Bearer error="invalid_token"');
  // Wrapped, not replaced: presentError masks what clients may not read, and logs the cause.
  const originalError = error instanceof Error ? error : new Error(String(error));
  const presentable =
    error instanceof GraphQLError ? error : new GraphQLError(originalError.message, { originalError });
  return reply.code(status).send({ errors: [presentError(presentable, info)] });
}
