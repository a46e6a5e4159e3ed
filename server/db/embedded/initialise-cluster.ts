import { execFile } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ClusterPlace } from './cluster-place.ts';
import { EmbeddedClusterError } from './embedded-cluster-error.ts';

/**
 * Makes an empty cluster, UTF-8 and sorted by code point on every machine. The folder appears under its name only when
 * it is whole, so that a kill in the middle leaves nothing that the next start would take for a database.
 */
export async function initialiseCluster(place: ClusterPlace, isDurable: boolean): Promise<void> {
  const { record, clusterDir, binaries, runAs } = place;
  const parent = dirname(clusterDir);
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(clusterDir)}.new`))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
  const unfinished = `${clusterDir}.new-${process.pid}`;
  const passwordFile = `${unfinished}.password`;
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, record.superuserPassword, { mode: 0o600 });
  if (runAs !== null)
    for (const path of [unfinished, passwordFile]) chownSync(path, runAs.ids.uid, runAs.ids.gid);
  const flags = [
    `--pgdata=${unfinished}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(isDurable ? [] : ['--no-sync']),
  ];
  try {
    const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
    await promisify(execFile)(join(binaries.root, 'bin', 'initdb'), flags, { ...runAs?.ids, cwd: '/', env });
    renameSync(unfinished, clusterDir);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    const reason = String((cause as { stderr?: string }).stderr ?? cause)
      .trim()
      .split('\n')[0];
    throw new EmbeddedClusterError(`PostgreSQL could not make a database in ${clusterDir}: ${reason}`, {
      cause,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
