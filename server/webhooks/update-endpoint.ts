import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import { done, refused, type Answer } from '../shared/refusal.ts';
import { asText, checkEndpoint, type EndpointInput } from './endpoint-input.ts';
import { endpointEvent } from './endpoint-event.ts';
import { updateEndpointRow } from './endpoint.store.ts';
import { lockChosenEndpoint } from './lock-chosen-endpoint.ts';

/** Changes where an endpoint is, what it is for and what it is told. What waits goes to the new address. */
export async function updateEndpoint(
  context: Context,
  input: EndpointInput & { id: string; version: number },
): Promise<Answer<{ endpointId: string }>> {
  const { checks, settings } = await checkEndpoint(context, input);
  return change(context, async ({ unit, viewer, now }) => {
    const locked = await lockChosenEndpoint(unit, input);
    if (!locked.ok) return locked;
    if (checks.failed) return refused(...checks.refusals);
    const before = locked.value;
    const after = { ...before, ...settings };
    const changes = changesBetween(asText(before), asText(after));
    // The host may be the same while the rest of the address is another.
    if (before.url !== after.url) changes.push({ field: 'address', from: null, to: 'changed' });
    if (changes.length === 0) return done({ endpointId: before.id });
    await updateEndpointRow(unit, before.id, after);
    await recordEvent(
      unit,
      actorOf(viewer),
      context.origin,
      endpointEvent('webhook.updated', after, changes),
      now,
    );
    return done({ endpointId: before.id });
  });
}
