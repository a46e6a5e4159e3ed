import type { Pools } from '../../../server/db/pools.ts';
import { readAlone } from '../../../server/tenancy/quick-reads.ts';
import { unitOn } from '../../../server/tenancy/unit-on.ts';
import { withTenant, withTenantRead, type WriteUnit } from '../../../server/tenancy/with-tenant.ts';
import type { PoolClient } from 'pg';
import type { Doors } from './storm-operations.ts';

/** The product's way to open a unit of work. */
export const productDoors: Doors = { change: withTenant, read: withTenantRead, readAlone };

/**
 * The way in which pooled connections are known to carry one tenant to the next: the role is set for the session when the connection had
 * another one before. A rollback takes that back, and nobody notices. A storm that does not find this finds nothing.
 */
export const leakingDoors: Doors = {
  change: (pools, key, work) => sessionUnit(pools, key, work, 'COMMIT'),
  read: (pools, key, work) => sessionUnit(pools, key, work, 'ROLLBACK'),
  readAlone: (pools, key, work) => sessionUnit(pools, key, (unit) => unit.query(work), 'ROLLBACK'),
};

const lastTenant = new WeakMap<PoolClient, string>();

async function sessionUnit<Result>(
  pools: Pools,
  tenantKey: string,
  work: (unit: WriteUnit) => Promise<Result>,
  end: 'COMMIT' | 'ROLLBACK',
): Promise<Result> {
  const client = await pools.runtime.connect();
  const { unit, finish } = unitOn(client, tenantKey);
  try {
    await client.query('BEGIN');
    if (lastTenant.get(client) !== tenantKey) {
      await client.query(`set role "${tenantKey}"`);
      lastTenant.set(client, tenantKey);
    }
    const result = await work(unit);
    await finish();
    await client.query(end);
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
