import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** How many complaints that are not closed are assigned to the user. */
export async function countUnclosedAssigned(unit: UnitOfWork, userId: string): Promise<number> {
  const [row] = await unit.query<{ count: number }>(statement`
    select count(*)::int as count from complaints where assignee_id = ${userId} and status <> 'closed'`);
  return row?.count ?? 0;
}
