import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Logger } from 'pino';
import { createContext, type Context } from '../context.ts';
import { presentError, unauthenticated } from '../errors.ts';
import { Delivery } from '../graphql/delivery.ts';
import type { Runtime } from '../server.ts';
import { resultsOf } from './delivery-results.ts';
import { clientLeft } from './exchanges.ts';
import { readOperation } from './operation.ts';
import { refuse } from './refuse.ts';
import { requestInfo } from './request-info.ts';

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

  const { subscribe, documents } = runtime;
  const handler = createHandler({
    schema,
    context: (request) => contextOf(request.raw) as never,
    onSubscribe: ({ raw }, { query, operationName, variables }) => {
      const contextValue = contextOf(raw);
      const document = readOperation(schema, documents, { query, operationName, variables });
      if (!Array.isArray(document))
        return { schema, document, operationName, variableValues: variables, contextValue } as never;
      return { data: undefined, errors: document.map((error) => presentError(error, contextValue.request)) } as never;
    },
    // readOperation has done it.
    validate: () => [],
    execute: async (args: ExecutionArgs) => {
      const { db, cancel } = runtime.cancellable();
      const context = createContext({ ...(args.contextValue as Context), db });
      const { request, session } = context;
      const leave = () => cancel(clientLeft());
      if (session.signal.aborted) leave();
      else session.signal.addEventListener('abort', leave, { once: true });
      const answer = await runtime.executor.execute({ ...args, contextValue: context });
      const data: unknown = answer.data === undefined ? undefined : JSON.parse(answer.data);
      return { data, errors: answer.errors?.map((error) => presentError(error, request)) } as never;
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
    const { authorization } = request.headers;
    const over = () => reply.raw.destroyed || reply.raw.writableEnded;
    try {
      const viewer = await runtime.authenticator.authenticate(authorization);
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
  app.get('/graphql/stream', handle);
}
