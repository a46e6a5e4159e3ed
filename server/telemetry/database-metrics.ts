import { setTimeout as sleep } from 'node:timers/promises';
import { Gauge, type Registry } from 'prom-client';
import type { Pool } from 'pg';
import type { Pools } from '../db/pools.ts';
import { countOutbox } from '../jobs/outbox-counts.queries.ts';
import { listActiveTenants } from '../tenancy/registry.ts';

const patienceMilliseconds = 2_000;
const tenantsEveryMilliseconds = 60_000;

type KeepTenants = (isThere: (slug: string) => boolean) => Promise<void>;

/** Metrics of the pools, of the outbox, and whether the database answers. */
export function databaseMetrics(
  pools: Pools,
  registry: Registry,
): { refresh(keepTenants: KeepTenants): Promise<void> } {
  const registers = [registry];
  observePools(pools, registers);
  const up = new Gauge({
    name: 'redress_db_up',
    help: '1 when the database answered within two seconds, else 0.',
    registers,
  });
  const entries = new Gauge({
    name: 'redress_outbox_entries',
    help: 'Background work by kind and state: waiting (for its time, too), or dead, which waits for the operator.',
    labelNames: ['kind', 'state'],
    registers,
  });
  const overdue = new Gauge({
    name: 'redress_outbox_overdue_seconds',
    help: 'For how long the longest due work of a kind has been due; 0 when none is.',
    labelNames: ['kind'],
    registers,
  });
  let lookAtTenantsAt = 0;
  let running: Promise<void> | null = null;

  async function look(keepTenants: KeepTenants): Promise<void> {
    const counts = await countOutbox(pools);
    entries.reset();
    overdue.reset();
    for (const { kind, state, entries: count, overdueSeconds } of counts) {
      entries.set({ kind, state }, count);
      if (state === 'waiting') overdue.set({ kind }, overdueSeconds);
    }
    if (performance.now() < lookAtTenantsAt) return;
    lookAtTenantsAt = performance.now() + tenantsEveryMilliseconds;
    const slugs = new Set((await listActiveTenants(pools)).map(({ slug }) => slug));
    await keepTenants((slug) => slugs.has(slug));
  }

  return {
    async refresh(keepTenants) {
      // One look at a time: one that hangs must not be joined by others, each with a connection.
      running ??= look(keepTenants).finally(() => (running = null));
      const answered = running.then(
        () => true,
        () => false,
      );
      const isUp = await Promise.race([answered, sleep(patienceMilliseconds, false, { ref: false })]);
      up.set(isUp ? 1 : 0);
      if (isUp) return;
      // What it was like before is not told as if it were now.
      entries.reset();
      overdue.reset();
    },
  };
}

function observePools({ runtime, aside, shared }: Pools, registers: Registry[]): void {
  const pools = Object.entries({ work: [runtime], aside: [aside], shared });
  new Gauge({
    name: 'redress_db_pool_connections',
    help: 'Connections to the database, by pool and state: idle or busy.',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, members] of pools) {
        const idle = sumOf(members, ({ idleCount }) => idleCount);
        this.set({ pool, state: 'idle' }, idle);
        this.set({ pool, state: 'busy' }, sumOf(members, ({ totalCount }) => totalCount) - idle);
      }
    },
  });
  new Gauge({
    name: 'redress_db_pool_limit',
    help: 'How many connections a pool has at most.',
    labelNames: ['pool'],
    registers,
    collect() {
      for (const [pool, members] of pools)
        this.set(
          { pool },
          sumOf(members, ({ options }) => options.max),
        );
    },
  });
  new Gauge({
    name: 'redress_db_pool_waiting',
    help: 'Who waits for a connection of a pool.',
    labelNames: ['pool'],
    registers,
    collect() {
      for (const [pool, members] of pools)
        this.set(
          { pool },
          sumOf(members, ({ waitingCount }) => waitingCount),
        );
    },
  });
}

function sumOf(pools: readonly Pool[], numberOf: (pool: Pool) => number): number {
  return pools.reduce((sum, pool) => sum + numberOf(pool), 0);
}
