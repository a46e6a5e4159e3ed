import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** Whether the user gave one of the complaint's resolutions before, rejected ones included. */
export async function hasResolvedBefore(
  unit: UnitOfWork,
  complaintId: string,
  userId: string,
): Promise<boolean> {
  const rows = await unit.query(
    statement`select 1 from resolutions where complaint_id = ${complaintId} and proposed_by = ${userId} limit 1`,
  );
  return rows.length > 0;
}
