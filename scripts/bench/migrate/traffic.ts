import { setTimeout as sleep } from 'node:timers/promises';
import type { Pools } from '../../../server/db/pools.ts';
import { statement } from '../../../server/db/sql.ts';
import { withTenant, withTenantRead } from '../../../server/tenancy/with-tenant.ts';
import { sharedIds, type StormTenant } from '../isolation/storm-tenants.ts';
import { randomOf } from '../support/random.ts';

/** What the users of the tenants met while migrations ran. */
export interface TrafficReport {
  served: number;
  slowestMilliseconds: number;
  /** Requests that were not served, or saw something else than their own. */
  problems: string[];
}

const users = 4;

/** Reads and writes of random tenants, as a server makes them, until stopped. */
export function startTraffic(
  pools: Pools,
  tenants: readonly StormTenant[],
  seed: number,
): { stop(): Promise<TrafficReport> } {
  const random = randomOf(seed);
  const report: TrafficReport = { served: 0, slowestMilliseconds: 0, problems: [] };
  let isOver = false;

  async function ask(): Promise<void> {
    const tenant = random.pick(tenants);
    const id = random.pick(sharedIds);
    const begun = performance.now();
    try {
      const rows = random.oneIn(4)
        ? await withTenant(pools, tenant.key, (unit) =>
            unit.query<{ name: string }>(
              statement`update people set version = version + 1 where id = ${id} returning name`,
            ),
          )
        : await withTenantRead(pools, tenant.key, (unit) =>
            unit.query<{ name: string }>(statement`select name from people where id = ${id}`),
          );
      report.served += 1;
      if (rows.length !== 1 || !rows[0]?.name.startsWith(tenant.marker))
        report.problems.push(`${tenant.key} saw ${JSON.stringify(rows)}`);
    } catch (error) {
      report.problems.push(`${tenant.key} was not served: ${String(error)}`);
    }
    report.slowestMilliseconds = Math.max(report.slowestMilliseconds, performance.now() - begun);
  }

  const working = Array.from({ length: users }, async () => {
    while (!isOver) {
      await ask();
      await sleep(5);
    }
  });
  return {
    async stop() {
      isOver = true;
      await Promise.all(working);
      return report;
    },
  };
}
