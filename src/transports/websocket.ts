import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ExecutionArgs, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { createContext, type Context, type RequestInfo } from '../context.ts';
import type { Db } from '../db/client.ts';
import { limitExceeded, presentError, RequestError } from '../errors.ts';
import { Delivery } from '../graphql/delivery.ts';
import { resultText } from '../graphql/executor.ts';
import type { Runtime } from '../server.ts';
import type { OpenSession } from '../sessions.ts';
import { clientLeft } from './exchanges.ts';
import { readOperation } from './operation.ts';
import { clientAddress, requestId } from './request-info.ts';
import { SocketWriter } from './socket-writer.ts';

/** Times for connection_init, between pings and for closing in milliseconds, characters kept of a User-Agent. */
const limits = {
  initTimeout: 5_000,
  pingInterval: 12_000,
  closeTimeout: 2_000,
  maxUserAgent: 2_000,
} as const;

interface Connection {
  readonly socket: WebSocket;
  readonly writer: SocketWriter;
  /** Of the upgrade request, for clients that can set headers. */
  readonly authorization: string | undefined;
  readonly info: RequestInfo;
  session?: OpenSession;
  /** How many operations run. */
  operations: number;
}

/** What graphql-ws hands on from `onSubscribe` to `execute` and `subscribe`: where the answer goes. */
interface Origin {
  readonly connection: Connection;
  readonly operationId: string;
}

/** Close code of RFC 6455 for a client that does what it may not, here: has too many sockets. */
const policyViolation = 1008;
/** Close code of the registry of IANA. */
const tryAgainLater = 1013;

/** At most one connection in so many may be a socket that has not signed in. */
const unauthenticatedShare = 10;

/** Serves graphql-transport-ws at /graphql. Gives a function that closes every socket with 1001. */
export function registerWebSocket(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
): () => Promise<void> {
  const options = {
    noServer: true,
    maxPayload: runtime.limits.messageBytes,
    closeTimeout: limits.closeTimeout,
    perMessageDeflate: false,
    handleProtocols,
  };
  // A variable, because the types do not know `closeTimeout`.
  const sockets = new WebSocketServer(options);

  let closing = false;
  const upgradeFailed = (error: Error) => log.debug({ err: error }, 'socket failed during the upgrade');
  app.server.on('upgrade', (request, socket, head) => {
    // Not a function of this call, which would keep the request for as long as the socket.
    socket.on('error', upgradeFailed);
    if (closing) {
      refuseUpgrade(socket, '503 Service Unavailable');
      return;
    }
    const path = request.url?.split('?')[0];
    if (path !== '/graphql') {
      refuseUpgrade(socket, '404 Not Found');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => accept(accepted, socket, request));
  });

  const contextOf = ({ session, info }: Connection, db: Db): Context => {
    if (!session) throw new RequestError('UNAUTHENTICATED', 'Send connection_init first.');
    return createContext({ ...runtime.shared, db, request: info, session });
  };

  const { subscribe, documents } = runtime;
  const { operationsPerSocket } = runtime.limits;
  const unauthenticated = new UnauthenticatedSockets(Math.ceil(runtime.limits.connections / unauthenticatedShare));

  const server = makeServer<Record<string, unknown>, Connection>({
    schema,
    connectionInitWaitTimeout: limits.initTimeout,
    onSubscribe: ({ extra: connection }, operationId, { query, operationName, variables }) => {
      if (connection.operations >= operationsPerSocket) {
        const message = `A socket may have ${operationsPerSocket} operations at a time. Complete one first.`;
        return [limitExceeded('operationsPerSocket', operationsPerSocket, message)];
      }
      const document = readOperation(schema, documents, { query, operationName, variables });
      if (Array.isArray(document)) return document;
      connection.operations += 1;
      const contextValue: Origin = { connection, operationId };
      return { schema, document, operationName, variableValues: variables, contextValue };
    },
    execute: (args: ExecutionArgs) => {
      const { connection, operationId } = args.contextValue as Origin;
      const { db, cancel } = runtime.cancellable();
      const contextValue = contextOf(connection, db);
      const run = async () => {
        const { data, errors } = await runtime.executor.execute({ ...args, contextValue });
        const presented = errors?.map((error) => presentError(error, contextValue.request));
        return resultText(data, presented);
      };
      return connection.writer.sendOnce(operationId, {
        run,
        cancel: () => cancel(clientLeft()),
        over: () => (connection.operations -= 1),
      }) as never;
    },
    subscribe: async (args: ExecutionArgs) => {
      const { connection, operationId } = args.contextValue as Origin;
      const over = () => (connection.operations -= 1);
      const started = await subscribe({ ...args, contextValue: contextOf(connection, runtime.shared.db) });
      if (started instanceof Delivery) return connection.writer.deliver(operationId, started, over) as never;
      over();
      return started as never;
    },
    onConnect: async ({ connectionParams, extra: connection }) => {
      const { socket, info } = connection;
      const authorization = credentials(connectionParams) ?? connection.authorization;
      try {
        const viewer = await runtime.authenticator.authenticate(authorization);
        if (viewer === null || authorization === undefined) return false;
        connection.session = runtime.sessions.open(authorization, viewer, (reason) =>
          socket.close(CloseCode.Forbidden, reason),
        );
        unauthenticated.delete(socket);
        if (socket.readyState !== socket.OPEN) connection.session.close();
        return true;
      } catch (error) {
        const code = error instanceof RequestError ? error.extensions.code : undefined;
        if (code === 'UNAUTHENTICATED') return false;
        if (code === 'LIMIT_EXCEEDED') {
          socket.close(policyViolation, (error as RequestError).message);
          return true;
        }
        info.log.error({ err: error }, 'authentication of a socket failed');
        socket.close(tryAgainLater, 'Try again later');
        return true;
      }
    },
    onClose: ({ extra }) => extra.session?.close(),
    // Errors are presented already; graphql-ws would call toJSON() of each.
    onNext: (_ctx, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: ({ extra }, _id, _payload, errors) => errors.map((error) => presentError(error, extra.info)),
  });

  // As graphql-ws' own adapter does, except that what a client does wrong does not end up on standard error.
  function accept(socket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    const connection: Connection = {
      socket,
      writer: new SocketWriter(socket, stream),
      authorization: request.headers.authorization,
      info: new SocketInfo(request, runtime.trustProxy, log),
      operations: 0,
    };
    unauthenticated.add(socket);
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
        onMessage: (handle) =>
          socket.on('message', (data: Buffer) => {
            pauseWhileUnread(socket, stream);
            void handle(data.toString()).catch(failed);
          }),
      },
      connection,
    );
    const stopPinging = keepAlive(socket);
    // The socket closes by itself, with the code of the protocol's violation.
    socket.on('error', (error) => connection.info.log.debug({ err: error }, 'a socket failed'));
    socket.once('close', (code, reason) => {
      stopPinging();
      unauthenticated.delete(socket);
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

/** The HTTP server no longer knows this socket: one that its client leaves half open would keep it from closing. */
function refuseUpgrade(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\n\r\n`);
}

/** A client that does not read is not read either: what it asks for would wait in memory. */
function pauseWhileUnread(socket: WebSocket, stream: Duplex): void {
  if (!stream.writableNeedDrain || socket.isPaused) return;
  socket.pause();
  stream.once('drain', () => socket.resume());
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

/**
 * Sockets that have not signed in yet. Of too many, the one that has waited longest is closed: whoever means it signs
 * in at once, and is not kept out by those who only wait.
 */
class UnauthenticatedSockets {
  readonly #maximum: number;
  /** In the order in which they came. */
  readonly #sockets = new Set<WebSocket>();

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  add(socket: WebSocket): void {
    this.#sockets.add(socket);
    const [first] = this.#sockets;
    if (this.#sockets.size <= this.#maximum || first === undefined) return;
    this.#sockets.delete(first);
    first.close(tryAgainLater, 'Try again later');
  }

  delete(socket: WebSocket): void {
    this.#sockets.delete(socket);
  }
}

/** The token of connection_init. */
function credentials(params: Record<string, unknown> | undefined): string | undefined {
  const given = params?.authorization ?? params?.Authorization;
  return typeof given === 'string' ? given : undefined;
}

/** Keeps of a request what logs and audit records say, and not the request: it would live as long as the socket. */
class SocketInfo implements RequestInfo {
  readonly id: string;
  readonly ip: string;
  readonly userAgent: string | null;
  readonly url: string;
  readonly #serviceLog: Logger;
  #log: Logger | undefined;

  constructor(request: IncomingMessage, proxies: number | false, log: Logger) {
    this.id = requestId(request);
    this.ip = clientAddress(request, proxies);
    this.userAgent = request.headers['user-agent']?.slice(0, limits.maxUserAgent) ?? null;
    this.url = `ws://${request.headers.host ?? ''}/graphql`;
    this.#serviceLog = log;
  }

  /** Most sockets never log. */
  get log(): Logger {
    return (this.#log ??= this.#serviceLog.child({ requestId: this.id }));
  }
}
