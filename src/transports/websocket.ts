import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ExecutionArgs, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer, MessageType } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { createContext, type Context, type RequestInfo } from '../context.ts';
import type { Db } from '../db/client.ts';
import { logFailure, presentError, RequestError, tooMany, unauthenticated } from '../errors.ts';
import { Delivery } from '../graphql/delivery.ts';
import { isErrors } from '../graphql/documents.ts';
import type { Runtime } from '../server.ts';
import type { OpenSession } from '../sessions.ts';
import { answerText, execute, type AdmittedOperation } from './answer.ts';
import { clientLeft } from './exchanges.ts';
import { readOperation } from './operation.ts';
import { refuseConnection } from './refusals.ts';
import { authorizationOf, requestId, SocketInfo } from './request-info.ts';
import { runLater } from './run-later.ts';
import { refuseUpgrade } from './socket-upgrade.ts';
import { SocketWriter } from './socket-writer.ts';
import { tryAgainLater, WaitingSockets } from './waiting-sockets.ts';

/** Times for connection_init, between pings and for closing in milliseconds. */
const limits = {
  initTimeout: 5_000,
  pingInterval: 12_000,
  closeTimeout: 2_000,
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
  /** How many operations run. */
  operations: number;
}

/** What graphql-ws hands on from `onSubscribe` to `execute` and `subscribe`: what it is, and where the answer goes. */
interface Origin {
  readonly connection: Connection;
  readonly operationId: string;
  readonly operation: AdmittedOperation;
  readonly context: Context;
}

/** Close code of RFC 6455 for a client that does what it may not, here: has too many sockets. */
const policyViolation = 1008;

/** At most one connection in so many may be a socket that has not signed in. */
const waitingShare = 10;

/** Serves graphql-transport-ws at /graphql while `isOpen`. Gives a function that closes every socket with 1001. */
export function registerWebSocket(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
  isOpen: () => boolean,
): () => Promise<void> {
  const options = {
    noServer: true,
    maxPayload: runtime.limits.messageBytes,
    closeTimeout: limits.closeTimeout,
    perMessageDeflate: false,
    // What one message causes is done before the next is read: a client may end an operation and use its id again.
    allowSynchronousEvents: false,
    handleProtocols,
  };
  // A variable, because the types do not know `closeTimeout`.
  const sockets = new WebSocketServer(options);

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

  const contextOf = ({ session, info }: Connection, db: Db): Context | null =>
    session ? createContext({ ...runtime.shared, db, request: info, session }) : null;

  const { subscribe, documents, executor, admit, observe, cancellable } = runtime;
  const { operationsPerSocket, connections } = runtime.limits;
  const answering = { schema, executor, admit, observe };
  const waiting = new WaitingSockets(Math.ceil(connections / waitingShare));

  const server = makeServer<Record<string, unknown>, Connection>({
    schema,
    connectionInitWaitTimeout: limits.initTimeout,
    onSubscribe: ({ extra: connection }, operationId, request) => {
      if (connection.operations >= operationsPerSocket) {
        const message = `A socket may have ${operationsPerSocket} operations at a time. Complete one first.`;
        return [tooMany('operationsPerSocket', operationsPerSocket, message)];
      }
      const context = contextOf(connection, runtime.shared.db);
      if (!context) return [unauthenticated('Send connection_init first.')];
      const operation = readOperation(answering, documents, request, context);
      if (isErrors(operation)) return [...operation];
      connection.operations += 1;
      const { document, operationName, variables: variableValues } = operation;
      const contextValue: Origin = { connection, operationId, operation, context };
      return { schema, document, operationName, variableValues, contextValue };
    },
    execute: ({ contextValue }: ExecutionArgs) => {
      const { connection, operationId, operation, context } = contextValue as Origin;
      return runLater(() => {
        const { db, cancel } = cancellable();
        const run = async () => answerText(await execute(answering, operation, createContext({ ...context, db })));
        const over = () => (connection.operations -= 1);
        return Promise.resolve(
          connection.writer.sendOnce(operationId, { run, cancel: () => cancel(clientLeft()), over }),
        );
      }) as never;
    },
    subscribe: (args: ExecutionArgs) => {
      const { connection, operationId, context } = args.contextValue as Origin;
      const over = () => (connection.operations -= 1);
      return runLater(async () => {
        try {
          const started = await subscribe({ ...args, contextValue: context });
          if (started instanceof Delivery) return connection.writer.deliver(operationId, started, over);
          const run = () => Promise.resolve(JSON.stringify(started));
          return connection.writer.sendOnce(operationId, { run, cancel: () => undefined, over });
        } catch (error) {
          over();
          throw error;
        }
      }) as never;
    },
    onConnect: async ({ connectionParams, extra: connection }) => {
      const { socket, info } = connection;
      // It waits for us from now on.
      waiting.delete(socket);
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
        const { code } = error instanceof RequestError ? error.extensions : {};
        if (code === 'UNAUTHENTICATED') return false;
        if (code === 'LIMIT_EXCEEDED' || code === 'RATE_LIMITED') {
          socket.close(code === 'LIMIT_EXCEEDED' ? policyViolation : tryAgainLater, (error as RequestError).message);
          return true;
        }
        logFailure(info.log, error, 'authentication of a socket failed');
        socket.close(tryAgainLater, 'Try again later');
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
      operations: 0,
    };
    waiting.add(socket);
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
            pauseWhileUnread(socket, stream);
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
      waiting.delete(socket);
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
