import { mailAssignee, mailConsumer } from '../mail/queue-mail.ts';
import type { ConsumerMailKind } from '../mail/mail-kinds.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { ComplaintPatch } from './complaint.store.ts';

/** What whoever complained is written about. Of everything else they learn when they look. */
const consumerMails: Record<string, ConsumerMailKind> = {
  'complaint.consumer_asked': 'question',
  'complaint.resolved': 'resolved',
  'complaint.accepted': 'closed',
  'complaint.withdrawn': 'closed',
  'complaint.closed_unanswered': 'closed_unanswered',
};

/** A move that was made. */
export interface MadeMove {
  event: string;
  complaintId: string;
  patch: ComplaintPatch;
  /** Null for the system. */
  actorId: string | null;
  now: Date;
}

/** Queues the mail that a move asks for: to whoever complained, and to whom a complaint was given by somebody else. */
export function mailMove(unit: WriteUnit, move: MadeMove): void {
  const kind = consumerMails[move.event];
  if (kind) mailConsumer(unit, kind, move.complaintId, move.now);
  const assigneeId = move.patch.assignee_id;
  if (assigneeId && assigneeId !== move.actorId) mailAssignee(unit, assigneeId, move.complaintId, move.now);
}
