import { recordEvent, systemActor } from '../audit/audit.store.ts';
import { mailUser } from '../mail/queue-mail.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { skipWaiting } from './delivery.store.ts';
import { switchOff } from './endpoint.store.ts';
import { endpointEvent } from './endpoint-event.ts';
import { listAdministrators } from './webhook.queries.ts';

const reasons = {
  gone: 'the receiver is gone for good (410)',
  failing: 'every attempt failed for days',
} as const;

/** Switches an endpoint off that nobody answers at, ends what waits for it, and writes to the administrators. Once, however many see it. */
export async function disableFailing(
  unit: WriteUnit,
  endpointId: string,
  reason: keyof typeof reasons,
  now: Date,
): Promise<void> {
  const description = await switchOff(unit, endpointId, reason, now);
  if (description === null) return;
  await skipWaiting(unit, endpointId, now);
  const changes = [{ field: 'reason', from: null, to: reasons[reason] }];
  const event = endpointEvent('webhook.disabled', { id: endpointId, description }, changes);
  await recordEvent(unit, systemActor, null, event, now);
  for (const userId of await listAdministrators(unit)) mailUser(unit, 'webhook_disabled', userId, now);
}
