import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type ClusterRecord,
  isInitialised,
  newClusterRecord,
  readClusterRecord,
  toClusterDir,
  writeClusterRecord,
} from './cluster-record.ts';
import { EmbeddedClusterError } from './embedded-cluster-error.ts';
import {
  checkPostgresRuns,
  copyPostgresBinaries,
  findPostgresBinaries,
  type PostgresBinaries,
} from './postgres-binaries.ts';
import { canReach, chooseRunAs, type RunAs } from './run-as.ts';

/** Where the cluster lives, which binaries run it, and as whom. */
export interface ClusterPlace {
  record: ClusterRecord;
  clusterDir: string;
  binaries: PostgresBinaries;
  runAs: RunAs | null;
}

/** Copies go here when root starts Redress where the user of PostgreSQL cannot follow. */
const REACHABLE_DIR = '/var/lib/redress';

/**
 * Decides where the cluster lives. That is DATA_DIR/postgres and the binaries in node_modules, except under root where
 * the user of PostgreSQL cannot reach them (a home directory of mode 700): then both are below /var/lib/redress, and
 * `log` says so. A cluster that is already there moves along.
 */
export async function chooseClusterPlace(
  dataDir: string,
  log: (line: string) => void,
): Promise<ClusterPlace> {
  const known = readClusterRecord(dataDir);
  const record = known ?? newClusterRecord();
  let clusterDir = toClusterDir(dataDir, record);
  if (known === null && existsSync(clusterDir)) throw passwordLost(dataDir, clusterDir);
  if (!existsSync(dirname(clusterDir))) throw dataGone(dataDir, clusterDir);

  const runAs = chooseRunAs(isInitialised(clusterDir) ? clusterDir : null);
  let binaries = findPostgresBinaries();
  if (runAs !== null) {
    openDataDirTo(runAs, dataDir);
    if (!canReach(clusterDir, runAs)) {
      clusterDir = record.movedTo = moveCluster(clusterDir);
      writeClusterRecord(dataDir, record);
    }
    if (!canReach(join(binaries.root, 'bin', 'postgres'), runAs)) {
      binaries = copyPostgresBinaries(binaries, reachableDir());
      log(`PostgreSQL's own user cannot reach node_modules: its programs are copied to ${binaries.root}.`);
    }
    if (record.movedTo !== null) {
      log(`PostgreSQL's own user cannot reach ${dataDir}: the database is in ${record.movedTo}.`);
    }
  }
  await checkPostgresRuns(binaries, runAs);
  writeClusterRecord(dataDir, record);
  return { record, clusterDir, binaries, runAs };
}

/** The group of PostgreSQL's user may walk through the data folder; what is in it stays closed to it. */
function openDataDirTo({ ids }: RunAs, dataDir: string): void {
  const { uid, mode } = statSync(dataDir);
  if (uid !== 0 || (mode & 0o001) !== 0) return;
  chownSync(dataDir, uid, ids.gid);
  chmodSync(dataDir, (mode & 0o7777) | 0o010);
}

function moveCluster(from: string): string {
  const to = join(mkdtempSync(join(reachableDir(), 'data-')), 'postgres');
  chmodSync(join(to, '..'), 0o755);
  if (!existsSync(from)) return to;
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    // Another file system. Only the finished copy gets the name, and the original stays until then.
    execFileSync('cp', ['-a', from, `${to}.unfinished`]);
    renameSync(`${to}.unfinished`, to);
    renameSync(from, `${from}.moved`);
  }
  return to;
}

function reachableDir(): string {
  try {
    mkdirSync(REACHABLE_DIR, { recursive: true });
    chmodSync(REACHABLE_DIR, 0o755);
    return REACHABLE_DIR;
  } catch (cause) {
    throw new EmbeddedClusterError(
      `PostgreSQL refuses to run as root, its own user cannot reach this folder, and ${REACHABLE_DIR} cannot be made for it; ` +
        'start Redress as an ordinary user, or set DATABASE_URL.',
      { cause },
    );
  }
}

function dataGone(dataDir: string, clusterDir: string): EmbeddedClusterError {
  return new EmbeddedClusterError(
    `The database of ${dataDir} was in ${clusterDir}, which is gone; put it back, or move ${dataDir} away to begin anew.`,
  );
}

function passwordLost(dataDir: string, clusterDir: string): EmbeddedClusterError {
  return new EmbeddedClusterError(
    `${clusterDir} holds a database but ${join(dataDir, 'database.json')}, which has its password, is missing; ` +
      'put that file back from a backup, or move the folder away to begin anew.',
  );
}
