import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { withAdmin } from '../../../server/db/admin.ts';
import type { Pools } from '../../../server/db/pools.ts';
import type { MigrationReport } from '../../../server/tenancy/migrate.ts';
import { readMigrations } from '../../../server/tenancy/migrations.ts';
import { readSnapshot } from '../../../server/tenancy/snapshot.ts';
import { applyTenantMigrations } from '../../../server/tenancy/tenant-schema.ts';
import { plantTenants, type StormTenant } from '../isolation/storm-tenants.ts';
import { root } from '../support/product.ts';
import { randomOf, type Random } from '../support/random.ts';
import { makeNextVersion, poisonedName, type NextVersion } from './next-version.ts';
import { startTraffic, type TrafficReport } from './traffic.ts';

export interface FireOptions {
  adminUrl: string;
  pools: Pools;
  tenants: number;
  /** How often a run is killed before it may end. */
  kills: number;
  /** A run is killed so long after it began at most. */
  longestRunMilliseconds: number;
  seed: number;
  print: (line: string) => void;
}

export interface FireReport {
  migrationSeconds: number;
  /** The runs that came to their end. */
  ended: MigrationReport[];
  /** How many tenants stood at the new version when a run was killed. */
  migratedAtKills: number[];
  traffic: TrafficReport;
  poisonedSlug: string;
  /** Tenants that are at a wrong version, or do not look like one that was migrated in peace. */
  wrong: string[];
}

/** Migrates many tenants by two runs at once that are killed again and again, with a row in one tenant that breaks a migration, while all are in use. */
export async function migrateUnderFire(options: FireOptions): Promise<FireReport> {
  const { adminUrl, pools, print } = options;
  const random = randomOf(options.seed);
  const begunPlanting = performance.now();
  const [calm, ...tenants] = (await plantTenants(adminUrl, options.tenants + 1)) as [
    StormTenant,
    ...StormTenant[],
  ];
  print(`${tenants.length} tenants in ${((performance.now() - begunPlanting) / 1000).toFixed(0)} s`);
  const poisoned = random.pick(tenants);
  const next = makeNextVersion();
  try {
    const looks = await withAdmin(adminUrl, async (admin) => {
      await admin.query(
        `insert into "${poisoned.key}".people (id, name) values (gen_random_uuid(), '${poisonedName}')`,
      );
      const before = await readSnapshot(admin, calm.key);
      await migrateInPeace(admin, calm, next);
      return { before, after: await readSnapshot(admin, calm.key) };
    });
    const traffic = startTraffic(pools, tenants, options.seed + 1);
    const begun = performance.now();
    const { ended, migratedAtKills } = await runTwiceUnderFire(options, next, random);
    const migrationSeconds = (performance.now() - begun) / 1000;
    return {
      migrationSeconds,
      ended,
      migratedAtKills,
      traffic: await traffic.stop(),
      ...(await inspectTenants(adminUrl, tenants, poisoned, next, looks)),
    };
  } finally {
    next.remove();
  }
}

async function migrateInPeace(admin: Client, { key }: StormTenant, { folder, version }: NextVersion) {
  const missing = readMigrations('tenant', folder).slice(readMigrations('tenant').length);
  await admin.query('begin');
  await applyTenantMigrations(admin, key, missing);
  await admin.query('update platform.tenants set schema_version = $2 where key = $1', [key, version]);
  await admin.query('commit');
}

/** Two at a time; each run that is killed is followed by another, the last two may end. */
async function runTwiceUnderFire(options: FireOptions, next: NextVersion, random: Random) {
  const { adminUrl, kills, longestRunMilliseconds } = options;
  const migratedAtKills: number[] = [];
  let left = kills;
  const runUntilEnd = async (): Promise<MigrationReport> => {
    for (;;) {
      const run = startRun(adminUrl, next.folder);
      if (left <= 0) return run.ended;
      left -= 1;
      // It fails when it is killed, and may have come to its end before.
      const ended = run.ended.then((report) => report).catch(() => null);
      const killTime = run.begun.then(() => sleep(random.below(longestRunMilliseconds), 'kill' as const));
      const report = await Promise.race([ended, killTime]);
      if (report !== 'kill') continue;
      run.kill();
      await ended;
      migratedAtKills.push(await countMigrated(adminUrl, next));
    }
  };
  const ended = await Promise.all([runUntilEnd(), runUntilEnd()]);
  return { ended, migratedAtKills };
}

function startRun(adminUrl: string, folder: string) {
  const runner = join(root, 'build', 'scripts', 'bench', 'migrate', 'runner.js');
  const child = spawn(process.execPath, [runner, adminUrl, folder], {
    cwd: root,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const begun = new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const ended = new Promise<MigrationReport>((resolve, reject) => {
    child.once('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(stdout.split('\n').at(-1) ?? '') as MigrationReport);
      else reject(new Error(`The migration ended with ${code ?? signal}: ${stderr}`));
    });
  });
  return { begun, ended, kill: () => child.kill('SIGKILL') };
}

function countMigrated(adminUrl: string, { version }: NextVersion): Promise<number> {
  return withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ count: number }>(
      // But for the one that was migrated in peace.
      'select count(*)::int - 1 as count from platform.tenants where schema_version = $1',
      [version],
    );
    return rows[0]?.count ?? 0;
  });
}

async function inspectTenants(
  adminUrl: string,
  tenants: readonly StormTenant[],
  poisoned: StormTenant,
  next: NextVersion,
  looks: { before: string; after: string },
): Promise<{ poisonedSlug: string; wrong: string[] }> {
  return withAdmin(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ key: string; slug: string; schema_version: number }>(
      'select key, slug, schema_version from platform.tenants',
    );
    const byKey = new Map(rows.map((row) => [row.key, row]));
    const wrong: string[] = [];
    for (const { key } of tenants) {
      const { slug, schema_version } = byKey.get(key) ?? { slug: key, schema_version: -1 };
      const isPoisoned = key === poisoned.key;
      const expected = isPoisoned ? readMigrations('tenant').length : next.version;
      if (schema_version !== expected) wrong.push(`${slug} is at version ${schema_version}, not ${expected}`);
      if ((await readSnapshot(admin, key)) !== (isPoisoned ? looks.before : looks.after))
        wrong.push(`${slug} does not look like one that was migrated in peace`);
      if (!isPoisoned && (await countUngreeted(admin, key)) > 0)
        wrong.push(`${slug} has rows that were not filled`);
    }
    return { poisonedSlug: byKey.get(poisoned.key)?.slug ?? '', wrong };
  });
}

async function countUngreeted(admin: Client, key: string): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    `select count(*)::int as count from "${key}".people where greeting <> 'Dear ' || name`,
  );
  return rows[0]?.count ?? 0;
}

/** What did not hold, as sentences. */
export function brokenClaims({ ended, traffic, poisonedSlug, wrong }: FireReport): string[] {
  const [first] = ended;
  const misreported = ended.some(
    ({ failed }) =>
      failed.length !== 1 || failed[0]?.slug !== poisonedSlug || !/wholesome/.test(failed[0].message),
  );
  return [
    ...(misreported || !first
      ? [`reported ${JSON.stringify(ended.map(({ failed }) => failed))}, not ${poisonedSlug}`]
      : []),
    ...traffic.problems.slice(0, 5),
    ...wrong.slice(0, 10),
  ];
}
