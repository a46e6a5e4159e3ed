import type { Client } from 'pg';
import { inTransaction, withAdmin } from '../db/admin.ts';
import type { Pools } from '../db/pools.ts';
import { installQueue } from '../jobs/queue.ts';
import { ownerRole, runtimeRole } from './database-grants.ts';
import { latestVersion, nameRoles, readMigrations, type Migration } from './migrations.ts';
import { applyTenantMigrations } from './tenant-schema.ts';

export interface MigrateOptions {
  /** Administrator's URL of the installation's database. */
  adminUrl: string;
  runtimeRoleName?: string;
  log: (line: string) => void;
  /** Where the SQL files are; ours when not given. */
  folder?: string;
}

/** What a run did. A tenant that failed keeps its version; the others go on. */
export interface MigrationReport {
  /** Tenants that this run migrated; what another run did at the same time is not counted. */
  migrated: number;
  failed: { slug: string; message: string }[];
}

// A migration that waits for a table keeps everybody else of that tenant waiting behind it: it gives up before they do, and tries again.
const lockTimeout = '3s';
const attempts = 5;

/**
 * Brings the platform schema, every tenant's schema and those in stock to the newest version, one transaction each. Killed at any moment it leaves
 * each as it was or migrated; two runs at once share the work.
 */
export async function migrateAll({
  adminUrl,
  runtimeRoleName = runtimeRole,
  log,
  folder,
}: MigrateOptions): Promise<MigrationReport> {
  return withAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock(7236121)');
    await installQueue(adminUrl, runtimeRoleName);
    await migratePlatform(admin, runtimeRoleName, readMigrations('platform', folder));
    await admin.query('select pg_advisory_unlock(7236121)');
    const migrations = readMigrations('tenant', folder);
    // What is in stock comes last: nobody waits for it.
    const { rows } = await admin.query<Outdated>(
      `select key, slug, registry from (
          select key, slug, 'tenants' as registry from platform.tenants where schema_version < $1
          union all select key, null, 'tenant_stock' from platform.tenant_stock where schema_version < $1) o
        order by slug is null, key`,
      [migrations.length],
    );
    const report: MigrationReport = { migrated: 0, failed: [] };
    for (const outdated of rows) {
      const { key, slug } = outdated;
      try {
        if ((await migrateTenantPatiently(admin, outdated, migrations)) && slug !== null)
          report.migrated += 1;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (slug !== null) report.failed.push({ slug, message });
        log(`${slug ?? 'A schema in stock'} (${key}) could not be migrated and stays as it was: ${message}`);
      }
    }
    if (report.migrated > 0)
      log(`${report.migrated} organisations migrated to version ${migrations.length}.`);
    return report;
  });
}

interface Outdated {
  key: string;
  /** Null for a schema in stock. */
  slug: string | null;
  /** The platform's table that says which version it has. */
  registry: 'tenants' | 'tenant_stock';
}

/** True when the platform or a tenant is not at the newest version: the server must not start on it. */
export async function isBehind(pools: Pools): Promise<boolean> {
  try {
    const { rows } = await pools.runtime.query<{ platform: number; behind: number }>({
      text: `select (select max(version) from platform.migrations) as platform,
        (select count(*) from platform.tenants where schema_version < $1) as behind`,
      values: [latestVersion('tenant')],
    });
    const row = rows[0];
    return !row || row.platform < latestVersion('platform') || row.behind > 0;
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === '42P01' || code === '3F000' || code === '42501') return true;
    throw error;
  }
}

function migratePlatform(admin: Client, runtime: string, migrations: readonly Migration[]): Promise<void> {
  return inTransaction(admin, async () => {
    await admin.query(`create schema if not exists platform authorization ${ownerRole}`);
    await admin.query(`create table if not exists platform.migrations (
      version integer primary key, name text not null, applied_at timestamptz not null default now())`);
    const { rows } = await admin.query<{ version: number }>(
      'select coalesce(max(version), 0) as version from platform.migrations',
    );
    const current = rows[0]?.version ?? 0;
    for (const migration of migrations.slice(current)) {
      await admin.query(`set local role ${ownerRole};\n${nameRoles(migration.sql, { runtime })}\nreset role`);
      await admin.query('insert into platform.migrations (version, name) values ($1, $2)', [
        migration.version,
        migration.name,
      ]);
    }
    await admin.query(`grant select on platform.migrations to ${admin.escapeIdentifier(runtime)}`);
  });
}

async function migrateTenantPatiently(
  admin: Client,
  outdated: Outdated,
  migrations: readonly Migration[],
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrateTenant(admin, outdated, migrations);
    } catch (error) {
      const { code } = error as { code?: string };
      // The table was not to be had, or two waited for each other.
      if ((code !== '55P03' && code !== '40P01') || attempt === attempts) throw error;
    }
  }
}

/** False when there was nothing to do any more: another run was here meanwhile, or an organisation was made of it. */
function migrateTenant(
  admin: Client,
  { key, registry }: Outdated,
  migrations: readonly Migration[],
): Promise<boolean> {
  return inTransaction(admin, async () => {
    const { rows } = await admin.query<{ schema_version: number }>(
      `select schema_version from platform.${registry} where key = $1 for update`,
      [key],
    );
    const missing = migrations.slice(rows[0]?.schema_version ?? migrations.length);
    if (missing.length === 0) return false;
    await admin.query(`set local lock_timeout = '${lockTimeout}'`);
    await applyTenantMigrations(admin, key, missing);
    await admin.query(`update platform.${registry} set schema_version = $2 where key = $1`, [
      key,
      migrations.length,
    ]);
    return true;
  });
}
