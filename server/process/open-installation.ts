import type { Client } from 'pg';
import type { Config } from '../config.ts';
import { urlOf, withAdmin } from '../db/admin.ts';
import { attachEmbeddedCluster } from '../db/embedded/embedded-cluster.ts';
import { createPools, type Pools } from '../db/pools.ts';
import { runtimeRole } from '../tenancy/database-grants.ts';
import { isBehind } from '../tenancy/migrate.ts';
import { StartRefused, withDatabaseReasons } from './explain-failure.ts';
import type { Lifetime } from './lifetime.ts';
import { keptRuntimePassword, openDatabase } from './open-database.ts';

/** The installation's database, for the operator's command line. */
export interface Installation {
  adminUrl: string;
  /** The server's own login. */
  databaseUrl: string;
  runtimeRoleName: string;
  pools: Pools;
}

/**
 * Opens the database that the configuration names: the given one, or the embedded one, whether it runs already or has to be
 * started for the command. What it opened ends with `lifetime`. Throws StartRefused when it is behind, unless told to migrate.
 */
export async function openInstallation(
  config: Config,
  lifetime: Lifetime,
  { migrate = false }: { migrate?: boolean } = {},
): Promise<Installation> {
  const { adminUrl, databaseUrl } =
    (await attach(config, migrate)) ?? (await open(config, migrate, lifetime));
  const pools = createPools({ databaseUrl, maxConnections: 6 });
  lifetime.onStop('The connections to the database', 5_000, () => pools.end());
  const runtime = { variable: 'DATABASE_URL', url: databaseUrl };
  if (await withDatabaseReasons(runtime, () => isBehind(pools))) {
    throw new StartRefused(migrate ? 'Not every organisation could be migrated, see above.' : behind);
  }
  return { adminUrl, databaseUrl, pools, runtimeRoleName: decodeURIComponent(new URL(databaseUrl).username) };
}

const behind = 'The database is behind this version of Redress; run "redress migrate" first.';

interface Urls {
  adminUrl: string;
  databaseUrl: string;
}

/** The embedded database of a server that runs; null when none does, or when it has to be migrated. */
async function attach(config: Config, migrate: boolean): Promise<Urls | null> {
  if (config.databaseUrl !== undefined || config.databaseAdminUrl !== undefined) return null;
  const running = await attachEmbeddedCluster(config.dataDir);
  if (!running) return null;
  if (migrate) throw new StartRefused('Redress is running on this data folder; it migrates when it starts.');
  const adminUrl = urlOf(running.adminUrl, { database: 'redress' });
  return {
    adminUrl,
    databaseUrl: urlOf(adminUrl, { user: runtimeRole, password: keptRuntimePassword(config.dataDir) }),
  };
}

async function open(config: Config, migrate: boolean, lifetime: Lifetime): Promise<Urls> {
  if (config.mode === 'production' && config.databaseAdminUrl === undefined) {
    throw new StartRefused('DATABASE_ADMIN_URL is missing: this needs the owner of the database.');
  }
  const log = (line: string) => process.stderr.write(`${line}\n`);
  if (config.mode === 'production' && !migrate) {
    const { databaseAdminUrl: adminUrl, databaseUrl } = config as Required<Config>;
    // The server's login is there when the database was migrated once; without it DATABASE_URL would get the blame.
    const owner = { variable: 'DATABASE_ADMIN_URL', url: adminUrl };
    if (await withDatabaseReasons(owner, () => withAdmin(adminUrl, isEmpty))) throw new StartRefused(behind);
    return { adminUrl, databaseUrl };
  }
  const { databaseUrl, adminUrl } = await openDatabase({
    config: { ...config, migrateOnStart: true },
    lifetime,
    log,
  });
  return { databaseUrl, adminUrl: adminUrl ?? (config.databaseAdminUrl as string) };
}

async function isEmpty(admin: Client): Promise<boolean> {
  const { rows } = await admin.query<{ isEmpty: boolean }>(
    `select to_regclass('platform.migrations') is null as "isEmpty"`,
  );
  return rows[0]?.isEmpty ?? true;
}
