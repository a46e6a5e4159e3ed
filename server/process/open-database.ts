import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openDataDir, readDataFile, writeDataFile } from '../db/embedded/data-dir.ts';
import { startEmbeddedCluster } from '../db/embedded/embedded-cluster.ts';
import { prepareDatabase } from '../tenancy/bootstrap.ts';
import { StartRefused, withDatabaseReasons } from './explain-failure.ts';
import type { Lifetime } from './lifetime.ts';

/** Where the database is. */
export interface OpenedDatabase {
  /** The runtime login. */
  databaseUrl: string;
  /** The owner; null in production, where the server's process leaves it alone. */
  adminUrl: string | null;
  isEmbedded: boolean;
}

interface DatabaseOptions {
  config: Config;
  lifetime: Lifetime;
  log: (line: string) => void;
}

/**
 * Gets the database ready: the embedded one, or the given one; outside production (or told so by MIGRATE_ON_START) with
 * its roles, grants and every schema up to date.
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenedDatabase> {
  const { config, log } = options;
  const ownerUrl = config.databaseAdminUrl ?? (config.mode === 'production' ? undefined : config.databaseUrl);
  if (config.databaseUrl === undefined && ownerUrl === undefined) return openEmbedded(options);
  if (config.databaseUrl !== undefined && config.mode === 'production' && !config.migrateOnStart) {
    return { databaseUrl: config.databaseUrl, adminUrl: null, isEmbedded: false };
  }
  if (ownerUrl === undefined) throw new Error('loadConfig let MIGRATE_ON_START through without an owner');
  const given = config.databaseAdminUrl === undefined ? undefined : config.databaseUrl;
  const variable = config.databaseAdminUrl === undefined ? 'DATABASE_URL' : 'DATABASE_ADMIN_URL';
  const prepared = await withDatabaseReasons({ variable, url: ownerUrl }, () =>
    prepareDatabase({
      adminUrl: ownerUrl,
      databaseName: databaseNameOf(given ?? ownerUrl),
      ...(given === undefined ? { runtimePassword: keptRuntimePassword(config.dataDir) } : loginOf(given)),
      log,
    }),
  );
  return {
    databaseUrl: given ?? prepared.databaseUrl,
    adminUrl: config.mode === 'production' ? null : prepared.adminUrl,
    isEmbedded: false,
  };
}

async function openEmbedded({ config, lifetime, log }: DatabaseOptions): Promise<OpenedDatabase> {
  const cluster = await startEmbeddedCluster({
    dataDir: config.dataDir,
    log,
    onLost: () => {
      if (lifetime.isStopping()) return;
      process.stderr.write(
        'The embedded PostgreSQL ended by itself; Redress stops too. Start it again, and it recovers.\n',
      );
      void lifetime.end(1);
    },
  });
  lifetime.onStop('PostgreSQL', 60_000, () => cluster.stop());
  const prepared = await prepareDatabase({
    adminUrl: cluster.adminUrl,
    databaseName: 'redress',
    runtimePassword: keptRuntimePassword(config.dataDir),
    log,
  });
  return { ...prepared, isEmbedded: true };
}

function loginOf(url: string): { runtimeRoleName: string; runtimePassword: string } {
  const { username, password } = new URL(url);
  if (username === '' || password === '') {
    throw new StartRefused(
      'DATABASE_URL names no user or no password; Redress makes that login and needs both.',
    );
  }
  return { runtimeRoleName: decodeURIComponent(username), runtimePassword: decodeURIComponent(password) };
}

function databaseNameOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'redress';
}

/** The password of the login that was made for the server: made once, kept beside the database. */
export function keptRuntimePassword(dataDir: string): string {
  openDataDir(dataDir);
  const file = join(dataDir, 'runtime.password');
  const kept = readDataFile(file)?.trim();
  if (kept) return kept;
  const made = randomBytes(24).toString('hex');
  writeDataFile(file, `${made}\n`);
  return made;
}
