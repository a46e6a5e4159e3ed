import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readDataFile } from './data-dir.ts';

/** The main process of a running cluster, as its postmaster.pid tells. */
export interface Postmaster {
  pid: number;
  port: number;
  isReady: boolean;
  /** It was told to stop. As long as somebody is connected that may take, and nobody new is let in. */
  isStopping: boolean;
}

/** Finds the running main process of the cluster in that folder; null when none runs, whatever a leftover pid file says. */
export function findPostmaster(clusterDir: string): Postmaster | null {
  const lines = readDataFile(pidFile(clusterDir))?.split('\n') ?? [];
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isMainProcess(pid, clusterDir)) return null;
  const state = lines[7]?.trim();
  return { pid, port: Number(lines[3]), isReady: state === 'ready', isStopping: state === 'stopping' };
}

/**
 * Removes the pid file of a PostgreSQL that was killed. PostgreSQL does that itself unless the process number has been
 * given to another program since, which it then takes for itself.
 */
export function clearLeftoverPidFile(clusterDir: string): void {
  if (findPostmaster(clusterDir) === null) rmSync(pidFile(clusterDir), { force: true });
}

/** Waits until the cluster accepts connections; null when its main process ends before, or does not get there in time. */
export async function waitUntilReady(
  clusterDir: string,
  { isGivenUp, limitMs }: { isGivenUp: () => boolean; limitMs: number },
): Promise<Postmaster | null> {
  for (const deadline = Date.now() + limitMs; Date.now() < deadline && !isGivenUp(); await sleep(10)) {
    const postmaster = findPostmaster(clusterDir);
    if (postmaster?.isReady) return postmaster;
  }
  return null;
}

/**
 * Stops the cluster. Connections get a moment to end by themselves, then their statements are broken off; everything is
 * written, unless that takes longer than 30 seconds: then the next start recovers it.
 */
export async function stopPostmaster(clusterDir: string, pid: number): Promise<void> {
  const isRunning = (): boolean => isMainProcess(pid, clusterDir);
  for (const [signal, waitMs] of [
    ['SIGTERM', 1_000],
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isRunning()) return;
    process.kill(pid, signal);
    for (const deadline = Date.now() + waitMs; isRunning() && Date.now() < deadline;) await sleep(10);
  }
}

function pidFile(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}

/** PostgreSQL works inside its data directory; comparing the folder itself survives a moved clone and a reused number. */
function isMainProcess(pid: number, clusterDir: string): boolean {
  try {
    if (process.platform !== 'linux') {
      return /postgres/.test(execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }));
    }
    const [actual, expected] = [statSync(`/proc/${pid}/cwd`), statSync(clusterDir)];
    return actual.ino === expected.ino && actual.dev === expected.dev;
  } catch {
    return false;
  }
}
