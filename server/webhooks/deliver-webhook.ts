import { HopelessJob, JobFailure, type JobHandler } from '../jobs/job-handler.ts';
import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant, type WriteUnit } from '../tenancy/with-tenant.ts';
import { claimDelivery, isBehindOthers, secondsUntilDue, type ClaimedDelivery } from './delivery.store.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { endAttempt, giveUp, skipDelivery } from './end-attempt.ts';
import type { WebhookServices } from './webhook-services.ts';

/**
 * Makes one delivery of a tenant's: it is claimed in a transaction, sent between two, and the second one notes what came of it. A worker
 * that dies in between sends it once more, with the same id. The attempts and their times are the delivery's own; the outbox only wakes it.
 */
export function webhookHandler(services: WebhookServices): JobHandler {
  const inTenant = <Result>(tenant: Tenant, work: (unit: WriteUnit) => Promise<Result>) =>
    withTenant(services.pools, tenant.key, work);
  return {
    timeoutSeconds: 50,
    // Those of the delivery are counted elsewhere; so often a worker may die of it, or find that it is not time yet.
    maxAttempts: 100,
    async run(tenant, ref) {
      const claimed = await inTenant(tenant, (unit) => claim(services, unit, ref));
      if (!claimed) return;
      const attempt = await attemptDelivery(services, tenant, claimed);
      const delaySeconds = await inTenant(tenant, (unit) => endAttempt(services, unit, claimed, attempt));
      if (delaySeconds !== null)
        throw new JobFailure(attempt.record.error ?? 'It was not taken.', delaySeconds);
    },
    async onDead(tenant, ref) {
      await inTenant(tenant, (unit) => giveUp(services, unit, ref));
    },
  };
}

/** Null when there is nothing to send: it is over, skipped, or whoever ends the one before it will see to it. */
async function claim(
  services: WebhookServices,
  unit: WriteUnit,
  ref: string,
): Promise<ClaimedDelivery | null> {
  if (await isBehindOthers(unit, ref)) return null;
  const claimed = await claimDelivery(unit, ref);
  if (!claimed) {
    const seconds = await secondsUntilDue(unit, ref);
    if (seconds === undefined) throw new HopelessJob('The organisation has no such delivery.');
    if (seconds !== null) throw new JobFailure('It is not time yet.', seconds);
    return null;
  }
  if (claimed.endpoint.isEnabled || claimed.cause === 'test') return claimed;
  await skipDelivery(services, unit, claimed);
  return null;
}
