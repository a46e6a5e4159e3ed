import type { ChangeScope } from '../../graphql/change.ts';
import { notAllowed, type Answer } from '../../shared/refusal.ts';
import { findActiveStaff } from '../../users/staff.queries.ts';
import type { StartComplaintInput } from '../complaint-inputs.types.ts';
import { transitionComplaint } from '../transition-complaint.ts';
import { isPartyToRejections } from './rejections.ts';

/** The viewer claims a complaint and begins to work on it. */
export function startComplaint(
  scope: ChangeScope,
  input: StartComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  const { viewer } = scope;
  return transitionComplaint(scope, {
    action: 'start',
    id: input.id,
    version: input.version,
    effect: async (complaint) => {
      // Held, so that nobody is disabled between the claim and its commit.
      const claimant = viewer.userId && (await findActiveStaff(scope.unit, viewer.userId));
      if (!claimant) return notAllowed('Only active staff can work on complaints.');
      if (await isPartyToRejections(scope.unit, complaint, claimant.id))
        return notAllowed(
          'The consumer rejected the resolution twice, and you gave one of them: somebody who has not handled it takes it.',
        );
      return {
        event: 'complaint.started',
        patch: { assignee_id: claimant.id, needs_manager: false },
        changes: [{ field: 'assignee', from: complaint.assignee_name, to: claimant.displayName }],
      };
    },
  });
}
