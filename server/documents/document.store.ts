import { statement } from '../db/sql.ts';
import type { UnitOfWork, WriteUnit } from '../tenancy/with-tenant.ts';

export interface DocumentRow {
  id: string;
  hash: string;
  name: string;
  text: string;
}

/** Adds a document; false when one of its hash is there. */
export async function insertDocument(
  unit: WriteUnit,
  { id, hash, name, text, now }: DocumentRow & { now: Date },
): Promise<boolean> {
  const rows = await unit.query(statement`insert into trusted_documents (id, hash, name, text, registered_at)
    values (${id}, ${hash}, ${name}, ${text}, ${now}) on conflict (hash) do nothing returning id`);
  return rows.length > 0;
}

/** How many documents there are. */
export async function countDocuments(unit: UnitOfWork): Promise<number> {
  const [row] = await unit.query<{ count: number }>(
    statement`select count(*)::int as count from trusted_documents`,
  );
  return row?.count ?? 0;
}

/** Takes a document away; gives what it was, null when there is none. */
export async function deleteDocument(
  unit: WriteUnit,
  id: string,
): Promise<{ hash: string; name: string } | null> {
  const [row] = await unit.query<{ hash: string; name: string }>(
    statement`delete from trusted_documents where id = ${id} returning hash, name`,
  );
  return row ?? null;
}
