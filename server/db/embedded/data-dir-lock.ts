import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedClusterError } from './embedded-cluster-error.ts';
import { identifyProcess } from './process-identity.ts';

/** A data folder held by this process. */
export interface DataDirLock {
  release(): void;
}

/**
 * Takes the data folder for this process, or throws EmbeddedClusterError naming the process that holds it. A lock that
 * a killed process left behind counts for nothing. Two processes that clear the same leftover at the same instant
 * could both succeed; PostgreSQL's own lock file then stops the later one.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const file = join(dataDir, 'redress.pid');
  const own = identifyProcess(process.pid) ?? String(process.pid);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, `${own}\n`, { flag: 'wx', mode: 0o644 });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder !== null) throw inUse(dataDir, holder);
    rmSync(file, { force: true });
  }
  throw new EmbeddedClusterError(
    `The data folder ${dataDir} cannot be locked: ${file} comes back by itself.`,
  );
}

function readHolder(file: string): number | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 && identifyProcess(pid) === text ? pid : null;
}

function inUse(dataDir: string, pid: number): EmbeddedClusterError {
  return new EmbeddedClusterError(
    `The data folder ${dataDir} is in use by another Redress, process ${pid}; ` +
      'stop that one first, or give this one a folder of its own with DATA_DIR.',
  );
}
