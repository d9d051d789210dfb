import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ExecutionArgs, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer, MessageType } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { createContext, type Context, type RequestInfo } from '../context.ts';
import { logFailure, presentError, RequestError, toRequestError, unauthenticated } from '../errors.ts';
import { Delivery } from '../graphql/delivery.ts';
import { isErrors } from '../graphql/documents.ts';
import { addressSubject } from '../rate-limits/budgets.ts';
import type { Runtime } from '../server.ts';
import type { OpenSession } from '../sessions.ts';
import { answerText, execute, type AdmittedOperation } from './answer.ts';
import { mayOpenSocket } from './cors.ts';
import { readOperation } from './operation.ts';
import { refuseConnection, refuseHost, type Refusal } from './refusals.ts';
import { authorizationOf, clientAddress, requestId } from './request-info.ts';
import { runLater } from './run-later.ts';
import { SocketWriter } from './socket-writer.ts';

/** Limits of a socket: times for connection_init, between pings and for closing in milliseconds, bytes of a message. */
const limits = {
  initTimeout: 5_000,
  pingInterval: 12_000,
  closeTimeout: 2_000,
  maxMessage: 64 * 1024,
  maxUserAgent: 2_000,
  /** Of a close frame, in bytes (RFC 6455, section 5.5). */
  maxReason: 123,
} as const;

/** What only a server says. graphql-ws would take it for a fault of its own, and close with 4500. */
const serverMessages: ReadonlySet<unknown> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

interface Connection {
  readonly socket: WebSocket;
  readonly writer: SocketWriter;
  /** Of the upgrade request, for clients that can set headers. */
  readonly authorization: string | undefined;
  readonly info: RequestInfo;
  session?: OpenSession;
}

/** What graphql-ws hands on from `onSubscribe` to `execute` and `subscribe`: what it is, and where the answer goes. */
interface Origin {
  readonly connection: Connection;
  readonly operationId: string;
  readonly operation: AdmittedOperation;
  readonly context: Context;
}

/** Serves graphql-transport-ws at /graphql while `isOpen`. Gives a function that closes every socket with 1001. */
export function registerWebSocket(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
  isOpen: () => boolean,
): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxMessage,
    perMessageDeflate: false,
    // What one message causes is done before the next is read: a client may end an operation and use its id again.
    allowSynchronousEvents: false,
    handleProtocols,
  });

  sockets.on('wsClientError', ({ message }, socket, request) =>
    refuseConnection(
      socket,
      { status: 400, code: 'BAD_REQUEST', message, headers: { 'sec-websocket-version': '13' } },
      requestId(request),
    ),
  );

  let closing = false;
  const upgradeFailed = (error: Error) => log.debug({ err: error }, 'socket failed during the upgrade');
  app.server.on('upgrade', (request, socket, head) => {
    // Not a function of this call, which would keep the request for as long as the socket.
    socket.on('error', upgradeFailed);
    if (closing || !isOpen()) {
      const message = 'This instance is starting or stopping. Connect again.';
      refuseConnection(socket, { status: 503, code: 'SERVICE_UNAVAILABLE', message }, requestId(request));
      return;
    }
    const refusal = refuseUpgrade(request, runtime);
    if (refusal) {
      refuseConnection(socket, refusal, requestId(request));
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => accept(accepted, socket, request));
  });

  const contextOf = ({ session, info }: Connection): Context | null =>
    session ? createContext({ ...runtime.shared, request: info, session }) : null;

  const { subscribe, documents, executor, admit } = runtime;
  const answering = { schema, executor, admit };

  const server = makeServer<Record<string, unknown>, Connection>({
    schema,
    connectionInitWaitTimeout: limits.initTimeout,
    onSubscribe: ({ extra: connection }, operationId, request) => {
      const context = contextOf(connection);
      if (!context) return [unauthenticated('Send connection_init first.')];
      const operation = readOperation(answering, documents, request, context);
      if (isErrors(operation)) return [...operation];
      const { document, operationName, variables: variableValues } = operation;
      const contextValue: Origin = { connection, operationId, operation, context };
      return { schema, document, operationName, variableValues, contextValue };
    },
    execute: ({ contextValue }: ExecutionArgs) => {
      const { connection, operationId, operation, context } = contextValue as Origin;
      return runLater(async () => {
        const answered = await execute(answering, operation, context);
        return connection.writer.sendOnce(operationId, answerText(answered));
      }) as never;
    },
    subscribe: (args: ExecutionArgs) => {
      const { connection, operationId, context } = args.contextValue as Origin;
      return runLater(async () => {
        const started = await subscribe({ ...args, contextValue: context });
        return started instanceof Delivery
          ? connection.writer.deliver(operationId, started)
          : connection.writer.sendOnce(operationId, JSON.stringify(started));
      }) as never;
    },
    onConnect: async ({ connectionParams, extra: connection }) => {
      const { socket, info } = connection;
      try {
        const authorization = credentials(connectionParams) ?? connection.authorization;
        const viewer = await runtime.signIn(authorization, info);
        if (viewer === null || authorization === undefined) return false;
        connection.session = runtime.sessions.open(authorization, viewer, (reason) =>
          socket.close(CloseCode.Forbidden, reason),
        );
        if (socket.readyState !== socket.OPEN) connection.session.close();
        return true;
      } catch (error) {
        if (error instanceof RequestError && error.extensions.code === 'UNAUTHENTICATED') return false;
        if (error instanceof RequestError && error.extensions.code === 'RATE_LIMITED') {
          socket.close(1013, error.message);
          return true;
        }
        logFailure(info.log, error, 'authentication of a socket failed');
        socket.close(1013, 'Try again later');
        return true;
      }
    },
    onClose: ({ extra }) => extra.session?.close(),
    onError: ({ extra }, _id, _payload, errors) => errors.map((error) => presentError(error, extra.info)),
  });

  // As graphql-ws' own adapter does, except that what a client does wrong does not end up on standard error.
  function accept(socket: WebSocket, stream: Duplex, request: IncomingMessage): void {
    const connection: Connection = {
      socket,
      writer: new SocketWriter(socket, stream),
      authorization: authorizationOf(request),
      info: new SocketInfo(request, runtime.trustProxy, log),
    };
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
        close: (code, reason) => socket.close(code, closeReason(reason)),
        onMessage: (handle) =>
          socket.on('message', (data: Buffer, isBinary) => {
            // While it closes it still hears its client, who may not act any more.
            if (socket.readyState !== socket.OPEN) return;
            const message = isBinary ? undefined : clientMessage(data);
            if (message === undefined) socket.close(CloseCode.BadRequest, 'Invalid message received');
            // Its type says text, but what is parsed already is taken, too.
            else void handle(message as string).catch(failed);
          }),
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

/** Why a request may not become a socket, if it may not. */
function refuseUpgrade(request: IncomingMessage, runtime: Runtime): Refusal | null {
  if (request.url?.split('?')[0] !== '/graphql') {
    return { status: 404, code: 'NOT_FOUND', message: 'There is no WebSocket here. It is at /graphql.' };
  }
  const wrongHost = refuseHost(request);
  if (wrongHost) return wrongHost;
  const { corsOrigins, trustProxy, addressBudget } = runtime;
  if (!mayOpenSocket(request, corsOrigins, trustProxy)) {
    const message = 'Pages of this origin may not connect. Whoever runs the service can allow it in CORS_ORIGINS.';
    return { status: 403, code: 'FORBIDDEN', message };
  }
  try {
    addressBudget.take(addressSubject(clientAddress(request, trustProxy)), 1);
    return null;
  } catch (error) {
    const { message, extensions } = toRequestError(error);
    return {
      status: 429,
      code: 'RATE_LIMITED',
      message,
      headers: { 'retry-after': String(extensions.retryAfter) },
    };
  }
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

/** What a message says; undefined where it is no JSON object, or one that no client sends. */
function clientMessage(data: Buffer): unknown {
  try {
    const message = JSON.parse(data.toString()) as { readonly type?: unknown } | null;
    return message === null || serverMessages.has(message.type) ? undefined : message;
  } catch {
    return undefined;
  }
}

/** As much of a reason as a close frame can hold: it may quote the client. */
function closeReason(reason = ''): string {
  const { read } = new TextEncoder().encodeInto(reason, new Uint8Array(limits.maxReason));
  return reason.slice(0, read);
}

/** The Authorization value of connection_init. Throws UNAUTHENTICATED where it is no text, or where there are two. */
function credentials(params: Record<string, unknown> | undefined): string | undefined {
  const [given, another] = [params?.authorization, params?.Authorization].filter((value) => value != null);
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || another !== undefined) {
    throw unauthenticated('The payload of connection_init must have one text "authorization": "Bearer <token>".');
  }
  return given;
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
