import { eventKindOf } from '../shared/event-kinds.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { insertEvent, type ToldChange } from './webhook-event.store.ts';

/**
 * Queues a message for each endpoint that wants to hear of the change, in its transaction and after its rows are written. One statement; it
 * writes nothing where the organisation has no endpoint.
 */
export async function tellWebhooks(unit: WriteUnit, change: ToldChange): Promise<void> {
  const kind = eventKindOf(change.action);
  if (kind) await insertEvent(unit, kind, change);
}
