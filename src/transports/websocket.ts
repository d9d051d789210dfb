import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { ExecutionArgs, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { createContext, type Context, type RequestInfo } from '../context.ts';
import { presentError, RequestError } from '../errors.ts';
import type { Runtime } from '../server.ts';
import type { OpenSession } from '../sessions.ts';
import { readOperation } from './operation.ts';
import { clientAddress, requestId } from './request-info.ts';

/** Limits of a socket: times for connection_init, between pings and for closing in milliseconds, bytes of a message. */
const limits = {
  initTimeout: 5_000,
  pingInterval: 12_000,
  closeTimeout: 2_000,
  maxMessage: 64 * 1024,
  maxUserAgent: 2_000,
} as const;

interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly info: RequestInfo;
  session?: OpenSession;
}

/** Serves graphql-transport-ws at /graphql. Gives a function that closes every socket with 1001. */
export function registerWebSocket(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessage,
    perMessageDeflate: false,
    handleProtocols,
  });

  let closing = false;
  app.server.on('upgrade', (request, socket, head) => {
    socket.on('error', (error) => log.debug({ err: error }, 'socket failed during the upgrade'));
    // The HTTP server no longer knows this socket: one that its client leaves half open would keep it from closing.
    const refuse = (status: string) => {
      socket.once('finish', () => socket.destroy());
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
    };
    if (closing) {
      refuse('503 Service Unavailable');
      return;
    }
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') {
      refuse('404 Not Found');
      return;
    }
    sockets.handleUpgrade(request, socket, head, accept);
  });

  const contextOf = ({ session, info }: Connection): Context => {
    if (!session) throw new RequestError('UNAUTHENTICATED', 'Send connection_init first.');
    return createContext({ ...runtime.shared, request: info, session });
  };

  const server = makeServer<Record<string, unknown>, Connection>({
    schema,
    connectionInitWaitTimeout: limits.initTimeout,
    context: ({ extra }) => contextOf(extra),
    onSubscribe: (_ctx, _id, { query, operationName, variables }) => {
      const document = readOperation(schema, { query, operationName, variables });
      return Array.isArray(document) ? document : { schema, document, operationName, variableValues: variables };
    },
    execute: async (args: ExecutionArgs) => {
      const answer = await runtime.executor.execute(args);
      const data: unknown = answer.data === undefined ? undefined : JSON.parse(answer.data);
      return answer.errors
        ? withPresentedErrors(data, answer.errors, args.contextValue as Context)
        : ({ data } as never);
    },
    subscribe: runtime.subscribe as never,
    onConnect: async ({ connectionParams, extra: connection }) => {
      const { socket, request, info } = connection;
      const authorization = credentials(connectionParams, request);
      try {
        const viewer = await runtime.authenticator.authenticate(authorization);
        if (viewer === null || authorization === undefined) return false;
        connection.session = runtime.sessions.open(authorization, viewer, (reason) =>
          socket.close(CloseCode.Forbidden, reason),
        );
        if (socket.readyState !== socket.OPEN) connection.session.close();
        return true;
      } catch (error) {
        if (error instanceof RequestError && error.extensions.code === 'UNAUTHENTICATED') return false;
        info.log.error({ err: error }, 'authentication of a socket failed');
        socket.close(1013, 'Try again later');
        return true;
      }
    },
    onClose: ({ extra }) => extra.session?.close(),
    // Errors are presented already; graphql-ws would call toJSON() of each.
    onNext: (_ctx, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: ({ extra }, _id, _payload, errors) => errors.map((error) => presentError(error, extra.info)),
  });

  // As graphql-ws' own adapter does, except that what a client does wrong does not end up on standard error.
  function accept(socket: WebSocket, request: IncomingMessage): void {
    const connection: Connection = { socket, request, info: describe(request, runtime.trustProxy, log) };
    const failed = (error: unknown) => {
      const level = socket.readyState === socket.OPEN ? 'error' : 'debug';
      connection.info.log[level]({ err: error }, 'a message of a socket could not be handled');
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    };
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(data, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => socket.on('message', (data: Buffer) => void handle(data.toString()).catch(failed)),
      },
      connection,
    );
    const stopPinging = keepAlive(socket);
    // The socket closes by itself, with the code of the protocol's violation.
    socket.on('error', (error) => connection.info.log.debug({ err: error }, 'a socket failed'));
    socket.once('close', (code, reason) => {
      stopPinging();
      closed(code, reason.toString()).catch(failed);
    });
  }

  return async () => {
    closing = true;
    const impatience = setTimeout(() => {
      for (const client of sockets.clients) client.terminate();
    }, limits.closeTimeout);
    for (const client of sockets.clients) client.close(1001, 'Going away');
    await new Promise((resolve) => sockets.close(resolve));
    clearTimeout(impatience);
  };
}

/** Pings a socket, and ends it when a ping is not answered before the next one. Gives what stops that. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) socket.terminate();
    answered = false;
    socket.ping();
  }, limits.pingInterval);
  return () => clearInterval(timer);
}

const withPresentedErrors = (
  data: unknown,
  errors: readonly Parameters<typeof presentError>[0][],
  { request }: Context,
) => ({ data, errors: errors.map((error) => presentError(error, request)) }) as never;

/** The token of connection_init, or of the upgrade request for clients that can set headers. */
function credentials(params: Record<string, unknown> | undefined, request: IncomingMessage): string | undefined {
  const given = params?.authorization ?? params?.Authorization;
  return typeof given === 'string' ? given : request.headers.authorization;
}

function describe(request: IncomingMessage, proxies: number | false, log: Logger): RequestInfo {
  const id = requestId(request);
  return {
    id,
    ip: clientAddress(request, proxies),
    userAgent: request.headers['user-agent']?.slice(0, limits.maxUserAgent) ?? null,
    url: `ws://${request.headers.host ?? ''}/graphql`,
    log: log.child({ requestId: id }),
  };
}
