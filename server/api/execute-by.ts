import {
  HeaderMap,
  type ApolloServerOptionsWithGateway,
  type ApolloServerPlugin,
  type GraphQLRequestListener,
} from '@apollo/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import type { Executor } from '../graphql/execution/executor.ts';

/**
 * Lets Apollo have operations executed by an executor of ours, by its hooks: a plugin answers those that go well. What does not goes on to where
 * a gateway would execute, with the result that is there already, so that Apollo tells and formats the errors as always.
 */
export function executeBy(
  execute: Executor,
  schema: GraphQLSchema,
): { gateway: ApolloServerOptionsWithGateway<Context>['gateway']; plugin: ApolloServerPlugin<Context> } {
  const failed = new WeakMap<object, ExecutionResult>();
  // One listener for all requests: functions in an object literal of each would keep what was read until the next full garbage collection.
  const executing: GraphQLRequestListener<Context> = {
    async responseForOperation({ document, operation, request, contextValue }) {
      const result = await execute({
        document,
        operation,
        operationName: request.operationName,
        variables: request.variables,
        context: contextValue,
      });
      if (!result.errors)
        return {
          http: { status: undefined, headers: new HeaderMap() },
          body: { kind: 'single', singleResult: result },
        };
      failed.set(contextValue, result);
      return null;
    },
  };
  return {
    plugin: { requestDidStart: async () => executing },
    gateway: {
      onSchemaLoadOrUpdate(tell) {
        tell({ apiSchema: schema, coreSupergraphSdl: '' });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ context }) => failed.get(context as object) as ExecutionResult,
      }),
      stop: async () => undefined,
    },
  };
}
