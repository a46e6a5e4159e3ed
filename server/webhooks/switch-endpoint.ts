import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { skipWaiting } from './delivery.store.ts';
import { endpointEvent } from './endpoint-event.ts';
import { deleteEndpointRow, switchOff, switchOn } from './endpoint.store.ts';
import { lockAtVersion } from './lock-at-version.ts';
import type { EndpointAtVersion } from './webhook-inputs.types.ts';

/** Switches an endpoint on. What happened while it was off is not sent by itself: a replay does that. */
export async function enableEndpoint(
  { unit, viewer, context, now }: ChangeScope,
  input: EndpointAtVersion,
): Promise<Answer<{ endpointId: string }>> {
  const locked = await lockAtVersion(unit, input);
  if (!locked.ok) return locked;
  const endpoint = locked.value;
  if (endpoint.isEnabled) return refused(notAllowed('It is switched on already.'));
  await switchOn(unit, endpoint.id);
  await recordEvent(unit, actorOf(viewer), context.origin, endpointEvent('webhook.enabled', endpoint), now);
  return done({ endpointId: endpoint.id });
}

/** Switches an endpoint off. What waits for it is not sent. */
export async function disableEndpoint(
  { unit, viewer, context, now }: ChangeScope,
  input: EndpointAtVersion,
): Promise<Answer<{ endpointId: string }>> {
  const locked = await lockAtVersion(unit, input);
  if (!locked.ok) return locked;
  const endpoint = locked.value;
  if (!endpoint.isEnabled) return refused(notAllowed('It is switched off already.'));
  await switchOff(unit, endpoint.id, 'by_hand', now);
  await skipWaiting(unit, endpoint.id, now);
  await recordEvent(unit, actorOf(viewer), context.origin, endpointEvent('webhook.disabled', endpoint), now);
  return done({ endpointId: endpoint.id });
}

/** Removes an endpoint for good, with its secret and its log. */
export async function deleteEndpoint(
  { unit, viewer, context, now }: ChangeScope,
  input: EndpointAtVersion,
): Promise<Answer<{ endpointId: string }>> {
  const locked = await lockAtVersion(unit, input);
  if (!locked.ok) return locked;
  const endpoint = locked.value;
  await deleteEndpointRow(unit, endpoint.id);
  await recordEvent(unit, actorOf(viewer), context.origin, endpointEvent('webhook.deleted', endpoint), now);
  return done({ endpointId: endpoint.id });
}
