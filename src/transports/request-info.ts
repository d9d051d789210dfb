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
  // Without the query, which may hold variables or credentials.
  url: `${request.protocol}://${request.host}${request.url.split('?')[0] ?? ''}`.slice(0, maxUrlLength),
  log: log.child({ requestId: request.id }),
});

/**
 * The client's address behind so many proxies, each of which appends the address that it sees to X-Forwarded-For:
 * what is further left came from the client.
 */
export function clientAddress(request: IncomingMessage, proxies: number | false): string {
  const own = request.socket.remoteAddress ?? '';
  if (proxies === false) return own;
  const forwarded = [request.headers['x-forwarded-for'] ?? []]
    .flat()
    .flatMap((header) => header.split(','))
    .map((address) => address.trim())
    .filter((address) => address !== '');
  return forwarded.at(-proxies) ?? forwarded[0] ?? own;
}
