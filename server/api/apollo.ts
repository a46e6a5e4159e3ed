import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { GraphQLError, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import type { Context } from '../context.ts';
import { createExecutor } from '../graphql/execution/executor.ts';
import { executeBy } from './execute-by.ts';
import { addLogFields, faultFields, logLine } from '../log.ts';
import type { Budgets } from './cost/budgets.ts';
import { costLimit } from './cost/cost-limit.ts';
import { keyedMutations } from './keyed-mutations.ts';
import { documentLimits, documentRules } from './limits.ts';
import { findOverload } from './overload.ts';
import { streamsApart } from './live/streams-apart.ts';
import { guard } from './permissions.ts';
import { buildSchema } from './schema.ts';
import { operationWatch } from './watch-operation.ts';

// Of parsed documents as JSON; in memory they take about four times that, because each knows its tokens. Apollo's own 30 MB would be
// over 100 MB for whoever sends many different ones; the web app's own documents need a quarter of this.
const keptDocumentsBytes = 6_000_000;

/**
 * The GraphQL server with its guards and limits, started. Without budgets an operation has its maximum cost only. Another schema than the
 * product's is for tests that plant a hole in it.
 */
export async function startApollo(
  schema = guard(buildSchema()),
  budgets: Budgets | null = null,
): Promise<ApolloServer<Context>> {
  const { gateway, plugin } = executeBy(createExecutor(schema), schema);
  const apollo = new ApolloServer<Context>({
    gateway,
    introspection: true,
    csrfPrevention: true,
    hideSchemaDetailsFromClientErrors: true,
    // Ours counts them, in server/graphql/document-weight.ts: with this one on, our rules would run after the expensive ones.
    maxRecursiveSelections: false,
    parseOptions: { maxTokens: documentLimits.tokens },
    documentStore: new InMemoryLRUCache<DocumentNode>({ maxSize: keptDocumentsBytes }),
    validationRules: documentRules,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: maskFault,
    logger: silent,
    plugins: [
      plugin,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      costLimit(budgets),
      keyedMutations,
      streamsApart,
      faultLog,
      unavailable,
      operationWatch,
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
  const overload = findOverload(rootOf(error));
  if (overload)
    return {
      message: overload.message,
      extensions: { code: 'UNAVAILABLE', retryAfterSeconds: overload.retryAfterSeconds },
      ...(formatted.path ? { path: formatted.path } : {}),
    };
  return {
    message: maskedMessage,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
    ...(formatted.path ? { path: formatted.path } : {}),
    ...(formatted.locations ? { locations: formatted.locations } : {}),
  };
}

/** The parser ran out of stack, before any field: what was sent is to blame. */
function isTooDeep(error: unknown): boolean {
  return error instanceof GraphQLError && error.path === undefined && rootOf(error) instanceof RangeError;
}

function isFault(error: unknown): boolean {
  if (isTooDeep(error)) return false;
  if (!(error instanceof GraphQLError)) return true;
  return error.originalError !== undefined && error.originalError !== null && isFault(error.originalError);
}

/** What was thrown, out of the wrappers that graphql-js puts around it. */
function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

const faults: GraphQLRequestListener<Context> = {
  async didResolveOperation({ operationName }) {
    if (operationName) addLogFields({ operation: operationName });
  },
  async didEncounterErrors({ errors, contextValue }) {
    for (const error of errors) {
      if (!isFault(error)) continue;
      const overload = findOverload(rootOf(error));
      logLine(overload ? 'warn' : 'error', overload ? 'overload' : 'fault', {
        requestId: contextValue.origin.requestId,
        path: error.path?.join('.'),
        ...faultFields(rootOf(error)),
      });
    }
  },
};

/** The one place that logs faults of operations. */
const faultLog: ApolloServerPlugin<Context> = { requestDidStart: async () => faults };

const late: GraphQLRequestListener<Context> = {
  async willSendResponse({ response: { body, http } }) {
    const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
    const overload = errors.find(({ extensions }) => extensions?.['code'] === 'UNAVAILABLE');
    if (!overload) return;
    http.status = 503;
    http.headers.set('retry-after', String(overload.extensions?.['retryAfterSeconds']));
  },
};

/** An answer that says that there is too much to do is no success. */
const unavailable: ApolloServerPlugin<Context> = { requestDidStart: async () => late };

const nothing = () => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
