import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterPlace } from './cluster-place.ts';
import { writeDataFile } from './data-dir.ts';
import { EmbeddedClusterError } from './embedded-cluster-error.ts';
import { type Postmaster, waitUntilReady } from './postmaster.ts';

interface LaunchOptions {
  logFile: string;
  settings: Record<string, string>;
  log: (line: string) => void;
}

/** A recovery after a kill is part of the start and may take long on a slow disk. */
const READY_LIMIT_MS = 180_000;
const MAX_LOG_BYTES = 10_000_000;

/** Starts PostgreSQL in a session of its own and waits until it accepts connections; throws EmbeddedClusterError. */
export async function launchPostgres(place: ClusterPlace, options: LaunchOptions): Promise<Postmaster> {
  prepareLog(options.logFile);
  let port = await findFreePort(place.record.port);
  let failure = '';
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const outcome = await launchOnce(place, port, options);
    if (typeof outcome !== 'string') return outcome;
    failure = outcome;
    if (/could not bind|Address already in use/i.test(failure)) port = await findFreePort(null);
    // The helpers of a killed postmaster need a moment to notice.
    else if (/pre-existing shared memory block|lock file .* already exists/i.test(failure)) await sleep(500);
    else break;
  }
  throw new EmbeddedClusterError(
    `PostgreSQL did not start in ${place.clusterDir}: ${failure} (more in ${options.logFile}).`,
  );
}

/** Gives the running server, or the reason that its log tells. */
async function launchOnce(
  place: ClusterPlace,
  port: number,
  options: LaunchOptions,
): Promise<Postmaster | string> {
  const { clusterDir, binaries, runAs } = place;
  const settings = { ...ourSettings(port), ...options.settings };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const logHandle = openSync(options.logFile, 'a');
  const logStart = statSync(options.logFile).size;
  const child = spawn(join(binaries.root, 'bin', 'postgres'), ['-D', clusterDir, ...flags], {
    ...runAs?.ids,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', logHandle, logHandle],
  });
  closeSync(logHandle);
  let failure: string | null = null;
  child.once('error', (error) => (failure = error.message));
  const noteEnd = () => (failure ??= readReason(options.logFile, logStart));
  child.once('exit', noteEnd);
  const notice = setTimeout(
    () => options.log('PostgreSQL is still starting; it may be recovering from a kill.'),
    10_000,
  );
  const postmaster = await waitUntilReady(clusterDir, {
    isGivenUp: () => failure !== null,
    limitMs: READY_LIMIT_MS,
  });
  clearTimeout(notice);
  // Once it runs, its end is no failed start; the log may be gone by then.
  child.off('exit', noteEnd);
  child.unref();
  return postmaster ?? failure ?? `it was not ready after ${READY_LIMIT_MS / 1000} seconds`;
}

function ourSettings(port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and values of people's complaints stay out of the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    // Thousands of tenants are hundreds of thousands of files: opening each takes minutes, one sync takes seconds.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
  };
}

/** Gives `wanted` where it is free, else any free port of the loopback address. */
async function findFreePort(wanted: number | null): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port: wanted ?? 0 }, () =>
        resolve((server.address() as AddressInfo).port),
      );
    });
  } catch (error) {
    if (wanted === null) throw error;
    return findFreePort(null);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

function readReason(logFile: string, start: number): string {
  const lines = readFileSync(logFile).subarray(start).toString('utf8').split('\n');
  const fatal =
    lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.findLast((line) => line !== '');
  return (fatal ?? 'it ended without a word').replace(/^.*?(FATAL|PANIC|error): +/, '');
}

function prepareLog(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size;
  if (size !== undefined && size > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.old`);
  if (!existsSync(logFile)) writeDataFile(logFile, '');
}
