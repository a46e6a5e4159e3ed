import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { chooseClusterPlace } from './cluster-place.ts';
import {
  isInitialised,
  readClusterRecord,
  toAdminUrl,
  toClusterDir,
  writeClusterRecord,
} from './cluster-record.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { openDataDir } from './data-dir.ts';
import { initialiseCluster } from './initialise-cluster.ts';
import { launchPostgres } from './launch-postgres.ts';
import { clearLeftoverPidFile, findPostmaster, stopPostmaster, waitUntilReady } from './postmaster.ts';

/** A PostgreSQL of our own that runs for this process. */
export interface EmbeddedCluster {
  /** Superuser's URL of the `postgres` database, TCP on 127.0.0.1. */
  adminUrl: string;
  dataDir: string;
  /** Stops PostgreSQL and lets go of the data folder; connections that are still open are broken off. */
  stop(): Promise<void>;
}

export interface EmbeddedClusterOptions {
  dataDir: string;
  /** Gets a line where something happens that a person should know, such as data kept elsewhere. */
  log?: (line: string) => void;
  /** PostgreSQL settings on top of ours, e.g. `{ fsync: 'off' }` for tests. An adopted cluster keeps those it has. */
  settings?: Record<string, string>;
  /** Called once when PostgreSQL ends without `stop`, or is told to: it waits for our connections then, and lets no new one in. */
  onLost?: () => void;
}

/**
 * Starts the PostgreSQL that lives in `dataDir` and makes it first where the folder is empty. It is detached: Ctrl-C
 * does not reach it, and it outlives a killed process, whose successor takes it over here.
 * Throws EmbeddedClusterError, whose message is one sentence for the terminal.
 */
export async function startEmbeddedCluster(options: EmbeddedClusterOptions): Promise<EmbeddedCluster> {
  const dataDir = resolve(options.dataDir);
  openDataDir(dataDir);
  const lock = lockDataDir(dataDir);
  try {
    const { clusterDir, adminUrl, pid } = await adoptOrLaunch(dataDir, options);
    const watch = options.onLost && watchForLoss(clusterDir, options.onLost);
    return {
      adminUrl,
      dataDir,
      stop: async () => {
        clearInterval(watch);
        await stopPostmaster(clusterDir, pid);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Finds the running cluster of a data folder that another process holds; null when none runs there. */
export async function attachEmbeddedCluster(dataDir: string): Promise<{ adminUrl: string } | null> {
  const running = await findRunning(resolve(dataDir));
  return running && { adminUrl: running.adminUrl };
}

interface RunningCluster {
  clusterDir: string;
  adminUrl: string;
  pid: number;
}

async function adoptOrLaunch(dataDir: string, options: EmbeddedClusterOptions): Promise<RunningCluster> {
  const { log = () => {}, settings = {} } = options;
  const orphan = await findRunning(dataDir);
  if (orphan !== null) return orphan;

  const place = await chooseClusterPlace(dataDir, log);
  const { record, clusterDir } = place;
  if (isInitialised(clusterDir)) {
    const unusable = findPostmaster(clusterDir);
    if (unusable !== null) await stopPostmaster(clusterDir, unusable.pid);
    clearLeftoverPidFile(clusterDir);
  } else {
    await initialiseCluster(place, settings.fsync !== 'off');
  }
  const { pid, port } = await launchPostgres(place, {
    logFile: join(dataDir, 'postgres.log'),
    settings,
    log,
  });
  writeClusterRecord(dataDir, { ...record, port });
  return { clusterDir, pid, adminUrl: toAdminUrl(record, port) };
}

/** A cluster that is starting is waited for; one that refuses our password is not ours. */
async function findRunning(dataDir: string): Promise<RunningCluster | null> {
  if (!existsSync(dataDir)) return null;
  const record = readClusterRecord(dataDir);
  if (record === null) return null;
  const clusterDir = toClusterDir(dataDir, record);
  if (findPostmaster(clusterDir) === null) return null;
  const hasEnded = (): boolean => findPostmaster(clusterDir) === null;
  const postmaster = await waitUntilReady(clusterDir, { isGivenUp: hasEnded, limitMs: 20_000 });
  if (postmaster === null) return null;
  const adminUrl = toAdminUrl(record, postmaster.port);
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return { clusterDir, adminUrl, pid: postmaster.pid };
  } catch {
    return null;
  } finally {
    await client.end().catch(() => {});
  }
}

function watchForLoss(clusterDir: string, onLost: () => void): NodeJS.Timeout {
  const timer = setInterval(() => {
    const postmaster = findPostmaster(clusterDir);
    if (postmaster !== null && !postmaster.isStopping) return;
    clearInterval(timer);
    onLost();
  }, 500);
  return timer.unref();
}
