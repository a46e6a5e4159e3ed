import type { Pools } from '../db/pools.ts';
import { findTenantByKey } from '../tenancy/registry.ts';
import type { Tenant } from '../tenancy/tenant.ts';

// A suspended organisation is out within a second.
const lifetimeMilliseconds = 900;
const most = 10_000;

interface Entry {
  tenant: Promise<Tenant | null>;
  readAt: number;
}

const caches = new WeakMap<Pools, Map<string, Entry>>();

/** The active tenant of that key, at most 0.9 seconds old; null when there is none. */
export function findKnownTenant(pools: Pools, key: string): Promise<Tenant | null> {
  const cache = cacheOf(pools);
  const known = cache.get(key);
  if (known && performance.now() - known.readAt < lifetimeMilliseconds) return known.tenant;
  if (cache.size >= most) cache.clear();
  const entry = { tenant: findTenantByKey(pools, key), readAt: performance.now() };
  cache.set(key, entry);
  // A failed look-up is not remembered.
  entry.tenant.catch(() => cache.get(key) === entry && cache.delete(key));
  return entry.tenant;
}

function cacheOf(pools: Pools): Map<string, Entry> {
  const known = caches.get(pools);
  if (known) return known;
  const cache = new Map<string, Entry>();
  caches.set(pools, cache);
  return cache;
}
