import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { randomUUID } from 'node:crypto';
import { findNodes } from '../../api/nodes.ts';
import type { Viewer } from '../../auth/viewer.ts';
import { createContext, type Context, type Services } from '../../context.ts';
import type { ChangeFact } from '../../live/live-event.ts';
import { scratchIssuer } from './issuer.ts';

export interface ApiAnswer {
  data: Record<string, unknown> | null | undefined;
  errors: readonly GraphQLFormattedError[] | undefined;
  /** Statements of reads, the opening and closing ones not counted. */
  readStatements: number;
}

export interface ChangePayload extends Record<string, unknown> {
  errors: { __typename: string; code: string; message: string; path: string[] | null; allowed?: string[] }[];
  complaint?: { id: string; version: number; status: string; [field: string]: unknown } | null;
}

/** The whole API as code calls it: without HTTP, as whoever the caller says. */
export interface Caller {
  /** Where every request comes from, and what a subscription is told has happened; whoever calls may change both. */
  caller: { address: string; heard: readonly ChangeFact[] };
  /** What the API takes for now. */
  now: () => Date;
  /** Runs a document as somebody; null is a visitor. With a key, as if the header `Idempotency-Key` was sent. Gives data and errors. */
  ask(
    viewer: Viewer | null,
    query: string,
    variables?: Record<string, unknown>,
    idempotencyKey?: string,
  ): Promise<ApiAnswer>;
  /** Runs a document that must succeed; gives its data. Throws with the errors otherwise. */
  get<Data = Record<string, never>>(
    viewer: Viewer | null,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Data>;
  /** Runs a mutation of the form `name(input:)` and gives its payload: the named fields and `errors { __typename code message path }`. */
  change(
    viewer: Viewer | null,
    name: string,
    input: Record<string, unknown>,
    fields?: string,
  ): Promise<ChangePayload>;
}

/** Makes a caller of an API that is started; what it asks outside, the scratch issuer answers unless `services` say otherwise. `client` stands in audit events as the software that was used. */
export function createCaller(services: Services, apollo: ApolloServer<Context>, client: string): Caller {
  const caller: Caller['caller'] = { address: '127.0.0.1', heard: [] };
  const ask: Caller['ask'] = async (viewer, query, variables, idempotencyKey) => {
    const origin = { requestId: randomUUID(), client, clientAddress: caller.address };
    const context = createContext(
      { fetchOutside: scratchIssuer.fetch, ...services },
      viewer,
      origin,
      findNodes,
      idempotencyKey,
    );
    // As one event of a stream.
    if (/^\s*subscription\b/.test(query))
      context.live = { changes: caller.heard, isResync: false, follow: () => undefined };
    const { body } = await apollo.executeOperation({ query, variables }, { contextValue: context });
    await context.end();
    if (body.kind !== 'single') throw new Error('Incremental delivery');
    const { data, errors } = body.singleResult;
    return {
      data: data && (JSON.parse(JSON.stringify(data)) as Record<string, unknown>),
      errors,
      readStatements: context.readStatements(),
    };
  };
  const get: Caller['get'] = async <Data>(
    viewer: Viewer | null,
    query: string,
    variables?: Record<string, unknown>,
  ) => {
    const { data, errors } = await ask(viewer, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  };
  const change: Caller['change'] = async (
    viewer,
    name,
    input,
    fields = 'complaint { id version status }',
  ) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const data = await get<Record<string, ChangePayload>>(
      viewer,
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields}
        errors { __typename code message path ... on InvalidTransitionError { allowed } } } }`,
      { input },
    );
    return data[name] as ChangePayload;
  };
  return { caller, now: services.now, ask, get, change };
}
