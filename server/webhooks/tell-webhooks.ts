import { eventKindOf } from '../shared/event-kinds.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertEvents } from './webhook-event.store.ts';

/** A change of a complaint that was told in the audit trail. */
export interface ToldChange {
  /** The id of the audit event; the message has it too. */
  eventId: string;
  /** The audit event's action. */
  action: string;
  complaintId: string;
  commentId: string | null;
}

/**
 * Queues a message for each endpoint that wants to hear of the changes, in their transaction and after their rows are written. One
 * statement; it writes nothing where the organisation has no endpoint.
 */
export function tellWebhooks(unit: WriteUnit, changes: readonly ToldChange[], now: Date): void {
  const events = changes.flatMap(({ action, ...change }) => {
    const kind = eventKindOf(action);
    return kind ? [{ ...change, kind }] : [];
  });
  if (events.length > 0) insertEvents(unit, events, now);
}
