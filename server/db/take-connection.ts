import type { Pool, PoolClient } from 'pg';
import type { Pools } from './pools.ts';

/** The connection that each tenant had last, by the pool. */
const homes = new WeakMap<Pool, Map<string, PoolClient>>();
const mostHomes = 5_000;

/** The part of the driver's pool that says which connection is taken next: the last one. */
interface IdlePool {
  _idle?: { client: PoolClient }[];
}

/**
 * Takes a connection for a tenant: where it is idle, the one that the tenant had last, because its statements are prepared and planned there.
 * Which one it is changes nothing but the time that it takes. Throws when none comes free in time.
 */
export async function takeConnection(
  { runtime, isPreparing }: Pools,
  tenantKey: string,
): Promise<PoolClient> {
  if (!isPreparing) return runtime.connect();
  const homeOf = homes.get(runtime) ?? new Map<string, PoolClient>();
  homes.set(runtime, homeOf);
  const home = homeOf.get(tenantKey);
  const isHome = home !== undefined && putLast(runtime, home);
  const client = await runtime.connect();
  if (isHome && client === home) return client;
  // A home that is only at work for somebody else stays the home, or two that take turns would move each other about.
  if (home && (runtime as IdlePool & { _clients?: PoolClient[] })._clients?.includes(home)) return client;
  if (homeOf.size >= mostHomes) homeOf.clear();
  homeOf.set(tenantKey, client);
  return client;
}

/** Makes an idle connection the next one that is taken; false when it is not idle. */
function putLast(pool: Pool, client: PoolClient): boolean {
  const idle = (pool as IdlePool)._idle ?? [];
  const at = idle.findIndex((item) => item.client === client);
  if (at < 0) return false;
  if (at < idle.length - 1) idle.push(...idle.splice(at, 1));
  return true;
}
