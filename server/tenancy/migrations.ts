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
  const folder = join(parent, kind);
  const migrations = readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      version: Number(file.slice(0, 4)),
      name: file,
      sql: readFileSync(join(folder, file), 'utf8'),
    }));
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1)
      throw new Error(`migrations/${kind}: ${migration.name} should be number ${index + 1}`);
  });
  return migrations;
}

/** The newest version among the files. */
export function latestVersion(kind: 'platform' | 'tenant'): number {
  return readMigrations(kind).length;
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
