import { statement } from '../db/sql.ts';
import type { UnitOfWork } from '../tenancy/with-tenant.ts';

/** Ids of the resolved complaints that a reminder or the end of the window is due for, oldest first; 1,000 at most a call. */
export async function listAwaitingConfirmation(unit: UnitOfWork, now: Date): Promise<string[]> {
  const rows = await unit.query<{ id: string }>(statement`select c.id from complaints c cross join settings s
    where c.status = 'resolved' and (
      c.resolved_at + make_interval(secs => 86400 * s.close_after_days) <= ${now}::timestamptz
      or c.resolved_at + make_interval(secs => 86400 * s.reminder_days[c.reminders_sent + 1]) <= ${now}::timestamptz)
    order by c.resolved_at limit 1000`);
  return rows.map((row) => row.id);
}
