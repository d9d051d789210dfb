import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RequestInfo } from '../context.ts';

const maxUrlLength = 500;

/** The client's own request id where it is a plain one, otherwise a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** What logs and audit records say of a request. */
export const requestInfo = (request: FastifyRequest, log: Logger): RequestInfo => ({
  id: request.id,
  ip: request.ip,
  userAgent: request.headers['user-agent'] ?? null,
  url: `${request.protocol}://${request.host}${request.url}`.slice(0, maxUrlLength),
  log: log.child({ requestId: request.id }),
});
