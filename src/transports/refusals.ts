import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerHeaders } from './response-headers.ts';

/** An HTTP request that cannot be served, and what would be right. */
export interface Refusal {
  readonly status: number;
  readonly code: 'BAD_REQUEST' | 'FORBIDDEN' | 'NOT_FOUND' | 'RATE_LIMITED' | 'SERVICE_UNAVAILABLE';
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const bad = (status: number, message: string, headers: Record<string, string> = {}): Refusal => ({
  status,
  code: 'BAD_REQUEST',
  message,
  headers,
});

const refusalBody = ({ message, code }: Refusal, requestId: string) => ({
  errors: [{ message, extensions: { code, requestId } }],
});

/** Answers a request with a refusal. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply
    .code(refusal.status)
    .headers({ ...refusal.headers })
    .send(refusalBody(refusal, reply.request.id));
}

const ignore = (): void => undefined;

/** Answers on a connection for which there is no response object, and closes it. */
export function refuseConnection(socket: Duplex, refusal: Refusal, requestId: string = randomUUID()): void {
  // Node listens no more: a client that resets the connection meanwhile would end the process.
  socket.on('error', ignore);
  const body = JSON.stringify(refusalBody(refusal, requestId));
  const head = Object.entries({
    ...answerHeaders,
    ...refusal.headers,
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  // The HTTP server no longer knows this socket: one that its client leaves half open would keep it from closing.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n${head.join('')}\r\n${body}`);
}

const unreadable = new Map([
  ['HPE_HEADER_OVERFLOW', bad(431, 'The head of the request is too large: 16 KB is the most.')],
  ['ERR_HTTP_REQUEST_TIMEOUT', bad(408, 'The request did not arrive in time.')],
]);

/** Answers what is no HTTP, where Node would close the connection or send a status without a body. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  // As Node does: an answer that has begun must not get a second head in its middle.
  const { _httpMessage: answer } = socket as { _httpMessage?: { headersSent: boolean } };
  if (!socket.writable || error.code === 'ECONNRESET' || answer?.headersSent === true) {
    socket.destroy();
    return;
  }
  refuseConnection(socket, unreadable.get(error.code ?? '') ?? bad(400, 'This is not an HTTP/1.1 request.'));
}

/** Answers a path that cannot be decoded; Fastify runs no hook for it. */
export function refuseUrl(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers(answerHeaders).header('x-request-id', request.id);
  void sendRefusal(reply, bad(400, 'The path is not valid: "%" begins two hexadecimal digits that make up UTF-8.'));
}

const hostForm = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

/** Exactly one Host header, and a host in it: RFC 9112, section 3.2. */
export function refuseHost({ rawHeaders, headers: { host }, httpVersion }: IncomingMessage): Refusal | null {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  if (hosts === 0) return httpVersion === '1.0' ? null : bad(400, 'The Host header is missing.');
  if (hosts > 1) return bad(400, 'There is more than one Host header.');
  return hostForm.test(host ?? '') ? null : bad(400, 'The Host header is no host name with an optional port.');
}

/** Clients keep what follows "#" to themselves: RFC 9110, section 4.2.5. Readers of a URL would not agree about it. */
const refuseFragment = ({ url }: FastifyRequest): Refusal | null =>
  url.includes('#') ? bad(400, 'The path has a "#": write it as %23.') : null;

/** Why a body cannot be read: JSON in UTF-8, as it is, is the only one that a request can have. */
export function refuseBody({ headers }: FastifyRequest, body: Buffer): Refusal | null {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  if (encoding.toLowerCase() !== 'identity') {
    const message = 'Send the body without compression: no Content-Encoding is understood.';
    return bad(415, message, { 'accept-encoding': 'identity' });
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(type)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) return bad(415, 'Send the body in UTF-8: JSON has no other charset.');
  return isUtf8(body) ? null : bad(400, 'The body is not valid UTF-8.');
}

/** A body that is not JSON at all, whether or not it says so. */
export const otherBody = bad(415, 'Send the body as JSON, with "Content-Type: application/json".');

/** Fastify tells apart only the body that is not there. */
const notParsed = (error: Error & { code?: string }): Error =>
  error.code === 'FST_ERR_CTP_EMPTY_JSON_BODY'
    ? error
    : new RefusedRequest(bad(400, 'The body is not valid JSON, or has a key "__proto__" or "constructor.prototype".'));

/** Thrown where there is no reply at hand. */
export class RefusedRequest extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * Refuses requests that no route is for: unknown paths and methods, Host headers that name no host, bodies of another
 * kind. Call it before the routes are added.
 */
export function registerRefusals(app: FastifyInstance): void {
  const methods = new Map<string, string[]>();
  app.addHook('onRoute', ({ url, method }) => {
    methods.set(url, [...(methods.get(url) ?? []), ...[method].flat()]);
  });

  function missing(request: FastifyRequest): Refusal {
    const path = request.url.split('?')[0] ?? '';
    const allowed = methods.get(path.length > 1 ? path.replace(/\/$/, '') : path);
    if (!allowed) return { status: 404, code: 'NOT_FOUND', message: 'There is nothing here. GraphQL is at /graphql.' };
    const allow = allowed.join(', ');
    return bad(405, `The method ${request.method} is not possible here; these are: ${allow}.`, { allow });
  }

  app.addHook('onRequest', (request, reply, done) => {
    const refusal = refuseHost(request.raw) ?? refuseFragment(request) ?? (request.is404 ? missing(request) : null);
    if (refusal) void sendRefusal(reply, refusal);
    else done();
  });
  app.setNotFoundHandler((request, reply) => sendRefusal(reply, missing(request)));

  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const refusal = refuseBody(request, body);
    if (refusal) done(new RefusedRequest(refusal));
    else void parse(request, body.toString(), (error, value) => done(error && notParsed(error), value));
  });
  app.addContentTypeParser('*', (_request, _payload, done) => done(new RefusedRequest(otherBody)));

  const { server } = app;
  server.on('connect', (_request, socket: Duplex) =>
    refuseConnection(socket, bad(405, 'This is no proxy: CONNECT is not possible.', { allow: 'GET, HEAD, POST' })),
  );
  server.on('checkExpectation', ({ socket }: IncomingMessage) =>
    refuseConnection(socket, bad(417, 'Of the Expect header only "100-continue" is understood.')),
  );
}
