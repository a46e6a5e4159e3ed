import type { Tenant } from '../tenancy/tenant.ts';
import { withTenant } from '../tenancy/with-tenant.ts';
import { recordEvent, type Actor, type EventOrigin } from './audit.store.ts';
import { exportTrail } from './export-trail.ts';
import { makeCheckpoints, type CheckpointServices } from './make-checkpoints.ts';
import { findOrganisationId } from './trail.queries.ts';

/** The operator on the command line. */
export const operator: Actor = { kind: 'operator', id: null, name: 'Operator', role: null };
export const commandLine: EventOrigin = { client: 'redress' };

/**
 * A tenant's trail for somebody else to verify, as lines of JSON without line breaks. That it was exported is an event of the trail
 * and stands in it; everything in it is signed.
 */
export async function* exportAudit(
  services: CheckpointServices,
  tenant: Tenant,
  by: { actor: Actor; origin: EventOrigin },
): AsyncGenerator<string, void> {
  await withTenant(services.pools, tenant.key, async (unit) => {
    const event = {
      action: 'audit.exported',
      subjectType: 'organisation',
      subjectId: await findOrganisationId(unit),
      subjectLabel: tenant.name,
    } as const;
    await recordEvent(unit, by.actor, by.origin, event, services.now());
  });
  await makeCheckpoints(services, tenant.key);
  yield* exportTrail(services, tenant);
}
