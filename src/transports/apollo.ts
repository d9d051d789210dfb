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
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { presentError } from '../errors.ts';
import { resultText, type Executor } from '../graphql/executor.ts';
import { SubscriptionRootRule } from '../graphql/subscription-root-rule.ts';
import type { ValidDocuments } from '../graphql/valid-documents.ts';
import { answer } from './answer.ts';

/** JSON text in the place of the data that it stands for. */
class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const stringifyResult = ({ data, errors, ...rest }: FormattedExecutionResult): string =>
  data instanceof JsonText ? resultText(data.text, errors) : JSON.stringify({ errors, data, ...rest });

/** Executes in Apollo's place: its own way would build the data as objects first. */
const executeWith = (executor: Executor, schema: GraphQLSchema): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      async responseForOperation({ request, document, operation, contextValue, operationName }) {
        // The types deny it: without an operation of that name there is none, and Apollo says so.
        if ((operation as OperationDefinitionNode | undefined) === undefined) return null;
        const { variables } = request;
        const { status, data, errors } = await answer(
          executor,
          schema,
          { document, operationName, variables },
          contextValue,
        );
        const singleResult = {
          ...(data === undefined ? {} : { data: new JsonText(data) as never }),
          ...(errors ? { errors } : {}),
        };
        return { http: { headers: new HeaderMap(), status }, body: { kind: 'single', singleResult } };
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
          singleResult.errors = errors.map((error, index) => merge(error, formatted[index], contextValue));
        }
        return Promise.resolve();
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

/** Remembers documents that passed every check, so that they need not be checked again. */
const rememberDocuments = (documents: ValidDocuments): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ source, document }) {
        documents.add(source, document);
        return Promise.resolve();
      },
    }),
});

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly executor: Executor;
  readonly log: Logger;
  /** Gets each document that turns out to be valid. */
  readonly documents: ValidDocuments;
}

/** Apollo Server: reads, parses and validates what is not known yet. */
export async function startApollo({ schema, executor, log, documents }: ApolloOptions): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // They are kept for all transports, see `documents`.
    documentStore: null,
    validationRules: [SubscriptionRootRule],
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      refuseSubscriptions,
      rememberDocuments(documents),
      presentErrors,
      executeWith(executor, schema),
    ],
    stringifyResult,
    logger: log,
    // Masking and logging are presentErrors' work: this one hides nothing and shows nothing.
    formatError: (formatted) => formatted,
  });
  await apollo.start();
  return apollo;
}
