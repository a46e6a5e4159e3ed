import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedClusterError } from './embedded-cluster-error.ts';

/** The operating system's user that PostgreSQL runs as when this process is root. */
export interface RunAs {
  ids: { uid: number; gid: number };
}

/**
 * Chooses the user for PostgreSQL, which refuses to run as root: null (this process's own) unless this process is
 * root; then the owner of an existing cluster, else the user `postgres`, which is made if it is missing.
 */
export function chooseRunAs(clusterDir: string | null): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  const owner = clusterDir === null ? null : statSync(clusterDir);
  if (owner !== null && owner.uid !== 0) {
    return { ids: { uid: owner.uid, gid: owner.gid } };
  }
  return findPostgresUser() ?? makePostgresUser();
}

/** Tells whether that user may walk to `path`, and read and run it where it is a file. */
export function canReach(path: string, { ids }: RunAs): boolean {
  const allows = (target: string, wanted: number): boolean => {
    const { uid, gid, mode } = statSync(target);
    const shift = uid === ids.uid ? 6 : gid === ids.gid ? 3 : 0;
    return ((mode >> shift) & wanted) === wanted;
  };
  if (existsSync(path) && !allows(path, 0o5)) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (!allows(folder, 0o1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function findPostgresUser(): RunAs | null {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(
        execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      ),
    );
    return uid && gid ? { ids: { uid, gid } } : null;
  } catch {
    return null;
  }
}

function makePostgresUser(): RunAs {
  let cause: unknown;
  try {
    const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'];
    execFileSync('useradd', flags, { stdio: 'ignore' });
  } catch (error) {
    cause = error;
  }
  const user = findPostgresUser();
  if (user !== null) return user;
  throw new EmbeddedClusterError(
    'PostgreSQL refuses to run as root and the user "postgres" could not be made with useradd; ' +
      'make that user, start Redress as an ordinary user, or set DATABASE_URL.',
    { cause },
  );
}
