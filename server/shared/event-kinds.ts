/**
 * What partners (webhooks) and pages (live updates) hear about complaints. The names are a contract: none changes, new ones may be added.
 * They are coarser than the audit trail's actions, which are the organisation's own.
 */
export const eventKinds = [
  'complaint.submitted',
  'complaint.assigned',
  'complaint.waiting',
  'complaint.resumed',
  'complaint.updated',
  'complaint.resolved',
  'complaint.resolution_rejected',
  'complaint.closed',
  'complaint.reopened',
  'comment.added',
  'note.added',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What each kind says, for people. */
export const eventKindDescriptions: Record<EventKind, string> = {
  'complaint.submitted': 'A complaint came in: from the consumer, by the public form, or logged by staff.',
  'complaint.assigned': 'Somebody works on it now: it was begun or handed over.',
  'complaint.waiting': 'It waits for an answer: of the consumer, or of somebody outside.',
  'complaint.resumed': 'The wait is over.',
  'complaint.updated': 'Its category, its priority or who has to decide about it changed.',
  'complaint.resolved': 'The final response was given.',
  'complaint.resolution_rejected': 'The consumer rejected the final response; it is worked on again.',
  'complaint.closed': 'It is closed: accepted, withdrawn, or not answered in time.',
  'complaint.reopened': 'It was closed and is worked on again.',
  'comment.added': 'The consumer or the organisation wrote a message.',
  'note.added': 'Staff wrote an internal note.',
};

/**
 * The kind of event that an action of the audit trail is. Not here: what says nothing new about the complaint (it was acknowledged, a mail
 * went out), and what an import brought in.
 */
const kindOfAction: Readonly<Record<string, EventKind>> = {
  'complaint.submitted': 'complaint.submitted',
  'complaint.logged': 'complaint.submitted',
  'complaint.started': 'complaint.assigned',
  'complaint.assigned': 'complaint.assigned',
  'complaint.consumer_asked': 'complaint.waiting',
  'complaint.third_party_awaited': 'complaint.waiting',
  'complaint.resumed': 'complaint.resumed',
  'complaint.classified': 'complaint.updated',
  'complaint.flagged': 'complaint.updated',
  'complaint.resolved': 'complaint.resolved',
  'complaint.rejected': 'complaint.resolution_rejected',
  'complaint.accepted': 'complaint.closed',
  'complaint.withdrawn': 'complaint.closed',
  'complaint.closed_unanswered': 'complaint.closed',
  'complaint.reopened': 'complaint.reopened',
  'complaint.commented': 'comment.added',
  'complaint.noted': 'note.added',
  'complaint.resolution_noted': 'note.added',
};

/** The kind of event that an action of the audit trail is to the outside; null when it is none. */
export function eventKindOf(action: string): EventKind | null {
  return kindOfAction[action] ?? null;
}
