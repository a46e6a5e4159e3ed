import { randomUUID } from 'node:crypto';
import type { Pools } from '../db/pools.ts';
import { withTenant, withTenantRead } from '../tenancy/with-tenant.ts';
import { beginNumbering, findNumbering, numberAnew } from './change-numbering.store.ts';

const complaintsAtOnce = 1_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Numbers the changes of all complaints anew when their numbers are another database's, after a restore; gives whether that was so. What is
 * written meanwhile has this database's numbers already. Broken off, it begins again: numbering twice does no harm.
 */
export async function renumberChanges(pools: Pools, tenantKey: string): Promise<boolean> {
  const { isCurrent } = await withTenantRead(pools, tenantKey, findNumbering);
  if (isCurrent) return false;
  for (let after: string | null = beforeAll; after !== null;) {
    const from: string = after;
    after = await withTenant(pools, tenantKey, (unit) => numberAnew(unit, from, complaintsAtOnce));
  }
  await withTenant(pools, tenantKey, (unit) => beginNumbering(unit, randomUUID()));
  return true;
}
