import type { Client } from 'pg';
import type { Pools } from '../db/pools.ts';
import { slugProblem, type Tenant } from './tenant.ts';

/** A row of the registry, as the operator sees it. */
export interface RegistryRow extends Tenant {
  state: 'active' | 'suspended';
  schemaVersion: number;
  importedAs: string | null;
  createdAt: Date;
}

/** The active tenant of that slug, or null: unknown, suspended and impossible slugs are not told apart. */
export async function findTenantBySlug(pools: Pools, slug: string): Promise<Tenant | null> {
  if (slugProblem(slug)) return null;
  return findTenant(pools, 'slug', slug);
}

/** The active tenant of that key, or null. */
export function findTenantByKey(pools: Pools, key: string): Promise<Tenant | null> {
  return findTenant(pools, 'key', key);
}

/** Whether there is a tenant of that key that is suspended: it may be active again one day. */
export async function isSuspendedTenant(pools: Pools, key: string): Promise<boolean> {
  const { rows } = await pools.aside.query({
    text: `select from platform.tenants where key = $1 and state = 'suspended'`,
    values: [key],
  });
  return rows.length > 0;
}

/** Those of these keys that are active. */
export async function findTenantsByKey(pools: Pools, keys: readonly string[]): Promise<Tenant[]> {
  const { rows } = await pools.aside.query<Tenant>({
    text: `select key, slug, name from platform.tenants where key = any ($1) and state = 'active'`,
    values: [keys],
  });
  return rows;
}

/** All active organisations, by slug. The self-test's scratch tenants are none. */
export async function listActiveTenants(pools: Pools): Promise<Tenant[]> {
  const { rows } = await pools.aside.query<Tenant>({
    text: `select key, slug, name from platform.tenants where state = 'active' and not is_scratch order by slug`,
    values: [],
  });
  return rows;
}

/** Every organisation, suspended ones too, by slug; for the operator. */
export async function listTenants(admin: Client): Promise<RegistryRow[]> {
  const { rows } =
    await admin.query<RegistryRow>(`select key, slug, name, state, schema_version as "schemaVersion",
    imported_as as "importedAs", created_at as "createdAt" from platform.tenants where not is_scratch order by slug`);
  return rows;
}

async function findTenant(pools: Pools, column: 'slug' | 'key', value: string): Promise<Tenant | null> {
  const { rows } = await pools.aside.query<Tenant>({
    text: `select key, slug, name from platform.tenants where ${column} = $1 and state = 'active'`,
    values: [value],
  });
  return rows[0] ?? null;
}
