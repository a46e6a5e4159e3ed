import DataLoader from 'dataloader';
import type { Pools } from '../db/pools.ts';
import { findTenantsByKey } from '../tenancy/registry.ts';
import type { Tenant } from '../tenancy/tenant.ts';

// A suspended organisation is out within a second.
const lifetimeMilliseconds = 900;

interface Known {
  tenant: Tenant | null;
  readAt: number;
  /** Somebody asked since it was read. */
  isUsed: boolean;
}

interface Cache {
  known: Map<string, Known>;
  loader: DataLoader<string, Tenant | null>;
}

const caches = new WeakMap<Pools, Cache>();

/**
 * The active tenant of that key, at most 0.9 seconds old; null when there is none. One question asks for all that are at work, however many they
 * are. Throws when the database cannot be asked.
 */
export async function findKnownTenant(pools: Pools, key: string): Promise<Tenant | null> {
  const { known, loader } = cacheOf(pools);
  const entry = known.get(key);
  if (!entry || performance.now() - entry.readAt >= lifetimeMilliseconds) return loader.load(key);
  entry.isUsed = true;
  return entry.tenant;
}

function cacheOf(pools: Pools): Cache {
  const cache = caches.get(pools);
  if (cache) return cache;
  const known = new Map<string, Known>();
  const loader = new DataLoader((keys: readonly string[]) => read(pools, known, keys), { cache: false });
  const made = { known, loader };
  caches.set(pools, made);
  return made;
}

/** Reads the tenants that are asked for, and with them those that will be soon: so all come due together. Forgets those that nobody asks for any more. */
async function read(
  pools: Pools,
  known: Map<string, Known>,
  asked: readonly string[],
): Promise<(Tenant | null)[]> {
  const readAt = performance.now();
  const keys = new Set(asked);
  for (const [key, entry] of known) {
    const age = readAt - entry.readAt;
    if (entry.isUsed && age > lifetimeMilliseconds / 2) keys.add(key);
    else if (age >= lifetimeMilliseconds) known.delete(key);
  }
  const tenants = await findTenantsByKey(pools, [...keys]);
  const byKey = new Map(tenants.map((tenant) => [tenant.key, tenant]));
  for (const key of keys) known.set(key, { tenant: byKey.get(key) ?? null, readAt, isUsed: false });
  return asked.map((key) => byKey.get(key) ?? null);
}
