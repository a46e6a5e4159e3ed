import { v7 as uuidv7 } from 'uuid';
import { actorOf, changesBetween, recordEvent } from '../audit/audit.store.ts';
import type { Context } from '../context.ts';
import { change } from '../graphql/change.ts';
import type { EventKind } from '../shared/event-kinds.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { asText, checkEndpoint } from './endpoint-input.ts';
import { endpointEvent } from './endpoint-event.ts';
import { countEndpoints, insertEndpoint, type EndpointSettings } from './endpoint.store.ts';
import { makeSecret, sealWebhookSecret } from './webhook-secret.ts';

const mostEndpoints = 20;

/** Makes an endpoint, switched on, and its secret, which is told this once. It hears of what happens from now on. */
export async function createEndpoint(
  context: Context,
  input: { url: string; description: string; eventKinds: readonly EventKind[] },
): Promise<Answer<{ endpointId: string; secret: string }>> {
  const { checks, settings } = await checkEndpoint(context, input);
  if (checks.failed) return refused(...checks.refusals);
  return change(context, async ({ unit, viewer, now }) => {
    if ((await countEndpoints(unit)) >= mostEndpoints) {
      return refused(
        notAllowed(`There are ${mostEndpoints} webhooks already. Remove one that is not needed.`),
      );
    }
    const endpoint = { id: uuidv7(), ...(settings as EndpointSettings) };
    const secret = makeSecret();
    const owner = { tenantKey: unit.tenantKey, endpointId: endpoint.id };
    const sealed = sealWebhookSecret(context.services.config.secretKey, owner, secret);
    await insertEndpoint(unit, { ...endpoint, secret: sealed, createdBy: viewer.userId, now });
    const event = endpointEvent('webhook.created', endpoint, changesBetween({}, asText(endpoint)));
    await recordEvent(unit, actorOf(viewer), context.origin, event, now);
    return done({ endpointId: endpoint.id, secret });
  });
}
