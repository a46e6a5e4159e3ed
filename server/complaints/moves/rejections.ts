import type { WriteUnit } from '../../tenancy/with-tenant.ts';
import type { LockedComplaint } from '../complaint.store.ts';
import { hasResolvedBefore } from '../handlers.queries.ts';

/** Rejections after which the case is taken from those who handled it. */
export const rejectionsUntilManager = 2;

/** After the second rejection the case is for somebody who has not handled it: whether this user gave one of the resolutions. */
export async function isPartyToRejections(
  unit: WriteUnit,
  complaint: LockedComplaint,
  userId: string,
): Promise<boolean> {
  return (
    complaint.rejection_count >= rejectionsUntilManager &&
    (await hasResolvedBefore(unit, complaint.id, userId))
  );
}
