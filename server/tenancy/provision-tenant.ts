import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../db/admin.ts';
import { runtimeRole } from './database-grants.ts';
import { latestVersion, readMigrations } from './migrations.ts';
import { admitServer, makeTenantSchema } from './tenant-schema.ts';
import { registerFromStock, type NewRegistryRow } from './tenant-stock.ts';
import { newTenantKey, slugProblem, type Tenant } from './tenant.ts';
import { unitOn } from './unit-on.ts';
import type { WriteUnit } from './with-tenant.ts';

export interface NewTenant {
  slug: string;
  name: string;
  /** Where references begin, `ACME` in `ACME-2026-000123`; from the slug when not given. */
  referencePrefix?: string;
  runtimeRoleName?: string;
  /** By what an import finds the tenant again; unique. */
  importedAs?: string;
  /** Made by the self-test for itself: no organisation. */
  isScratch?: boolean;
  /** Written in the same transaction, as the tenant: its first administrator, its categories. */
  initialise?: (unit: WriteUnit) => Promise<void>;
}

/** A slug that cannot be used: taken, reserved or malformed. The message says what would be right. */
export class SlugError extends Error {}

/**
 * Makes a tenant: role, schema, tables, grants, registry row and what `initialise` adds, in one transaction. Takes role and schema from
 * the stock where one of this version is there. `admin` is a connection that is not inside a transaction. Throws SlugError.
 */
export async function provisionTenant(admin: Client, input: NewTenant): Promise<Tenant> {
  const problem = slugProblem(input.slug);
  if (problem) throw new SlugError(problem);
  try {
    return await inTransaction(admin, () => provision(admin, input));
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'tenants_slug_unique') {
      throw new SlugError(`The slug "${input.slug}" is taken.`, { cause: error });
    }
    throw error;
  }
}

async function provision(admin: Client, input: NewTenant): Promise<Tenant> {
  const { slug, isScratch = false, initialise } = input;
  const name = input.name.trim();
  const row: NewRegistryRow = {
    slug,
    name,
    schemaVersion: latestVersion('tenant'),
    importedAs: input.importedAs ?? null,
    isScratch,
  };
  // The self-test compares everybody with what it makes: that has to come from the migrations of this moment.
  const key = (isScratch ? null : await registerFromStock(admin, row)) ?? (await registerAnew(admin, row));
  await admitServer(admin, key, input.runtimeRoleName ?? runtimeRole);
  await admin.query(`insert into "${key}".settings (id, name, reference_prefix) values ($1, $2, $3)`, [
    uuidv7(),
    name,
    input.referencePrefix ?? referencePrefixOf(slug),
  ]);
  if (initialise) {
    await admin.query(`set local search_path = "$user", pg_temp; set local role "${key}"`);
    const { unit, finish } = unitOn(admin, key);
    await initialise(unit);
    await finish();
    await admin.query('reset role');
  }
  return { key, slug, name };
}

async function registerAnew(
  admin: Client,
  { slug, name, schemaVersion, importedAs, isScratch }: NewRegistryRow,
): Promise<string> {
  const key = newTenantKey();
  await admin.query(
    `insert into platform.tenants (key, slug, name, schema_version, imported_as, is_scratch)
      values ($1, $2, $3, $4, $5, $6)`,
    [key, slug, name, schemaVersion, importedAs, isScratch],
  );
  await makeTenantSchema(admin, key, readMigrations('tenant'));
  return key;
}

/** Letters and digits of the slug in capitals, twelve at most. */
export function referencePrefixOf(slug: string): string {
  return slug.replaceAll('-', '').toUpperCase().slice(0, 12);
}
