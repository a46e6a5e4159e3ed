/** What became of a delivery: skipped ones were not made because the endpoint was switched off. */
export const deliveryStates = ['waiting', 'delivered', 'failed', 'skipped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a delivery is made. */
export const deliveryCauses = ['event', 'test', 'resend', 'replay'] as const;
export type DeliveryCause = (typeof deliveryCauses)[number];

/** Why an endpoint is switched off. */
export const disabledReasons = ['by_hand', 'gone', 'failing'] as const;
export type DisabledReason = (typeof disabledReasons)[number];

/** The log, and what can be replayed, goes back so far. */
export const keptDays = 30;
