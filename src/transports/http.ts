import { HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../auth/viewer.ts';
import { createContext, type Context } from '../context.ts';
import { presentError } from '../errors.ts';
import { resultText } from '../graphql/executor.ts';
import type { ValidDocuments } from '../graphql/valid-documents.ts';
import type { Runtime } from '../server.ts';
import { acceptance, type Acceptance } from './accept.ts';
import { answer, type ValidOperation } from './answer.ts';
import { badRequest, startApollo } from './apollo.ts';
import { sendRefusal } from './refusals.ts';
import { refuse } from './refuse.ts';
import { requestInfo } from './request-info.ts';

const never = new AbortController().signal;

/** Longer answers are encoded once; Node would put the head before a text and copy it again. */
const sentAsText = 32_768;

/** Apollo refuses what is no GraphQL request before presentErrors hears of it. */
function withRequestId(body: string, requestId: string): { text: string; understood: boolean } {
  const { errors = [], ...rest } = JSON.parse(body) as { errors?: GraphQLFormattedError[] };
  const named = errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
  return {
    text: JSON.stringify({ errors: named, ...rest }),
    understood: errors.every(({ extensions }) => extensions?.code !== 'BAD_REQUEST'),
  };
}

const isAbsentOr = (type: 'string' | 'object', value: unknown): boolean =>
  value == null || (typeof value === type && !Array.isArray(value));

/**
 * The operation of a plain request (POST, JSON in and out) for a document that was valid before; null for everything
 * else, which Apollo reads, checks and answers, or refuses.
 */
function knownOperation(documents: ValidDocuments, { method, body }: FastifyRequest): ValidOperation | null {
  if (method !== 'POST') return null;
  if (typeof body !== 'object' || body === null || Array.isArray(body) || 'extensions' in body) return null;
  const { query, operationName, variables } = body as Record<string, unknown>;
  if (typeof query !== 'string' || !isAbsentOr('string', operationName) || !isAbsentOr('object', variables))
    return null;
  const document = documents.get(query);
  if (!document) return null;
  const operation = { document, operationName, variables } as ValidOperation;
  const kind = getOperationAST(document, operation.operationName)?.operation;
  return kind === OperationTypeNode.QUERY || kind === OperationTypeNode.MUTATION ? operation : null;
}

/** Answers GraphQL over HTTP at /graphql, POST and GET. */
export async function registerHttp(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
): Promise<void> {
  const { executor, documents } = runtime;
  const apollo = await startApollo({ schema, executor, log, documents });
  app.addHook('onClose', () => apollo.stop());

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const info = requestInfo(request, log);
    let viewer: Viewer | null;
    try {
      viewer = await runtime.authenticator.authenticate(request.headers.authorization);
    } catch (error) {
      return refuse(error, reply, info);
    }
    // Before anything is executed: whoever cannot read the answer must not have changed something.
    const accepted = acceptance(request.headers.accept);
    if (!accepted) {
      const message = 'Answers are application/json or application/graphql-response+json: accept one of them.';
      return sendRefusal(reply, { status: 406, code: 'BAD_REQUEST', message });
    }
    const context = createContext({
      ...runtime.shared,
      request: info,
      session: { viewer: () => viewer, signal: never },
    });
    const operation = knownOperation(documents, request);
    if (!operation) return askApollo(request, reply, context, accepted);
    const { status, data, errors } = await answer(executor, schema, operation, context);
    const text = resultText(data, errors);
    return reply
      .code(status === 400 ? accepted.documentFailure : status)
      .header('content-type', accepted.contentType)
      .send(text.length > sentAsText ? Buffer.from(text) : text);
  }

  async function askApollo(
    request: FastifyRequest,
    reply: FastifyReply,
    context: Context,
    accepted: Acceptance,
  ): Promise<unknown> {
    const info = context.request;
    if (Array.isArray(request.body)) {
      const refused = presentError(badRequest('Send one operation in a request: batches are not accepted.'), info);
      return reply.code(400).send({ errors: [refused] });
    }
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
    headers.set('accept', accepted.contentType);
    const query = request.url.indexOf('?');
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers,
        search: query === -1 ? '' : request.url.slice(query),
        body: request.body,
      },
      context: () => Promise.resolve(context),
    });
    for (const [name, value] of response.headers) void reply.header(name, value);
    const { status = 200, body } = response;
    if (body.kind !== 'complete') throw new Error('incremental delivery is not enabled');
    if (status < 400) return reply.code(status).send(body.string);
    const { text, understood } = withRequestId(body.string, info.id);
    return reply.code(status === 400 && understood ? accepted.documentFailure : status).send(text);
  }

  app.post('/graphql', handle);
  app.get('/graphql', { exposeHeadRoute: false }, (request, reply) =>
    runtime.playground && request.headers.accept?.includes('text/html') === true
      ? reply.redirect('/', 302)
      : handle(request, reply),
  );
}
