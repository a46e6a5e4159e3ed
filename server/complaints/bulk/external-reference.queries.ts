import { statement } from '../../db/sql.ts';
import type { UnitOfWork } from '../../tenancy/with-tenant.ts';

/** The uuids of the complaints that have one of these external references, by reference. */
export async function findByExternalReference(
  unit: UnitOfWork,
  references: readonly string[],
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await unit.query<{ reference: string; id: string }>(statement`
    select external_reference as reference, id from complaints where external_reference = any (${[...references]}::text[])`);
  return new Map(rows.map(({ reference, id }) => [reference, id]));
}
