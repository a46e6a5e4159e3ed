import type { Client } from 'pg';
import { urlOf, withAdmin } from '../db/admin.ts';
import { applyDatabaseGrants, ownerRole, runtimeRole } from './database-grants.ts';
import { migrateAll } from './migrate.ts';

export interface PrepareOptions {
  /** URL of a login that may create roles and databases; of any database of the cluster. */
  adminUrl: string;
  databaseName: string;
  /** The login of the server; made when missing. */
  runtimeRoleName?: string;
  runtimePassword: string;
  log: (line: string) => void;
}

export interface PreparedDatabase {
  databaseUrl: string;
  adminUrl: string;
}

/**
 * Makes whatever is missing of: the owner role, the runtime login, the database, the grants, the platform schema, and brings
 * every schema up to date. Safe to run again and from two processes at once.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<PreparedDatabase> {
  const { databaseName, runtimeRoleName = runtimeRole } = options;
  await withAdmin(await reachableUrl(options.adminUrl), async (admin) => {
    await admin.query(`select pg_advisory_lock(7236120)`);
    await createRoles(admin, runtimeRoleName, options.runtimePassword);
    await createDatabase(admin, databaseName);
  });
  const adminUrl = urlOf(options.adminUrl, { database: databaseName });
  await withAdmin(adminUrl, async (admin) => {
    // Held until the connection ends: two who grant at once fail with "tuple concurrently updated".
    await admin.query(`select pg_advisory_lock(7236120)`);
    for (const sentence of await applyDatabaseGrants(admin, databaseName, runtimeRoleName))
      options.log(sentence);
  });
  await migrateAll({ adminUrl, runtimeRoleName, log: options.log });
  const databaseUrl = urlOf(adminUrl, { user: runtimeRoleName, password: options.runtimePassword });
  return { databaseUrl, adminUrl };
}

/** The given URL; where its database does not exist yet, the one that every cluster has. */
async function reachableUrl(adminUrl: string): Promise<string> {
  try {
    await withAdmin(adminUrl, (admin) => admin.query('select 1'));
    return adminUrl;
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error;
    return urlOf(adminUrl, { database: 'postgres' });
  }
}

async function createRoles(admin: Client, runtime: string, password: string): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>(
    `select rolname from pg_roles where rolname = any ($1)`,
    [[ownerRole, runtime]],
  );
  const existing = new Set(rows.map((row) => row.rolname));
  if (!existing.has(ownerRole)) await admin.query(`create role ${ownerRole} nologin noinherit`);
  const login = admin.escapeIdentifier(runtime);
  if (!existing.has(runtime)) await admin.query(`create role ${login} login noinherit`);
  await admin.query(`alter role ${login} login noinherit password ${admin.escapeLiteral(password)}`);
  // With the role switched to the tenant, "$user" is the tenant's schema: role and search_path cannot disagree.
  await admin.query(`alter role ${login} set search_path = "$user", pg_temp`);
  // A unit of work sends its other time limits itself; PostgreSQL knows this one from version 17 on.
  const { rows: versions } = await admin.query<{ server_version_num: string }>('show server_version_num');
  if (Number(versions[0]?.server_version_num) >= 170_000)
    await admin.query(`alter role ${login} set transaction_timeout = '60s'`);
  // Pages are in memory, small tables' most of all: PostgreSQL's 4 has it read whole tables where it wants a few rows of them.
  await admin.query(`alter role ${login} set random_page_cost = 2`);
  await admin.query(`grant ${ownerRole} to current_user`);
}

async function createDatabase(admin: Client, databaseName: string): Promise<void> {
  const { rowCount } = await admin.query(`select from pg_database where datname = $1`, [databaseName]);
  if (rowCount === 0)
    await admin.query(`create database ${admin.escapeIdentifier(databaseName)} owner ${ownerRole}`);
}
