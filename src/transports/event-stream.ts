import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Logger } from 'pino';
import { createContext, type Context } from '../context.ts';
import { presentError, unauthenticated } from '../errors.ts';
import { Delivery } from '../graphql/delivery.ts';
import type { Runtime } from '../server.ts';
import { isErrors } from '../graphql/documents.ts';
import { answerText, execute, type AdmittedOperation } from './answer.ts';
import { resultsOf } from './delivery-results.ts';
import { clientLeft } from './exchanges.ts';
import { readOperation } from './operation.ts';
import { refuse } from './refuse.ts';
import { authorizationOf, requestInfo } from './request-info.ts';

/** Between two looks whether a client that does not read does so again, in milliseconds. */
const unreadWait = 20;

/**
 * Serves operations as server-sent events at /graphql/stream (graphql-sse, one connection for each operation),
 * for clients behind proxies that break WebSockets.
 */
export function registerEventStream(app: FastifyInstance, schema: GraphQLSchema, runtime: Runtime, log: Logger): void {
  const contexts = new WeakMap<FastifyRequest, Context>();
  const responses = new WeakMap<FastifyRequest, FastifyReply>();
  const contextOf = (request: FastifyRequest): Context => {
    const context = contexts.get(request);
    if (!context) throw new Error('the request was not authenticated');
    return context;
  };

  const { subscribe, documents, executor, admit, observe } = runtime;
  const answering = { schema, executor, admit, observe };
  const operations = new WeakMap<Context, AdmittedOperation>();
  const handler = createHandler({
    schema,
    context: (request) => contextOf(request.raw) as never,
    onSubscribe: ({ raw }, request) => {
      const contextValue = contextOf(raw);
      const operation = readOperation(answering, documents, request, contextValue);
      if (isErrors(operation)) {
        const errors = operation.map((error) => presentError(error, contextValue.request));
        return { data: undefined, errors } as never;
      }
      operations.set(contextValue, operation);
      const { document, operationName, variables: variableValues } = operation;
      return { schema, document, operationName, variableValues, contextValue } as never;
    },
    // readOperation has done it.
    validate: () => [],
    execute: async ({ contextValue }: ExecutionArgs) => {
      const operation = operations.get(contextValue as Context);
      if (!operation) throw new Error('the operation was not read');
      const { db, cancel } = runtime.cancellable();
      const context = createContext({ ...(contextValue as Context), db });
      const { signal } = context.session;
      const leave = () => cancel(clientLeft());
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      return JSON.parse(answerText(await execute(answering, operation, context))) as never;
    },
    subscribe: async (args: ExecutionArgs) => {
      const started = await subscribe(args);
      if (!(started instanceof Delivery)) return started as never;
      const { request } = args.contextValue as Context;
      // An event stream has no message for a failing subscription: its last item carries the error instead.
      return resultsOf(started, (originalError) => ({
        errors: [presentError(new GraphQLError(originalError.message, { originalError }), request)],
      })) as never;
    },
    // graphql-sse queues without bound, and writes one event at a time, which is too little for a 'drain': the next item
    // is not taken before the one before has left.
    onNext: async (_context, request) => {
      const { raw } = responses.get(request.raw) ?? {};
      while (raw !== undefined && raw.writableLength > 0 && !raw.destroyed) await setTimeout(unreadWait);
    },
  });

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const info = requestInfo(request, log);
    const authorization = authorizationOf(request.raw);
    const over = () => reply.raw.destroyed || reply.raw.writableEnded;
    try {
      const viewer = await runtime.signIn(authorization, info);
      if (viewer === null || authorization === undefined) {
        throw unauthenticated('Sign in: send "Authorization: Bearer <token>".');
      }
      // The client left meanwhile: there is no 'close' to come that would end a session.
      if (over()) {
        reply.hijack();
        return;
      }
      const session = runtime.sessions.open(authorization, viewer, () => reply.raw.end());
      reply.raw.once('close', () => session.close());
      responses.set(request, reply);
      contexts.set(request, createContext({ ...runtime.shared, request: info, session }));
    } catch (error) {
      await refuse(error, reply, info);
      return;
    }
    reply.hijack();
    // What graphql-sse still writes after the session or the client has ended the response must not end the process.
    reply.raw.on('error', (error) => info.log.debug({ err: error }, 'an event could not be written'));
    try {
      await handler(request, reply);
    } catch (error) {
      if (over()) {
        info.log.debug({ err: error }, 'an event stream ended early');
        return;
      }
      info.log.error({ err: error }, 'event stream failed');
      reply.raw.destroy();
    }
  }

  app.post('/graphql/stream', handle);
  app.get('/graphql/stream', { exposeHeadRoute: false }, handle);
}
