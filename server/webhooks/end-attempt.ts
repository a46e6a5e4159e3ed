import type { WriteUnit } from '../tenancy/with-tenant.ts';
import type { Attempt } from './attempt-delivery.ts';
import { endDelivery, enqueueNext, keepAttempt, lockPlace, type ClaimedDelivery } from './delivery.store.ts';
import { disableFailing } from './disable-failing.ts';
import { noteHealth } from './endpoint.store.ts';
import { nextDelaySeconds } from './retry-schedule.ts';
import type { WebhookServices } from './webhook-services.ts';

/** So long every attempt at an endpoint may fail before it is switched off. */
export const failingDays = 5;

const dayMilliseconds = 86_400_000;

/**
 * Notes what came of an attempt; gives in how many seconds the next one is due, null when the delivery is over. The endpoint's row comes
 * before the delivery's, as wherever both are written.
 */
export async function endAttempt(
  { now }: WebhookServices,
  unit: WriteUnit,
  delivery: ClaimedDelivery,
  attempt: Attempt,
): Promise<number | null> {
  const at = now();
  const { endpoint } = delivery;
  if (attempt.isTaken) {
    if (endpoint.failingSince !== null) await noteHealth(unit, endpoint.id, null);
    await endDelivery(unit, delivery.id, { state: 'delivered', attempt: attempt.record, now: at });
    await enqueueNext(unit, delivery.place);
    return null;
  }
  if (endpoint.failingSince === null) await noteHealth(unit, endpoint.id, at);
  const failingFor = endpoint.failingSince === null ? 0 : at.getTime() - endpoint.failingSince.getTime();
  const isGivenUp = attempt.isGone || failingFor >= failingDays * dayMilliseconds;
  if (isGivenUp) await disableFailing(unit, endpoint.id, attempt.isGone ? 'gone' : 'failing', at);
  // A test answers whoever waits for it: once.
  const delaySeconds =
    isGivenUp || delivery.cause === 'test'
      ? null
      : nextDelaySeconds(delivery.attemptCount + 1, attempt.retryAfterSeconds, Math.random());
  if (delaySeconds !== null) {
    await keepAttempt(unit, delivery.id, attempt.record, delaySeconds);
    return delaySeconds;
  }
  await endDelivery(unit, delivery.id, { state: 'failed', attempt: attempt.record, now: at });
  await enqueueNext(unit, delivery.place);
  return null;
}

/** Ends a delivery to an endpoint that is switched off; the next one of its complaint is looked at then. */
export async function skipDelivery(
  { now }: WebhookServices,
  unit: WriteUnit,
  delivery: ClaimedDelivery,
): Promise<void> {
  await endDelivery(unit, delivery.id, { state: 'skipped', attempt: null, now: now() });
  await enqueueNext(unit, delivery.place);
}

/** Ends a delivery whose entry became a dead letter, so that the next one of its complaint goes on. */
export async function giveUp({ now }: WebhookServices, unit: WriteUnit, deliveryId: string): Promise<void> {
  const place = await lockPlace(unit, deliveryId);
  if (!place) return;
  await endDelivery(unit, deliveryId, { state: 'failed', attempt: null, now: now() });
  await enqueueNext(unit, place);
}
