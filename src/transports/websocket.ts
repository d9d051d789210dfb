import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { execute, type ExecutionArgs, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
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

interface Connection extends Extra {
  session?: OpenSession;
  info: RequestInfo;
}

/** Serves graphql-transport-ws at /graphql. Gives a function that closes every socket with 1001. */
export function registerWebSocket(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.maxMessage, perMessageDeflate: false });

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
    sockets.handleUpgrade(request, socket, head, (client) => {
      // graphql-ws listens for the first error only; a second one must not end the process.
      client.on('error', (error) => log.debug({ err: error }, 'a socket failed'));
      sockets.emit('connection', client, request);
    });
  });

  const contextOf = ({ session, info }: Connection): Context => {
    if (!session) throw new RequestError('UNAUTHENTICATED', 'Send connection_init first.');
    return createContext({ ...runtime.shared, request: info, session });
  };

  const server = useServer<Record<string, unknown>, Partial<Connection>>(
    {
      schema,
      connectionInitWaitTimeout: limits.initTimeout,
      isProd: true,
      context: (ctx) => contextOf(ctx.extra as Connection),
      onSubscribe: (_ctx, _id, { query, operationName, variables }) => {
        const document = readOperation(schema, query, operationName);
        return Array.isArray(document) ? document : { schema, document, operationName, variableValues: variables };
      },
      execute: async (args: ExecutionArgs) => {
        const result = await execute(args);
        return result.errors ? withPresentedErrors(result.data, result.errors, args.contextValue as Context) : result;
      },
      subscribe: runtime.subscribe as never,
      onConnect: async (ctx) => {
        const connection = ctx.extra as Connection;
        connection.info = describe(connection.request, runtime.trustProxy, log);
        const authorization = credentials(ctx.connectionParams, connection.request);
        try {
          const viewer = await runtime.authenticator.authenticate(authorization);
          if (viewer === null || authorization === undefined) return false;
          connection.session = runtime.sessions.open(authorization, viewer, (reason) =>
            connection.socket.close(CloseCode.Forbidden, reason),
          );
          if (connection.socket.readyState !== connection.socket.OPEN) connection.session.close();
          return true;
        } catch (error) {
          if (error instanceof RequestError && error.extensions.code === 'UNAUTHENTICATED') return false;
          connection.info.log.error({ err: error }, 'authentication of a socket failed');
          connection.socket.close(1013, 'Try again later');
          return true;
        }
      },
      onClose: (ctx) => (ctx.extra as Connection).session?.close(),
      // Errors are presented already; graphql-ws would call toJSON() of each.
      onNext: (_ctx, _id, _payload, _args, result) => result as FormattedExecutionResult,
      onError: (ctx, _id, _payload, errors) => {
        const { info } = ctx.extra as Connection;
        return errors.map((error) => presentError(error, info));
      },
    },
    sockets,
    limits.pingInterval,
  );

  return async () => {
    closing = true;
    const impatience = setTimeout(() => {
      for (const client of sockets.clients) client.terminate();
    }, limits.closeTimeout);
    await server.dispose();
    clearTimeout(impatience);
  };
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
