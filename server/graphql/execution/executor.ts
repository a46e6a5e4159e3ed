import {
  execute,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { executeQuery, whatCompletes } from './execute-query.ts';
import { knowQuery, type KnownQuery } from './known-query.ts';

/** An operation of a valid document, to be answered. */
export interface Asked {
  document: DocumentNode;
  /** Undefined where the name says none or more than one. */
  operation: OperationDefinitionNode | undefined;
  operationName: string | null | undefined;
  variables: Record<string, unknown> | undefined;
  context: unknown;
}

/** Answers operations. */
export type Executor = (asked: Asked) => Promise<ExecutionResult>;

/**
 * Answers queries with what is known of their documents: which fields there are, which arguments never change, and how each value is
 * completed is worked out once for as long as the document is kept. Everything else, mutations first, graphql-js answers.
 */
export function createExecutor(schema: GraphQLSchema): Executor {
  const known = new WeakMap<OperationDefinitionNode, KnownQuery | null>();
  return async ({ document, operation, operationName, variables, context }) => {
    let query = operation ? known.get(operation) : null;
    if (operation && query === undefined) {
      query = knowQuery(schema, document, operation, whatCompletes);
      known.set(operation, query);
    }
    if (query) return executeQuery(query, variables ?? {}, context);
    return execute({ schema, document, operationName, variableValues: variables, contextValue: context });
  };
}
