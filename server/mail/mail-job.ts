/** The kind of outbox entries whose ref is an outgoing mail. */
export const mailJob = 'mail';
