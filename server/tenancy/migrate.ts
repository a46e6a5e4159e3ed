import type { Client } from 'pg';
import { withAdmin } from '../db/admin.ts';
import type { Pools } from '../db/pools.ts';
import { installQueue } from '../jobs/queue.ts';
import { ownerRole, runtimeRole } from './database-grants.ts';
import { latestVersion, nameRoles, readMigrations, type Migration } from './migrations.ts';
import { checkTenantKey } from './tenant.ts';

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
 * Brings the platform schema and every tenant's schema to the newest version, one transaction a tenant. Killed at any moment it leaves
 * each tenant as it was or migrated; two runs at once share the work.
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
    const { rows } = await admin.query<{ key: string; slug: string }>(
      'select key, slug from platform.tenants where schema_version < $1 order by key',
      [migrations.length],
    );
    const report: MigrationReport = { migrated: 0, failed: [] };
    for (const { key, slug } of rows) {
      try {
        if (await migrateTenantPatiently(admin, key, migrations)) report.migrated += 1;
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        report.failed.push({ slug, message });
        log(`${slug} could not be migrated and stays as it was: ${message}`);
      }
    }
    if (report.migrated > 0)
      log(`${report.migrated} organisations migrated to version ${migrations.length}.`);
    return report;
  });
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

/** Applies tenant migrations to one schema inside the caller's transaction, as the owner role. */
export async function applyTenantMigrations(
  admin: Client,
  key: string,
  migrations: readonly Migration[],
): Promise<void> {
  checkTenantKey(key);
  const body = migrations.map((migration) => nameRoles(migration.sql, { tenant: key })).join('\n');
  await admin.query(
    `set local role ${ownerRole}; set local search_path = "${key}", pg_temp;\n${body}\nreset role; set local search_path = "$user", public`,
  );
}

async function migratePlatform(
  admin: Client,
  runtime: string,
  migrations: readonly Migration[],
): Promise<void> {
  await admin.query('begin');
  try {
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
    await admin.query('commit');
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
}

async function migrateTenantPatiently(
  admin: Client,
  key: string,
  migrations: readonly Migration[],
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await migrateTenant(admin, key, migrations);
    } catch (error) {
      const { code } = error as { code?: string };
      // The table was not to be had, or two waited for each other.
      if ((code !== '55P03' && code !== '40P01') || attempt === attempts) throw error;
    }
  }
}

/** False when there was nothing to do any more: another run was here meanwhile. */
async function migrateTenant(admin: Client, key: string, migrations: readonly Migration[]): Promise<boolean> {
  await admin.query('begin');
  try {
    const { rows } = await admin.query<{ schema_version: number }>(
      'select schema_version from platform.tenants where key = $1 for update',
      [key],
    );
    const missing = migrations.slice(rows[0]?.schema_version ?? migrations.length);
    if (missing.length > 0) {
      await admin.query(`set local lock_timeout = '${lockTimeout}'`);
      await applyTenantMigrations(admin, key, missing);
      await admin.query('update platform.tenants set schema_version = $2 where key = $1', [
        key,
        migrations.length,
      ]);
    }
    await admin.query('commit');
    return missing.length > 0;
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
}
