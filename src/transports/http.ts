import { HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../auth/viewer.ts';
import { createContext, type Context, type RequestInfo } from '../context.ts';
import type { Db } from '../db/client.ts';
import { presentError } from '../errors.ts';
import { resultText } from '../graphql/executor.ts';
import type { ValidDocuments } from '../graphql/valid-documents.ts';
import type { Runtime } from '../server.ts';
import { answer, type ValidOperation } from './answer.ts';
import { badRequest, startApollo } from './apollo.ts';
import { Exchanges, type Cancel } from './exchanges.ts';
import { refuse } from './refuse.ts';
import { requestInfo } from './request-info.ts';

const never = new AbortController().signal;

/** Types of an Accept header that plain JSON serves; any other is negotiated by Apollo. */
const plainJson = /^\s*(\*\/\*|application\/json)\s*$/i;

/** Longer answers are encoded once; Node would put the head before a text and copy it again. */
const sentAsText = 32_768;

/** Apollo refuses what is no GraphQL request before presentErrors hears of it. */
function withRequestId(body: string, requestId: string): string {
  const { errors = [], ...rest } = JSON.parse(body) as { errors?: GraphQLFormattedError[] };
  const named = errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
  return JSON.stringify({ errors: named, ...rest });
}

const isAbsentOr = (type: 'string' | 'object', value: unknown): boolean =>
  value == null || (typeof value === type && !Array.isArray(value));

/**
 * The operation of a plain request (POST, JSON in and out) for a document that was valid before; null for everything
 * else, which Apollo reads, checks and answers, or refuses.
 */
function knownOperation(documents: ValidDocuments, { method, headers, body }: FastifyRequest): ValidOperation | null {
  const { accept = '*/*' } = headers;
  if (method !== 'POST' || !accept.split(',').every((type) => plainJson.test(type))) return null;
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

/**
 * Answers GraphQL over HTTP at /graphql, POST and GET. Gives a function that ends every query that runs, so that it is
 * answered with an error.
 */
export async function registerHttp(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
): Promise<Cancel> {
  const { executor, documents } = runtime;
  const exchanges = new Exchanges(runtime.limits.operationsPerSocket);
  const apollo = await startApollo({ schema, executor, log, documents });
  app.addHook('onClose', () => apollo.stop());

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const info = requestInfo(request, log);
    const { socket } = request.raw;
    const { db, cancel } = runtime.cancellable();
    try {
      exchanges.begin(socket, cancel);
    } catch (error) {
      return refuse(error, reply.header('connection', 'close'), info);
    }
    try {
      return await handleIn(db, request, reply, info);
    } finally {
      exchanges.end(socket, cancel);
    }
  }

  async function handleIn(db: Db, request: FastifyRequest, reply: FastifyReply, info: RequestInfo): Promise<unknown> {
    let viewer: Viewer | null;
    try {
      viewer = await runtime.authenticator.authenticate(request.headers.authorization);
    } catch (error) {
      return refuse(error, reply, info);
    }
    const context = createContext({
      ...runtime.shared,
      db,
      request: info,
      session: { viewer: () => viewer, signal: never },
    });
    const operation = knownOperation(documents, request);
    if (!operation) return askApollo(request, reply, context);
    const { status, data, errors } = await answer(executor, schema, operation, context);
    const text = resultText(data, errors);
    return reply
      .code(status)
      .header('content-type', 'application/json; charset=utf-8')
      .send(text.length > sentAsText ? Buffer.from(text) : text);
  }

  async function askApollo(request: FastifyRequest, reply: FastifyReply, context: Context): Promise<unknown> {
    const info = context.request;
    if (Array.isArray(request.body)) {
      const refused = presentError(badRequest('Send one operation in a request: batches are not accepted.'), info);
      return reply.code(400).send({ errors: [refused] });
    }
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    }
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
    return reply.code(status).send(status < 400 ? body.string : withRequestId(body.string, info.id));
  }

  app.post('/graphql', handle);
  app.get('/graphql', (request, reply) =>
    runtime.playground && request.headers.accept?.includes('text/html') === true
      ? reply.redirect('/', 302)
      : handle(request, reply),
  );
  return (reason) => exchanges.cancelAll(reason);
}
