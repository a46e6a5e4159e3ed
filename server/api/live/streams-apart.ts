import type { GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Context } from '../../context.ts';

/** A subscription runs in a stream, and nothing else does. */
export function keepStreamsApart({
  operation,
  contextValue,
}: GraphQLRequestContextDidResolveOperation<Context>): void {
  const isSubscription = operation?.operation === OperationTypeNode.SUBSCRIPTION;
  if (isSubscription === (contextValue.live !== undefined)) return;
  throw new GraphQLError(
    isSubscription
      ? 'Subscriptions are served at /graphql/stream (server-sent events), and at /graphql by WebSocket.'
      : 'A stream is for subscriptions. Send queries and mutations to /graphql by POST.',
    { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
  );
}
