import { HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getOperationAST, OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../auth/viewer.ts';
import { createContext, type Context, type RequestInfo } from '../context.ts';
import type { Db } from '../db/client.ts';
import { presentError } from '../errors.ts';
import type { Documents, ValidOperation } from '../graphql/documents.ts';
import type { Runtime } from '../server.ts';
import { acceptance, type Acceptance } from './accept.ts';
import { answer, answerText } from './answer.ts';
import { badRequest, startApollo } from './apollo.ts';
import { budgetHeaders } from './rate-limit-headers.ts';
import { Exchanges, type Cancel } from './exchanges.ts';
import { sendRefusal } from './refusals.ts';
import { challenge, refuse } from './refuse.ts';
import { authorizationOf, requestInfo } from './request-info.ts';

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

type Parameters = Readonly<Record<string, unknown>>;

/** The parameters of a GraphQL request, from its body or its URL. Null where they are none, as Apollo will say. */
function parametersOf({ method, body, query }: FastifyRequest): Parameters | null {
  const given = method === 'GET' ? query : body;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const parameters = method === 'GET' ? withParsedExtensions(given as Parameters) : (given as Parameters);
  return parameters !== null && isAbsentOr('object', parameters.extensions) ? parameters : null;
}

function withParsedExtensions(parameters: Parameters): Parameters | null {
  if (typeof parameters.extensions !== 'string') return parameters;
  try {
    return { ...parameters, extensions: JSON.parse(parameters.extensions) as unknown };
  } catch {
    return null;
  }
}

/**
 * The operation of a plain request (POST, JSON in and out) for a document that was valid before; null for everything
 * else, which Apollo reads, checks and answers, or refuses.
 */
function knownOperation(
  documents: Documents,
  text: string,
  { operationName, variables }: Parameters,
  { method }: FastifyRequest,
): ValidOperation | null {
  if (method !== 'POST') return null;
  if (!isAbsentOr('string', operationName) || !isAbsentOr('object', variables)) return null;
  const document = documents.known(text);
  if (!document) return null;
  const operation = { document, operationName, variables } as ValidOperation;
  const kind = getOperationAST(document, operation.operationName)?.operation;
  return kind === OperationTypeNode.QUERY || kind === OperationTypeNode.MUTATION ? operation : null;
}

/** Tells Apollo the text of a document for which the client may have sent its hash only. */
function withText(request: FastifyRequest, text: string | undefined): { search: string; body: unknown } {
  const start = request.url.indexOf('?');
  const search = start === -1 ? '' : request.url.slice(start);
  if (text === undefined) return { search, body: request.body };
  if (request.method !== 'GET') return { search, body: { ...(request.body as object), query: text, extensions: null } };
  const parameters = new URLSearchParams(search);
  parameters.set('query', text);
  parameters.delete('extensions');
  return { search: `?${parameters.toString()}`, body: request.body };
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
  const { documents, limits, executor, admit, observe } = runtime;
  const answering = { schema, executor, admit, observe };
  const exchanges = new Exchanges(limits.operationsPerSocket);
  const apollo = await startApollo({ answering, limits, log, documents });
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
    // Before anything is executed: whoever cannot read the answer must not have changed something.
    const accepted = acceptance(request.headers.accept);
    if (!accepted) {
      const message = 'Answers are application/json or application/graphql-response+json: accept one of them.';
      return sendRefusal(reply, { status: 406, code: 'BAD_REQUEST', message });
    }
    let viewer: Viewer | null;
    let text: string | undefined;
    const parameters = parametersOf(request);
    try {
      viewer = await runtime.signIn(authorizationOf(request.raw), info);
      text = parameters === null ? undefined : documents.textOf(parameters, info.ip);
    } catch (error) {
      return refuse(error, reply, info, accepted);
    }
    const context = createContext({
      ...runtime.shared,
      db,
      request: info,
      session: { viewer: () => viewer, signal: never },
    });
    const operation =
      parameters === null || text === undefined ? null : knownOperation(documents, text, parameters, request);
    if (!operation) return askApollo(request, reply, context, accepted, text);
    const answered = await answer(answering, operation, context);
    const json = answerText(answered);
    if (answered.status === 401) challenge(reply);
    for (const [name, value] of budgetHeaders(answered)) void reply.header(name, value);
    return reply
      .code(answered.status === 400 ? accepted.documentFailure : answered.status)
      .header('content-type', accepted.contentType)
      .send(json.length > sentAsText ? Buffer.from(json) : json);
  }

  async function askApollo(
    request: FastifyRequest,
    reply: FastifyReply,
    context: Context,
    accepted: Acceptance,
    text: string | undefined,
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
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers,
        ...withText(request, text),
      },
      context: () => Promise.resolve(context),
    });
    for (const [name, value] of response.headers) void reply.header(name, value);
    const { status = 200, body } = response;
    if (status === 401) challenge(reply);
    if (body.kind !== 'complete') throw new Error('incremental delivery is not enabled');
    if (status < 400) return reply.code(status).send(body.string);
    const refused = withRequestId(body.string, info.id);
    return reply.code(status === 400 && refused.understood ? accepted.documentFailure : status).send(refused.text);
  }

  app.post('/graphql', handle);
  app.get('/graphql', { exposeHeadRoute: false }, (request, reply) =>
    runtime.playground && request.headers.accept?.includes('text/html') === true
      ? reply.redirect('/', 302)
      : handle(request, reply),
  );
  return (reason) => exchanges.cancelAll(reason);
}
