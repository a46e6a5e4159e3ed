import type { Client } from 'pg';
import { ownerRole } from './database-grants.ts';
import { nameRoles, type Migration } from './migrations.ts';
import { checkTenantKey } from './tenant.ts';

/** Makes a tenant's role and its schema with everything in it, inside the caller's transaction. No login may become the role yet. */
export async function makeTenantSchema(
  admin: Client,
  key: string,
  migrations: readonly Migration[],
): Promise<void> {
  checkTenantKey(key);
  await admin.query(
    `create role "${key}" nologin noinherit; create schema "${key}" authorization ${ownerRole}`,
  );
  await applyTenantMigrations(admin, key, migrations);
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

/** Lets the server become the tenant, inside the caller's transaction. */
export async function admitServer(admin: Client, key: string, runtimeRoleName: string): Promise<void> {
  await admin.query(`grant "${checkTenantKey(key)}" to ${admin.escapeIdentifier(runtimeRoleName)}`);
}

/** Drops a schema with its role, inside the caller's transaction. */
export async function dropTenantSchema(admin: Client, key: string): Promise<void> {
  checkTenantKey(key);
  await admin.query(
    `set local role ${ownerRole}; drop schema "${key}" cascade; reset role; drop role "${key}"`,
  );
}
