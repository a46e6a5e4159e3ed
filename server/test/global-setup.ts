import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedCluster } from '../db/embedded/embedded-cluster.ts';
import { prepareDatabase } from '../tenancy/bootstrap.ts';

declare module 'vitest' {
  interface ProvidedContext {
    adminUrl: string;
  }
}

/** The template that each test file's database is cloned from: registry and grants, no tenant. */
export const templateDatabase = 'redress_template';
/** The runtime login's password in the test cluster, which lives as long as the run. */
export const testRuntimePassword = 'runtime-login-of-the-tests';

/** One PostgreSQL cluster a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'redress-test-'));
  const cluster = await startEmbeddedCluster({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  await prepareDatabase({
    adminUrl: cluster.adminUrl,
    databaseName: templateDatabase,
    runtimePassword: testRuntimePassword,
    log: () => undefined,
  });
  project.provide('adminUrl', cluster.adminUrl);
  return async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
