import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { randomUUID } from 'node:crypto';
import { startApollo } from '../api/apollo.ts';
import { findNodes } from '../api/nodes.ts';
import type { Viewer } from '../auth/viewer.ts';
import { createContext, type Context, type Services } from '../context.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export interface ApiAnswer {
  data: Record<string, unknown> | null | undefined;
  errors: readonly GraphQLFormattedError[] | undefined;
  /** Statements of reads, the opening and closing ones not counted. */
  readStatements: number;
}

/** The whole API on a database of the test file's own, without HTTP. */
export interface TestApi {
  database: TestDatabase;
  services: Services;
  apollo: ApolloServer<Context>;
  /** The clock that everything reads; tests move it. */
  clock: { now: Date };
  /** Runs a document as somebody; null is a visitor. Gives data and errors. */
  ask(viewer: Viewer | null, query: string, variables?: Record<string, unknown>): Promise<ApiAnswer>;
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
  stop(): Promise<void>;
}

export interface ChangePayload extends Record<string, unknown> {
  errors: { __typename: string; code: string; message: string; path: string[] | null; allowed?: string[] }[];
  complaint?: { id: string; version: number; status: string; [field: string]: unknown } | null;
}

/** Starts the API on a fresh database. */
export async function startTestApi(): Promise<TestApi> {
  const database = await createTestDatabase();
  const clock = { now: new Date() };
  const services: Services = {
    pools: database.pools,
    config: { secretKey: 'k'.repeat(40), publicUrl: 'http://localhost:4000', mode: 'test' },
    now: () => clock.now,
  };
  const apollo = await startApollo();

  const ask: TestApi['ask'] = async (viewer, query, variables) => {
    const origin = { requestId: randomUUID(), client: 'vitest', clientAddress: '127.0.0.1' };
    const context = createContext(services, viewer, origin, findNodes);
    const { body } = await apollo.executeOperation({ query, variables }, { contextValue: context });
    await context.closeRead();
    if (body.kind !== 'single') throw new Error('Incremental delivery');
    const { data, errors } = body.singleResult;
    return {
      data: data && (JSON.parse(JSON.stringify(data)) as Record<string, unknown>),
      errors,
      readStatements: context.readStatements(),
    };
  };
  const get: TestApi['get'] = async <Data>(
    viewer: Viewer | null,
    query: string,
    variables?: Record<string, unknown>,
  ) => {
    const { data, errors } = await ask(viewer, query, variables);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as Data;
  };
  const change: TestApi['change'] = async (
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
  const stop = async () => {
    await apollo.stop();
    await database.drop();
  };
  return { database, services, apollo, clock, ask, get, change, stop };
}
