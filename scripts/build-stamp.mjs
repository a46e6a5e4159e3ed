import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('..', import.meta.url));

const SOURCES = [
  'server',
  'scripts',
  'web',
  'migrations',
  'schema.graphql',
  'package-lock.json',
  'tsconfig.json',
];
/** What the built product does not depend on. */
const IGNORED = /(^|\/)(node_modules|\.svelte-kit|server\/test)(\/|$)|\.test\.ts$/;
const stampFile = join(root, 'build', 'stamp');

/** Gives a hash over the names and contents of the sources: copying, cloning or touching a file changes nothing. */
export function hashSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => listFiles(source))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Tells whether what is in build/ was made from exactly these sources. */
export function isBuilt() {
  if (!existsSync(stampFile) || !existsSync(join(root, 'build', 'server', 'main.js'))) return false;
  return readFileSync(stampFile, 'utf8') === hashSources();
}

/** From here until the end of a build, what is in build/ is not to be trusted. */
export function clearStamp() {
  rmSync(stampFile, { force: true });
}

/** Marks build/ as made from the sources with that hash. */
export function writeStamp(hash) {
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(stampFile, hash);
}

function listFiles(path) {
  if (IGNORED.test(path)) return [];
  const entries = readDirectory(join(root, path));
  if (entries === null) return existsSync(join(root, path)) ? [path] : [];
  return entries.sort().flatMap((name) => listFiles(`${path}/${name}`));
}

function readDirectory(path) {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}
