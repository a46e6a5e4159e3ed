import type { Client } from 'pg';
import { inTransaction, withAdmin } from '../db/admin.ts';
import { latestVersion, readMigrations, type Migration } from './migrations.ts';
import { dropTenantSchema, makeTenantSchema } from './tenant-schema.ts';
import { newTenantKey } from './tenant.ts';

/** What the registry is told of a new tenant, but for its key. */
export interface NewRegistryRow {
  slug: string;
  name: string;
  schemaVersion: number;
  importedAs: string | null;
  isScratch: boolean;
}

/**
 * Takes a ready-made schema of that version out of the stock and enters it in the registry, inside the caller's transaction; gives its
 * key, or null when there is none. Two who take at once get different ones, and neither waits for the other.
 */
export async function registerFromStock(admin: Client, row: NewRegistryRow): Promise<string | null> {
  const { rows } = await admin.query<{ key: string }>(
    `with taken as (
        delete from platform.tenant_stock where key = (
          select key from platform.tenant_stock where schema_version = $1 order by made_at limit 1 for update skip locked)
        returning key)
      insert into platform.tenants (key, slug, name, schema_version, imported_as, is_scratch)
        select key, $2, $3, $1, $4, $5 from taken returning key`,
    [row.schemaVersion, row.slug, row.name, row.importedAs, row.isScratch],
  );
  return rows[0]?.key ?? null;
}

/** How many schemas of this version are in stock. */
export async function countStock(admin: Client): Promise<number> {
  const { rows } = await admin.query<{ count: number }>(
    'select count(*)::int as count from platform.tenant_stock where schema_version = $1',
    [latestVersion('tenant')],
  );
  return rows[0]?.count ?? 0;
}

/**
 * Makes or drops schemas until so many of this version are in stock, one transaction each: a kill leaves each whole or not there. Those
 * of an earlier version, which could not be migrated, are dropped. Whoever else does this at the same moment waits.
 */
export function resizeStock(
  adminUrl: string,
  size: number,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<{ made: number; dropped: number }> {
  return withAdmin(adminUrl, async (admin) => {
    // Held until the connection ends.
    await admin.query('select pg_advisory_lock(7236124)');
    const migrations = readMigrations('tenant');
    const dropped = await dropSurplus(admin, size, migrations.length);
    const missing = Math.max(0, size - (await countStock(admin)));
    for (let made = 1; made <= missing; made += 1) {
      await addToStock(admin, migrations);
      onProgress(made, missing);
    }
    return { made: missing, dropped };
  });
}

async function addToStock(admin: Client, migrations: readonly Migration[]): Promise<void> {
  const key = newTenantKey();
  await inTransaction(admin, async () => {
    await makeTenantSchema(admin, key, migrations);
    await admin.query('insert into platform.tenant_stock (key, schema_version) values ($1, $2)', [
      key,
      migrations.length,
    ]);
  });
}

async function dropSurplus(admin: Client, size: number, version: number): Promise<number> {
  const dropOne = () =>
    inTransaction(admin, async () => {
      const { rows } = await admin.query<{ key: string }>(
        `delete from platform.tenant_stock where key = (
            select key from platform.tenant_stock where schema_version < $1
              or (schema_version = $1 and (select count(*) from platform.tenant_stock where schema_version = $1) > $2)
            order by schema_version, made_at limit 1 for update skip locked)
          returning key`,
        [version, size],
      );
      const key = rows[0]?.key;
      if (key !== undefined) await dropTenantSchema(admin, key);
      return key !== undefined;
    });
  let dropped = 0;
  while (await dropOne()) dropped += 1;
  return dropped;
}
