import { statement } from '../db/sql.ts';
import { commentKinds, publicCommentKinds } from '../shared/complaint.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** Writes anew what a search finds the complaint by, for staff and for the consumer. */
export function refreshSearch(unit: WriteUnit, complaintId: string): void {
  unit.write(statement`update complaints set search_staff = search_document(id, ${[...commentKinds]}::text[]),
    search_consumer = search_document(id, ${[...publicCommentKinds]}::text[]) where id = ${complaintId}`);
}

/** The same for all complaints of a person whose details changed; who follows changes is told of them. */
export function refreshComplaintsOf(unit: WriteUnit, personId: string): void {
  unit.write(statement`update complaints set search_staff = search_document(id, ${[...commentKinds]}::text[]),
    search_consumer = search_document(id, ${[...publicCommentKinds]}::text[]), changed_in = pg_current_xact_id()
    where consumer_id = ${personId}`);
}
