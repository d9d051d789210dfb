import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Admit } from './admission.ts';
import type { SignIn } from './auth/sign-in.ts';
import type { Limits } from './config.ts';
import type { Context } from './context.ts';
import type { CancellableDb } from './db/cancellable.ts';
import { RequestError } from './errors.ts';
import { Documents } from './graphql/documents.ts';
import type { Executor } from './graphql/executor.ts';
import { createSubscribe, type Subscribe } from './graphql/subscribe.ts';
import type { TrustedDocuments } from './graphql/trusted-documents.ts';
import type { Observe } from './observation/operations.ts';
import type { Prometheus } from './observation/prometheus.ts';
import type { DemoToken } from './playground/page-config.ts';
import { registerPlayground } from './playground/playground.ts';
import { addressSubject, type Budget } from './rate-limits/budgets.ts';
import type { Sessions } from './sessions.ts';
import { registerCors } from './transports/cors.ts';
import { registerEventStream } from './transports/event-stream.ts';
import { registerExports, type DownloadOptions } from './transports/exports.ts';
import { registerHealth, type Readiness } from './transports/health.ts';
import { registerHttp } from './transports/http.ts';
import { registerIngest } from './transports/ingest.ts';
import { registerJwks } from './transports/jwks.ts';
import { registerMetrics } from './transports/metrics.ts';
import {
  otherBody,
  RefusedRequest,
  refuseUnreadable,
  refuseUrl,
  registerRefusals,
  sendRefusal,
} from './transports/refusals.ts';
import { refuse } from './transports/refuse.ts';
import { requestId, requestInfo } from './transports/request-info.ts';
import { answerHeaders, strictTransport } from './transports/response-headers.ts';
import { registerWebSocket } from './transports/websocket.ts';

/** What the transports share. */
export interface Runtime {
  readonly sessions: Sessions;
  readonly shared: Omit<Context, 'viewer' | 'loaders' | 'request' | 'session'>;
  /** The reads of one request: they end when its client leaves. */
  readonly cancellable: () => CancellableDb;
  readonly executor: Executor;
  readonly subscribe: Subscribe;
  readonly documents: Documents;
  readonly limits: Limits;
  readonly signIn: SignIn;
  readonly admit: Admit;
  readonly observe: Observe;
  /** Of each viewer, in points: what is no operation takes its own. */
  readonly viewerBudget: Budget;
  /** Of each address, in requests. */
  readonly addressBudget: Budget;
  readonly playground: boolean;
  /** How many entries of X-Forwarded-For, from the right, were written by proxies of our own. */
  readonly trustProxy: number | false;
  /** Origins of pages that may use the service besides the playground. */
  readonly corsOrigins: ReadonlySet<string>;
}

export interface ServerOptions {
  readonly schema: GraphQLSchema;
  readonly runtime: Omit<Runtime, 'subscribe' | 'documents'>;
  /** The only operations that are executed, or those that clients may call by their hash. */
  readonly trusted: { readonly documents: TrustedDocuments; readonly only: boolean };
  readonly downloads: DownloadOptions;
  readonly readiness: () => Promise<Readiness>;
  readonly prometheus: Prometheus;
  /** With which Prometheus may scrape; see docs/operations.md. */
  readonly prometheusToken: string | undefined;
  readonly log: Logger;
  readonly host: string;
  readonly port: number;
  /** Until this has happened, nothing but the health checks is answered. */
  readonly opening: Promise<unknown>;
  /** Tokens that the playground offers for signing in with one click, once it is open; demo installations only. */
  readonly demoTokens: () => readonly DemoToken[];
}

/** A listening server. */
export interface Server {
  readonly url: string;
  readonly port: number;
  /** Answers what is running, for at most 5 seconds, closes sockets with 1001 and stops listening. */
  stop(): Promise<void>;
}

/** How long running requests may take once the server stops, and then their last answers, in milliseconds. */
const drainTime = 5_000;
const answerTime = 1_000;

/** How long a client may take, in milliseconds. */
const timeouts = {
  headers: 10_000,
  /** For headers and body together. */
  request: 20_000,
  /** Between two looks for those that took longer. */
  check: 2_000,
  /** Between two requests: longer than the minute for which proxies usually keep a connection. */
  keepAlive: 72_000,
  /** For a connection on which nothing moves in either direction: longer than any answer takes to be made. */
  silence: 60_000,
} as const;

/** Bytes of a request's headers: a token of 8 KB, and what proxies add. */
const maxHeaders = 16 * 1024;

/** How often a log may say that connections are refused, in milliseconds. */
const refusalsLogged = 60_000;

/** Why other requests are refused. */
const notYet = 'This instance is starting and waits for its database. Send the request again.';
const notAnyMore = 'This instance is stopping. Send the request again.';

/** Routes whose requests are counted in their address's budget. */
const budgeted = /^\/(graphql|exports|ingest)/;

/** Answered while the server starts or drains, too. */
const healthPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

/** Starts HTTP, WebSocket and event streams on one port. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { schema, log } = options;
  const proxies = options.runtime.trustProxy;
  const app: FastifyInstance = fastify({
    bodyLimit: options.runtime.limits.bodyBytes,
    connectionTimeout: timeouts.silence,
    requestTimeout: timeouts.request,
    keepAliveTimeout: timeouts.keepAlive,
    // A function, because Fastify takes a number for a mistake and trusts nobody then.
    trustProxy: proxies === false ? false : (_address, hop) => hop < proxies,
    genReqId: requestId,
    forceCloseConnections: 'idle',
    http: {
      // Node would answer without a body.
      requireHostHeader: false,
      headersTimeout: timeouts.headers,
      connectionsCheckingInterval: timeouts.check,
      maxHeaderSize: maxHeaders,
      // Clients that offer HTTP/2 in passing, as Java's does, are answered with HTTP/1.1.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    frameworkErrors: refuseUrl,
    clientErrorHandler: refuseUnreadable,
    routerOptions: { ignoreTrailingSlash: true },
  });
  const runtime: Runtime = {
    ...options.runtime,
    subscribe: createSubscribe(options.runtime.executor),
    documents: new Documents({
      schema,
      limits: options.runtime.limits,
      trusted: options.trusted.documents,
      trustedOnly: options.trusted.only,
      budget: options.runtime.addressBudget,
    }),
  };
  let closed: string | null = notYet;
  void options.opening.then(() => {
    if (closed === notYet) closed = null;
  });

  app.addHook('onRequest', (request, reply, done) => {
    // Node remembers it then: what a client that has left had sent is audited with its address.
    Reflect.get(request.raw.socket, 'remoteAddress');
    void reply.headers(answerHeaders).header('x-request-id', request.id);
    if (request.protocol === 'https') void reply.header('strict-transport-security', strictTransport);
    done();
  });
  await registerCors(app, runtime.corsOrigins);
  registerRefusals(app);
  app.addHook('onRequest', (request, reply, done) => {
    const path = request.url.split('?')[0] ?? '';
    if (closed !== null && !healthPaths.has(path)) {
      const headers = { connection: 'close' };
      void sendRefusal(reply, { status: 503, code: 'SERVICE_UNAVAILABLE', message: closed, headers });
      return;
    }
    try {
      if (budgeted.test(request.routeOptions.url ?? '')) runtime.addressBudget.take(addressSubject(request.ip), 1);
    } catch (error) {
      void refuse(error, reply, requestInfo(request, log));
      return;
    }
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    options.prometheus.answered(request.routeOptions.url ?? 'none', reply.statusCode);
    if (!log.isLevelEnabled('debug')) {
      done();
      return;
    }
    const fields = {
      requestId: request.id,
      method: request.method,
      path: request.url.split('?')[0],
      status: reply.statusCode,
    };
    log.debug({ ...fields, durationMs: Math.round(reply.elapsedTime * 10) / 10 }, 'request');
    done();
  });
  app.setErrorHandler((error: { statusCode?: number; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (error instanceof RefusedRequest) return sendRefusal(reply, error.refusal);
    if (status === 415) return sendRefusal(reply, otherBody);
    if (status >= 500) log.error({ err: error, requestId: request.id }, 'request failed');
    const message = status >= 500 ? 'Something went wrong on our side.' : error.message;
    const code = status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST';
    return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
  });

  limitConnections(app, runtime.limits.connections, log);
  const cancelRequests = await registerHttp(app, schema, runtime, log);
  registerEventStream(app, schema, runtime, log);
  registerExports(app, runtime, options.downloads, log);
  registerIngest(app, runtime, log);
  registerHealth(app, async () => ({
    ...(await options.readiness()),
    ...(closed === notAnyMore ? { ready: false, draining: true } : {}),
  }));
  registerJwks(app, runtime.shared.settings.licenses.signingKeys);
  registerMetrics(app, runtime, options.prometheus, options.prometheusToken, log);
  await registerPlayground(app, {
    graphqlPath: '/graphql',
    demoTokens: options.demoTokens,
    enabled: runtime.playground,
  });
  const closeSockets = registerWebSocket(app, schema, runtime, log, () => closed === null);

  await listen(app, options.host, options.port);
  const { port } = app.server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    port,
    url: `http://${host}:${port}`,
    async stop() {
      closed = notAnyMore;
      const stopping = new RequestError('SERVICE_UNAVAILABLE', notAnyMore);
      const impatience = setTimeout(() => cancelRequests(stopping), drainTime);
      // A client that never finishes its request, or never reads its answer, must not keep the process.
      const end = setTimeout(() => app.server.closeAllConnections(), drainTime + answerTime);
      // Those that were in use when the server closed are kept open by their clients after the answer.
      const idle = setInterval(() => app.server.closeIdleConnections(), 100);
      const socketsClosed = closeSockets();
      runtime.sessions.stop();
      await socketsClosed;
      await app.close();
      clearTimeout(impatience);
      clearTimeout(end);
      clearInterval(idle);
    },
  };
}

/** Refuses connections beyond the limit, and says so in one line for many. */
function limitConnections({ server }: FastifyInstance, maximum: number, log: Logger): void {
  server.maxConnections = maximum;
  let refused = 0;
  let quietUntil = 0;
  server.on('drop', () => {
    refused += 1;
    const now = performance.now();
    if (now < quietUntil) return;
    log.warn({ refused, maximum }, 'connections are refused: LIMIT_CONNECTIONS is reached');
    refused = 0;
    quietUntil = now + refusalsLogged;
  });
}

/** Throws what an operator can act on where the address cannot be had. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<void> {
  const advice = new Map([
    ['EADDRINUSE', `Port ${port} is taken. Stop what uses it, or set PORT to another one.`],
    ['EACCES', `Port ${port} may not be used by this user. Set PORT to one above 1023.`],
    ['EADDRNOTAVAIL', `This machine has no address ${host}. Set HOST to one that it has, or to 0.0.0.0 for all.`],
    ['ENOTFOUND', `The host name ${host} is not known. Set HOST to an address of this machine.`],
  ]);
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const message = advice.get(code);
    throw message === undefined ? error : new Error(message, { cause: error });
  }
}
