import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { endpointEvent } from './endpoint-event.ts';
import { dropPreviousSecret, exchangeSecret } from './endpoint.store.ts';
import { lockAtVersion } from './lock-at-version.ts';
import type { EndpointAtVersion } from './webhook-inputs.types.ts';
import { makeSecret, overlapHours, sealWebhookSecret } from './webhook-secret.ts';

const hourMilliseconds = 3_600_000;

/** Gives an endpoint a new secret, told this once. The one before signs as well for a day, or until that is ended. */
export async function rotateSecret(
  { unit, viewer, context, now }: ChangeScope,
  input: EndpointAtVersion,
): Promise<Answer<{ endpointId: string; secret: string }>> {
  const locked = await lockAtVersion(unit, input);
  if (!locked.ok) return locked;
  const endpoint = locked.value;
  const secret = makeSecret();
  const owner = { tenantKey: unit.tenantKey, endpointId: endpoint.id };
  const sealed = sealWebhookSecret(context.services.config.secretKey, owner, secret);
  const previousUntil = new Date(now.getTime() + overlapHours * hourMilliseconds);
  await exchangeSecret(unit, endpoint.id, { secret: sealed, previousUntil });
  await recordEvent(
    unit,
    actorOf(viewer),
    context.origin,
    endpointEvent('webhook.secret_rotated', endpoint),
    now,
  );
  return done({ endpointId: endpoint.id, secret });
}

/** Forgets the secret before the last rotation: it signs no more. */
export async function endSecretOverlap(
  { unit, viewer, context, now }: ChangeScope,
  input: EndpointAtVersion,
): Promise<Answer<{ endpointId: string }>> {
  const locked = await lockAtVersion(unit, input);
  if (!locked.ok) return locked;
  const endpoint = locked.value;
  if (endpoint.previousSecretUntil === null || endpoint.previousSecretUntil <= now)
    return refused(notAllowed('There is no old secret that is still used.'));
  await dropPreviousSecret(unit, endpoint.id);
  await recordEvent(
    unit,
    actorOf(viewer),
    context.origin,
    endpointEvent('webhook.old_secret_ended', endpoint),
    now,
  );
  return done({ endpointId: endpoint.id });
}
