import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import type { DocumentNode } from 'graphql';
import type { Context } from '../context.ts';
import { createExecutor } from '../graphql/execution/executor.ts';
import { recentDocuments } from '../documents/recent-documents.ts';
import { executeBy } from './execute-by.ts';
import type { Budgets } from './cost/budgets.ts';
import { maskFault } from './faults.ts';
import { documentLimits, documentRules } from './limits.ts';
import { operationSteps } from './operation-steps.ts';
import { guard } from './permissions.ts';
import { buildSchema } from './schema.ts';

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
    // Requests over HTTP bring the hash of their document: see server/documents/recent-documents.ts.
    persistedQueries: { cache: recentDocuments },
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
      operationSteps(budgets),
    ],
  });
  await apollo.start();
  return apollo;
}

const nothing = () => undefined;
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
