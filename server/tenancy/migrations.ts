import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One numbered SQL file: applied once, in order, never edited after it landed. */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** Reads `<folder>/<kind>/NNNN_what.sql`, in order; the folder is ours when not given. Throws when numbers are missing or doubled. */
export function readMigrations(kind: 'platform' | 'tenant', parent = migrationsFolder()): Migration[] {
  return listFiles(kind, parent).map((name, index) => ({
    version: index + 1,
    name,
    sql: readFileSync(join(parent, kind, name), 'utf8'),
  }));
}

/** The newest version among the files. */
export function latestVersion(kind: 'platform' | 'tenant'): number {
  return listFiles(kind, migrationsFolder()).length;
}

function listFiles(kind: 'platform' | 'tenant', parent: string): string[] {
  const files = readdirSync(join(parent, kind))
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort();
  files.forEach((file, index) => {
    if (Number(file.slice(0, 4)) !== index + 1)
      throw new Error(`migrations/${kind}: ${file} should be number ${index + 1}`);
  });
  return files;
}

/** Puts role names where a migration says `:"tenant"` or `:"runtime"`; as a text where it says `:'tenant'`. Names are checked or ours, so quoting suffices. */
export function nameRoles(sql: string, roles: Record<string, string>): string {
  return sql.replace(/:(["'])(\w+)\1/g, (_, quote: string, role: string) => {
    const name = roles[role];
    if (!name) throw new Error(`No role is called ${role} in migrations`);
    return `${quote}${name}${quote}`;
  });
}

/** The folder of the SQL files: at the repository's root, from the sources and from build/ alike. */
export function migrationsFolder(): string {
  const root = import.meta.dirname.includes(`${join('build', 'server')}`) ? '../../..' : '../..';
  return join(import.meta.dirname, root, 'migrations');
}
