import { actorOf, recordEvent } from '../audit/audit.store.ts';
import type { ChangeScope } from '../graphql/change.ts';
import { done, type Answer } from '../shared/refusal.ts';
import { endpointEvent } from './endpoint-event.ts';
import type { LockedEndpoint } from './endpoint.store.ts';
import { lockChosenEndpoint } from './lock-chosen-endpoint.ts';
import type { EndpointAtVersion } from './webhook-inputs.types.ts';

/** Holds an endpoint at the version that the change is based on, writes to it, and tells the audit trail what was done. */
export async function changeAtVersion<Told extends object>(
  { unit, viewer, context, now }: ChangeScope,
  input: EndpointAtVersion,
  action: string,
  write: (endpoint: LockedEndpoint) => Promise<Answer<Told>>,
): Promise<Answer<Told & { endpointId: string }>> {
  const locked = await lockChosenEndpoint(unit, input);
  if (!locked.ok) return locked;
  const endpoint = locked.value;
  const written = await write(endpoint);
  if (!written.ok) return written;
  await recordEvent(unit, actorOf(viewer), context.origin, endpointEvent(action, endpoint), now);
  return done({ ...written.value, endpointId: endpoint.id });
}
