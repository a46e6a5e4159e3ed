import { recordEvent, type Actor, type EventOrigin, type FieldChange } from '../audit/audit.store.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { tellWebhooks, type ToldChange } from '../webhooks/tell-webhooks.ts';

/** What happened to a complaint. */
export interface ComplaintEvent {
  /** The audit event's action: `complaint.resolved`. */
  action: string;
  complaint: { id: string };
  changes?: readonly FieldChange[];
  /** Of an event about a comment. */
  commentId?: string | null;
}

/** By whom, by which client, and when. `origin` is null for the system's clock. */
export interface ToldBy {
  actor: Actor;
  origin: EventOrigin | null;
  now: Date;
}

/**
 * Tells of a change of a complaint, in the transaction that makes it and after its rows are written: the audit trail, and everybody who
 * follows the events of complaints (server/shared/event-kinds.ts).
 */
export async function recordComplaintEvent(
  unit: WriteUnit,
  event: ComplaintEvent,
  by: ToldBy,
): Promise<void> {
  await recordComplaintEvents(unit, [event], by);
}

/** The same for events of several complaints, with as many statements as for one. */
export async function recordComplaintEvents(
  unit: WriteUnit,
  events: readonly ComplaintEvent[],
  { actor, origin, now }: ToldBy,
): Promise<void> {
  const told: ToldChange[] = [];
  for (const { action, complaint, changes = [], commentId = null } of events) {
    const subject = { subjectType: 'complaint', subjectId: complaint.id, subjectLabel: null } as const;
    const eventId = await recordEvent(unit, actor, origin, { action, ...subject, changes }, now);
    told.push({ eventId, action, complaintId: complaint.id, commentId });
  }
  tellWebhooks(unit, told, now);
}
