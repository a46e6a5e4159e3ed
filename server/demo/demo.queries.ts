import type { Client } from 'pg';
import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** The version that a complaint has now. */
export async function findVersion(unit: UnitOfWork, complaintId: string): Promise<number> {
  const [row] = await unit.query<{ version: number }>(
    statement`select version from complaints where id = ${complaintId}`,
  );
  if (!row) throw new Error('There is no such complaint');
  return row.version;
}

/** Whether a tenant has that slug, suspended ones included. */
export async function isSlugTaken(admin: Client, slug: string): Promise<boolean> {
  const { rowCount } = await admin.query('select from platform.tenants where slug = $1', [slug]);
  return rowCount === 1;
}
