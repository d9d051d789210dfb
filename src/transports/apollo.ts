import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import {
  GraphQLError,
  OperationTypeNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import { costExtension } from '../admission.ts';
import type { Limits } from '../config.ts';
import type { Context } from '../context.ts';
import { presentError, RequestError } from '../errors.ts';
import { documentRules, type Documents } from '../graphql/documents.ts';
import { maxErrors, resultText } from '../graphql/executor.ts';
import { tooManyTokens } from '../graphql/limit-rules.ts';
import { answer, type Answering } from './answer.ts';
import { budgetHeaders } from './rate-limit-headers.ts';

/** JSON text in the place of the data that it stands for. */
class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const stringifyResult = ({ data, errors, extensions, ...rest }: FormattedExecutionResult): string =>
  data instanceof JsonText
    ? resultText(data.text, errors, extensions)
    : JSON.stringify({ errors, data, extensions, ...rest });

/** Executes in Apollo's place: its own way would build the data as objects first. */
const executeWith = (answering: Answering): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      async responseForOperation({ request, document, operation, contextValue, operationName }) {
        // The types deny it: without an operation of that name there is none, and Apollo says so.
        if ((operation as OperationDefinitionNode | undefined) === undefined) return null;
        const { variables } = request;
        const answered = await answer(answering, { document, operationName, variables }, contextValue);
        const { status, data, errors, cost } = answered;
        const singleResult = {
          ...(data === undefined ? {} : { data: new JsonText(data) as never }),
          ...(errors ? { errors } : {}),
          ...(cost ? { extensions: costExtension(cost) } : {}),
        };
        const http = { headers: new HeaderMap(budgetHeaders(answered)), status };
        return { http, body: { kind: 'single', singleResult } };
      },
    }),
});

/** Names the request in every error and masks what was not written for clients. */
const presentErrors: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response, errors, contextValue }) {
        if (response.body.kind === 'single' && errors && errors.length > 0) {
          const { singleResult } = response.body;
          const formatted = singleResult.errors ?? [];
          singleResult.errors = errors
            .slice(0, maxErrors)
            .map((error, index) => merge(error, formatted[index], contextValue));
        }
        return Promise.resolve();
      },
    }),
};

/** Apollo knows codes (parse, validation, variables) that the error itself does not carry, and hides those of limits. */
function merge(
  error: GraphQLError,
  formatted: GraphQLFormattedError | undefined,
  { request }: Context,
): GraphQLFormattedError {
  const limit = error.originalError instanceof RequestError ? error.originalError : tooManyTokens(error);
  const presented = presentError(limit ?? error, request);
  if (limit || error.originalError != null || formatted?.extensions?.code === undefined) return presented;
  return { ...presented, extensions: { ...presented.extensions, code: formatted.extensions.code } };
}

/** What HTTP itself cannot do, with status 400. */
export const badRequest = (message: string) =>
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

/** Remembers documents that passed every check, so that they need not be checked again, where they may run at all. */
const rememberDocuments = (documents: Documents): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ source, document }) {
        documents.assertTrusted(source);
        documents.add(source, document);
        return Promise.resolve();
      },
    }),
});

export interface ApolloOptions {
  readonly answering: Answering;
  readonly limits: Limits;
  readonly log: Logger;
  /** Gets each document that turns out to be valid. */
  readonly documents: Documents;
}

/** Apollo Server: reads, parses and validates what is not known yet. */
export async function startApollo(options: ApolloOptions): Promise<ApolloServer<Context>> {
  const { answering, limits, log, documents } = options;
  const apollo = new ApolloServer<Context>({
    schema: answering.schema,
    introspection: true,
    parseOptions: { maxLexicalTokens: limits.tokens },
    validationRules: documentRules(limits),
    validationOptions: { maxErrors },
    // Documents know them for all transports.
    persistedQueries: false,
    // A foreign page can send none of them without asking first, and there are no cookies.
    csrfPrevention: { requestHeaders: ['authorization', 'apollo-require-preflight', 'x-apollo-operation-name'] },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // They are kept for all transports, see `documents`.
    documentStore: null,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refuseSubscriptions,
      rememberDocuments(documents),
      presentErrors,
      executeWith(answering),
    ],
    stringifyResult,
    logger: log,
    // Masking and logging are presentErrors' work: this one hides nothing and shows nothing.
    formatError: (formatted) => formatted,
  });
  await apollo.start();
  return apollo;
}
