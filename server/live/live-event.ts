/** What happened to one complaint: an event of the audit trail, and whom the complaint concerns since. Ids and the action; no content. */
export interface ChangeFact {
  eventId: string;
  complaintId: string;
  action: string;
  /** The user or person who did it; null for the system. */
  actorId: string | null;
  consumerId: string;
  assigneeId: string | null;
}

/** One event of a stream, as the operation that answers it finds it in its context. */
export interface LiveEvent {
  /** What happened since the last one, oldest first. */
  changes: readonly ChangeFact[];
  /** The first one, or something may have been missed. */
  isResync: boolean;
  /** Says what the stream goes on to be about. A stream whose operation does not say it has come to its end. */
  follow(concerns: (change: ChangeFact) => boolean): void;
}
