import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** The active member of staff of that uuid, or null. */
export async function findActiveStaff(unit: UnitOfWork, userId: string): Promise<{ id: string; displayName: string } | null> {
  const rows = await unit.query<{ id: string; displayName: string }>(
    statement`select id, display_name as "displayName" from users where id = ${userId} and role <> 'consumer' and status = 'active'`,
  );
  return rows[0] ?? null;
}
