import type { ApolloServer } from '@apollo/server';
import { startApollo } from '../api/apollo.ts';
import type { Context, Services } from '../context.ts';
import {
  createCaller,
  type ApiAnswer,
  type Caller,
  type ChangePayload,
} from '../isolation/scratch/caller.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

export type { ApiAnswer, ChangePayload };

/** The whole API on a database of the test file's own, without HTTP. */
export interface TestApi extends Caller {
  database: TestDatabase;
  services: Services;
  apollo: ApolloServer<Context>;
  /** The clock that everything reads; tests move it. */
  clock: { now: Date };
  stop(): Promise<void>;
}

/** Starts the API, on a fresh database when none is given. */
export async function startTestApi(given?: TestDatabase): Promise<TestApi> {
  const database = given ?? (await createTestDatabase());
  const clock = { now: new Date() };
  const services: Services = {
    pools: database.pools,
    config: {
      secretKey: 'k'.repeat(40),
      auditSigningKey: 'k'.repeat(43),
      publicUrl: 'http://localhost:4000',
      mode: 'test',
      outboundAllow: [],
    },
    now: () => clock.now,
  };
  const apollo = await startApollo();
  const stop = async () => {
    await apollo.stop();
    await database.drop();
  };
  return { database, services, apollo, clock, ...createCaller(services, apollo, 'vitest'), stop };
}
