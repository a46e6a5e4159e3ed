import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { urlOf, withAdmin } from '../db/admin.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { applyDatabaseGrants, runtimeRole } from '../tenancy/database-grants.ts';
import { templateDatabase, testRuntimePassword } from './global-setup.ts';

export interface TestDatabase {
  /** Administrator's URL of this file's database. */
  adminUrl: string;
  /** The runtime login's URL of this file's database. */
  databaseUrl: string;
  pools: Pools;
  drop(): Promise<void>;
}

/** A database of the test file's own, cloned from the template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const clusterUrl = inject('adminUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withAdmin(clusterUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(7236122)');
    await admin.query(`create database ${name} template ${templateDatabase}`);
  });
  const adminUrl = urlOf(clusterUrl, { database: name });
  await withAdmin(adminUrl, (admin) => applyDatabaseGrants(admin, name, runtimeRole));
  const databaseUrl = urlOf(adminUrl, { user: runtimeRole, password: testRuntimePassword });
  const pools = createPools({ databaseUrl, maxConnections: 8, pooler: 'session' });
  const drop = async () => {
    await pools.end();
    await withAdmin(clusterUrl, (admin) => admin.query(`drop database ${name} with (force)`));
  };
  return { adminUrl, databaseUrl, pools, drop };
}
