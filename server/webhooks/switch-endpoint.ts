import type { ChangeScope } from '../graphql/change.ts';
import { done, notAllowed, refused, type Answer } from '../shared/refusal.ts';
import { clearLane } from '../jobs/outbox.store.ts';
import { faultFields, logLine } from '../log.ts';
import { changeAtVersion } from './change-at-version.ts';
import { skipWaiting } from './delivery.store.ts';
import { deleteEndpointRow, switchOff, switchOn } from './endpoint.store.ts';
import type { EndpointAtVersion } from './webhook-inputs.types.ts';

type Changed = Promise<Answer<{ endpointId: string }>>;

/** Switches an endpoint on. What happened while it was off is not sent by itself: a replay does that. */
export function enableEndpoint(scope: ChangeScope, input: EndpointAtVersion): Changed {
  return changeAtVersion(scope, input, 'webhook.enabled', async ({ id, isEnabled }) => {
    if (isEnabled) return refused(notAllowed('It is switched on already.'));
    await switchOn(scope.unit, id);
    return done({});
  });
}

/** Switches an endpoint off. What waits for it is not sent. */
export function disableEndpoint(scope: ChangeScope, input: EndpointAtVersion): Changed {
  return changeAtVersion(scope, input, 'webhook.disabled', async ({ id, isEnabled }) => {
    if (!isEnabled) return refused(notAllowed('It is switched off already.'));
    await switchOff(scope.unit, id, 'by_hand', scope.now);
    await skipWaiting(scope.unit, id, scope.now);
    return done({});
  });
}

/** Removes an endpoint for good, with its secret, its log, and what waits for it in the outbox. */
export function deleteEndpoint(scope: ChangeScope, input: EndpointAtVersion): Changed {
  const { unit, context } = scope;
  return changeAtVersion(scope, input, 'webhook.deleted', async ({ id }) => {
    await deleteEndpointRow(unit, id);
    unit.afterCommit(() => {
      // What is left of them becomes a dead letter: they may name no delivery for worse reasons, too.
      clearLane(context.services.pools, unit.tenantKey, id).catch((error: unknown) =>
        logLine('warn', 'the outbox of a webhook that is gone was not cleared', faultFields(error)),
      );
    });
    return done({});
  });
}
