import { Webhook } from 'standardwebhooks';
import { toGlobalId } from '../graphql/global-id.ts';
import type { CloseReason } from '../shared/complaint.ts';
import type { ComplaintStatus, WaitingFor } from '../shared/lifecycle.ts';

/**
 * What a complaint was at the moment of an event. Neither texts nor anything about a person: webhooks go to servers of others and are kept
 * in their logs; who may read the rest asks the API for it, where the permissions hold.
 */
export interface EventFacts {
  reference?: string;
  version?: number;
  status?: ComplaintStatus;
  waitingFor?: WaitingFor | null;
  closeReason?: CloseReason | null;
  /** Of an event about a comment. */
  commentId?: string | null;
}

/** An event as it is told. */
export interface WebhookEvent {
  id: string;
  /** A kind of event, or `endpoint.test`. */
  type: string;
  complaintId: string | null;
  facts: EventFacts;
  occurredAt: Date;
}

/** The body of an event's message: the same bytes however often it is sent. */
export function bodyOf({ type, complaintId, facts, occurredAt }: WebhookEvent): string {
  return JSON.stringify({
    type,
    timestamp: occurredAt.toISOString(),
    data: complaintId === null ? {} : dataOf(complaintId, facts),
  });
}

function dataOf(complaintId: string, facts: EventFacts): Record<string, unknown> {
  return {
    id: toGlobalId('Complaint', complaintId),
    reference: facts.reference,
    version: facts.version,
    status: facts.status?.toUpperCase(),
    waitingFor: facts.waitingFor?.toUpperCase() ?? null,
    closeReason: facts.closeReason?.toUpperCase() ?? null,
    ...(facts.commentId ? { commentId: toGlobalId('Comment', facts.commentId) } : {}),
  };
}

/** The id of an event's message, by which a receiver knows it again. */
export function messageIdOf(eventId: string): string {
  return `msg_${eventId}`;
}

/**
 * The headers of one attempt (Standard Webhooks): the signature covers id, moment and body, so none of them can be changed, and an old
 * message cannot be sent again later. One signature for each secret that is good.
 */
export function headersOf(
  messageId: string,
  body: string,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(messageId, now, body));
  return {
    'content-type': 'application/json',
    'user-agent': 'Redress-Webhooks/1',
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
