/** The kind of outbox entries whose ref is a delivery; their lane is its endpoint. */
export const webhookJob = 'webhook';
