import type { Pool } from 'pg';
import { everyPool, type Pools } from '../../../server/db/pools.ts';
import { randomOf } from '../support/random.ts';
import { startInterference, type Interference } from './interference.ts';
import { operationKinds, type Doors, type OperationKind } from './storm-operations.ts';
import { inspectTenant, type StormTenant } from './storm-tenants.ts';

export interface StormOptions {
  pools: Pools;
  adminUrl: string;
  tenants: readonly StormTenant[];
  operations: number;
  seed: number;
  doors: Doors;
  onProgress?: (done: number) => void;
}

/** What a storm left behind. */
export interface StormReport {
  operations: number;
  seconds: number;
  kinds: Record<OperationKind, number>;
  /** Operations that cancels and broken connections ended. */
  interrupted: number;
  interference: Interference['counts'];
  /** What somebody saw or found of another tenant's. */
  leaks: string[];
  /** Ends that nothing explains. */
  surprises: string[];
  /** Changes that were acknowledged and are not there, or are there and were never made. */
  wrongCounts: string[];
  /** What is not as it should be in the pool afterwards. */
  poolProblems: string[];
}

// More than there are connections: operations wait for each other's.
const workers = 24;

/**
 * Runs operations of random kinds for random tenants, all at once, while statements are cancelled and connections are broken, and
 * judges each row that anybody reads.
 */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const { pools, adminUrl, tenants, operations, seed, doors } = options;
  const random = randomOf(seed);
  const report: StormReport = {
    operations,
    seconds: 0,
    kinds: Object.fromEntries(Object.keys(operationKinds).map((kind) => [kind, 0])) as StormReport['kinds'],
    interrupted: 0,
    interference: { cancelled: 0, terminated: 0, cut: 0 },
    leaks: [],
    surprises: [],
    wrongCounts: [],
    poolProblems: [],
  };
  const changes = new Map(tenants.map(({ key }) => [key, { acknowledged: 0, unknown: 0 }]));
  const weights = Object.fromEntries(
    Object.entries(operationKinds).map(([kind, { weight }]) => [kind, weight]),
  ) as Record<OperationKind, number>;
  const interference = await startInterference(pools, adminUrl, randomOf(seed + 1));

  async function runOne(): Promise<void> {
    const tenant = random.pick(tenants);
    const other = tenants[(tenants.indexOf(tenant) + 1 + random.below(tenants.length - 1)) % tenants.length];
    const kind = random.weighted(weights);
    const made = changes.get(tenant.key) as { acknowledged: number; unknown: number };
    let isAcknowledged = false;
    report.kinds[kind] += 1;
    try {
      await operationKinds[kind].run({
        doors,
        pools,
        tenant,
        other: other as StormTenant,
        // Each operation has choices of its own, whoever runs beside it.
        random: randomOf(random.below(2 ** 32)),
        saw({ name, role }) {
          if (!name.startsWith(tenant.marker) || role !== tenant.key)
            report.leaks.push(`${tenant.key} (${kind}) saw "${name}" as ${role}`);
        },
        committed(rows) {
          isAcknowledged = true;
          made.acknowledged += rows;
        },
      });
      if (operationKinds[kind].ends !== null && kind !== 'timedOut')
        report.surprises.push(`${kind} succeeded`);
    } catch (error) {
      const end = endOf(error);
      if (end === operationKinds[kind].ends) return;
      if (interruptions.has(end)) report.interrupted += 1;
      else report.surprises.push(`${kind} ended with ${end}: ${String(error)}`);
      // The connection may have broken between the COMMIT and its answer.
      if (!isAcknowledged) made.unknown += 1;
    }
  }

  const begun = performance.now();
  let started = 0;
  const work = async () => {
    while (started < operations) {
      started += 1;
      interference.step(started);
      if (started % 10_000 === 0) options.onProgress?.(started);
      await runOne();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  report.seconds = (performance.now() - begun) / 1000;
  report.interference = interference.counts;
  await interference.stop();

  for (const tenant of tenants) {
    const found = await inspectTenant(adminUrl, tenant);
    for (const name of found.foreignNames) report.leaks.push(`"${name}" stands in ${tenant.key}`);
    const { acknowledged, unknown } = changes.get(tenant.key) as { acknowledged: number; unknown: number };
    if (found.changes < acknowledged || found.changes > acknowledged + unknown) {
      report.wrongCounts.push(
        `${tenant.key}: ${found.changes} changes, ${acknowledged} acknowledged and ${unknown} unknown`,
      );
    }
  }
  report.poolProblems = (await Promise.all(everyPool(pools).map(inspectPool))).flat();
  return report;
}

/** SQLSTATEs and Node's codes of what the interference does. */
const interruptions: ReadonlySet<string> = new Set(['57014', '57P01', 'connection']);

function endOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no error';
  const { code } = error as { code?: string };
  if (error.name === 'Error' && /COMMIT was answered with ROLLBACK/.test(error.message)) return 'ROLLBACK';
  if (code === 'ECONNRESET' || code === 'EPIPE' || /[Cc]onnection|not queryable/.test(error.message))
    return 'connection';
  return code ?? error.constructor.name;
}

/** Every connection that is left must be nobody's, and the pool must have them all back. */
async function inspectPool(pool: Pool): Promise<string[]> {
  const problems: string[] = [];
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  for (const client of clients) {
    const { rows } = await client.query<{ role: string; path: string; settings: string }>(
      `select current_user as role, current_setting('search_path') as path,
        current_setting('statement_timeout') as settings`,
    );
    const [row] = rows;
    if (row?.role !== 'redress_runtime' || row.path !== '"$user", pg_temp' || row.settings !== '0')
      problems.push(`a connection came back as ${JSON.stringify(row)}`);
    client.release();
  }
  if (pool.waitingCount > 0 || pool.idleCount !== pool.totalCount)
    problems.push(`${pool.totalCount - pool.idleCount} connections were never given back`);
  return problems;
}
