import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.ts';
import { faultFields, logLine } from '../log.ts';
import { documentLimits, documentRules } from './limits.ts';
import { guard } from './permissions.ts';
import { rowLimit } from './row-limit.ts';
import { buildSchema } from './schema.ts';

/** The GraphQL server with its guards and limits, started. */
export async function startApollo(): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema: guard(buildSchema()),
    introspection: true,
    csrfPrevention: true,
    hideSchemaDetailsFromClientErrors: true,
    // With the default a document of 1 kB held the event loop for 15 seconds.
    maxRecursiveSelections: 10_000,
    parseOptions: { maxTokens: documentLimits.tokens },
    validationRules: documentRules,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: maskFault,
    logger: silent,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      rowLimit,
      faultLog,
    ],
  });
  await apollo.start();
  return apollo;
}

const maskedMessage = 'Something went wrong on our side. Try again; if it stays, tell us the request id.';

/** A fault keeps its message to itself; what was made for the client passes. */
function maskFault(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  if (isTooDeep(error))
    return { message: 'The document is nested too deeply.', extensions: { code: 'BAD_USER_INPUT' } };
  if (!isFault(error)) return formatted;
  return {
    message: maskedMessage,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
}

/** The parser ran out of stack, before any field: what was sent is to blame. */
function isTooDeep(error: unknown): boolean {
  return (
    error instanceof GraphQLError && error.path === undefined && error.originalError instanceof RangeError
  );
}

function isFault(error: unknown): boolean {
  if (isTooDeep(error)) return false;
  if (!(error instanceof GraphQLError)) return true;
  return error.originalError !== undefined && error.originalError !== null && isFault(error.originalError);
}

/** The one place that logs faults of operations. */
const faultLog: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors, contextValue, operationName }) {
        for (const error of errors) {
          if (!isFault(error)) continue;
          logLine('error', 'fault', {
            requestId: contextValue.origin.requestId,
            operation: operationName,
            path: error.path?.join('.'),
            ...faultFields(error.originalError ?? error),
          });
        }
      },
    };
  },
};

const nothing = () => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
