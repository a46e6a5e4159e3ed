import { statement } from '../../db/sql.ts';
import type { Pools } from '../../db/pools.ts';
import type { ChangeFact } from '../../live/live-event.ts';
import { withTenantRead } from '../../tenancy/with-tenant.ts';

/** What these events of the tenant's are, oldest first. An id that is no event of its own gives nothing. */
export function readChangeFacts(
  pools: Pools,
  tenantKey: string,
  eventIds: readonly string[],
): Promise<ChangeFact[]> {
  return withTenantRead(pools, tenantKey, (unit) =>
    unit.query<ChangeFact>(statement`select e.id as "eventId", e.subject_id as "complaintId", e.action, e.actor_id as "actorId",
        c.consumer_id as "consumerId", c.assignee_id as "assigneeId"
      from audit_events e join complaints c on c.id = e.subject_id where e.id = any(${[...eventIds]}::uuid[]) order by e.id`),
  );
}
