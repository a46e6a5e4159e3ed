import type { ComplaintAction } from '#lib/api/generated.ts';

/** What the server says about one action: whether the viewer may do it now and, if not, why. */
export interface ActionState {
  allowed: boolean;
  reason: string | null;
}

/** Finds one action among those that the server lists; an unlisted one is not allowed. */
export function findAction(
  complaint: { availableActions: readonly (ActionState & { action: ComplaintAction })[] },
  action: ComplaintAction,
): ActionState {
  return (
    complaint.availableActions.find((item) => item.action === action) ?? { allowed: false, reason: null }
  );
}
