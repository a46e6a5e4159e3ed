import type { ChangeScope } from '../graphql/change.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { changeAtVersion } from './change-at-version.ts';
import { dropPreviousSecret, exchangeSecret } from './endpoint.store.ts';
import type { EndpointAtVersion } from './webhook-inputs.types.ts';
import { makeSecret, overlapHours, sealWebhookSecret } from './webhook-secret.ts';

const overlapGoesOn =
  'The secret before this one still signs beside it, and would end with another rotation. End it first, if nobody needs it any more.';
const hourMilliseconds = 3_600_000;

/** Gives an endpoint a new secret, told this once. The one before signs as well for a day, or until that is ended; as long there is no third. */
export function rotateSecret(
  scope: ChangeScope,
  input: EndpointAtVersion,
): Promise<Answer<{ endpointId: string; secret: string }>> {
  const { unit, context, now } = scope;
  return changeAtVersion(scope, input, 'webhook.secret_rotated', async ({ id, previousSecretUntil }) => {
    if (previousSecretUntil !== null && previousSecretUntil > now) return refused(notAllowed(overlapGoesOn));
    const secret = makeSecret();
    const owner = { tenantKey: unit.tenantKey, endpointId: id };
    const sealed = sealWebhookSecret(context.services.config.secretKey, owner, secret);
    const previousUntil = new Date(now.getTime() + overlapHours * hourMilliseconds);
    await exchangeSecret(unit, id, { secret: sealed, previousUntil });
    return done({ secret });
  });
}

/** Forgets the secret before the last rotation: it signs no more. */
export function endSecretOverlap(
  scope: ChangeScope,
  input: EndpointAtVersion,
): Promise<Answer<{ endpointId: string }>> {
  const { unit, now } = scope;
  return changeAtVersion(scope, input, 'webhook.old_secret_ended', async ({ id, previousSecretUntil }) => {
    if (previousSecretUntil === null || previousSecretUntil <= now)
      return refused(notAllowed('There is no old secret that is still used.'));
    await dropPreviousSecret(unit, id);
    return done({});
  });
}
