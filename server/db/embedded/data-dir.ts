import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedClusterError } from './embedded-cluster-error.ts';

/** Makes the data folder where it is missing; throws EmbeddedClusterError when it cannot be used. */
export function openDataDir(dataDir: string): void {
  try {
    if (!existsSync(dataDir)) makeDir(dataDir, 0o700);
    if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new EmbeddedClusterError(
      `The data folder ${dataDir} cannot be used: ${toReason(cause)}; choose another with DATA_DIR.`,
      { cause },
    );
  }
}

/** Gives the text of a file in the data folder, null where there is none; EmbeddedClusterError when it is another user's. */
export function readDataFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new EmbeddedClusterError(
      `${file} cannot be read: ${toReason(cause)}; run as its owner, or choose another DATA_DIR.`,
      { cause },
    );
  }
}

/**
 * Writes a file of mode 600 whole or not at all. Written by root, it belongs to the folder's owner, who may start
 * Redress as himself the next time.
 */
export function writeDataFile(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text, { mode: 0o600, flush: true });
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dirname(file));
    chownSync(unfinished, uid, gid);
  }
  renameSync(unfinished, file);
}

/** Node's own recursive mkdir never returns where a folder above is a link to nowhere. */
function makeDir(dir: string, mode: number): void {
  if (!existsSync(dirname(dir))) makeDir(dirname(dir), 0o755);
  mkdirSync(dir, { mode });
}

function toReason(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === undefined) throw cause;
  return REASONS[code] ?? message;
}

const REASONS: Record<string, string> = {
  EEXIST: 'it, or a folder above it, is a link to nowhere',
  ENOTDIR: 'it, or a part of its path, is a file and not a folder',
  EACCES: 'this user may not read or write it',
  EPERM: 'this user may not read or write it',
  EROFS: 'its file system is read-only',
  ENOSPC: 'its disk is full',
  ENOENT: 'a folder above it cannot be made',
};
