import 'reflect-metadata';
import { vi } from 'vitest';

// Every query that a test asks in its own process is answered by graphql-js as well, and the answers have to be the same.
vi.mock('../graphql/execution/executor.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../graphql/execution/executor.ts')>();
  const { comparedWithGraphqlJs } = await import('./same-as-graphql-js.ts');
  const createExecutor: typeof original.createExecutor = (schema) =>
    comparedWithGraphqlJs(schema, original.createExecutor(schema));
  return { ...original, createExecutor };
});
