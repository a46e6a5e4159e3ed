import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { fromGlobalId } from '../graphql/global-id.ts';
import { done, invalidInput, notAllowed, notFound, refused, type Answer } from '../shared/refusal.ts';
import { hurryDelivery, isBehindOthers, lockDelivery } from './delivery.store.ts';
import { keptDays } from './delivery-words.ts';
import { endpointEvent } from './endpoint-event.ts';
import { lockEndpoint } from './endpoint.store.ts';
import { countEvents, insertReplay, insertResend, insertTest } from './webhook-event.store.ts';

const dayMilliseconds = 86_400_000;
const mostReplayed = 50_000;
const behindOthers =
  'An earlier message of this complaint waits for its next attempt, and this one for that. Send the earlier one again.';
const switchedOff = 'The webhook is switched off. Switch it on first.';

/** Queues a test message, to an endpoint that is switched off as well. It is tried once. */
export async function sendTest(
  { unit, viewer, context, now }: ChangeScope,
  input: { id: string },
): Promise<Answer<{ deliveryId: string }>> {
  const id = fromGlobalId('WebhookEndpoint', input.id);
  const endpoint = id && (await lockEndpoint(unit, id));
  if (!endpoint) return refused(notFound('webhook', ['id']));
  const deliveryId = await insertTest(unit, endpoint.id, now);
  await recordEvent(unit, actorOf(viewer), context.origin, endpointEvent('webhook.tested', endpoint), now);
  return done({ deliveryId });
}

/** Sends the message of a delivery again, with the same id. One that waits for its next attempt is tried at once. */
export async function resend(
  { unit, viewer, context, now }: ChangeScope,
  input: { id: string },
): Promise<Answer<{ deliveryId: string }>> {
  const id = fromGlobalId('WebhookDelivery', input.id);
  const delivery = id && (await lockDelivery(unit, id));
  const endpoint = delivery && (await lockEndpoint(unit, delivery.endpointId));
  if (!endpoint) return refused(notFound('delivery', ['id']));
  if (!endpoint.isEnabled) return refused(notAllowed(switchedOff));
  const isWaiting = delivery.state === 'waiting';
  if (isWaiting && (await isBehindOthers(unit, delivery.id))) return refused(notAllowed(behindOthers));
  if (isWaiting) await hurryDelivery(unit, delivery.id);
  const deliveryId = isWaiting ? delivery.id : await insertResend(unit, delivery.id, now);
  const changes = [{ field: 'message', from: null, to: delivery.type }];
  const event = endpointEvent('webhook.resent', endpoint, changes);
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ deliveryId });
}

/** Sends everything that happened from a moment on again, in order and with the same ids, as far as the endpoint is told of it. */
export async function replay(
  { unit, viewer, context, now }: ChangeScope,
  input: { id: string; from: Date },
): Promise<Answer<{ endpointId: string; count: number }>> {
  const id = fromGlobalId('WebhookEndpoint', input.id);
  const endpoint = id && (await lockEndpoint(unit, id));
  if (!endpoint) return refused(notFound('webhook', ['id']));
  if (!endpoint.isEnabled) return refused(notAllowed(switchedOff));
  const { from } = input;
  if (from > now || from.getTime() < now.getTime() - keptDays * dayMilliseconds)
    return refused(invalidInput(['from'], `Give a moment within the last ${keptDays} days.`));
  const expected = await countEvents(unit, endpoint.id, from);
  if (expected > mostReplayed) {
    const message = `These are ${expected} messages; ${mostReplayed} at most are sent again at once. Give a later moment.`;
    return refused(invalidInput(['from'], message));
  }
  const count = await insertReplay(unit, { endpointId: endpoint.id, from, now });
  const changes = [
    { field: 'from', from: null, to: from.toISOString() },
    { field: 'messages', from: null, to: String(count) },
  ];
  const event = endpointEvent('webhook.replayed', endpoint, changes);
  await recordEvent(unit, actorOf(viewer), context.origin, event, now);
  return done({ endpointId: endpoint.id, count });
}
