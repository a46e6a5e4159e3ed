import type { Pool, PoolClient } from 'pg';
import type { Pools } from './pools.ts';

/**
 * Takes a connection for a tenant: where it can one that knows the tenant's statements, because preparing and planning them takes the database
 * longer than running them, and because each connection then holds the plans of its tenants and not of all. Which one it is changes nothing
 * but the time that it takes. Throws when none comes free in time.
 */
export function takeConnection({ runtime, isPreparing }: Pools, tenantKey: string): Promise<PoolClient> {
  return isPreparing ? homesIn(runtime).take(tenantKey) : runtime.connect();
}

const homes = new WeakMap<Pool, Homes>();

function homesIn(pool: Pool): Homes {
  const known = homes.get(pool) ?? new Homes(pool as PoolInside);
  homes.set(pool, known);
  return known;
}

const mostTenants = 5_000;
/** About what it takes to prepare and plan a statement anew on a busy machine. */
const waitMilliseconds = 5;

/** The driver's pool: of the idle ones the last is taken next. */
interface PoolInside extends Pool {
  _idle: { client: PoolClient }[];
  _clients: PoolClient[];
}

/** The connections of each tenant: those that it had. It gets one more where its own work fills those that it has. */
class Homes {
  readonly #pool: PoolInside;
  readonly #of = new Map<string, PoolClient[]>();
  /** Whose work a connection is at, or was last. */
  readonly #tenantAt = new WeakMap<PoolClient, string>();
  /** Who waits for a connection, the one who came first in front. */
  readonly #waiting = new WeakMap<PoolClient, Set<() => void>>();

  constructor(pool: PoolInside) {
    this.#pool = pool;
    pool.on('release', (_error, client) => {
      const [first] = this.#waiting.get(client) ?? [];
      first?.();
    });
  }

  async take(tenantKey: string): Promise<PoolClient> {
    const known = this.#of.get(tenantKey)?.filter((client) => this.#pool._clients.includes(client)) ?? [];
    const lent = known.find((client) => this.#tenantAt.get(client) !== tenantKey);
    if (!known.some((client) => this.#putLast(client)) && lent) await this.#waitFor(lent);
    const client = await this.#pool.connect();
    this.#tenantAt.set(client, tenantKey);
    // That others work there for a moment is no reason to move: two that take turns would move each other about.
    if (lent || known.includes(client)) return client;
    if (this.#of.size >= mostTenants) this.#of.clear();
    this.#of.set(tenantKey, [...known, client]);
    return client;
  }

  /** Makes an idle connection the next one that is taken; false when it is not idle. */
  #putLast(client: PoolClient): boolean {
    const { _idle: idle } = this.#pool;
    const at = idle.findIndex((item) => item.client === client);
    if (at < 0) return false;
    if (at < idle.length - 1) idle.push(...idle.splice(at, 1));
    return true;
  }

  /** Waits until a connection that works for somebody else is idle, and makes it the next one; not for long, and not where there is a queue. */
  async #waitFor(client: PoolClient): Promise<void> {
    if (this.#pool.waitingCount > 0) return;
    const waiting = this.#waiting.get(client) ?? new Set();
    this.#waiting.set(client, waiting);
    await new Promise<void>((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        waiting.delete(stop);
        resolve();
      };
      const timer = setTimeout(stop, waitMilliseconds);
      waiting.add(stop);
    });
    this.#putLast(client);
  }
}
