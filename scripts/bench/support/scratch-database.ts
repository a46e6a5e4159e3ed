import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedCluster } from '../../../server/db/embedded/embedded-cluster.ts';
import { createPools, type Pools } from '../../../server/db/pools.ts';
import { prepareDatabase } from '../../../server/tenancy/bootstrap.ts';

/** A database of the bench's own, with the platform's schema and no tenant. */
export interface ScratchDatabase {
  adminUrl: string;
  databaseUrl: string;
  pools: Pools;
}

interface ScratchOptions {
  /** Of the pool for units of work. */
  maxConnections: number;
  /** PostgreSQL's settings on top of ours. */
  settings?: Record<string, string>;
}

/** Runs work on a cluster in a temporary folder; both are gone afterwards, also when Ctrl-C ends the bench. */
export async function withScratchDatabase<Result>(
  { maxConnections, settings }: ScratchOptions,
  work: (database: ScratchDatabase) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'redress-bench-'));
  const cluster = await startEmbeddedCluster({ dataDir, settings });
  const cleanUp = async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const interrupted = () => void cleanUp().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    const { adminUrl, databaseUrl } = await prepareDatabase({
      adminUrl: cluster.adminUrl,
      databaseName: 'redress',
      runtimePassword: 'runtime-login-of-the-bench',
      log: () => undefined,
    });
    const pools = createPools({ databaseUrl, maxConnections, pooler: 'session' });
    try {
      return await work({ adminUrl, databaseUrl, pools });
    } finally {
      await pools.end();
    }
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await cleanUp();
  }
}
