import { actsForOrganisation, seesAsStaff, type Viewer } from '../../auth/viewer.ts';
import type { ChangeFact } from '../../live/live-event.ts';
import { managerRoles } from '../../shared/roles.ts';
import { eventsForConsumers } from '../timeline/sentences.ts';

/**
 * Whether a change could concern the viewer at all. It spares reads for nothing, and it keeps consumers from hearing that something internal
 * happened. What they see of a complaint, and whether, the SQL decides: this may only leave out.
 */
export function mayHear(viewer: Viewer, change: ChangeFact): boolean {
  if (seesAsStaff(viewer)) return true;
  if (viewer.trackedComplaintId !== null && viewer.trackedComplaintId !== change.complaintId) return false;
  return change.consumerId === viewer.personId && eventsForConsumers.includes(change.action);
}

/** The same for a complaint that they look at. One that went to somebody else is looked at again, which ends it. */
export function isWorthALook(viewer: Viewer, change: ChangeFact): boolean {
  return mayHear(viewer, change) || change.consumerId !== viewer.personId;
}

export const notificationReasons = ['own', 'assigned', 'yours', 'decision'] as const;
export type NotificationReason = (typeof notificationReasons)[number];

// How a complaint came in, and what a program did about it, is no news to anybody.
const noNews: readonly string[] = ['complaint.submitted', 'complaint.acknowledged', 'complaint.mailed'];

/** Why the viewer is told of a change, null when not: it is about them, and somebody else made it. */
export function reasonToTell(viewer: Viewer, change: ChangeFact): NotificationReason | null {
  const self = viewer.userId ?? viewer.personId;
  if (change.actorId === self || noNews.includes(change.action) || !mayHear(viewer, change)) return null;
  if (!actsForOrganisation(viewer)) return 'own';
  if (viewer.userId !== null && change.assigneeId === viewer.userId)
    return change.action === 'complaint.assigned' ? 'assigned' : 'yours';
  const decides = managerRoles.some((role) => role === viewer.role);
  return decides && change.action === 'complaint.flagged' ? 'decision' : null;
}
