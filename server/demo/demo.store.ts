import { statement } from '../db/sql.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';

/** The mail of a past that was played was sent in that past: nobody gets it now. */
export async function takeMailAsSent(unit: WriteUnit): Promise<void> {
  await unit.query(
    statement`update outgoing_mail set state = 'sent', ended_at = created_at where state = 'waiting'`,
  );
}
