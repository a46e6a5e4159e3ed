import { lockAtVersion } from '../graphql/lock-at-version.ts';
import type { Answer } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { lockEndpoint, type LockedEndpoint } from './endpoint.store.ts';
import type { EndpointAtVersion } from './webhook-inputs.types.ts';

/** Holds the endpoint that an administrator changes. */
export function lockChosenEndpoint(
  unit: WriteUnit,
  input: EndpointAtVersion,
): Promise<Answer<LockedEndpoint>> {
  return lockAtVersion('WebhookEndpoint', input, (uuid) => lockEndpoint(unit, uuid), 'webhook');
}
