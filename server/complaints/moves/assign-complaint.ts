import type { ChangeScope } from '../../graphql/change.ts';
import { fromGlobalId } from '../../graphql/global-id.ts';
import { invalidInput, type Answer } from '../../shared/refusal.ts';
import { findActiveStaff } from '../../users/staff.queries.ts';
import type { AssignComplaintInput } from '../complaint-inputs.types.ts';
import { transitionComplaint } from '../transition-complaint.ts';
import { isPartyToRejections } from './rejections.ts';

/** Gives a complaint to a member of staff, or takes it from one and gives it to another. */
export function assignComplaint(
  scope: ChangeScope,
  input: AssignComplaintInput,
): Promise<Answer<{ complaintId: string }>> {
  return transitionComplaint(scope, {
    action: 'assign',
    id: input.id,
    version: input.version,
    effect: async (complaint) => {
      const userId = fromGlobalId('User', input.assigneeId);
      const assignee = userId && (await findActiveStaff(scope.unit, userId));
      if (!assignee)
        return invalidInput(['assigneeId'], 'Choose somebody who is active staff of the organisation.');
      if (assignee.id === complaint.raw_assignee_id)
        return invalidInput(['assigneeId'], `${assignee.displayName} has it already.`);
      if (await isPartyToRejections(scope.unit, complaint, assignee.id))
        return invalidInput(
          ['assigneeId'],
          `The consumer rejected the resolution twice, and ${assignee.displayName} gave one of them: choose somebody who has not handled it.`,
        );
      return {
        event: 'complaint.assigned',
        patch: { assignee_id: assignee.id, needs_manager: false },
        changes: [{ field: 'assignee', from: complaint.assignee_name, to: assignee.displayName }],
      };
    },
  });
}
