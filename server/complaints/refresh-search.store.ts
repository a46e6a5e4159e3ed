import { sql, type RawSql } from '../db/sql.ts';
import { commentKinds, publicCommentKinds } from '../shared/complaint.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** Writes anew what a search finds the complaint by, for staff and for the consumer. */
export async function refreshSearch(unit: WriteUnit, complaintId: string): Promise<void> {
  await refresh(unit, sql.raw('id = ?', [complaintId]));
}

/** The same for all complaints of a person, after a change of name, e-mail address or phone number. */
export async function refreshSearchOfPerson(unit: WriteUnit, personId: string): Promise<void> {
  await refresh(unit, sql.raw('consumer_id = ?', [personId]));
}

async function refresh(unit: WriteUnit, which: RawSql): Promise<void> {
  await unit.query(
    sql.raw(
      `update complaints set search_staff = search_document(id, ?::text[]), search_consumer = search_document(id, ?::text[])
      where ?`,
      [[...commentKinds], [...publicCommentKinds], which],
    ),
  );
}
