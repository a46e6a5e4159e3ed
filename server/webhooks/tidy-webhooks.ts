import type { Pools } from '../db/pools.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { tidyDeliveries } from './delivery.store.ts';
import { keptDays } from './delivery-words.ts';

const dayMilliseconds = 86_400_000;

/** Forgets what is older than the log goes back, and wakes what nobody would look at any more. */
export async function tidyWebhooks(pools: Pools, tenantKey: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptDays * dayMilliseconds);
  await withTenant(pools, tenantKey, (unit) => tidyDeliveries(unit, before));
}
