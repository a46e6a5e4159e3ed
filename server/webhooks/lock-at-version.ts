import { fromGlobalId } from '../graphql/global-id.ts';
import { done, notFound, refused, staleVersion, type Answer } from '../shared/refusal.ts';
import type { WriteUnit } from '../tenancy/with-tenant.ts';
import { lockEndpoint, type LockedEndpoint } from './endpoint.store.ts';

/** Holds the endpoint of a global id for a change that is based on a version. */
export async function lockAtVersion(
  unit: WriteUnit,
  input: { id: string; version: number },
): Promise<Answer<LockedEndpoint>> {
  const id = fromGlobalId('WebhookEndpoint', input.id);
  const endpoint = id && (await lockEndpoint(unit, id));
  if (!endpoint) return refused(notFound('webhook', ['id']));
  if (endpoint.version !== input.version) return refused(staleVersion('WebhookEndpoint', endpoint.id));
  return done(endpoint);
}
