import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** The active member of staff of that uuid, or null. Cannot be disabled before the end of the transaction: a complaint is being assigned. */
export async function findActiveStaff(
  unit: WriteUnit,
  userId: string,
): Promise<{ id: string; displayName: string } | null> {
  const rows = await unit.query<{ id: string; displayName: string }>(
    statement`select id, display_name as "displayName" from users
      where id = ${userId} and role <> 'consumer' and status = 'active' for share`,
  );
  return rows[0] ?? null;
}
