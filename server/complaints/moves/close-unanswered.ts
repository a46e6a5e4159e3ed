import { systemActor } from '../../audit/audit.store.ts';
import type { Pools } from '../../db/pools.ts';
import { mailConsumer } from '../../mail/queue-mail.ts';
import { judgeAction, windowEnd } from '../../shared/lifecycle.ts';
import { withTenant, withTenantRead, type WriteUnit } from '../../tenancy/with-tenant.ts';
import { listAwaitingConfirmation } from '../awaiting-confirmation.queries.ts';
import { lockComplaint, updateComplaint, type LockedComplaint } from '../complaint.store.ts';
import { factsOf } from '../lifecycle-facts.ts';
import { recordComplaintEvent, type ComplaintEvent } from '../record-complaint-event.ts';
import { writeSystemMove } from '../transition-complaint.ts';

/**
 * The clock of one tenant's resolved complaints: reminds the consumer on the set days, closes what was not answered in time.
 * One transaction a complaint; running it again, or twice at once, does nothing twice. Gives how many it closed and reminded.
 */
export async function sweepUnanswered(
  pools: Pools,
  tenantKey: string,
  now: Date,
): Promise<{ closed: number; reminded: number }> {
  const ids = await withTenantRead(pools, tenantKey, (unit) => listAwaitingConfirmation(unit, now));
  const counts = { closed: 0, reminded: 0 };
  for (const id of ids) {
    const step = await withTenant(pools, tenantKey, (unit) => sweepComplaint(unit, id, now));
    if (step) counts[step] += 1;
  }
  return counts;
}

/** What the system's clock does with one complaint at that moment: closes it, reminds its consumer, or nothing (null). */
export async function sweepComplaint(
  unit: WriteUnit,
  id: string,
  now: Date,
): Promise<'closed' | 'reminded' | null> {
  const complaint = await lockComplaint(unit, null, id);
  if (!complaint) return null;
  if (judgeAction('close_unanswered', factsOf(complaint, null, now), 'system').allowed) {
    await writeSystemMove(unit, now, complaint, 'close_unanswered', {
      event: 'complaint.closed_unanswered',
      patch: {
        closed_at: now,
        first_closed_at: complaint.first_closed_at ?? now,
        close_reason: 'unanswered',
      },
    });
    return 'closed';
  }
  const due = remindersDue(complaint, now);
  if (complaint.raw_status !== 'resolved' || due <= complaint.reminders_sent) return null;
  updateComplaint(unit, complaint.id, { reminders_sent: due }, now);
  await recordComplaintEvent(unit, reminder(complaint), { actor: systemActor, origin: null, now });
  mailConsumer(unit, 'reminder', complaint.id, now);
  return 'reminded';
}

/** How many of the set days have passed since the resolution. */
function remindersDue(complaint: LockedComplaint, now: Date): number {
  const { raw_resolved_at: resolvedAt } = complaint;
  if (resolvedAt === null) return 0;
  return complaint.reminder_days.filter((days) => now >= (windowEnd(new Date(resolvedAt), days) ?? now))
    .length;
}

function reminder(complaint: LockedComplaint): ComplaintEvent {
  const answerBy =
    complaint.raw_resolved_at &&
    windowEnd(new Date(complaint.raw_resolved_at), complaint.raw_close_after_days);
  const day =
    answerBy &&
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: complaint.time_zone }).format(answerBy);
  return {
    action: 'complaint.reminded',
    complaint,
    changes: [{ field: 'answer by', from: null, to: day }],
  };
}
