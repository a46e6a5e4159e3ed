import { sql, type RawSql } from '../db/sql.ts';
import { commentKinds, publicCommentKinds } from '../shared/complaint.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** Writes anew what a search finds the complaint by, for staff and for the consumer. */
export function refreshSearch(unit: WriteUnit, complaintId: string): void {
  refresh(unit, sql.raw('where id = ?', [complaintId]));
}

/** The same for all complaints of a person whose details changed; who follows changes is told of them. */
export function refreshComplaintsOf(unit: WriteUnit, personId: string): void {
  refresh(unit, sql.raw(', changed_in = pg_current_xact_id() where consumer_id = ?', [personId]));
}

function refresh(unit: WriteUnit, rest: RawSql): void {
  unit.write(
    sql.raw(
      `update complaints set search_staff = search_document(id, ?::text[]), search_consumer = search_document(id, ?::text[]) ?`,
      [[...commentKinds], [...publicCommentKinds], rest],
    ),
  );
}
