import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { execute, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Logger } from 'pino';
import { createContext, type Context } from '../context.ts';
import { presentError, toRequestError, unauthenticated } from '../errors.ts';
import type { Runtime } from '../server.ts';
import { requestInfo } from './request-info.ts';

/**
 * Serves operations as server-sent events at /graphql/stream (graphql-sse, one connection for each operation),
 * for clients behind proxies that break WebSockets.
 */
export function registerEventStream(app: FastifyInstance, schema: GraphQLSchema, runtime: Runtime, log: Logger): void {
  const contexts = new WeakMap<FastifyRequest, Context>();
  const contextOf = (request: FastifyRequest): Context => {
    const context = contexts.get(request);
    if (!context) throw new Error('the request was not authenticated');
    return context;
  };

  const handler = createHandler({
    schema,
    context: (request) => contextOf(request.raw) as never,
    execute: async (args: ExecutionArgs) => {
      const result = await execute(args);
      const context = args.contextValue as Context;
      if (!result.errors) return result;
      return { data: result.data, errors: result.errors.map((error) => presentError(error, context.request)) } as never;
    },
    subscribe: runtime.subscribe as never,
  });

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const info = requestInfo(request, log);
    const { authorization } = request.headers;
    try {
      const viewer = await runtime.authenticator.authenticate(authorization);
      if (viewer === null || authorization === undefined) {
        throw unauthenticated('Sign in: send "Authorization: Bearer <token>".');
      }
      const session = runtime.sessions.open(authorization, viewer, () => reply.raw.end());
      reply.raw.once('close', () => session.close());
      contexts.set(request, createContext({ ...runtime.shared, request: info, session }));
    } catch (error) {
      const refused = toRequestError(error);
      const status = (refused.extensions.http as { status?: number } | undefined)?.status ?? 500;
      await reply.code(status).send({ errors: [presentError(refused, info)] });
      return;
    }
    reply.hijack();
    try {
      await handler(request, reply);
    } catch (error) {
      info.log.error({ err: error }, 'event stream failed');
      reply.raw.destroy();
    }
  }

  app.post('/graphql/stream', handle);
  app.get('/graphql/stream', handle);
}
