import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  GraphQLError,
  OperationTypeNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../auth/viewer.ts';
import { createContext, type Context } from '../context.ts';
import { presentError } from '../errors.ts';
import type { Executor } from '../graphql/executor.ts';
import type { Runtime } from '../server.ts';
import { refuse } from './refuse.ts';
import { requestInfo } from './request-info.ts';

const never = new AbortController().signal;

/** JSON text in the place of the data that it stands for. */
class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function stringifyResult({ data, errors, ...rest }: FormattedExecutionResult): string {
  if (!(data instanceof JsonText)) return JSON.stringify({ errors, data, ...rest });
  const head = errors ? `"errors":${JSON.stringify(errors)},` : '';
  return `{${head}"data":${data.text}}`;
}

/** Executes in Apollo's place: its own way would build the data as objects first. */
const executeWith = (executor: Executor, schema: GraphQLSchema): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      async responseForOperation({ request, document, operation, contextValue, operationName }) {
        // The types deny it: without an operation of that name there is none, and Apollo says so.
        if ((operation as OperationDefinitionNode | undefined) === undefined) return null;
        const { data, errors } = await executor.execute({
          schema,
          document,
          contextValue,
          operationName,
          variableValues: request.variables,
        });
        return {
          http: withStatus(data === undefined ? 400 : statusOf(errors)),
          body: {
            kind: 'single',
            singleResult: {
              ...(data === undefined ? {} : { data: new JsonText(data) as never }),
              ...(errors ? { errors: errors.map((error) => presentError(error, contextValue.request)) } : {}),
            },
          },
        };
      },
    }),
});

const withStatus = (status: number | undefined) => ({
  headers: new HeaderMap(),
  ...(status === undefined ? {} : { status }),
});

/** The status that an error asks for; partial answers have 200. */
function statusOf(errors: readonly GraphQLError[] | undefined): number | undefined {
  for (const { extensions } of errors ?? []) {
    const { http } = extensions as { http?: { status?: number } };
    if (http?.status !== undefined) return http.status;
  }
  return undefined;
}

/** Names the request in every error and masks what was not written for clients. */
const presentErrors: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response, errors, contextValue }) {
        if (response.body.kind === 'single' && errors && errors.length > 0) {
          const { singleResult } = response.body;
          const formatted = singleResult.errors ?? [];
          singleResult.errors = errors.map((error, index) => merge(error, formatted[index], contextValue));
        }
        return Promise.resolve();
      },
    }),
};

/** What HTTP itself cannot do, with status 400. */
const badRequest = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });

const refuseSubscriptions: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation }) {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
        throw badRequest(
          'Subscriptions run over a WebSocket at /graphql, or as server-sent events at /graphql/stream.',
        );
      },
    }),
};

/** Apollo knows codes (parse, validation, variables) that the error itself does not carry. */
function merge(
  error: GraphQLError,
  formatted: GraphQLFormattedError | undefined,
  { request }: Context,
): GraphQLFormattedError {
  const presented = presentError(error, request);
  if (error.originalError != null || formatted?.extensions?.code === undefined) return presented;
  return { ...presented, extensions: { ...presented.extensions, code: formatted.extensions.code } };
}

/** Apollo refuses what is no GraphQL request before presentErrors hears of it. */
function withRequestId(body: string, requestId: string): string {
  const { errors = [], ...rest } = JSON.parse(body) as { errors?: GraphQLFormattedError[] };
  const named = errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
  return JSON.stringify({ errors: named, ...rest });
}

/** Answers GraphQL over HTTP at /graphql, POST and GET. */
export async function registerHttp(
  app: FastifyInstance,
  schema: GraphQLSchema,
  runtime: Runtime,
  log: Logger,
): Promise<void> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refuseSubscriptions,
      presentErrors,
      executeWith(runtime.executor, schema),
    ],
    stringifyResult,
    logger: log,
    // Masking and logging are presentErrors' work: this one hides nothing and shows nothing.
    formatError: (formatted) => formatted,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const info = requestInfo(request, log);
    let viewer: Viewer | null;
    try {
      viewer = await runtime.authenticator.authenticate(request.headers.authorization);
    } catch (error) {
      return refuse(error, reply, info);
    }
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
      context: () =>
        Promise.resolve(
          createContext({ ...runtime.shared, request: info, session: { viewer: () => viewer, signal: never } }),
        ),
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
}
