import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { RequestInfo } from '../context.ts';

const maxUrlLength = 500;
/** Characters that are kept of the User-Agent of a socket. */
const maxUserAgent = 2_000;

/** The client's own request id where it is a plain one, otherwise a new one. */
export function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

const authorizationName = 'authorization';

/**
 * The Authorization value of a request. Several are given as one, which nobody accepts: Node would take the first,
 * and a proxy in front may have looked at another.
 */
export function authorizationOf({ headers, rawHeaders }: IncomingMessage): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? '';
    if (name.length === authorizationName.length && name.toLowerCase() === authorizationName)
      values.push(rawHeaders[index + 1] ?? '');
  }
  return values.length > 1 ? values.join(', ') : headers.authorization;
}

/** What logs and audit records say of a request. */
export const requestInfo = (request: FastifyRequest, log: Logger): RequestInfo => new FastifyRequestInfo(request, log);

/** Most requests are neither logged nor audited: what only those need is made when it is asked for. */
class FastifyRequestInfo implements RequestInfo {
  readonly ip: string;
  readonly #request: FastifyRequest;
  readonly #log: Logger;
  #child: Logger | undefined;

  constructor(request: FastifyRequest, log: Logger) {
    this.ip = request.ip || '';
    this.#request = request;
    this.#log = log;
  }

  get id(): string {
    return this.#request.id;
  }

  get userAgent(): string | null {
    return this.#request.headers['user-agent'] ?? null;
  }

  /** Without the query, which may hold variables or credentials. */
  get url(): string {
    const { protocol, host, url } = this.#request;
    return `${protocol}://${host}${url.split('?')[0] ?? ''}`.slice(0, maxUrlLength);
  }

  get log(): Logger {
    return (this.#child ??= this.#log.child({ requestId: this.id }));
  }
}

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

/** Keeps of a request what logs and audit records say, and not the request: it would live as long as the socket. */
export class SocketInfo implements RequestInfo {
  readonly id: string;
  readonly ip: string;
  readonly userAgent: string | null;
  readonly url: string;
  readonly #serviceLog: Logger;
  #log: Logger | undefined;

  constructor(request: IncomingMessage, proxies: number | false, log: Logger) {
    this.id = requestId(request);
    this.ip = clientAddress(request, proxies);
    this.userAgent = request.headers['user-agent']?.slice(0, maxUserAgent) ?? null;
    this.url = `ws://${request.headers.host ?? ''}/graphql`;
    this.#serviceLog = log;
  }

  /** Most sockets never log. */
  get log(): Logger {
    return (this.#log ??= this.#serviceLog.child({ requestId: this.id }));
  }
}
