import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** The category of that uuid that is not archived (nor its parent), or null. */
export async function findUsableCategory(
  unit: UnitOfWork,
  uuid: string,
): Promise<{ id: string; name: string } | null> {
  const rows = await unit.query<{ id: string; name: string }>(statement`select c.id, c.name from categories c
    left join categories p on p.id = c.parent_id
    where c.id = ${uuid} and not c.is_archived and not coalesce(p.is_archived, false)`);
  return rows[0] ?? null;
}

/** Those of the uuids that are categories which are not archived (nor their parents). */
export async function findUsableCategories(
  unit: UnitOfWork,
  uuids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (uuids.length === 0) return new Set();
  const rows = await unit.query<{ id: string }>(statement`select c.id from categories c
    left join categories p on p.id = c.parent_id
    where c.id = any (${[...uuids]}::uuid[]) and not c.is_archived and not coalesce(p.is_archived, false)`);
  return new Set(rows.map(({ id }) => id));
}
